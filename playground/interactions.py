"""Presses, commands and submissions on their way to the app, and the answers that come back by response_url.

Follows https://docs.slack.dev/reference/interaction-payloads (block_actions, view_submission, view_closed),
https://docs.slack.dev/interactivity/implementing-slash-commands and
https://docs.slack.dev/interactivity/handling-user-interaction#message_responses.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground.blocks import faults_of
from playground.chosen import began_with
from playground.deliveries import Line
from playground.events import home_opened, session_stopped
from playground.messages import Message
from playground.modals import Modals, View
from playground.people import APP_ID, BOT_USER, TEAM_ID, Channel
from playground.web_api.content import with_ids
from playground.web_api.views import definition_faults
from playground.workspace import Workspace

ANSWERS_PER_URL, URL_SECONDS = 5, 1800
Answered = asyncio.Future[dict[str, Any] | None]


def state_of(blocks: list[dict[str, Any]] | None, action: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """`state.values`: what stands in the elements of a message that are no buttons, with what was just chosen."""
    values: dict[str, dict[str, Any]] = {}
    for block in blocks or []:
        for element in [block.get("accessory"), *(block.get("elements") or [])]:
            if isinstance(element, dict) and element.get("action_id") and (state := began_with(element)):
                values.setdefault(block.get("block_id", ""), {})[element["action_id"]] = state
    state = {name: value for name, value in action.items() if name.startswith("selected_")}
    if state:
        values.setdefault(action["block_id"], {})[action["action_id"]] = {"type": action["type"], **state}
    return values


@dataclass
class ResponseUrl:
    """Where the app may answer an interaction: five times in half an hour."""

    user: str
    channel: Channel
    message: Message | None
    born: float
    used: int = 0


class Interactions:
    """Builds the payloads and sends them to the app."""

    def __init__(self, workspace: Workspace, modals: Modals, line: Line, base_url: Callable[[], str]) -> None:
        self._workspace, self._modals, self._line = workspace, modals, line
        self._base_url = base_url
        self._urls: dict[str, ResponseUrl] = {}

    def pressed(self, user: str, channel: Channel, message: Message, action: dict[str, Any]) -> Answered:
        """block_actions of a message's button or menu."""
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.only_for is not None,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        payload = self._payload("block_actions", user) | {
            "container": container,
            "channel": {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name},
            "state": {"values": state_of(message.blocks, action)},
            "response_url": self._response_url(user, channel, message),
            "actions": [action],
        }
        if message.only_for is None:
            payload["message"] = self._workspace.shape(message) | {"app_id": APP_ID}
        return self._line.send_interaction("interactive", payload)

    def pressed_in_view(self, user: str, view: View, action: dict[str, Any]) -> Answered:
        """block_actions of a button in a modal or in Home."""
        payload = self._payload("block_actions", user) | {
            "container": {"type": "view", "view_id": view.id},
            "view": view.as_slack(),
            "actions": [action],
        }
        return self._line.send_interaction("interactive", payload)

    def submitted(self, user: str, view: View) -> Answered:
        """view_submission."""
        payload = self._payload("view_submission", user) | {"view": view.as_slack(), "response_urls": []}
        return self._line.send_interaction("interactive", payload)

    def closed(self, user: str, view: View) -> Answered:
        """view_closed, for a modal that asked for it."""
        payload = self._payload("view_closed", user) | {"view": view.as_slack(), "is_cleared": False}
        payload.pop("trigger_id")
        return self._line.send_interaction("interactive", payload)

    def command(self, user: str, channel: Channel, command: str, text: str) -> Answered:
        """A slash command."""
        return self._line.send_interaction("slash_commands", self._typed(user, channel, command, text))

    def _typed(self, user: str, channel: Channel, command: str, text: str) -> dict[str, Any]:
        return {
            "token": "playground-verification",
            "team_id": TEAM_ID,
            "team_domain": "playground",
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.kind == "im" else channel.name,
            "user_id": user,
            "user_name": self._workspace.users[user].name.lower(),
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._response_url(user, channel, None),
            "trigger_id": self._modals.trigger(user),
        }

    def forged(self, user: str, type_: str, payload: Mapping[str, Any]) -> Answered:
        """Whatever `payload` says, around what every payload has."""
        if type_ == "command":
            place = self._workspace.direct_channel(user)
            told = {**self._typed(user, place, "", ""), **payload}
            return self._line.send_interaction("slash_commands", told)
        return self._line.send_interaction("interactive", {**self._payload(type_, user), **payload})

    def home_opened(self, user: str, channel: Channel, tab: str) -> None:
        """Somebody looks at the app's home or at its messages."""
        ts = self._workspace.timestamps.next()
        self._line.send_event(home_opened(user, channel.id, tab, ts))

    def session_stopped(self, user: str, channel: Channel, thread_ts: str) -> None:
        """Somebody pressed the stop button beside the status."""
        ts = self._workspace.timestamps.next()
        self._line.send_event(session_stopped(user, channel.id, thread_ts, ts))

    def shortcut(self, user: str, callback_id: str) -> Answered:
        """A global shortcut. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload"""
        payload = self._payload("shortcut", user) | {"callback_id": callback_id, "action_ts": f"{time.time():.6f}"}
        return self._line.send_interaction("interactive", payload)

    def message_shortcut(self, user: str, channel: Channel, message: Message, callback_id: str) -> Answered:
        """A shortcut on a message; the payload's type is `message_action`."""
        payload = self._payload("message_action", user) | {
            "callback_id": callback_id,
            "action_ts": f"{time.time():.6f}",
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name},
            "message": self._workspace.shape(message),
            "response_url": self._response_url(user, channel, message),
        }
        return self._line.send_interaction("interactive", payload)

    def after_submission(self, user: str, view: View, answer: dict[str, Any]) -> dict[str, str]:
        """Do what the app answered to a submission. -> its complaints by block id"""
        action = answer.get("response_action")
        if action == "errors":
            return dict(answer.get("errors") or {})
        if action in ("update", "push"):
            definition = answer.get("view") or {}
            if definition_faults(definition, "modal"):
                return {}
            definition = definition | {"blocks": with_ids(definition["blocks"])}
            if action == "update":
                self._modals.redefine(view, definition)
            else:
                self._modals.open(user, definition, on_top=True)
            return {}
        self._modals.close(user, all_of_them=action == "clear")
        return {}

    def _payload(self, type_: str, user: str) -> dict[str, Any]:
        person = self._workspace.users[user]
        return {
            "type": type_,
            "team": {"id": TEAM_ID, "domain": "playground"},
            "user": {"id": user, "username": person.name.lower(), "name": person.name.lower(), "team_id": person.home},
            "api_app_id": APP_ID,
            "token": "playground-verification",
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self._modals.trigger(user),
        }

    # Answers

    def _response_url(self, user: str, channel: Channel, message: Message | None) -> str:
        key = secrets.token_urlsafe(18)
        self._urls[key] = ResponseUrl(user, channel, message, time.monotonic())
        return f"{self._base_url()}/actions/{TEAM_ID}/{key}"

    async def handle_response(self, request: web.Request) -> web.Response:
        """A post to a response_url. Second-hand: the words of its errors (`used_url`, `expired_url`)."""
        url = self._urls.get(request.match_info["key"])
        if url is None or time.monotonic() - url.born > URL_SECONDS:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if url.used >= ANSWERS_PER_URL:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        try:
            answer = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        if not isinstance(answer, dict) or faults_of(answer.get("blocks") or []):
            return web.Response(status=400, text="invalid_blocks" if isinstance(answer, dict) else "invalid_payload")
        if not (answer.get("text") or answer.get("blocks") or answer.get("delete_original")):
            return web.Response(status=400, text="no_text")
        url.used += 1
        self._respond(url, answer)
        return web.Response(text="ok")

    def _respond(self, url: ResponseUrl, answer: dict[str, Any]) -> None:
        blocks = with_ids(answer.get("blocks") or []) or None
        if url.message is not None and answer.get("delete_original"):
            self._workspace.remove(url.message)
        elif url.message is not None and answer.get("replace_original"):
            self._workspace.change(url.message, text=str(answer.get("text") or ""), blocks=blocks)
        else:
            thread = answer.get("thread_ts") or (url.message.thread_ts if url.message else None)
            self.show_answer(url.user, url.channel, answer, thread)

    def show_answer(self, user: str, channel: Channel, answer: dict[str, Any], thread_ts: str | None = None) -> None:
        """Show what the app answered: to everybody (`in_channel`) or to the one who asked."""
        blocks = with_ids(answer.get("blocks") or []) or None
        if answer.get("response_type") == "in_channel":
            self._workspace.post(
                channel.id, BOT_USER, str(answer.get("text") or ""), blocks=blocks, thread_ts=thread_ts
            )
        else:
            self._workspace.show_only_to(
                user, channel.id, str(answer.get("text") or ""), blocks=blocks, thread_ts=thread_ts
            )
