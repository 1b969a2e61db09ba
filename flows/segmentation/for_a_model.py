"""A report as a language model hears of it: without the people in what its files, their sheets and segments are called.

Its figures were never anybody's, and its columns and cells lose people when the file is read (segments/privacy).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from segments.privacy.called import called_without_people, without_addresses
from segments.report import Report


def for_a_model(report: Report) -> Report:
    """The same report, where nobody stands in it."""
    files = (report.file, report.since.file if report.since else "")
    called = {name: plain for name in files if (plain := called_without_people(name)) != name}
    told = report.model_dump(mode="json")
    plain = _changed(told, lambda text: _plain(text, called))
    return report if plain == told else Report.model_validate(plain)


def _plain(text: str, called: Mapping[str, str]) -> str:
    for name, plain in called.items():
        text = text.replace(name, plain)
    return without_addresses(text)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _changed(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [_changed(each, change) for each in value]
    return change(value) if isinstance(value, str) else value
