"""What a file is, and what its columns mean: by their names and by their values, and what only a person can say."""

from segments.understanding.understand import DAY_FIRST, MONTH_FIRST, understand

__all__ = ["DAY_FIRST", "MONTH_FIRST", "understand"]
