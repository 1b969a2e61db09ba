"""What the messages say, for values as they come in life."""

from __future__ import annotations

import dataclasses

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    HeaderBlock,
    OverflowMenuElement,
    SectionBlock,
)

from bot.views import limits, render
from bot.views.call import posts
from bot.views.elements import buttons, context, header, section
from bot.views.gallery import SAMPLES
from bot.views.statements import grouped, said
from bot.views.text import escaped, pieces, safe, shortened
from flows.replies import (
    DirectNote,
    Fate,
    FollowUpAnswer,
    Introduction,
    Notice,
    Offer,
    QuestionCard,
    Reply,
    SettledCard,
    SharedSummary,
    SharePreview,
    SummaryCard,
)
from interviews.answers import Basis, Question
from interviews.coverage import Level
from interviews.criteria import WOULD_TELL
from interviews.dimensions import Dimension
from interviews.summary import Consideration, Criterion, Judgement, Segment, Statement, Summary, Verdict

DECISION = Statement(text="You decide by May which group the launch is for.", answers=("a0",), basis=Basis.COUNTED)
READING = Statement(text="Schools may rent as much as many families.")
JUDGED = {
    Criterion.SIZABLE: Judgement(
        criterion=Criterion.SIZABLE, verdict=Verdict.MET, text="300 of 900 rentals.", answers=("a2",)
    ),
    Criterion.REACHABLE: Judgement(
        criterion=Criterion.REACHABLE, verdict=Verdict.NOT_MET, text="The list has no names.", answers=("a3", "a4")
    ),
}
CARD = SummaryCard(
    name="summary",
    summary=Summary(
        problem=(DECISION, READING, Statement(text="You rent violins.", answers=("a0",))),
        considerations=(Consideration(dimension=Dimension.CHANNEL, statements=(DECISION, READING)),),
        ideas=(Statement(text="Call three schools this week."), Statement(text="Count the leavers.", answers=("a4",))),
        not_thinking_of=(READING,),
        segments=tuple(
            Segment(
                id=id,
                name=f"{name} who rent",
                rule=f"{name} with a contract.",
                answers=("a1",),
                judgements=tuple(
                    JUDGED.get(each, Judgement(criterion=each, verdict=Verdict.UNKNOWN, text=WOULD_TELL[each]))
                    for each in WOULD_TELL
                ),
            )
            for id, name in (("A", "Schools"), ("B", "Families"), ("C", "Adults"))
        ),
        open_questions=("How many schools rent?",),
        dropped=1,
    ),
    answered=10,
    rehearsing=False,
)


def lines(blocks: list[dict[str, object]]) -> list[str]:
    """What people read, line by line."""
    found: list[str] = []
    for block in blocks:
        text = block.get("text")
        if isinstance(text, dict):
            found += text["text"].split("\n")
    return found


def test_the_result_is_five_lines_and_small_print() -> None:
    first = render(CARD)[0]
    assert lines(first.payload["blocks"]) == [
        "What we know about your customers",
        "You decide by May which group the launch is for. [a0] (counted)",
        "_My reading:_ Schools may rent as much as many families.",
        "*Candidate segments*, in the order to look at them: "
        "*A* Schools who rent · *B* Families who rent · *C* Adults who rent",
        "*First step*, _my reading:_ Call three schools this week.",
    ]
    assert [block["type"] for block in first.payload["blocks"]][-1] == "context"


def test_six_segments_with_long_names_still_fit_a_screen() -> None:
    long = "people with more to say about themselves than anybody asked them for " * 8
    [one, *_] = CARD.summary.segments
    segments = tuple(one.model_copy(update={"id": id, "name": long}) for id in "ABCDEF")
    problem = (DECISION.model_copy(update={"text": long}), DECISION.model_copy(update={"text": long}))
    content = CARD.summary.model_copy(update={"segments": segments, "problem": problem})
    first, considerations, *_ = render(dataclasses.replace(CARD, summary=content))
    assert len(lines(first.payload["blocks"])) == 5
    assert limits.text_in(first.payload["blocks"]) < 1600
    assert any(long.strip() in line for line in lines(considerations.payload["blocks"])), "what was cut stands below"


