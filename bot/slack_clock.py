"""How far our clock is ahead of Slack's: every answer says what time it is there."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

DAY = 86_400.0


class SlackClock:
    """`clock`: ours, Unix seconds."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._ahead = math.inf
        """Seconds; not known yet: infinitely."""

    def heard(self, headers: Mapping[str, Any]) -> None:
        """Of one answer. One that bears no time says that nothing is wrong with ours, as far as anybody knows."""
        said = next((str(value) for name, value in headers.items() if str(name).lower() == "date"), "")
        try:
            self._ahead = self._clock() - parsedate_to_datetime(said).timestamp()
        except ValueError:
            self._ahead = 0.0

    def may_be_believed(self) -> bool:
        """Not where it is more than a day ahead: then nothing is as old as it seems."""
        return self._ahead < DAY
