"""News whose every word would do harm, in any number."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from flows.digest_replies import DigestAlert, DigestAnswer, DigestNote, DigestPost, DigestSet
from flows.replies import Reply
from studies.decisions import Kind, State
from studies.digest import brief, composed
from studies.file_news import FileNews, Finding
from studies.learned import Strength
from studies.news import Change, Held, Item, News, Settled, Someone, Words
from studies.rhythm import Every, Rhythm
from studies.schedule import Schedule
from tests.views import hostile
from tests.views.hostile import links
from tests.views.hostile_segments import sinces, sizes

# Deferred, or Hypothesis would write every hostile text out wherever it names a strategy.
cut: st.SearchStrategy[str] = st.deferred(lambda: hostile.cut)
name = cut.map(lambda text: text[:60])
places = st.just("") | links
words = st.lists(st.builds(Words, quote=cut, link=places, persona=name), max_size=2).map(tuple)
items = st.builds(
    Item, insight=st.uuids().map(str), text=cut, change=st.sampled_from(Change), at=st.just(0.0),
    strength=st.sampled_from(Strength), real=st.integers(0, 3), invented=st.integers(0, 2), words=words, against=words,
    against_text=cut, decisions=st.lists(cut, max_size=2).map(tuple), undecided=st.booleans(), reworded=st.booleans(),
    pinned=st.booleans(), others=st.lists(links, max_size=6).map(tuple),
)  # fmt: skip
helds = st.builds(
    Held, id=st.just("a"), title=cut, link=places, channel=st.sampled_from(["", "C1"]), at=st.floats(0, 2e9),
    invented=st.booleans(),
    people=st.lists(st.sampled_from(["U1", "U2", "U3"]), max_size=3).map(tuple),
    open=st.lists(cut, max_size=3).map(tuple),
)  # fmt: skip
settled = st.builds(
    Settled, id=st.just("d1"), kind=st.sampled_from(Kind), state=st.sampled_from([State.ADOPTED, State.RETIRED]),
    text=cut, owner=st.sampled_from(["", "U1", "U3"]), link=places, at=st.floats(0, 9),
)  # fmt: skip
analyses = st.builds(
    FileNews, run=st.just("r1"), upload=st.just("F1"), file=cut, customers=st.integers(0, 5_000_000),
    whom=st.sampled_from(["customers", "texts", "answers"]), segments=st.integers(0, 20), at=st.floats(0, 2e9),
    since=st.none() | sinces, channel=st.sampled_from(["", "C1"]), link=places,
    people=st.lists(st.sampled_from(["U1", "U2", "U3"]), max_size=3).map(tuple),
)  # fmt: skip
found = st.tuples(analyses, sinces, st.none() | sizes.filter(bool).map(lambda some: some[0])).map(
    lambda told: Finding(analysed=told[0].model_copy(update={"since": told[1]}), size=told[2])
)
news = st.builds(
    News, about=cut, items=st.lists(items, max_size=20).map(tuple), held=st.lists(helds, max_size=9).map(tuple),
    settled=st.lists(settled, max_size=6).map(tuple), analysed=st.lists(analyses, max_size=4).map(tuple),
    personas=st.lists(st.builds(Someone, id=st.just("p1"), name=name), max_size=1).map(tuple),
    fallen=st.integers(0, 3),
)  # fmt: skip
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
rhythms = st.builds(
    Rhythm, every=st.sampled_from(Every), hour=st.integers(0, 23), zone=st.just("Asia/Kolkata"),
    monthday=st.integers(1, 31), weekday=st.integers(0, 6),
)  # fmt: skip
SHOWN: dict[type[Reply], dict[str, st.SearchStrategy[Any]]] = {
    DigestPost: {
        "digest": news.map(composed), "since": moments, "until": moments, "late": st.none() | moments,
        "headline": name, "step": name, "names": st.dictionaries(st.sampled_from(["U1", "U2"]), name),
        "preview": st.booleans(), "personal": st.booleans(),
    },
    DigestSet: {
        "schedule": st.builds(Schedule, channel=st.just("C1"), rhythm=rhythms, personal=st.booleans()),
        "next": st.none() | moments, "by": name, "changed": st.booleans(),
    },
    DigestNote: {
        "text": name.map(lambda called: f"{called} stopped this digest."),
        "acts": st.sampled_from([(), ("digest_resume",)]), "channel": st.sampled_from(["", "C1"]),
    },
    DigestAlert: {
        "items": st.lists(items, min_size=1, max_size=3).map(tuple), "left": st.integers(0, 9),
        "findings": st.lists(found, max_size=3).map(tuple),
        "personal": st.booleans(),
    },
    DigestAnswer: {
        "thread": st.just("1.0"), "question": cut, "by": name, "whole": st.booleans(),
        "items": st.lists(items.map(brief), max_size=4).map(tuple),
    },
}  # fmt: skip
replies: st.SearchStrategy[Reply] = st.one_of(
    *(st.builds(kind, name=st.just("digest-1"), to=st.just("C1"), **fields) for kind, fields in SHOWN.items())
)