def test_what_fitted_on_top_is_not_repeated_below() -> None:
    _, considerations, *_ = render(CARD)
    assert lines(considerations.payload["blocks"])[:2] == ["*More about the problem*", "• You rent violins. [a0]"]
    assert "Call three schools" not in str([call.payload["blocks"] for call in render(CARD)[1:]])


def test_said_and_reading_are_never_on_one_line() -> None:
    for call in render(CARD):
        for line in lines(call.payload["blocks"]):
            assert not ("my reading:_" in line.lower() and "[a" in line), line


def test_a_segment_shows_its_rule_and_each_criterion_on_one_line() -> None:
    content = CARD.summary.model_copy(update={"segments": CARD.summary.segments[:1]})
    *_, last = render(dataclasses.replace(CARD, summary=content))
    assert lines(last.payload["blocks"]) == [
        "Candidate segments",
        "*A. Schools who rent* · 1 met, 1 not met, 4 unknown",
        "Schools with a contract. [a1]",
        "✓ Sizable (met): 300 of 900 rentals. [a2]",
        f"? Identifiable: {WOULD_TELL[Criterion.IDENTIFIABLE]}",
        "✗ Reachable (not met): The list has no names. [a3, a4]",
        f"? Responds differently: {WOULD_TELL[Criterion.RESPONDS]}",
        f"? Coherent: {WOULD_TELL[Criterion.COHERENT]}",
        f"? Stable: {WOULD_TELL[Criterion.STABLE]}",
    ]


def test_what_would_tell_about_several_segments_is_said_once() -> None:
    *others, third = CARD.summary.segments
    own = [
        each.model_copy(update={"text": "Ask the adults' choir."}) if each.criterion is Criterion.STABLE else each
        for each in third.judgements
    ]
    segments = (*others, third.model_copy(update={"judgements": tuple(own)}))
    *_, last = render(dataclasses.replace(CARD, summary=CARD.summary.model_copy(update={"segments": segments})))
    shown = lines(last.payload["blocks"])
    assert shown[1:5] == [
        "*A. Schools who rent* · 1 met, 1 not met, 4 unknown",
        "Schools with a contract. [a1]",
        "✓ Sizable (met): 300 of 900 rentals. [a2]",
        "✗ Reachable (not met): The list has no names. [a3, a4]",
    ]
    assert shown[5] == "? Not known yet: identifiable, responds differently, coherent, stable"
    assert shown[-7:] == [
        "? Stable: Ask the adults' choir.",
        "? Not known yet: identifiable, responds differently, coherent",
        "*What would tell us what is not known yet*",
        f"? Identifiable (A, B, C): {WOULD_TELL[Criterion.IDENTIFIABLE]}",
        f"? Responds differently (A, B, C): {WOULD_TELL[Criterion.RESPONDS]}",
        f"? Coherent (A, B, C): {WOULD_TELL[Criterion.COHERENT]}",
        f"? Stable (A, B): {WOULD_TELL[Criterion.STABLE]}",
    ]


def test_ideas_are_found_under_their_name() -> None:
    headings = []
    for count in (0, 1, 2):
        content = CARD.summary.model_copy(update={"ideas": CARD.summary.ideas[:count]})
        shown = [
            line
            for call in render(dataclasses.replace(CARD, summary=content))
            for line in lines(call.payload["blocks"])
        ]
        headings.append([line for line in shown if line.startswith("Ideas")])
    assert headings == [[], ["Ideas generated"], ["Ideas generated, besides the first step"]]


LONG = "They rent for a season & tell <friends> about it. " * 12


@pytest.mark.parametrize(
    ("ideas", "marked"),
    [
        ((READING, READING), ["_My reading:_", "• Schools may rent as much as many families."]),
        ((READING, DECISION), ["• _My reading:_ Schools may rent as much as many families.", f"• {said(DECISION)}"]),
        ((READING,), ["• _My reading:_ Schools may rent as much as many families."]),
        ((Statement(text=LONG),) * 6, [f"• _My reading:_ {escaped(LONG.strip())}"]),
    ],
)
def test_readings_among_themselves_are_marked_once(ideas: tuple[Statement, ...], marked: list[str]) -> None:
    """But each by itself where they need more than one block, so that a mark is never in another message."""
    assert grouped(ideas)[: len(marked)] == marked


