"""What is inside a modal: menus lie above it, Enter goes where the app wants it, nothing sticks out of it."""

from __future__ import annotations

from typing import Any

import pytest

from playground.driver import DANA
from playground.server import Playground
from tests.browser.app import App, option, shows, text
from tests.browser.conftest import Opens, playwright
from tests.browser.test_accessibility import findings

expect = playwright.expect
LONG = "Somebody who reads every page twice, and still rings up to ask about it"
MENU = {"type": "overflow", "action_id": "more", "options": [option("edit"), option("delete")]}
CHOICE = {"type": "static_select", "action_id": "which", "options": [option("a", LONG), option("b", LONG[::-1])]}
PRESSED = {"type": "button", "action_id": "press"}
STICKING_OUT = """() => {
  const dialog = document.querySelector("#modal").getBoundingClientRect();
  const list = document.querySelector("#modal .fields-list");
  const out = [...document.querySelectorAll("#modal :not(option):not(optgroup)")].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width && (left < dialog.left || right > dialog.right);
  });
  return [list.scrollWidth - list.clientWidth, ...out.map((one) => one.outerHTML.slice(0, 80))];
}"""
SEEN_WHOLE = """(one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  return [[2, 2], [width - 2, 2], [2, height - 2], [width - 2, height - 2], [width / 2, height / 2]]
    .map(([x, y]) => document.elementFromPoint(left + x, top + y))
    .every((found) => found && (one.contains(found) || found.contains(one)));
}"""


