"""Who is in the workspace, and what the values of a workspace look like in Slack's shapes.

https://docs.slack.dev/reference/objects/user-object,
https://docs.slack.dev/reference/objects/conversation-object
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

TEAM_ID = "T0PLAY00001"
TEAM_NAME = "Playground"
APP_ID = "A0PLAY00001"
BOT_ID = "B0PLAY00001"
BOT_USER = "U0PLAYBOT01"
DANA, RAVI, MEI = "U0PLAYDANA1", "U0PLAYRAVI1", "U0PLAYMEI01"
GENERAL, CUSTOMERS, LEADERSHIP = "C0PLAYGEN01", "C0PLAYCUS01", "C0PLAYLEAD1"

Kind = Literal["channel", "group", "im"]


@dataclass
class User:
    """A person, or the app's bot user. `colour` is how the page tells faces apart."""

    id: str
    name: str
    real_name: str
    title: str = ""
    is_bot: bool = False
    colour: str = "4a6d8c"
    locale: str = "en-GB"
    guest: Literal["", "channels", "channel"] = ""
    """Somebody who sees several channels only, or a single one."""
    home: str = TEAM_ID
    """Another workspace's id for a stranger, who is here by a channel shared between companies."""
    deleted: bool = False
    """Deactivated: nobody can be it any more."""

    def as_slack(self) -> dict[str, Any]:
        """The user object of `users.info`."""
        profile: dict[str, Any] = {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "team": self.home,
        }
        if self.is_bot:
            profile |= {"bot_id": BOT_ID, "api_app_id": APP_ID}
        else:
            profile["email"] = f"{self.name.lower()}@playground.invalid"
        return {
            "id": self.id,
            "team_id": self.home,
            "name": self.name.lower(),
            "deleted": self.deleted,
            "color": self.colour,
            "real_name": self.real_name,
            "tz": "Europe/London",
            "tz_label": "Greenwich Mean Time",
            "tz_offset": 0,
            "profile": profile,
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            # A guest of a single channel counts as both.
            "is_restricted": bool(self.guest),
            "is_ultra_restricted": self.guest == "channel",
            "is_stranger": self.home != TEAM_ID,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1700000000,
        }


@dataclass
class Channel:
    """A public channel, a private one (`group`), or a direct message with the bot (`im`)."""

    id: str
    name: str
    kind: Kind
    members: list[str] = field(default_factory=list)
    is_archived: bool = False
    topic: str = ""
    created: int = 1700000000

    @property
    def person(self) -> str:
        """The human side of a direct message."""
        return next(member for member in self.members if member != BOT_USER)

    def as_slack(self, asker: str) -> dict[str, Any]:
        """The conversation object of `conversations.info`, as `asker` sees it."""
        shape: dict[str, Any] = {
            "id": self.id,
            "created": self.created,
            "is_archived": self.is_archived,
            "is_im": self.kind == "im",
            "is_org_shared": False,
            "context_team_id": TEAM_ID,
            "updated": self.created * 1000,
        }
        if self.kind == "im":
            return shape | {"user": next(m for m in self.members if m != asker), "is_user_deleted": False}
        return shape | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_mpim": False,
            "is_private": self.kind == "group",
            "is_general": self.id == GENERAL,
            "is_member": asker in self.members,
            "is_shared": False,
            "is_ext_shared": False,
            "creator": self.members[0] if self.members else BOT_USER,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(self.members),
        }


def first_people(bot_name: str) -> list[User]:
    """The people a new workspace starts with: three humans and the bot."""
    return [
        User(DANA, "Dana", "Dana Okafor", title="Product manager", colour="a2554b"),
        User(RAVI, "Ravi", "Ravi Menon", title="Researcher", colour="3f7a5a"),
        User(MEI, "Mei", "Mei Tanaka", title="Head of marketing", colour="7b5ea7"),
        User(BOT_USER, bot_name, bot_name, is_bot=True, colour="2f6fb0"),
    ]


def first_channels() -> list[Channel]:
    """The channels a new workspace starts with; the bot is in the two public ones only."""
    everybody = [DANA, RAVI, MEI]
    return [
        Channel(GENERAL, "general", "channel", [*everybody, BOT_USER], topic="Everything that is for everyone"),
        Channel(CUSTOMERS, "customers", "channel", [*everybody, BOT_USER], topic="What we learn about our customers"),
        Channel(LEADERSHIP, "leadership", "group", [DANA, MEI], topic="Without the bot, until somebody invites it"),
    ]
