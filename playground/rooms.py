"""Channels and people by hand: made, joined, left, archived, by Slack's rules.

https://docs.slack.dev/reference/methods/conversations.create names what a channel may be called.
"""

from __future__ import annotations

import re
import secrets
from typing import Any

from playground.chosen import NotPossible
from playground.people import BOT_USER, Channel, User
from playground.workspace import Workspace

COLOURS = ("8a5a2b", "2d6b7f", "6b4a8a", "9a3f66", "4d6b2f", "7a3b3b")
MOST_PEOPLE = 60
FOR_EVERYBODY = ("here", "channel", "everyone")


def create(workspace: Workspace, user: str, name: str, private: bool, invited: list[str]) -> Channel:
    """A new channel with whoever makes it and whoever is invited."""
    if not re.fullmatch(r"[^\W_A-Z][\w-]{0,79}|_[\w-]{0,79}", name) or name != name.lower():
        raise NotPossible("a channel's name has small letters, numbers, hyphens and underscores, 80 at most")
    if workspace.channel(f"#{name}"):
        raise NotPossible(f"there is a channel #{name} already")
    members = list(dict.fromkeys([user, *(one for one in invited if one in workspace.users)]))
    channel = Channel(f"C0{secrets.token_hex(5).upper()[:9]}", name, "group" if private else "channel", members)
    workspace.add_channel(channel)
    return channel


def join(workspace: Workspace, user: str, channel: str) -> None:
    """Go into a public channel."""
    place = workspace.channels.get(channel)
    if place is None or place.kind != "channel" or place.is_archived:
        raise NotPossible("this channel cannot be joined")
    _enter(workspace, place, user)


def invite(workspace: Workspace, user: str, channel: str, invited: str) -> None:
    """Bring somebody, or the app, into a channel one is in."""
    place = _own_channel(workspace, user, channel)
    if invited not in workspace.users:
        raise NotPossible("there is nobody with this name")
    _enter(workspace, place, invited)


def remove(workspace: Workspace, user: str, channel: str, removed: str) -> None:
    """Take somebody, or the app, out of a channel one is in."""
    place = _own_channel(workspace, user, channel)
    if removed in place.members:
        if len(place.members) == 1:
            raise NotPossible("the last one in a channel cannot leave it; archive it instead")
        place.members.remove(removed)
        workspace.channel_changed(place)


def archive(workspace: Workspace, user: str, channel: str, archived: bool) -> None:
    """Close a channel for writing, or open it again."""
    place = _own_channel(workspace, user, channel)
    place.is_archived = archived
    workspace.channel_changed(place)


def joinable(workspace: Workspace, user: str) -> list[dict[str, Any]]:
    """The public channels somebody is not in."""
    every = workspace.channels.values()
    there = [one for one in every if one.kind == "channel" and user not in one.members and not one.is_archived]
    return [{"id": one.id, "name": one.name, "topic": one.topic} for one in there]


def add_person(workspace: Workspace, real_name: str) -> User:
    """Somebody new in the workspace."""
    real_name = " ".join(real_name.split())
    if not 1 <= len(real_name) <= 80:
        raise NotPossible("a name has 1 to 80 characters")
    if len(workspace.users) > MOST_PEOPLE:
        raise NotPossible(f"there are {MOST_PEOPLE} people already")
    taken, first = workspace.names(), real_name.split()[0]
    if first.lower() in {*FOR_EVERYBODY, workspace.users[BOT_USER].name.lower()}:
        raise NotPossible(f"“@{real_name}” would be read as @{first.lower()}")
    name = first if first.lower() not in taken else real_name
    if name.lower() in taken:
        raise NotPossible(f"there is somebody called {real_name} already")
    colour = COLOURS[len(workspace.users) % len(COLOURS)]
    user = User(f"U0{secrets.token_hex(5).upper()[:9]}", name, real_name, colour=colour)
    workspace.add_user(user)
    return user


def deactivate(workspace: Workspace, user: str) -> None:
    """Slack takes whoever is deactivated out of every channel; the direct message stays."""
    workspace.users[user].deleted = True
    for channel in workspace.channels.values():
        if channel.kind != "im" and user in channel.members:
            channel.members.remove(user)
            workspace.channel_changed(channel)
    workspace.person_changed(workspace.users[user])


def _enter(workspace: Workspace, place: Channel, user: str) -> None:
    if user not in place.members:
        place.members.append(user)
        workspace.channel_changed(place)


def _own_channel(workspace: Workspace, user: str, channel: str) -> Channel:
    place = workspace.channels.get(channel)
    if place is None or user not in place.members or place.kind == "im":
        raise NotPossible("you are not in this channel")
    return place
