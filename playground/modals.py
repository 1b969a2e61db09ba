"""Windows on top of a workspace: modals, App Home, and the short-lived ids that open them.

https://docs.slack.dev/surfaces/modals, https://docs.slack.dev/interactivity/handling-user-interaction
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.people import APP_ID, BOT_ID, TEAM_ID

DEEPEST = 3


@dataclass
class View:
    """A modal or a Home tab as one person sees it."""

    id: str
    user: str
    definition: dict[str, Any]
    root_id: str
    previous_id: str | None = None
    hash: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    def define(self, definition: dict[str, Any]) -> None:
        """Give it a new definition, and with it a new hash."""
        self.definition = definition
        digest = hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()[:8]
        self.hash = f"{int(time.time())}.{digest}"

    def as_slack(self) -> dict[str, Any]:
        """https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""
        defaults = {"callback_id": "", "private_metadata": "", "close": None, "submit": None, "title": None}
        return (
            defaults
            | {"clear_on_close": False, "notify_on_close": False, "external_id": ""}
            | self.definition
            | {
                "id": self.id,
                "team_id": TEAM_ID,
                "app_id": APP_ID,
                "bot_id": BOT_ID,
                "app_installed_team_id": TEAM_ID,
                "root_view_id": self.root_id,
                "previous_view_id": self.previous_id,
                "hash": self.hash,
                "state": {"values": self.values},
            }
        )


FORGOTTEN = 100
"""Lifetimes after which a trigger id is forgotten altogether."""


class Modals:
    """Every person's stack of modals and Home tab, and the trigger ids that are still good."""

    def __init__(self, *, trigger_seconds: float, changed: Callable[[str], None]) -> None:
        self._trigger_seconds, self._changed = trigger_seconds, changed
        self._triggers: dict[str, tuple[str, float, bool]] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def trigger(self, user: str) -> str:
        """A new trigger id for something a person just did."""
        trigger = f"{int(time.time() * 1000)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        now = time.monotonic()
        # One that is long past is as good as one that never was.
        while self._triggers and now - next(iter(self._triggers.values()))[1] > FORGOTTEN * self._trigger_seconds:
            del self._triggers[next(iter(self._triggers))]
        self._triggers[trigger] = (user, now, False)
        return trigger

    def exchange(self, trigger: str) -> str:
        """Use a trigger id up. -> whose it was. Raises KeyError, TimeoutError (older than three seconds) or
        PermissionError (used before)."""
        user, born, used = self._triggers[trigger]
        if used:
            raise PermissionError
        if time.monotonic() - born > self._trigger_seconds:
            raise TimeoutError
        self._triggers[trigger] = (user, born, True)
        return user

    def open(self, user: str, definition: dict[str, Any], *, on_top: bool) -> View:
        """Show a modal; on_top: over the one that is open instead of anew. Raises OverflowError above three."""
        stack = self.stacks.setdefault(user, []) if on_top else []
        if len(stack) >= DEEPEST:
            raise OverflowError
        view_id = f"V0PLAY{secrets.token_hex(4).upper()}"
        previous = stack[-1] if stack else None
        root_id = previous.root_id if previous else view_id
        view = View(view_id, user, {}, root_id, previous.id if previous else None)
        view.define(definition)
        self.stacks[user] = [*stack, view]
        self._changed(user)
        return view

    def find(self, view_id: str = "", external_id: str = "") -> View | None:
        """An open modal by its id or by the app's own."""
        for stack in self.stacks.values():
            for view in stack:
                if view.id == view_id or (external_id and view.definition.get("external_id") == external_id):
                    return view
        return None

    def redefine(self, view: View, definition: dict[str, Any]) -> None:
        view.define(definition)
        self._changed(view.user)

    def publish(self, user: str, definition: dict[str, Any]) -> View:
        """Replace somebody's Home tab."""
        if (home := self.homes.get(user)) is None:
            view_id = f"V0HOME{secrets.token_hex(4).upper()}"
            home = self.homes[user] = View(view_id, user, {}, view_id)
        home.define(definition)
        self._changed(user)
        return home

    def close(self, user: str, *, all_of_them: bool = False) -> None:
        """Close the top modal, or the whole stack."""
        self.stacks[user] = [] if all_of_them else self.stacks.get(user, [])[:-1]
        self._changed(user)