def input_of(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    block = {"type": "input", "block_id": name, "label": text(name), "optional": True}
    return {**block, "element": {"action_id": name, **element}, **more}


def looked_for(**element: Any) -> dict[str, Any]:
    return input_of("Look for", {"type": "plain_text_input", **element}, dispatch_action=True)


async def opened(page: Any) -> Any:
    dialog = page.locator("dialog#modal")
    await expect(dialog).to_be_visible()
    return dialog


async def test_a_menu_in_a_modal_lies_above_it(playground: Playground, app: App, opens: Opens) -> None:
    page = await opens(playground.url)
    await shows(playground, app, {"blocks": [{"type": "actions", "elements": [MENU]}]})
    more = (await opened(page)).get_by_role("button", name="More", exact=True)
    await more.click()
    assert await findings(page) == []
    await page.get_by_role("menuitem", name="Delete").click()
    await playground.driver.wait_for(lambda: app.heard, 5)
    assert app.heard[-1]["actions"][0]["selected_option"] == option("delete")
    await expect(page.get_by_role("menu")).to_have_count(0)


async def test_a_menu_in_a_modal_is_used_by_keyboard(playground: Playground, app: App, opens: Opens) -> None:
    """Escape closes the menu, not the modal; the focus goes back to the button."""
    page = await opens(playground.url)
    rows = [{"type": "actions", "block_id": f"b{number}", "elements": [MENU]} for number in range(2)]
    await shows(playground, app, {"blocks": rows})
    more = (await opened(page)).get_by_role("button", name="More", exact=True).last
    await more.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(more).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await playground.driver.wait_for(lambda: app.heard, 5)
    assert app.heard[-1]["actions"][0]["selected_option"] == option("delete")
    await redrawn(playground, app, rows)
    await expect(page.get_by_role("heading", name="Drawn anew")).to_be_visible()
    await expect(more).to_be_focused()


async def redrawn(playground: Playground, app: App, blocks: list[dict[str, Any]]) -> None:
    view = playground.hands.modal(DANA)
    assert view is not None
    later = {"type": "modal", "title": text("Drawn anew"), "submit": text("Done"), "blocks": blocks}
    await app.web.views_update(view_id=view.id, view=later)


async def test_a_menu_at_the_foot_of_a_phone_stays_in_the_window(
    playground: Playground, app: App, opens: Opens
) -> None:
    page = await opens(playground.url, viewport={"width": 390, "height": 700})
    filler: list[dict[str, Any]] = [{"type": "section", "text": text(f"Line {number}")} for number in range(40)]
    await shows(playground, app, {"blocks": [*filler, {"type": "actions", "elements": [MENU]}]})
    await (await opened(page)).get_by_role("button", name="More", exact=True).click()
    for item in await page.get_by_role("menuitem").all():
        await expect(item).to_be_in_viewport(ratio=1)


async def test_what_went_wrong_is_read_above_a_modal(playground: Playground, app: App, opens: Opens) -> None:
    page = await opens(playground.url)
    await shows(playground, app, {"submit": text("Send"), "blocks": [input_of("Name", {"type": "plain_text_input"})]})
    app.answers.append({"response_action": "errors", "errors": {"nowhere": "There is no such place."}})
    await (await opened(page)).get_by_role("button", name="Send").click()
    says = page.locator("#says")
    await expect(says).to_have_text("There is no such place.")
    assert await says.evaluate("(says) => says.matches(':popover-open')"), "it lies behind the modal"


async def test_enter_in_a_search_goes_to_the_app_and_leaves_the_modal_open(
    playground: Playground, app: App, opens: Opens
) -> None:
    page = await opens(playground.url)
    blocks = [looked_for(), input_of("Other", {"type": "plain_text_input"})]
    await shows(playground, app, {"submit": text("Done"), "blocks": blocks})
    field = (await opened(page)).get_by_label("Look for")
    await expect(page.get_by_text("Press Enter to submit")).to_have_count(1)
    await field.press_sequentially("Alice")
    await field.press("Enter")
    await playground.driver.wait_for(lambda: app.heard, 5)
    [payload] = app.heard
    assert payload["type"] == "block_actions"
    assert payload["actions"][0]["value"] == "Alice"
    assert payload["view"]["state"]["values"]["Look for"]["Look for"]["value"] == "Alice"
    await field.press("Home")
    await redrawn(playground, app, blocks)
    await expect(page.get_by_role("heading", name="Drawn anew")).to_be_visible()
    await expect(field).to_be_focused()
    await field.press_sequentially("Dear ")
    await expect(field).to_have_value("Dear Alice")
    # Where the app does not listen, Enter submits: as in Slack.
    await page.get_by_label("Other").press("Enter")
    await expect(page.locator("dialog#modal")).to_be_hidden()
    assert app.heard[-1]["type"] == "view_submission"


async def test_whoever_chose_goes_on_from_there_when_the_modal_is_drawn_anew(
    playground: Playground, app: App, opens: Opens
) -> None:
    page = await opens(playground.url)
    choice = {"type": "section", "block_id": "b", "text": text("Which line?"), "accessory": CHOICE}
    blocks = [choice, input_of("It should read", {"type": "plain_text_input"})]
    await shows(playground, app, {"submit": text("Save"), "blocks": blocks})
    select = (await opened(page)).locator("select")
    await select.focus()
    await page.keyboard.press("ArrowDown")
    await playground.driver.wait_for(lambda: app.heard, 5)
    await redrawn(playground, app, blocks)
    await expect(page.get_by_role("heading", name="Drawn anew")).to_be_visible()
    await expect(select).to_be_focused()


@pytest.mark.parametrize(
    ("on", "heard"),
    [
        (["on_character_entered"], ["A", "Al", "A"]),
        (["on_character_entered", "on_enter_pressed"], ["A", "Al", "A", "A"]),
        (["on_enter_pressed"], ["A"]),
    ],
)
async def test_the_app_hears_of_each_character_or_of_enter_as_it_asked(
    playground: Playground, app: App, opens: Opens, on: list[str], heard: list[str]
) -> None:
    page = await opens(playground.url)
    field = looked_for(dispatch_action_config={"trigger_actions_on": on})
    await shows(playground, app, {"submit": text("Done"), "blocks": [field]})
    typed = (await opened(page)).get_by_label("Look for")
    await typed.press_sequentially("Al")
    await typed.press("Backspace")
    if "on_enter_pressed" in on:
        await typed.press("Enter")
    await playground.driver.wait_for(lambda: len(app.heard) >= len(heard), 5)
    assert [payload["actions"][0]["value"] for payload in app.heard] == heard
    await expect(page.locator("dialog#modal")).to_be_visible()


async def test_enter_submits_nothing_where_there_is_nothing_to_submit(
    playground: Playground, app: App, opens: Opens
) -> None:
    page = await opens(playground.url)
    field = {"type": "section", "text": text("When"), "accessory": {"type": "datepicker", "action_id": "when"}}
    await shows(playground, app, {"blocks": [field]})
    await (await opened(page)).get_by_label("Date").press("Enter")
    await page.wait_for_timeout(200)
    assert app.heard == []
    await expect(page.locator("dialog#modal")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 600, 390, 320])
