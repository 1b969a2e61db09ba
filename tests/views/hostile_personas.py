"""Personas whose every line would do harm, and what is shown of them."""

from __future__ import annotations

from hypothesis import strategies as st

from flows.persona_replies import (
    AboutHead,
    EraseAsked,
    FormAsked,
    GuideAsked,
    PagesOffered,
    PersonaCard,
    PersonaSays,
    Plan,
    Proposal,
    ProposalsCard,
    RolePlayHead,
    SharedSynthesis,
    SynthesisCard,
    SynthesisPreview,
    Task,
    WholeCard,
)
from flows.replies import Reply
from personas.passages import Link, Passage
from personas.schema import GuideQuestion, Knowledge, Origin, Part, Persona, Source, Speech, State, Statement
from personas.synthesis import Claim, Confidence, Quote, Synthesis
from tests.views import hostile
from tests.views.hostile import ids, links, names

# Deferred, or Hypothesis would write every hostile text out wherever it names a strategy.
cut: st.SearchStrategy[str] = st.deferred(lambda: hostile.cut)
worded: st.SearchStrategy[str] = st.deferred(lambda: hostile.worded)
short = cut.map(lambda text: text[:200])
line = worded.map(lambda text: text[:300])
called = worded.map(lambda text: text[:60])
"""A name as somebody of the team may have typed it into the form."""
refs = st.sampled_from(["m1.1", "m1.2", "<!here>"])
sources = st.lists(st.builds(Source, origin=st.sampled_from(Origin), ref=refs), max_size=2).map(tuple)
statements = st.builds(Statement, id=st.just("G1"), part=st.sampled_from(Part), text=line, sources=sources)
questions = st.builds(GuideQuestion, id=st.just("g1"), text=line, decides=short)
known = st.builds(Knowledge, topic=short, state=st.sampled_from(State), belief=short, event=short)


def _numbered(items: list[Statement]) -> tuple[Statement, ...]:
    """The statements under ids of their own, as a card demands."""
    return tuple(each.model_copy(update={"id": f"G{at}"}) for at, each in enumerate(items, 1))


def _asked(items: list[GuideQuestion]) -> tuple[GuideQuestion, ...]:
    return tuple(each.model_copy(update={"id": f"g{at}"}) for at, each in enumerate(items, 1))


people = st.builds(
    Persona,
    name=called,
    age_band=short.map(lambda text: text[:40]),
    occupation=worded.map(lambda text: text[:200]),
    quote=cut.map(lambda text: text[:300]),
    brief=cut,
    statements=st.lists(statements, max_size=4).map(_numbered),
    knowledge=st.lists(known, max_size=2).map(tuple),
    speech=st.builds(Speech, style=short),
    guide=st.lists(questions, max_size=3).map(_asked),
)
passages = st.builds(Passage, id=st.just("m1.1"), title=short, place=short, text=cut)
quotes = st.lists(st.builds(Quote, answer=ids, text=worded), min_size=1, max_size=2).map(tuple)
claims = st.builds(
    Claim, kind=st.sampled_from(["finding", "need"]), text=cut, quotes=quotes, against=short, decides=short,
    confidence=st.sampled_from(Confidence), echo=st.booleans(),
)  # fmt: skip
syntheses = st.builds(
    Synthesis, claims=st.lists(claims, max_size=4).map(tuple), ask_customers=st.lists(short, max_size=3).map(tuple)
)
addresses = st.dictionaries(ids, links)
tasks = st.lists(
    st.builds(Task, title=worded, status=st.sampled_from(["pending", "in_progress", "complete", "error"])),
    min_size=1, max_size=4,
).map(tuple)  # fmt: skip
proposals = st.lists(
    st.builds(Proposal, name=called, who=line, why=short, places=st.lists(short, max_size=2).map(tuple)),
    min_size=1, max_size=5,
).map(tuple)  # fmt: skip
replies: st.SearchStrategy[Reply] = st.one_of(
    st.builds(Plan, name=names, tasks=tasks, about=cut, finished=st.booleans(), stopped=st.booleans()),
    st.builds(PersonaCard, name=names, persona=people, rehearsing=st.booleans(), archived=st.booleans()),
    st.builds(WholeCard, name=names, persona=people, passages=passages.map(lambda each: {each.id: each})),
    st.builds(ProposalsCard, name=names, proposals=proposals, rehearsing=st.booleans()),
    st.builds(
        PagesOffered, name=names,
        links=st.lists(st.builds(Link, url=st.just("https://a.example/b"), title=line), min_size=1,
                       max_size=19).map(tuple),
    ),
    st.builds(FormAsked, name=names, persona=people, forms=st.just({"own": "Segue's own"})),
    st.builds(EraseAsked, name=names, text=worded),
    st.builds(RolePlayHead, name=names, persona=people),
    st.builds(AboutHead, name=names, persona=people, text=cut, link=st.none() | links, outsiders=st.integers(0, 3)),
    st.builds(GuideAsked, name=names, question=questions, number=st.just(1), total=st.just(9)),
    st.builds(PersonaSays, name=names, persona=called, text=worded.map(lambda text: text[:1500]), note=short),
    st.builds(
        SynthesisCard, name=names, persona=people, synthesis=syntheses, links=addresses, answers=st.integers(0, 9),
        rehearsing=st.booleans(),
    ),
    st.builds(
        SynthesisPreview, name=names, persona=people, synthesis=syntheses, links=addresses, channel=st.just("C1"),
        people=st.none() | st.integers(0, 9),
    ),
    st.builds(
        SharedSynthesis, name=names, persona=people, synthesis=syntheses, links=addresses, channel=st.just("C1"),
        thread=st.none() | links,
    ),
)  # fmt: skip