def test_a_summary_of_the_largest_size_is_shown_whole() -> None:
    """Six segments with six long judgements each, and two hundred statements."""
    numbered = iter(range(10_000))

    def long() -> Statement:
        return Statement(text=f"#{next(numbered)}# {LONG}", answers=("a1",), basis=Basis.GUESS)

    content = Summary(
        problem=tuple(long() for _ in range(6)),
        considerations=tuple(
            Consideration(dimension=each, statements=tuple(long() for _ in range(20))) for each in Dimension
        ),
        ideas=tuple(long() for _ in range(6)),
        not_thinking_of=tuple(long() for _ in range(6)),
        segments=tuple(
            Segment(
                id=id,
                name=LONG,
                rule=long().text,
                answers=("a1",),
                judgements=tuple(
                    Judgement(criterion=each, verdict=Verdict.UNKNOWN, text=long().text) for each in Criterion
                ),
            )
            for id in "ABCDEF"
        ),
    )
    calls = render(dataclasses.replace(CARD, summary=content))
    assert [fault for call in calls for fault in limits.faults(call.payload)] == []
    assert all(limits.text_in(call.payload["blocks"]) <= limits.ALL_TEXT for call in calls)
    below = "".join(line for call in calls[1:] for line in lines(call.payload["blocks"]))
    assert [number for number in range(next(numbered)) if below.count(f"#{number}#") != 1] == []


def test_a_summary_with_nothing_in_it_is_still_a_message() -> None:
    empty = Summary(problem=(), considerations=(), ideas=(), not_thinking_of=(), segments=(), shortfall="Too few.")
    calls = render(dataclasses.replace(CARD, summary=empty, answered=1, rehearsing=True))
    assert [limits.faults(call.payload) for call in calls] == [[] for _ in calls]
    [small] = calls[0].payload["blocks"][-1]["elements"]
    assert small["text"].startswith("From one answer.")
    assert "Too few." in small["text"]
    assert "rehearse" in small["text"]


def test_a_question_says_how_far_we_are_what_is_known_and_why() -> None:
    question = Question(id="q4", text="Who paid *twice*?", why="money talks", about=Dimension.VALUE)
    known = {Dimension.DEMOGRAPHIC: Level.EVIDENCE, Dimension.GEOGRAPHIC: Level.MENTIONED}
    [call] = render(QuestionCard(name="q4", question=question, number=3, total=10, coverage=known, before="Skipped."))
    before, progress, asked, why, actions = call.payload["blocks"]
    assert before["text"]["text"] == "Skipped."
    assert progress["elements"][0]["text"] == (
        "Question 3 of 10 · ■◧□□□□□□□□ known so far: who they are, 1 area only touched"
    )
    assert asked["text"]["text"] == "*Who paid ∗twice∗?*"
    assert why["elements"][0]["text"] == "Why I ask: money talks"
    assert [element["action_id"] for element in actions["elements"]] == ["skip", "pause", "more"]
    assert call.payload["text"] == "Skipped. Question 3 of 10: Who paid *twice*? Why I ask: money talks"


def test_before_anything_is_known_there_is_nothing_to_show() -> None:
    question = Question(id="q1", text="Who paid?", why="", about=Dimension.VALUE)
    [call] = render(QuestionCard(name="q1", question=question, number=1, total=10, coverage={}))
    progress, *_ = call.payload["blocks"]
    assert progress["elements"][0]["text"] == "Question 1 of 10"


def test_the_introduction_says_that_it_rehearses() -> None:
    [quiet] = render(Introduction(name="hello", total=5, rehearsing=False))
    [rehearsing] = render(Introduction(name="hello", total=5, rehearsing=True))
    assert "I'll ask 5 questions" in quiet.payload["text"]
    assert "rehearse" not in quiet.payload["text"]
    assert "rehearse" in rehearsing.payload["text"]


