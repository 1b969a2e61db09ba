"""Modals and everything one can fill in, as the app hears of it."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import CUSTOMERS, DANA, GENERAL, MEI
from playground.server import Playground
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes

expect = playwright.expect


def text(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def option(value: str, words: str | None = None) -> dict[str, Any]:
    return {"text": text(words or value.title()), "value": value}


class App:
    """An app that acknowledges everything, remembers it, and answers submissions as it is told."""

    def __init__(self, playground: Playground) -> None:
        self.web = AsyncWebClient("xoxb-x", base_url=playground.api_url)
        self._client = SocketModeClient("xapp-x", web_client=AsyncWebClient("xapp-x", base_url=playground.api_url))
        self._client.socket_mode_request_listeners.append(self._heard)  # type: ignore[arg-type]
        self.heard: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []

    async def __aenter__(self) -> App:
        await self._client.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def _heard(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        answer = None
        if request.type == "interactive":
            self.heard.append(request.payload)
            if request.payload["type"] == "view_submission" and self.answers:
                answer = self.answers.pop(0)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, answer))


@pytest.fixture
async def app(playground: Playground) -> Any:
    async with App(playground) as running:
        yield running


LINE = {"type": "plain_text_input", "action_id": "a"}
ELEMENTS: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({"type": "plain_text_input"}, "fill:some words", {"value": "some words"}),
    ({"type": "plain_text_input", "multiline": True, "max_length": 50}, "fill:two\nlines", {"value": "two\nlines"}),
    ({"type": "number_input", "is_decimal_allowed": True}, "fill:2.5", {"value": "2.5"}),
    ({"type": "email_text_input"}, "fill:dana@example.com", {"value": "dana@example.com"}),
    ({"type": "url_text_input"}, "fill:https://example.com", {"value": "https://example.com"}),
    ({"type": "datepicker"}, "fill:2026-11-23", {"selected_date": "2026-11-23"}),
    ({"type": "timepicker"}, "fill:09:30", {"selected_time": "09:30"}),
    ({"type": "static_select", "options": [option("a"), option("b")]}, "select:b", {"selected_option": option("b")}),
    (
        {"type": "static_select", "option_groups": [{"label": text("G"), "options": [option("a")]}]},
        "select:a",
        {"selected_option": option("a")},
    ),
    ({"type": "radio_buttons", "options": [option("a"), option("b")]}, "check:B", {"selected_option": option("b")}),
    ({"type": "checkboxes", "options": [option("a"), option("b")]}, "check:A", {"selected_options": [option("a")]}),
    (
        {"type": "multi_static_select", "options": [option("a"), option("b")], "max_selected_items": 1},
        "several:B",
        {"selected_options": [option("b")]},
    ),
    ({"type": "users_select"}, f"select:{MEI}", {"selected_user": MEI}),
    ({"type": "multi_users_select"}, "several:Mei Tanaka", {"selected_users": [MEI]}),
    (
        {"type": "conversations_select", "filter": {"include": ["public"]}},
        f"select:{CUSTOMERS}",
        {"selected_conversation": CUSTOMERS},
    ),
    ({"type": "channels_select", "initial_channel": GENERAL}, "", {"selected_channel": GENERAL}),
    (
        {"type": "rich_text_input"},
        "fill:rich",
        {
            "rich_text_value": {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}],
            }
        },
    ),
]


async def fills(field: Any, how: str) -> None:
    what, _, value = how.partition(":")
    if what == "fill":
        await field.locator("input, textarea").first.fill(value)
    elif what == "select":
        await field.locator("select").select_option(value)
    elif what == "check":
        await field.get_by_label(value, exact=True).check()
    elif what == "several":
        await field.locator("summary").click()
        await field.get_by_label(value, exact=True).check()


async def shows(playground: Playground, app: App, view: dict[str, Any]) -> None:
    trigger = playground.modals.trigger(DANA)
    await app.web.views_open(trigger_id=trigger, view={"type": "modal", "title": text("A form"), **view})


async def test_everything_in_a_form_is_filled_in_and_submitted(playground: Playground, app: App, opens: Opens) -> None:
    page = await opens(playground.url)
    blocks = [
        {"type": "input", "block_id": f"b{n}", "label": text(f"Field {n}"), "element": {**element, "action_id": "a"}}
        for n, (element, _, _) in enumerate(ELEMENTS)
    ]
    await shows(playground, app, {"submit": text("Send"), "blocks": blocks})
    await expect(page.get_by_role("heading", name="A form")).to_be_visible()
    for number, (_, how, _) in enumerate(ELEMENTS):
        await fills(page.locator(f'[data-block="b{number}"]'), how)
    await page.locator("dialog").get_by_role("button", name="Send").click()
    await expect(page.locator("dialog#modal")).to_be_hidden()
    values = app.heard[-1]["view"]["state"]["values"]
    for number, (element, _, state) in enumerate(ELEMENTS):
        assert values[f"b{number}"]["a"] == {"type": element["type"], **state}, element["type"]


async def test_complaints_stand_under_their_fields_and_nothing_typed_is_lost(
    playground: Playground, app: App, opens: Opens
) -> None:
    page = await opens(playground.url)
    blocks = [
        {
            "type": "input",
            "block_id": name,
            "label": text(name),
            "element": {"type": "plain_text_input", "action_id": "a"},
        }
        for name in ("first", "second")
    ]
    await shows(playground, app, {"submit": text("Send"), "blocks": blocks})
    await page.get_by_label("first").fill("one")
    app.answers.append({"response_action": "errors", "errors": {"second": "Please say more."}})
    await page.locator("dialog").get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Please say more.")).to_be_visible()
    await expect(page.get_by_label("second")).to_be_focused()
    await expect(page.get_by_label("first")).to_have_value("one")
    await page.get_by_label("second").fill("two")
    pushed = {"type": "modal", "title": text("Really?"), "submit": text("Yes"), "blocks": [{"type": "divider"}]}
    app.answers.append({"response_action": "push", "view": pushed})
    await page.locator("dialog").get_by_role("button", name="Send").click()
    await expect(page.get_by_role("heading", name="Really?")).to_be_visible()
    await page.get_by_role("button", name="Back").click()
    await expect(page.get_by_role("heading", name="A form")).to_be_visible()


async def test_an_update_keeps_what_was_typed(playground: Playground, app: App, opens: Opens) -> None:
    page = await opens(playground.url)
    field = {
        "type": "input",
        "block_id": "b",
        "label": text("Why"),
        "element": {"type": "plain_text_input", "action_id": "a"},
    }
    await shows(playground, app, {"blocks": [field], "submit": text("Send")})
    await page.get_by_label("Why").fill("because")
    view = playground.hands.modal(DANA)
    assert view is not None
    later = {"type": "modal", "title": text("Changed"), "submit": text("Send"), "blocks": [{"type": "divider"}, field]}
    await app.web.views_update(view_id=view.id, view=later)
    await expect(page.get_by_role("heading", name="Changed")).to_be_visible()
    await expect(page.get_by_label("Why")).to_have_value("because")
    await expect(page.get_by_label("Why")).to_be_focused()


async def test_what_is_chosen_in_a_message_reaches_the_app(playground: Playground, app: App, opens: Opens) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    sure = {"title": text("Sure?"), "text": text("It cannot be undone."), "confirm": text("Do it"), "deny": text("No")}
    elements = [
        {"type": "button", "action_id": "go", "value": "1", "text": text("Go"), "confirm": sure},
        {"type": "datepicker", "action_id": "day"},
        {"type": "checkboxes", "action_id": "which", "options": [option("a"), option("b")]},
        {"type": "overflow", "action_id": "more", "options": [option("x"), option("y")]},
    ]
    await app.web.chat_postMessage(
        channel=GENERAL, text="x", blocks=[{"type": "actions", "block_id": "b", "elements": elements}]
    )
    message = page.locator("#channel-messages .message").last
    await message.get_by_role("button", name="Go").click()
    await page.get_by_role("button", name="Do it").click()
    await message.get_by_label("Date").fill("2026-12-01")
    await message.get_by_label("B", exact=True).check()
    await message.get_by_role("button", name="More", exact=True).click()
    await page.get_by_role("menuitem", name="Y").click()
    await playground.driver.wait_for(lambda: len(app.heard) == 4, 5)
    heard = {payload["actions"][0]["action_id"]: payload for payload in app.heard}
    go, day, which, more = (heard[name]["actions"][0] for name in ("go", "day", "which", "more"))
    assert (go["action_id"], go["value"]) == ("go", "1")
    assert day["selected_date"] == "2026-12-01"
    assert which["selected_options"] == [option("b")]
    assert more["selected_option"] == option("y")
    assert heard["day"]["state"]["values"]["b"]["day"]["selected_date"] == "2026-12-01"
