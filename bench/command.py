"""What every measure that is a command has in common: its options, where and how it was measured, its page."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path

from bench.stacks import HOUSE

TINY = "tiny numbers, to see that it works; writes no page"


def options(name: str, about: str | None, quick: str = TINY) -> argparse.ArgumentParser:
    """With `--quick`; `quick` says what that leaves out. `name`: as it is run, `python -m name`."""
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=about)
    parser.add_argument("--quick", action="store_true", help=quick)
    return parser


def conditions(measured: str, *versions: str) -> str:
    """Where and how it was measured. `measured`: what, and how often; `versions`: of what else it depends on."""
    return (
        f"Measured on {datetime.date.today():%d %B %Y}{measured}, {os.cpu_count()} cores "
        f"({platform.system()}, {platform.machine()}), load "
        f"{os.getloadavg()[0]:.1f} at the end, {', '.join((f'Python {platform.python_version()}', *versions))}."
    )


@dataclass(frozen=True)
class Place:
    """Where a table stands: in `docs/<page>.md`, between `<!-- name -->` and `<!-- /name -->`."""

    page: str
    name: str

    @property
    def path(self) -> Path:
        return HOUSE / "docs" / f"{self.page}.md"

    def filled(self, page: str, told: str) -> str:
        """The page with `told` in its place. Raises ValueError when it has none."""
        opening, closing = f"<!-- {self.name} -->", f"<!-- /{self.name} -->"
        between = re.compile(re.escape(opening) + ".*?" + re.escape(closing), re.DOTALL)
        if not between.search(page):
            raise ValueError(f"the page lacks {opening} and {closing}")
        return between.sub(lambda _: f"{opening}\n{told.strip()}\n{closing}", page)

    def tell(self, told: str, *, quick: bool) -> None:
        """Print it; what was measured in full goes to the page, too."""
        print(told)
        if not quick:
            self.path.write_text(self.filled(self.path.read_text(encoding="utf-8"), told), encoding="utf-8")
