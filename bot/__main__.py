"""`python -m bot` is `segue`."""

import sys

from bot.cli import main

sys.exit(main())