async def test_everything_stays_inside_the_dialog(playground: Playground, app: App, opens: Opens, width: int) -> None:
    """A long choice covers neither its label nor the edge: beside it, below it, in a field, in a longer text."""
    page = await opens(playground.url, viewport={"width": width, "height": 900})
    chosen = {**CHOICE, "initial_option": CHOICE["options"][0]}  # type: ignore[index]
    several = {**CHOICE, "type": "multi_static_select", "initial_options": CHOICE["options"]}
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": text("Which line should be changed?"), "accessory": chosen},
        {"type": "section", "text": text("Which of them?"), "accessory": {**several, "action_id": "several"}},
        {"type": "section", "text": text("Until when?"), "accessory": {"type": "datepicker", "action_id": "day"}},
        {"type": "section", "text": text("Which kind? " * 8), "accessory": {**CHOICE, "type": "radio_buttons"}},
        {"type": "section", "text": text("Which kind? " * 8), "accessory": {**PRESSED, "text": text(LONG)}},
        input_of("Who", chosen),
        input_of("Whoever" * 12, several),
        input_of("Words", {"type": "plain_text_input", "multiline": True, "max_length": 90, "initial_value": "x" * 80}),
        {"type": "actions", "elements": [{**chosen, "action_id": "again"}, MENU]},
    ]
    await shows(playground, app, {"submit": text("Save"), "blocks": blocks})
    await opened(page)
    assert await page.evaluate(STICKING_OUT) == [0]
    parts = ".field > label, .grow, .boxes > label, button, select, textarea, summary"
    for each in await page.locator(f"#modal :is({parts})").all():
        await each.scroll_into_view_if_needed()
        assert await each.evaluate(SEEN_WHOLE), await each.evaluate("(one) => one.outerHTML")
    await page.locator("#modal textarea").evaluate("(field) => (field.style.width = '90vw')")
    assert await page.evaluate(STICKING_OUT) == [0]
    for each in await page.locator("#modal select").all():
        assert await each.evaluate("(one) => getComputedStyle(one).textOverflow") == "ellipsis"


async def test_what_one_types_replaces_the_line_that_a_form_came_filled_with(
    playground: Playground, app: App, opens: Opens
) -> None:
    page = await opens(playground.url)
    name = input_of("Name", {"type": "plain_text_input", "initial_value": "Pricing study"})
    await shows(playground, app, {"submit": text("Save"), "blocks": [name]})
    await opened(page)
    await page.keyboard.type("Churn study")
    await expect(page.get_by_label("Name")).to_have_value("Churn study")


async def test_what_was_marked_to_be_replaced_stays_marked_when_the_modal_is_drawn_anew(
    playground: Playground, app: App, opens: Opens
) -> None:
    """The line that the form begins with, and a longer text that somebody marked."""
    page = await opens(playground.url)
    choice = {"type": "section", "block_id": "b", "text": text("Which day?"), "accessory": CHOICE}
    zone = input_of("Zone", {"type": "plain_text_input", "initial_value": "Europe/Berlin"})
    words = input_of("Words", {"type": "plain_text_input", "multiline": True, "initial_value": "Always late"})
    await shows(playground, app, {"submit": text("Save"), "blocks": [choice, zone, words]})
    await opened(page)
    for field, typed, keys in (("Zone", "Asia/Tokyo", []), ("Words", "On time", ["Tab", "ControlOrMeta+A"])):
        for key in keys:
            await page.keyboard.press(key)
        await expect(page.get_by_label(field)).to_be_focused()
        await redrawn(playground, app, [choice, zone, words, *[{"type": "divider"}] * len(typed)])
        await expect(page.locator("#modal hr")).to_have_count(len(typed))
        await page.keyboard.type(typed)
        await expect(page.get_by_label(field)).to_have_value(typed)
