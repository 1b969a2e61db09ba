"""Personas whose every line would do harm, and what is shown of them."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from flows.origin_replies import Given, OriginAsked, OriginKnown
from flows.persona.keeping import SURE
from flows.persona_replies import (
    AboutHead,
    CardGone,
    EraseAsked,
    FormAsked,
    GuideAsked,
    GuideShown,
    InterviewAt,
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
from interviews.language import has_words
from personas.facts import About, Fact
from personas.fidelity import Score
from personas.passages import Link, Passage
from personas.schema import GuideQuestion, Knowledge, OfSegment, Origin, Part, Persona, Source, Speech, State, Statement
from personas.synthesis import Claim, Confidence, Quote, Synthesis
from studies.provenance import Basis, CameFrom, Provenance
from tests.views import hostile
from tests.views.hostile import ids, links, names

# Deferred, or Hypothesis would write every hostile text out wherever it names a strategy.
cut: st.SearchStrategy[str] = st.deferred(lambda: hostile.cut)
short = cut.map(lambda text: text[:200])


def worded(most: int) -> st.SearchStrategy[str]:
    """Texts of so many characters that have words even then."""
    return st.deferred(lambda: hostile.cut.map(lambda text: text[:most]).filter(has_words))


line = worded(300)
called = worded(60)
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


segments = st.builds(OfSegment, file=short, number=st.integers(0, 99), name=short, link=st.just("") | links)
facts = st.builds(Fact, segment=st.integers(0, 99), about=st.sampled_from(get_args(About)), subject=short, level=short)
_people = st.builds(
    Persona,
    name=called,
    age_band=short.map(lambda text: text[:40]),
    occupation=worded(200),
    quote=cut.map(lambda text: text[:300]),
    brief=cut,
    statements=st.lists(statements, max_size=4).map(_numbered),
    knowledge=st.lists(known, max_size=2).map(tuple),
    speech=st.builds(Speech, style=short),
    decision=cut.map(lambda text: text[:400]),
    guide=st.lists(questions, max_size=12).map(_asked),
    segment=st.none() | segments,
)
answers: st.SearchStrategy[str] = st.deferred(lambda: hostile.texts.map(lambda text: text[:1500]).filter(has_words))
"""As long as a persona speaks."""
changes = st.sampled_from(["", "posted-1"])
faces = st.sampled_from(["", "https://faces.example/f.png"])
scores = st.builds(Score, **dict.fromkeys(("answers", "silent", "fitting", "again", "agreed"), st.integers(0, 99)))
people: st.SearchStrategy[Persona] = st.deferred(lambda: _people)
passages = st.builds(Passage, id=st.just("m1.1"), title=short, place=short, text=cut, fact=st.none() | facts)
quotes = st.lists(st.builds(Quote, answer=ids, text=answers), min_size=1, max_size=2).map(tuple)
claims = st.builds(
    Claim, kind=st.sampled_from(["finding", "need"]), text=cut, quotes=quotes, against=short, decides=short,
    confidence=st.sampled_from(Confidence), echo=st.booleans(),
)  # fmt: skip
syntheses = st.builds(
    Synthesis,
    claims=st.lists(claims, max_size=4).map(tuple),
    ask_customers=st.lists(short, max_size=3).map(tuple),
    repeated=st.integers(0, 3),
)
addresses = st.dictionaries(ids, links)
tasks = st.lists(
    st.builds(Task, title=line, status=st.sampled_from(["pending", "in_progress", "complete", "error"])),
    min_size=1, max_size=4,
).map(tuple)  # fmt: skip
pages = st.builds(Link, url=st.just("https://a.example/b"), title=line)
proposals = st.lists(
    st.builds(Proposal, name=called, who=line, why=short, places=st.lists(short, max_size=2).map(tuple)),
    min_size=1, max_size=5,
).map(tuple)  # fmt: skip
uploads = st.just("1700000000.000100")
given = st.lists(
    st.builds(Given, conversation=st.just("c1"), id=short, name=cut, upload=uploads, number=st.just(1)), max_size=3
).map(tuple)
said = st.builds(
    Provenance, came_from=st.sampled_from(CameFrom), words=short, purpose=short, basis=st.sampled_from(Basis)
)
files = st.lists(cut, min_size=1, max_size=5).map(tuple)
SHOWN: dict[type[Reply], dict[str, st.SearchStrategy[Any]]] = {
    Plan: {
        "tasks": tasks, "about": cut, "kind": st.sampled_from(["persona", "proposals", "segments"]),
        "finished": st.booleans(),
        "stopped": st.booleans(), "changes": changes,
        "cost": st.sampled_from(["", "Takes about 14,000 tokens of the language model."]),
    },
    PersonaCard: {
        "persona": people, "foremost": st.lists(statements, max_size=3).map(tuple), "rehearsing": st.booleans(),
        "face": faces, "archived": st.booleans(),
        "changes": changes, "sample": st.booleans(), "taken_from": cut, "interviews": st.integers(0, 20),
        "score": scores,
    },
    OriginAsked: {"upload": uploads, "materials": files},
    OriginKnown: {"upload": uploads, "materials": files, "said": said, "changes": st.just("origin-1")},
    WholeCard: {
        "persona": people, "passages": passages.map(lambda each: {each.id: each}) | st.just({}), "given": given,
        "origins": st.dictionaries(uploads, said),
    },
    GuideShown: {"persona": people},
    ProposalsCard: {"proposals": proposals, "rehearsing": st.booleans()},
    PagesOffered: {"links": st.lists(pages, min_size=1, max_size=19).map(tuple)},
    FormAsked: {"persona": people, "forms": st.just({"own": "Segue's own"})},
    EraseAsked: {"text": called.map(lambda name: SURE.format(name=name))},
    CardGone: {"persona": called, "changes": st.just("card-1")},
    RolePlayHead: {
        "persona": people, "face": faces, "direct": st.booleans(), "over": st.booleans(), "changes": changes,
    },
    InterviewAt: {"persona": people, "link": links},
    AboutHead: {
        "persona": people, "text": cut, "link": st.none() | links, "face": faces, "outsiders": st.integers(0, 3),
        "joinable": st.booleans(),
    },
    GuideAsked: {"question": questions, "number": st.just(1), "total": st.just(9)},
    PersonaSays: {"persona": called, "text": answers, "face": faces, "note": short, "changes": changes},
    SynthesisCard: {
        "persona": people, "synthesis": syntheses, "links": addresses, "answers": st.integers(0, 9),
        "rehearsing": st.booleans(), "score": scores,
        "of_file": st.booleans(), "answerable": st.just("") | st.just("What do you pay?"),
    },
    SynthesisPreview: {
        "persona": people, "synthesis": syntheses, "links": addresses, "channel": st.just("C1"),
        "people": st.none() | st.integers(0, 9), "outside": st.integers(0, 9), "changes": changes,
    },
    SharedSynthesis: {
        "persona": people, "synthesis": syntheses, "links": addresses, "channel": st.just("C1"),
        "thread": st.none() | links,
    },
}  # fmt: skip
replies: st.SearchStrategy[Reply] = st.one_of(
    *(st.builds(kind, name=names, **fields) for kind, fields in SHOWN.items())
)
