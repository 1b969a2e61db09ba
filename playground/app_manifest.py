"""What an app offers in menus, read from its manifest: shortcuts and slash commands.

https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Entry = dict[str, str]


@dataclass(frozen=True)
class Offers:
    """Entries as the page draws them; every value is text."""

    shortcuts: tuple[Entry, ...] = ()
    """`name`, `type` (global or message), `callback_id`, `description`."""
    commands: tuple[Entry, ...] = ()
    """`command`, `description`, `usage_hint`."""

    def shortcut(self, callback_id: str, kind: str) -> bool:
        """Whether the app has such a shortcut."""
        return any((each["callback_id"], each["type"]) == (callback_id, kind) for each in self.shortcuts)


def offers_of(manifest: Mapping[str, Any]) -> Offers:
    """-> what the manifest declares; what is not as it should be is left out."""
    features = manifest.get("features")
    features = features if isinstance(features, Mapping) else {}
    return Offers(
        shortcuts=_entries(features.get("shortcuts"), ("name", "type", "callback_id"), ("description",)),
        commands=_entries(features.get("slash_commands"), ("command",), ("description", "usage_hint")),
    )


def _entries(declared: object, needed: tuple[str, ...], optional: tuple[str, ...]) -> tuple[Entry, ...]:
    found = []
    for each in declared if isinstance(declared, list) else []:
        if isinstance(each, Mapping) and all(isinstance(each.get(name), str) and each[name] for name in needed):
            found.append({name: str(each.get(name) or "") for name in (*needed, *optional)})
    return tuple(found)
