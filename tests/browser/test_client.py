"""The workspace as people use it: by mouse, by keyboard, in two tabs, over a broken line, as somebody else."""

from __future__ import annotations

import re
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI
from playground.server import Playground
from tests.browser.conftest import Opens, playwright
from tests.dialogues.stage import Bot

expect = playwright.expect
ANSWERS = (
    "Warehouse workers on shifts open it in the last three days; we counted 62 percent.",
    "Office staff with a new baby told us they read everything twice.",
)


async def says(page: Any, text: str, where: str = "#thread-composer") -> None:
    await page.fill(f"{where} textarea", text)
    await page.press(f"{where} textarea", "Enter")


async def goes(page: Any, channel: str) -> None:
    await page.click(f'[data-channel="{channel}"]')


async def test_a_whole_interview_by_clicking(bot: Bot, opens: Opens) -> None:
    page = await opens(bot.playground.url)
    await goes(page, CUSTOMERS)
    await says(page, "@Segue quick interview", "#channel-composer")
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("I'll ask 5 questions")
    await says(page, "We sell a benefits portal to employers. We must choose by March whom to design it for.")
    await expect(thread).to_contain_text("Question 1 of 5")
    await thread.get_by_role("button", name="Skip").click()
    await expect(thread).to_contain_text("Skipped")
    for number, answer in enumerate(ANSWERS, 1):
        await says(page, answer)
        await expect(thread).to_contain_text(f"Question {number + 1} of 5")
    await thread.get_by_role("button", name="More", exact=True).last.click()
    await page.get_by_role("menuitem", name="Finish").click()
    await expect(thread).to_contain_text("Candidate segments")
    await thread.get_by_role("button", name="4 · very useful").click()
    await expect(thread).to_contain_text("4 of 4")


async def test_a_whole_interview_by_keyboard_alone(bot: Bot, opens: Opens) -> None:
    page = await opens(bot.playground.url)
    await page.keyboard.press("Control+k")
    await page.keyboard.type("customers")
    await page.wait_for_timeout(300)
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#channel-composer textarea[placeholder='Message #customers']:focus")
    await page.keyboard.type("@Seg")
    await page.keyboard.press("Tab")
    await page.keyboard.type("quick interview")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#thread-composer textarea:focus")
    await page.keyboard.type("We sell tea in tins to offices. We must choose whom to sell to first.")
    await page.keyboard.press("Enter")
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("Question 1 of 5")
    await page.keyboard.press("Shift+Tab")
    while not await page.evaluate("document.activeElement.textContent === 'Skip'"):
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(thread).to_contain_text("Skipped")
    await page.focus("#thread-composer textarea")
    await page.keyboard.type("Mostly office managers; they told us so.")
    await page.keyboard.press("Enter")
    await expect(thread).to_contain_text("Question 2 of 5")
    await page.keyboard.type("finish")
    await page.keyboard.press("Enter")
    await expect(thread).to_contain_text("Candidate segments")
    await page.keyboard.press("Escape")
    await expect(page.locator("#thread-pane")).to_be_hidden()


async def test_the_direct_message_offers_ways_to_begin(bot: Bot, opens: Opens) -> None:
    page = await opens(bot.playground.url)
    prompts = page.locator(".prompts button")
    await expect(prompts).to_have_count(4)
    await expect(page.locator(".prompts")).to_contain_text("I interview your team about its customers")
    await prompts.first.click()
    await expect(page.locator("#channel-messages")).to_contain_text("I'll ask 5 questions")
    await page.get_by_role("button", name="Home", exact=True).click()
    await expect(page.locator("#channel-messages .page")).to_contain_text("interview")


async def test_two_tabs_see_the_same_once(playground: Playground, opens: Opens) -> None:
    one, two = await opens(playground.url), await opens(playground.url)
    for page in (one, two):
        await goes(page, GENERAL)
    await says(one, "said in one tab", "#channel-composer")
    for page in (one, two):
        await expect(page.get_by_text("said in one tab", exact=True)).to_have_count(1)
    await says(two, "and in the other", "#channel-composer")
    for page in (one, two):
        await expect(page.get_by_text("and in the other", exact=True)).to_have_count(1)