def test_a_note_to_one_person_names_its_own_channel() -> None:
    [call] = render(DirectNote(name="reminder", user="U1", text="Question 3 is waiting."))
    assert call.payload["channel"] == "U1"
    [call] = render(Notice(name="notice", text="Paused."))
    assert "channel" not in call.payload


@pytest.mark.parametrize(
    ("offers", "shown"),
    [
        ((), []),
        (("retry",), ["retry"]),
        (("resume", "finish"), ["resume", "finish"]),
        (("skip", "pause", "finish"), ["skip", "pause", "more: finish"]),
        (("skip", "pause", "resume", "finish", "retry"), ["skip", "pause", "more: resume finish retry"]),
    ],
)
def test_two_buttons_and_the_rest_in_a_menu(offers: tuple[Offer, ...], shown: list[str]) -> None:
    found = []
    for block in buttons(offers):
        for element in block["elements"]:
            options = [option["value"] for option in element.get("options", ())]
            found.append(" ".join([f"{element['action_id']}:", *options]) if options else element["action_id"])
    assert found == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"),
        ("*b* _i_ ~s~ `c`", "∗b∗ ＿i＿ ∼s∼ ˋcˋ"),
        ("snake_case_name", "snake_case_name"),
        ("> quote\n  >> more\na > b", "› quote\n  ›› more\na &gt; b"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("سلام", "سلام"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("\u200da\u200c b\u200d\u200dc\u200c", "a b\u200dc"),
        ("\u200d> no quotation", "› no quotation"),
        ("a\r> b\r\n> c\u2028> d", "a\n› b\n› c\n› d"),
    ],
)
def test_words_are_shown_as_they_are_without_effect(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    ("text", "most", "left"),
    [("short", 5, "short"), ("one two three", 9, "one two…"), ("aaaa&amp;", 8, "aaaa…"), ("x" * 9, 4, "xxx…")],
)
def test_a_cut_falls_between_words_and_never_in_an_entity(text: str, most: int, left: str) -> None:
    assert shortened(text, most) == left


def test_long_text_is_split_between_sentences_and_nothing_is_lost() -> None:
    line = " ".join(f"This is sentence number {number}." for number in range(400))
    texts = pieces([line, "last"])
    assert all(len(text) <= limits.SECTION for text in texts)
    assert all(text.endswith((".", "last")) for text in texts)
    assert " ".join(texts).replace("\n", " ") == f"{line} last"
    assert "".join(pieces([escaped("<" * 2_000)])) == "&lt;" * 2_000


def test_white_space_is_no_text_of_its_own() -> None:
    assert pieces(["   ", f"  \n{'&amp;' * 900}", "last"])[-1].endswith("last")
    assert all(text.strip() for text in pieces(["   ", f"  \n{'&amp;' * 900}", "last"]))


def test_a_name_of_entities_keeps_its_emphasis() -> None:
    [one, *_] = CARD.summary.segments
    content = CARD.summary.model_copy(update={"segments": (one.model_copy(update={"name": "&" * 600}),)})
    *_, last = render(dataclasses.replace(CARD, summary=content))
    [title] = [line for line in lines(last.payload["blocks"]) if line.startswith("*A. ")]
    assert title.endswith("…* · 1 met, 1 not met, 4 unknown")


def test_many_blocks_become_several_messages_and_a_heading_stays_with_its_text() -> None:
    blocks = [header("Heading"), section("text")] * 60
    calls = posts("name", "Text", blocks)
    assert [call.name for call in calls] == ["name", "name/2", "name/3"]
    assert [block for call in calls for block in call.payload["blocks"]] == blocks
    assert all(limits.faults(call.payload) == [] for call in calls)
    long = posts("name", "Text", [section("x" * 2_900)] * 4 + [header("Heading")] + [section("x" * 2_990)] * 3)
    assert [call.payload["blocks"][0]["type"] for call in long] == ["section", "header"]


