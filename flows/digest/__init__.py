"""The digest of a channel or a study: set up by a form, told again and again, changed and stopped by buttons."""

from flows.digest.graph import DIGEST

__all__ = ["DIGEST"]