async def test_after_a_broken_line_nothing_is_missing_and_nothing_is_there_twice(
    playground: Playground, opens: Opens
) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    await playground.driver.say(MEI, GENERAL, "before the line broke")
    messages = page.locator("#channel-messages .message")
    await expect(messages).to_have_text(re.compile("before the line broke"))
    await page.fill("#channel-composer textarea", "a draft")
    await playground.pages_leave()
    await playground.driver.say(MEI, GENERAL, "while it was broken")
    await expect(messages).to_have_text([re.compile("before the line broke"), re.compile("while it was broken")])
    assert await page.input_value("#channel-composer textarea") == "a draft"


async def test_speaking_as_somebody_else_shows_what_they_may_see(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await playground.driver.say(MEI, LEADERSHIP, "between the two of us")
    await expect(page.locator("#channels")).to_contain_text("leadership")
    await page.select_option("#speaker", RAVI)
    await expect(page.locator("#channels")).not_to_contain_text("leadership")
    await page.select_option("#speaker", MEI)
    await goes(page, LEADERSHIP)
    await expect(page.locator("#channel-messages")).to_contain_text("between the two of us")
    await page.reload()
    await expect(page.locator("#speaker")).to_have_value(MEI)


async def test_a_private_channel_is_made_and_its_members_changed(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await page.click("#new-channel")
    await page.fill("dialog input[name=name]", "Our Pricing")
    await page.get_by_label("Private").check()
    await page.get_by_role("button", name="Create").click()
    await expect(page.locator("#channels")).to_contain_text("our-pricing")
    await page.click("#channels >> text=our-pricing")
    await page.get_by_label("Members:").click()
    await page.get_by_role("button", name="Invite").first.click()
    await expect(page.get_by_label("Members: 3")).to_be_visible()


async def test_unread_channels_are_marked_until_they_are_looked_at(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await playground.driver.say(MEI, GENERAL, "news")
    button = page.locator(f'[data-channel="{GENERAL}"]')
    await expect(button.get_by_label("1 unread")).to_be_visible()
    await button.click()
    await expect(button.get_by_label("1 unread")).to_have_count(0)
    await page.reload()
    await expect(page.locator(f'[data-channel="{GENERAL}"]')).not_to_have_class(re.compile("unread"))


async def test_what_is_said_in_threads_is_not_counted_beside_the_channel(playground: Playground, opens: Opens) -> None:
    """A mention is, and what was sent to the channel too: as it comes, and for whoever opens the page later."""
    people = playground.driver
    page = await opens(playground.url)
    button = page.locator(f'[data-channel="{GENERAL}"]')
    parent = await people.say(MEI, GENERAL, "news")
    await expect(button.get_by_label("1 unread")).to_be_visible()
    await people.say(RAVI, GENERAL, "only in the thread", parent)
    await people.say(RAVI, GENERAL, "to everybody", parent, also_to_channel=True)
    await expect(button.get_by_label("2 unread")).to_be_visible()
    await people.say(RAVI, GENERAL, "what do you think, @Dana?", parent)
    await expect(button.get_by_label("3 unread")).to_be_visible()
    await page.reload()
    await expect(button.get_by_label("3 unread")).to_be_visible()


async def test_a_link_leads_to_its_message(playground: Playground, opens: Opens) -> None:
    said = [playground.workspace.post(GENERAL, MEI, f"message {number}") for number in range(300)]
    reply = playground.workspace.post(GENERAL, RAVI, "below the seventh", thread_ts=said[7].ts)
    page = await opens(f"{playground.url}/archives/{GENERAL}/p{said[40].ts.replace('.', '')}")
    await expect(page.locator(".message.found")).to_contain_text("message 40")
    page = await opens(f"{playground.url}/archives/{GENERAL}/p{reply.ts.replace('.', '')}?thread_ts={said[7].ts}")
    await expect(page.locator("#thread-messages .message.found")).to_contain_text("below the seventh")


async def test_search_goes_where_it_was_said(playground: Playground, opens: Opens) -> None:
    said = [playground.workspace.post(GENERAL, MEI, f"message {number}") for number in range(200)]
    page = await opens(playground.url)
    await page.click("#search")
    await page.keyboard.type("message 33")
    await page.locator(".result", has_text="message 33").click()
    await expect(page.locator(".message.found")).to_contain_text("message 33")
    assert said[33].ts in (await page.locator(".message.found").get_attribute("id"))
    await page.get_by_role("button", name="Newest messages").click()
    await expect(page.locator("#channel-messages")).to_contain_text("message 199")


async def test_a_long_channel_is_loaded_as_one_scrolls(playground: Playground, opens: Opens) -> None:
    for number in range(10_000):
        playground.workspace.post(GENERAL, MEI, f"message {number}")
    page = await opens(playground.url)
    await goes(page, GENERAL)
    messages = page.locator("#channel-messages .message")
    await expect(messages.last).to_contain_text("message 9999")
    assert await messages.count() <= 60
    for _ in range(3):
        await page.evaluate("document.querySelector('#channel-messages').parentElement.scrollTo(0, 0)")
        await page.wait_for_timeout(250)
    await expect(page.get_by_text("message 9900", exact=True)).to_have_count(1)
    assert await messages.count() <= 410


async def test_streams_grow_and_end(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    parent = await playground.driver.say(DANA, GENERAL, "tell me")
    await page.get_by_text("tell me").hover()
    await page.get_by_label("Reply in thread").first.click()
    app = AsyncWebClient("xoxb-x", base_url=playground.api_url)
    begun = await app.api_call(
        "chat.startStream",
        json={
            "channel": GENERAL,
            "thread_ts": parent,
            "recipient_user_id": DANA,
            "recipient_team_id": "T0PLAY00001",
            "markdown_text": "It **grows**",
        },
    )
    thread = page.locator("#thread-messages")
    await expect(thread.locator("strong", has_text="grows")).to_be_visible()
    await expect(thread.locator(".cursor")).to_be_visible()
    await app.api_call("chat.appendStream", json={"channel": GENERAL, "ts": begun["ts"], "markdown_text": " and grows"})
    await expect(thread).to_contain_text("It grows and grows")
    await app.api_call("chat.stopStream", json={"channel": GENERAL, "ts": begun["ts"]})
    await expect(thread.locator(".cursor")).to_have_count(0)


async def test_messages_are_edited_deleted_and_reacted_to(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    await says(page, "first wording", "#channel-composer")
    await expect(page.locator("#channel-messages")).to_contain_text("first wording")
    await page.press("#channel-composer textarea", "ArrowUp")
    await page.fill("dialog textarea", "second wording")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator("#channel-messages")).to_contain_text("second wording (edited)")
    message = page.locator(".message", has_text="second wording")
    await message.hover()
    await message.get_by_label("Add a reaction").click()
    await page.keyboard.type("tada")
    await page.keyboard.press("Enter")
    await expect(message.locator(".reaction")).to_contain_text("🎉")
    await message.get_by_label("More actions").click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("button", name="Delete").click()
    await expect(page.get_by_text("second wording")).to_have_count(0)


async def test_messages_are_reached_and_answered_by_arrows(playground: Playground, opens: Opens) -> None:
    for number in range(3):
        playground.workspace.post(GENERAL, MEI, f"message {number}")
    page = await opens(playground.url)
    await goes(page, GENERAL)
    await expect(page.locator("#channel-messages")).to_contain_text("message 2")
    await page.focus("#channel-messages")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator(".message:focus")).to_contain_text("message 2")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator(".message:focus")).to_contain_text("message 1")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message", has_text="message 1").get_by_label("React with thumbs up")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".message", has_text="message 1").locator(".reaction")).to_contain_text("👍")