def test_our_limits_are_those_of_slacks_own_models() -> None:
    assert SectionBlock.text_max_length == limits.SECTION
    assert HeaderBlock.text_max_length == limits.HEADER
    assert ActionsBlock.elements_max_length == limits.ACTIONS
    assert (ButtonElement.text_max_length, ButtonElement.value_max_length) == (limits.BUTTON_TEXT, limits.BUTTON_VALUE)
    assert (OverflowMenuElement.options_min_length, OverflowMenuElement.options_max_length) == (1, limits.OPTIONS)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": ""}, "text of 0 characters"),
        ({"text": "x" * 4_001}, "text of 4001 characters"),
        ({"blocks": []}, "0 blocks"),
        ({"blocks": [section("a")] * 51}, "51 blocks"),
        ({"blocks": [section("x" * 3_000)] * 5}, "too much text together"),
        ({"blocks": [section(" ")]}, "blocks/0: text of 1 characters"),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "a"}}]}, "not verbatim"),
        ({"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]}, "151 characters"),
        ({"blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]}, "mrkdwn instead of plain_text"),
        ({"blocks": [{**context("a"), "elements": context("a")["elements"] * 11}]}, "11 elements"),
        ({"blocks": [{"type": "actions", "elements": buttons(("skip",))[0]["elements"] * 2}]}, "an action_id twice"),
        ({"blocks": [{"type": "actions", "elements": []}]}, "0 elements"),
        ({"blocks": [{"type": "poem"}]}, "unknown type"),
        ({"unfurl_links": True}, "unfurl_links is not False"),
        ({"parse": "full"}, "parse is not none"),
    ],
)
def test_what_slack_would_refuse_is_seen(change: dict[str, object], fault: str) -> None:
    """The test of the test: each limit can be broken."""
    [good] = render(Notice(name="notice", text="Paused.", offers=("resume",)))
    assert limits.faults(good.payload) == []
    [found] = limits.faults({**good.payload, **change})
    assert fault in found


@pytest.mark.parametrize(("fate", "mark"), [("answered", "✓"), ("skipped", "–"), ("asked again below", "↓")])
def test_a_settled_question_is_one_line_where_its_card_stood(fate: Fate, mark: str) -> None:
    question = Question(id="q4", text="Who paid *twice*? " * 20, why="", about=Dimension.VALUE)
    [call] = render(SettledCard(name="q4-settled", card="q4", question=question, number=3, total=10, fate=fate))
    assert (call.method, call.changes) == ("chat.update", "q4")
    [block] = call.payload["blocks"]
    line = block["elements"][0]["text"]
    assert line.startswith(f"{mark} *3* · Who paid ∗twice∗? Who paid")
    assert line.endswith(f"… · {fate}")
    assert len(line) < 180


def test_a_reading_is_marked_in_the_channel_too() -> None:
    """Nobody there has seen the thread: what nobody said must not stand as if somebody had."""
    guessed = CARD.summary.model_copy(update={"problem": (READING,), "ideas": (READING,)})
    for reply in (SharedSummary("post", guessed, "C1", None), SharePreview("preview", guessed, "C1")):
        [call] = render(reply)
        shown = str(call.payload["blocks"])
        assert shown.count("_My reading:_") + shown.count("_my reading:_") == 2
    told = CARD.summary.model_copy(update={"problem": (DECISION,), "ideas": ()})
    [call] = render(SharedSummary("post", told, "C1", None))
    assert "reading" not in str(call.payload["blocks"])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_quotation_marks_open_and_close(sample: Reply) -> None:
    """A notification and a screen reader get the text beside the blocks."""
    for call in render(sample):
        text = call.payload.get("text", "")
        assert text.count("“") == text.count("”")
        assert "`" not in text


def test_an_answer_of_many_long_sentences_is_told_in_as_many_messages_as_it_takes() -> None:
    statements = tuple(Statement(text="&" * 600, answers=("a1",)) for _ in range(6))
    calls = render(FollowUpAnswer("answer-1", statements, {}))
    assert [call.name for call in calls] == ["answer-1", "answer-1/2"]
    assert all(limits.faults(call.payload) == [] for call in calls)
