"""Words that would do harm, and replies made of them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from flows.deck_replies import DeckOutline, OutlinedPart
from flows.replies import (
    DirectNote,
    FollowUpAnswer,
    Introduction,
    Notice,
    Outdated,
    QuestionCard,
    Reply,
    ReviewCard,
    SettledCard,
    SharedSummary,
    SharePreview,
    SummaryCard,
)
from interviews.answers import Basis, Question
from interviews.coverage import Level
from interviews.criteria import WOULD_TELL
from interviews.dimensions import Dimension, Matter
from interviews.ordering import Grade, Worth
from interviews.resources import catalogue
from interviews.summary import Consideration, Judgement, Segment, Statement, Summary, Verdict

HOSTILE = [
    "<!channel> <!here|here> everyone",
    "ask <@U1> and <#C1|general> and <!subteam^S1|@marketing>",
    "<https://evil.example/?q=secret|your bank> https://evil.example",
    "*bold* _slanted_ ~gone~ `code` ```block``` snake_case_stays",
    "> quoted\n>>> all of it",
    "&lt;!channel&gt; & &amp; <",
    "موظفون يعملون بالساعة \u202e txet desrever \u2066",
    "zero\u200bwidth\x00\x07\ufeff",
    "می\u200cخواهم \u200d \u200c> a\u200c\u200d\u200d\r> b\u2028> c",
    "@channel @here @everyone #general",
    "* " * 50 + "_" * 50,
    "👩‍👩‍👧 :tada: ¯\\_(ツ)_/¯",
    "&" * 40_000,
    "word " * 8_000,
    "x" * 40_000,
    "<" * 700 + "One sentence. " * 300,
    "   \n\t ",
    "\u200b",
    "",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join), st.text())
cut = texts.map(lambda text: text[:600])
"""As long as the flow lets a statement grow."""
worded = texts.filter(lambda text: re.search(r"\w", text) is not None)
"""Questions and notices have words: the rules of asking and the flows see to it."""
answers = st.lists(st.sampled_from(["a0", "a1", "a12", "<!here>"]), max_size=4, unique=True).map(tuple)
statements = st.builds(Statement, text=cut, answers=answers, basis=st.none() | st.sampled_from(Basis))
some = st.lists(statements, max_size=6).map(tuple)
offers = st.lists(
    st.sampled_from(
        ["skip", "pause", "resume", "finish", "retry", "missing", "example", "not_answer", "share_now", "undo", "again"]
    ),
    min_size=0,
    max_size=6,
    unique=True,
).map(tuple)
ids = st.sampled_from(["a0", "a1", "a12"])
links = st.sampled_from(["https://acme.slack.com/archives/C1/p1700000000000100?thread_ts=1700000000.000000&cid=C1"])
names = st.sampled_from(["q1", "summary", "notice-1"])


grades = st.sampled_from(Grade)
worths = st.builds(Worth, value=grades, growth=grades, reach=grades, evidence=grades, why=cut)


@st.composite
def _segments(draw: st.DrawFn) -> tuple[Segment, ...]:
    """Up to six, each judged on all six criteria."""
    judged = [
        st.builds(Judgement, criterion=st.just(criterion), verdict=st.sampled_from(Verdict), text=cut, answers=answers)
        for criterion in WOULD_TELL
    ]
    return tuple(
        Segment(
            id=id,
            name=draw(cut),
            rule=draw(cut),
            answers=draw(answers),
            judgements=draw(st.tuples(*judged)),
            worth=draw(worths),
        )
        for id in "ABCDEF"[: draw(st.integers(0, 6))]
    )


summaries = st.builds(
    Summary,
    problem=some,
    considerations=st.lists(
        st.builds(Consideration, dimension=st.sampled_from(Dimension), statements=some), max_size=10
    ).map(tuple),
    ideas=some,
    not_thinking_of=some,
    segments=_segments(),
    open_questions=st.lists(cut, max_size=8).map(tuple),
    shortfall=cut,
    resources=st.lists(st.sampled_from(list(catalogue())), max_size=3, unique=True).map(tuple),
    dropped=st.integers(0, 3),
)
introductions = st.builds(
    Introduction,
    name=names,
    total=st.integers(3, 15),
    rehearsing=st.booleans(),
    ask=worded.map(lambda text: text[:300]),
)
questions = st.builds(Question, id=st.just("q1"), text=worded, why=texts, about=st.sampled_from([*Dimension, *Matter]))
coverages = st.dictionaries(st.sampled_from(Dimension), st.sampled_from(Level))
outlined = st.builds(
    OutlinedPart,
    number=st.integers(1, 9),
    name=worded.map(lambda text: text[:40]),
    headline=texts,
    thin=texts.map(lambda text: text[:40]),
    left_out=st.booleans(),
)
replies: st.SearchStrategy[Reply] = st.one_of(
    introductions,
    st.builds(
        QuestionCard,
        name=names,
        question=questions,
        number=st.integers(1, 15),
        total=st.integers(3, 15),
        coverage=coverages,
        before=texts,
        offers=offers,
        introduction=st.none() | introductions,
    ),
    st.builds(
        SummaryCard,
        name=names,
        summary=summaries,
        answered=st.integers(0, 15),
        rehearsing=st.booleans(),
        note=cut,
    ),
    st.builds(Notice, name=names, text=worded, offers=offers),
    st.builds(
        SettledCard,
        name=names,
        card=names,
        question=questions,
        number=st.integers(1, 15),
        total=st.integers(3, 15),
        fate=st.sampled_from(["answered", "skipped", "asked again below", "taken back", "left open"]),
    ),
    st.builds(ReviewCard, name=names, may_share=st.booleans()),
    st.builds(FollowUpAnswer, name=names, statements=some.filter(bool), links=st.dictionaries(ids, links)),
    st.builds(SharePreview, name=names, summary=summaries, channel=st.just("C1")),
    st.builds(SharedSummary, name=names, summary=summaries, channel=st.just("C1"), link=st.none() | links),
    st.builds(Outdated, name=names, card=names),
    st.builds(
        DeckOutline,
        name=names,
        title=worded,
        parts=st.lists(outlined, min_size=9, max_size=9).map(tuple),
        stage=st.sampled_from(["open", "making", "made"]),
        rehearsing=st.booleans(),
        changes=st.sampled_from(["", "deck-1"]),
    ),
    st.builds(DirectNote, name=names, user=st.just("U1"), text=worded, offers=offers),
)
