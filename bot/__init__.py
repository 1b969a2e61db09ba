"""The process, and what Slack sees."""

import sys

# Before anything is imported that an older Python could not even read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"Segue needs Python 3.11 or later; this is {sys.version_info[0]}.{sys.version_info[1]}. See README.md.")
