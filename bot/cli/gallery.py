"""`segue gallery`: everything people see, as JSON."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bot.views.gallery import gallery


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("gallery", help="everything people see, as JSON")
    parser.add_argument("names", nargs="*", help="only these views, such as QuestionCard")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    shown = gallery()
    wanted = {name: shown[name] for name in chosen.names if name in shown} if chosen.names else shown
    unknown = [name for name in chosen.names if name not in shown]
    print(json.dumps(wanted, ensure_ascii=False, indent=2))
    if unknown:
        raise SystemExit(f"there is no view {', '.join(unknown)}; there are {', '.join(shown)}")
    return 0
