"""Modals and everything one can fill in, as the app hears of it."""

from __future__ import annotations

from typing import Any

from playground.driver import CUSTOMERS, DANA, GENERAL, MEI
from playground.server import Playground
from tests.browser.app import App, option, shows, text
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes

expect = playwright.expect


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
