"""What is shown of an analysis, with every word of the file meant to do harm."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from bot.views.text import safe_line
from flows.origin_replies import Given
from flows.replies import Reply
from flows.segmentation_replies import (
    BeliefsCompared,
    Compared,
    CorrectionsTold,
    FileUnderstood,
    MadeBefore,
    ReportAnswered,
    SegmentsFound,
    TextsRead,
    TextsReading,
    WholeReport,
)
from flows.segmentation_replies import (
    Stage as ReadingStage,
)
from segments.leavers import Leavers
from segments.readings import SENTIMENTS, Topic, Voice
from segments.report import Report
from segments.said import Belief, Found, Stage, StageName
from segments.since import Moved, NameKept, OnceCalled, Part, Since, Size
from segments.standing import Standing, Undone, Why
from segments.tallies import Average, Tally
from segments.told import (
    Column,
    Criterion,
    Kind,
    Left,
    Question,
    Receipt,
    Role,
    Scores,
    Segment,
    Trait,
    Understanding,
)  # fmt: skip
from studies.analysed import Analysed
from studies.learned import Strength
from studies.stated import Stated
from tests.views import hostile

# What stands here is a sentence of ours around words of the file: never blank.
texts: st.SearchStrategy[str] = st.deferred(
    lambda: hostile.texts.map(lambda text: text[:600]).map(lambda text: text if safe_line(text) else f"x{text}")
)
figures = st.floats(-1e9, 1e9)
shares = st.floats(0, 1)
many = st.integers(0, 5_000_000)
columns = st.builds(
    Column, name=texts, field=st.sampled_from(["c1", "c2"]), type=st.just("text"), role=st.sampled_from(Role)
)
questions = st.builds(
    Question,
    role=st.sampled_from(Role),
    text=texts,
    choices=st.lists(st.sampled_from(["c1", "c2", "c9"]), max_size=9).map(tuple),
)
understandings = st.builds(
    Understanding, kind=st.sampled_from(Kind), columns=st.lists(columns, max_size=3).map(tuple), rows=many, said=texts,
    questions=st.lists(questions, max_size=2).map(tuple),
)  # fmt: skip
lefts = st.lists(st.builds(Left, why=texts, rows=many), max_size=6).map(tuple)
receipts = st.builds(
    lambda left, choice, back: Receipt(
        7 + sum(each.rows for each in left), 7, left, ("Day first.",), 3, "12.50", choice, back
    ),
    lefts, texts | st.just(""), st.sampled_from(["", "608,689.47 (7 %)"]),
)  # fmt: skip
CRITERIA = ("sizable", "identifiable", "reachable", "responds differently", "coherent", "stable")
segments = st.builds(
    Segment, id=st.just("s1"), label=st.integers(0, 20), name=texts, size=many, share=shares,
    value_share=shares | st.none(),
    traits=st.lists(
        st.builds(Trait, feature=texts, here=figures, others=figures, effect=figures, words=texts), max_size=5
    ).map(tuple),
    criteria=st.lists(
        st.builds(
            Criterion, name=st.sampled_from(CRITERIA), verdict=st.sampled_from(["met", "not met", "unknown"]),
            figure=figures | st.none(), words=texts, outcome=texts | st.just(""),
            here=texts, others=texts,
        ), max_size=6,
    ).map(tuple),
    rule=texts | st.just(""),
)  # fmt: skip
scores = st.builds(
    Scores, count=st.integers(1, 20), silhouette=figures, gap=figures, gap_error=figures, prediction_strength=figures,
    jaccard=st.lists(shares, max_size=20).map(tuple), sizes=st.lists(many, max_size=20).map(tuple),
)  # fmt: skip
lines = st.lists(texts, max_size=4).map(tuple)
moves = st.lists(st.builds(Moved, before=texts | st.just(""), after=texts | st.just(""), customers=many), max_size=20)
sizes = st.lists(
    st.builds(
        Size,
        id=st.just("s1"),
        name=texts,
        before=many,
        after=many,
        of_before=many,
        of_after=many,
        by_borders=st.tuples(many, many) | st.none(),
        gone=many | st.none(),
        came=many | st.none(),
    ),
    max_size=6,
).map(tuple)
parts = st.lists(st.builds(Part, number=st.integers(1, 3), customers=many), max_size=5).map(tuple)
given = st.builds(
    NameKept, number=st.just(1), name=texts, of=many, stay=many, money=shares | st.none(), elsewhere=parts, size=many,
    same=st.booleans(),
)  # fmt: skip
once = st.builds(OnceCalled, number=st.integers(1, 99), name=texts, fits=st.integers(1, 99) | st.none())
sinces = st.builds(
    Since, file=texts, lacks=lines, other_kind=st.booleans(), both=many | st.none(), moved=many, came=many, gone=many,
    moves=moves.map(tuple), elsewhere=many | st.none(), by_then=many | st.none(), new=lines, ended=lines,
    holds=st.booleans(), words=texts, drift=lines, sizes=sizes,
)  # fmt: skip
stages = st.builds(
    Stage, name=st.sampled_from(get_args(StageName)), reached=many | st.none(), share=shares | st.none(), words=texts,
    pain=texts, missing=texts,
)  # fmt: skip
topics = st.builds(Topic, name=texts, texts=many, share=shares, negative=shares, quotes=lines)
voices = st.builds(
    Voice, label=st.integers(-1, 20), read=many, of=many,
    sentiment=st.dictionaries(st.sampled_from(SENTIMENTS), shares),
    topics=st.lists(topics, max_size=5).map(tuple), keywords=lines,
)  # fmt: skip
standings = st.builds(
    Standing, customers=many,
    undone=st.lists(st.builds(Undone, number=many, why=st.sampled_from(get_args(Why))), max_size=200).map(tuple),
)  # fmt: skip
compared = st.builds(
    Compared,
    stated=st.builds(
        Stated, text=texts, conversation=st.just("calm-river-1"), strength=st.sampled_from(Strength) | st.none(),
        answer=st.sampled_from(["a3", "B", ""]), link=st.just("") | st.deferred(lambda: hostile.links),
        candidate=st.just("") | texts,
    ),
    belief=st.builds(
        Belief, statement=texts, verdict=st.sampled_from(get_args(Found)), figure=figures | st.none(), words=texts,
        needs=texts,
    ),
)  # fmt: skip
counts = st.lists(many, max_size=6).map(tuple)
tallies = st.lists(st.builds(Tally, words=texts, each=counts, left=many), max_size=4).map(tuple)
averages = st.lists(st.builds(Average, words=texts, all=texts, each=lines, known=many), max_size=4).map(tuple)
leavers = st.builds(
    Leavers, listed=many, of=many, low=texts, high=texts, alike=many, left=shares, without=lines, why=texts
)
reports = st.builds(
    Report, file=texts, understanding=understandings, receipt=receipts, customers=many, features=lines, why=texts,
    votes=st.dictionaries(st.sampled_from(["gap", "silhouette"]), st.integers(0, 20)), disagreements=lines,
    other_ways=lines,
    vetoes=lines, scores=st.lists(scores, max_size=4).map(tuple), segments=st.lists(segments, max_size=20).map(tuple),
    journeys=st.lists(st.lists(stages, max_size=8).map(tuple), max_size=20).map(tuple), predictions=lines,
    cautions=lines, notes=lines, next_steps=lines, steps_in_short=lines,
    once_called=st.lists(once, max_size=12).map(tuple),
    names_kept=st.lists(given, max_size=5).map(tuple),
    since=sinces | st.none(), voices=st.lists(voices, max_size=20).map(tuple), standing=standings | st.none(),
    by_rule=st.booleans(), in_all=lines, tallies=tallies, averages=averages, leavers=leavers | st.none(),
    alike=many | st.none(), returned_all=many | st.none(),
)  # fmt: skip
analysed = st.builds(
    Analysed, run=st.just("calm-river-1"), file=texts, kind=st.just("customers"), day=st.dates(),
    channel=st.sampled_from(["", "C1"]), link=st.just("") | st.deferred(lambda: hostile.links),
    same_study=st.booleans(),
)  # fmt: skip
given = st.builds(Given, conversation=st.just("i1"), id=texts, name=texts, upload=st.just("1.0"))
SHOWN: dict[type[Reply], dict[str, st.SearchStrategy[Any]]] = {
    FileUnderstood: {
        "understanding": understandings, "receipt": receipts | st.none(), "question": questions | st.none(),
        "against": st.none() | analysed,
    },
    SegmentsFound: {"report": reports, "against": st.none() | analysed, "believed": st.booleans()},
    WholeReport: {"report": reports, "given": st.lists(given, max_size=2).map(tuple), "origins": st.just({})},
    TextsReading: {
        "stage": st.sampled_from(get_args(ReadingStage)), "texts": many, "done": many, "calls": many, "tokens": many,
        "dollars": st.floats(0, 1e6) | st.none(), "partly": st.booleans(), "rehearses": st.booleans(),
        "changes": st.just("") | st.just("texts-1"),
    },
    TextsRead: {"report": reports},
    CorrectionsTold: {
        "lines": st.lists(texts, min_size=1, max_size=200).map(tuple),
        "take_back": st.lists(many, max_size=200, unique=True).map(tuple),
    },
    MadeBefore: {
        "before": st.lists(texts, min_size=1, max_size=30).map(tuple), "anew": st.lists(texts, max_size=30).map(tuple),
    },
    BeliefsCompared: {
        "file": texts, "compared": st.lists(compared, max_size=60).map(tuple), "left": st.integers(0, 900)
    },
    ReportAnswered: {
        "file": texts, "sentences": st.lists(texts, min_size=1, max_size=3).map(tuple),
        "lines": st.lists(texts, max_size=30).map(tuple), "by_rule": st.booleans(),
    },
}  # fmt: skip
