"""Whatever was said in interviews, a digest of it is one message within Slack's limits, and only read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bot.views import VIEWS, render
from bot.views.digest import SINCE
from bot.views.gallery_digests import BEFORE, CHANNEL, EDITION, LINK, MAY, MONDAY, NEWS, PLAN
from bot.views.gallery_segments import SINCE as EARLIER
from bot.views.limits import faults
from bot.views.rhythm import ON_DAY
from flows import digest_replies
from flows.digest_replies import DigestAlert, DigestAnswer, DigestPost, DigestSet
from flows.replies import Reply
from flows.wording import speaking
from playground.blocks import ALL_TEXT, all_text, faults_of
from segments.since import Since
from studies.digest import composed
from studies.file_news import findings
from studies.news import Item, News
from studies.rhythm import Every
from studies.schedule import Alerts
from tests.views.hostile_digests import SHOWN, replies
from tests.views.marks import ENTITY, INVISIBLE
from tests.views.marks import LINK as OUR_LINK
from tests.views.test_render_personas import marked_up

CHANNELS = re.compile(r"<#C1>")
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def test_every_kind_is_tried() -> None:
    ours = {each for each in VIEWS if each.__module__ == digest_replies.__name__}
    assert set(SHOWN) == ours


@many
@given(replies)
def test_it_is_one_message_within_slacks_limits(reply: Reply) -> None:
    [call] = render(reply)
    assert faults(call.payload) == []
    assert faults_of(call.payload["blocks"]) == []
    assert all_text(call.payload["blocks"]) <= ALL_TEXT


@many
@given(replies)
def test_nothing_pings_links_or_reverses(reply: Reply) -> None:
    [call] = render(reply)
    for text in (call.payload["text"], *(each["text"] for each in marked_up(call.payload["blocks"]))):
        rest = CHANNELS.sub("", OUR_LINK.sub("", text))
        assert not re.search("[<>]", rest)
        assert "&" not in ENTITY.sub("", rest)
        assert not INVISIBLE.search(rest)


def shown(reply: Reply) -> str:
    [call] = render(reply)
    return "\n".join(_texts(call.payload["blocks"]))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for key, each in value.items() if key != "text" or not own for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []


def test_what_nobody_sees_makes_no_button_too_long() -> None:
    """Slack would refuse all blocks of the edition for it."""
    unseen = "\x01" * 600
    step = composed(NEWS).step.model_copy(update={"about": unseen})
    edition = replace(EDITION, digest=composed(NEWS).model_copy(update={"step": step}))
    for reply in (edition, DigestAnswer("answer-1", "C1", "1.0", unseen, "Dana")):
        [call] = render(reply)
        assert faults_of(call.payload["blocks"]) == []


def test_quotes_stand_with_a_link_to_their_message() -> None:
    assert f"“They rang and asked for forty” <{LINK}|see it>" in shown(EDITION)


def test_a_claim_in_the_very_words_that_were_said_stands_once() -> None:
    words = (NEWS.items[1].words[0].model_copy(update={"quote": "cooking schools ask for forty  knives at once"}),)
    told = NEWS.items[1].model_copy(update={"words": words})
    text = shown(replace(EDITION, digest=composed(News(items=(told,)))))
    assert text.lower().count("cooking schools ask") == 2, "in the line, and in the step"
    assert "📌 Cooking schools ask for forty knives at once. (one interview" in text
    assert f") <{LINK}|see it>" in text


def test_a_line_begins_with_a_capital_whatever_was_said() -> None:
    told = NEWS.items[1].model_copy(update={"text": "mostly schools ask"})
    assert "📌 Mostly schools ask (" in shown(replace(EDITION, digest=composed(News(items=(told,)))))


def test_invented_people_come_after_real_ones_and_are_called_what_they_are() -> None:
    text = shown(EDITION)
    assert text.index("Cooking schools") < text.index("hypotheses, not findings") < text.index("Nobody minds the price")
    assert "(Ruth Ostler, a persona)" in text
    assert "3 interviews · counted · one with a persona besides" in text


def test_whoever_doubts_that_three_interviews_say_so_opens_each_of_them() -> None:
    assert "3 interviews · counted" in shown(EDITION)
    assert f"<{LINK}|see it> · others: <{LINK}|2> <{LINK}|3>" in shown(EDITION)


def test_a_contradiction_shows_both_sides_and_the_decision_that_rests_on_it() -> None:
    text = shown(EDITION)
    assert "*Contradicted*: Kitchens send knives away only on Mondays." in text
    assert "but: “We sharpen on Thursdays, before the weekend”" in text
    assert "*Decided on it*: The van comes on Mondays" in text


def test_what_became_of_segments_is_told_with_its_figures_and_a_link_to_the_analysis() -> None:
    text = shown(EDITION)
    assert f"• <{LINK}|380 customers of orders-may.csv: 2 segments> · Mei · Thursday 26 November" in text
    moved = "34 of 361 moved since orders-april.csv; most: 27 from"
    assert f"{moved} Every fortnight to Once, long ago" in text
    assert "by the borders they had in orders-april.csv, 41 of 361 would have moved." in text
    assert "“Every fortnight”: 232 now, 260 in orders-april.csv (11 % fewer)." in text
    assert "The segments no longer fit these customers" in text
    assert "money spent shifted a little" in text
    assert "one file analysed" in text


def test_an_alert_about_segments_links_each_finding_to_its_analysis() -> None:
    found = findings(MAY, Alerts(shrinks=10, outdated=True))
    text = shown(DigestAlert("alert-1", CHANNEL, findings=tuple(found)))
    assert text.count(f"<{LINK}|380 customers of orders-may.csv: 2 segments>") == len(found) == 2
    assert "“Every fortnight”: 232 now, 260 in orders-april.csv (11 % fewer)" in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"segments": 0, "since": EARLIER.model_copy(update={"holds": True})}, "no real segments in orders-may.csv"),
        ({"since": Since(file="april.csv", lacks=("orders",))}, "made of orders, which this file doesn't have"),
        ({"since": EARLIER}, "The segments no longer fit these customers"),
    ],
)
def test_an_alert_says_why_the_earlier_segments_are_of_no_use(change: dict[str, Any], words: str) -> None:
    [found] = findings(MAY.model_copy(update=change), Alerts(outdated=True))
    assert words in shown(DigestAlert("alert-1", CHANNEL, findings=(found,)))


def test_what_was_decided_names_whom_to_ask_and_pings_nobody() -> None:
    text = shown(EDITION)
    assert f"*Decided*: <{LINK}|The van comes on Mondays> (ask Dana about it)" in text
    assert f"*A former segmentation*: <{LINK}|Kitchens, schools, homes> (ask Dana about it)" in text
    assert text.index("The van comes on Mondays>") < text.index("*Still open*")
    assert "2 decisions" in text
    assert "<@" not in text


def test_two_interviews_of_one_title_are_told_apart() -> None:
    """By who took part and when, and by the channel where that is another one."""
    text = shown(EDITION)
    assert f"<{LINK}|A sharpening van> · Dana · Wednesday 25 November" in text
    assert f"<{LINK}|A sharpening van> · Mei · <#C0987654321> · Thursday 26 November" in text
    assert f"<{LINK}|Interview with Ruth> (with a persona) · Dana · Thursday 26 November" in text
    assert f"<#{CHANNEL}>" not in text


def test_what_somebody_pinned_is_marked_and_nothing_else() -> None:
    assert "• 📌 Cooking schools ask for forty knives at once." in shown(EDITION)
    assert shown(EDITION).count("📌") == 1


def test_an_answer_stands_below_the_edition_with_the_words_it_rests_on() -> None:
    answer = DigestAnswer("answer-1", CHANNEL, "1.0", "Who asks for many?", "Mei", NEWS.items[1:2])
    [call] = render(answer)
    assert (call.payload["channel"], call.payload["thread_ts"]) == (CHANNEL, "1.0")
    assert "*Mei* asks: Who asks for many?" in shown(answer)
    assert f"“They rang and asked for forty” <{LINK}|see it>" in shown(answer)


def test_where_nothing_is_known_an_interview_about_the_question_can_be_begun() -> None:
    answer = DigestAnswer("answer-1", CHANNEL, "1.0", "Who sharpens scissors?", "Mei")
    assert "Nothing that was learned here speaks of it yet" in shown(answer)
    [button] = next(each for each in render(answer)[0].payload["blocks"] if each["type"] == "actions")["elements"]
    assert json.loads(button["value"]) == {"project": "Who sharpens scissors?"}


@pytest.mark.parametrize(("personal", "previewed", "offered"), [(True, True, 0), (True, False, 1), (False, True, 1)])
def test_beside_a_preview_there_is_no_button_for_the_same_one(personal: bool, previewed: bool, offered: int) -> None:
    """In a channel it stays: others read that too."""
    plan = PLAN.model_copy(update={"personal": personal})
    said = DigestSet("set-1", CHANNEL, plan, MONDAY, "Dana", previewed=previewed)
    assert _actions(said).count("digest_preview") == offered


@pytest.mark.parametrize(("invented", "counted"), [(1, False), (2, True)])
def test_who_is_named_beside_her_words_is_not_counted_too(invented: int, counted: bool) -> None:
    told = NEWS.items[2].model_copy(update={"invented": invented})
    text = shown(replace(EDITION, digest=composed(News(items=(told,)))))
    assert "(Ruth Ostler, a persona)" in text
    assert ("with a persona)" in text or "with personas)" in text) is counted


def test_two_sides_read_as_a_sentence() -> None:
    assert "*Next*: some say “Kitchens send knives away only on Mondays”, others the opposite." in shown(EDITION)


def test_a_late_one_says_when_it_was_due() -> None:
    assert "was due on Monday 30 November at 09:00" in shown(EDITION)
    assert "late" not in shown(replace(EDITION, late=None))


def test_a_day_of_another_year_says_which() -> None:
    january = datetime(2027, 1, 4, 9, tzinfo=MONDAY.tzinfo)
    assert "Since Monday, 23 November 2026 at 09:00" in shown(replace(EDITION, until=january))


def test_days_are_said_in_the_language_of_the_words_around_them() -> None:
    with speaking({SINCE: "Seit {day}", ON_DAY: "{day} um {hour}"}, "de"):
        assert "Seit Montag, 23. November um 09:00" in shown(EDITION)


def test_without_news_it_is_a_line() -> None:
    empty = DigestPost("digest-2", CHANNEL, composed(News()), BEFORE, MONDAY)
    [call] = render(empty)
    assert call.payload["text"] == "Nothing new since Monday 23 November at 09:00."
    assert [block["type"] for block in call.payload["blocks"]] == ["context", "actions"]


def test_a_preview_has_no_buttons_that_change_anything() -> None:
    buttons = _actions(replace(EDITION, preview=True))
    assert buttons == ["digest_start"]


def test_what_one_person_gets_alone_cannot_be_stopped_for_all() -> None:
    assert "digest_stop" in _actions(EDITION)
    assert "digest_stop" not in _actions(replace(EDITION, personal=True))


@pytest.mark.parametrize("personal", [False, True])
def test_changed_while_it_is_paused_it_promises_no_date_and_offers_to_go_on(personal: bool) -> None:
    plan = PLAN.model_copy(update={"personal": personal})
    running = DigestSet("set-1", CHANNEL, plan, MONDAY, "Dana", changed=True)
    paused = replace(running, next=None)
    assert ("paused" in shown(paused), "paused" in shown(running)) == (True, False)
    assert ("30 November" in shown(paused), "30 November" in shown(running)) == (False, True)
    assert _actions(paused) == ["digest_preview", "digest_change", "digest_resume"]
    assert "digest_resume" not in _actions(running)


def test_five_thousand_are_a_minutes_reading() -> None:
    items = tuple(_named(number) for number in range(5000))
    text = shown(replace(EDITION, digest=composed(News(items=items))))
    assert len(text.split()) < 250
    assert "… and 4993 more" in text


def _named(number: int) -> Item:
    return NEWS.items[1].model_copy(update={"insight": f"i{number}"})


def _actions(reply: Reply) -> list[str]:
    [call] = render(reply)
    blocks = call.payload["blocks"]
    found = [block["accessory"] for block in blocks if "accessory" in block]
    return [each["action_id"] for each in (*found, *(one for block in blocks for one in block.get("elements", [])))
            if "action_id" in each]  # fmt: skip


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ({}, "every Monday at 09:00 (Europe/Berlin)"),
        ({"every": Every.DAY, "minute": 5}, "every day at 09:05 (Europe/Berlin)"),
        ({"every": Every.MONTH, "monthday": 3}, "on day 3 of every month at 09:00 (Europe/Berlin)"),
        ({"every": Every.MONTH, "monthday": 30}, "on day 30 of every month, or its last, at 09:00 (Europe/Berlin)"),
        ({"every": Every.MONTH, "monthday": 31}, "on the last day of every month at 09:00 (Europe/Berlin)"),
    ],
)
def test_when_it_comes_is_said_in_words(rhythm: dict[str, Any], words: str) -> None:
    plan = PLAN.model_copy(update={"rhythm": PLAN.rhythm.model_copy(update=rhythm)})
    assert words in shown(DigestSet("set-1", CHANNEL, plan, MONDAY, "Dana"))
