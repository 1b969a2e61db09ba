"""A study as a deck to present: what was learned first, what is invented apart, what was decided, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.export.phrases import counted, day
from bot.export.report_material import origin_in_words
from bot.export.study import ClaimRecord, DecisionRecord, EvidenceRecord, InsightRecord, StudyExport
from bot.export.weighing import in_numbers, standing
from decks.deck import Deck, Group, Kind, Line, Part, Slide, Source
from decks.powerpoint import pptx

MOST = 24
"""Insights of a kind on slides; the report holds all of them."""
LONGEST_TITLE = 120
UNNAMED = "A study without a name"
CAUTION = "What invented people said is a hypothesis; segments are, until customers have been asked."
SOMEBODY, NOTHING = "somebody on the team", "Nothing was learned yet"


def deck_of(export: StudyExport) -> bytes:
    """-> a PowerPoint file."""
    return pptx(as_deck(export))


def as_deck(export: StudyExport) -> Deck:
    """Every line says where it comes from; every number leads to the words it stands on."""
    real, invented = (each[:MOST] for each in standing(export))
    claims = {each.id: each for each in export.claims}
    sources = _sources([*real, *invented], claims)
    number = {insight: place for place, (insight, _) in enumerate(sources, 1)}
    named = {
        "What was learned": _learned(real, number, Kind.SAID),
        "What speaks against it": _against([*real, *invented], claims),
        "Said by invented people only": _learned(invented, number, Kind.READING),
        "Candidate segments": list(_segments(export)),
        "What was decided": list(_decided(export.decisions)),
        "What is still open": _open(export),
    }
    said = [(name, lines) for name, lines in named.items() if lines] or [(NOTHING, [])]
    parts = [_part(place, name, lines) for place, (name, lines) in enumerate(said, 1)]
    return Deck(
        title=" ".join(export.study.title.split())[:LONGEST_TITLE] or UNNAMED,
        subtitle=in_numbers(export),
        caution=CAUTION,
        parts=tuple(parts),
        sources=(*(source for _, source in sources), *_material(export)),
        sources_name="Sources",
        continued="continued",
        in_full="The whole title:",
        made_on=(export.made_at or "")[:10],
    )


def _part(number: int, name: str, lines: Sequence[Line]) -> Part:
    headline = Line(text=name, kind=Kind.COUNTED if lines else Kind.UNKNOWN)
    groups = (Group(heading="", lines=tuple(lines)),) if lines else ()
    return Part(number=number, name=name, slides=(Slide(headline=headline, groups=groups),))


def _learned(insights: Sequence[InsightRecord], number: dict[str, int], kind: Kind) -> list[Line]:
    return [
        Line(
            text=each.text,
            kind=kind,
            label="hypothesis, invented people said so" if each.synthetic else "",
            sources=(str(number[each.id]),) if each.id in number else (),
            basis=_said_in(each),
        )
        for each in insights
    ]


def _said_in(insight: InsightRecord) -> str:
    many = insight.synthetic_sources if insight.synthetic else insight.real_sources
    return counted(many, "source")


def _against(insights: Sequence[InsightRecord], claims: dict[str, ClaimRecord]) -> list[Line]:
    return [
        Line(
            text=f"“{insight.text}” But: “{claim.text}”",
            kind=Kind.READING if claim.synthetic else Kind.SAID,
            label="hypothesis, an invented person said so" if claim.synthetic else "",
        )
        for insight in insights
        for claim in (claims[id] for id in insight.claims if id in claims)
        if claim.relation == "contradicts"
    ][:MOST]


def _decided(decisions: Sequence[DecisionRecord]) -> Iterator[Line]:
    for each in decisions:
        if each.state != "retired":
            yield Line(text=each.text, kind=Kind.SAID, basis=f"{each.state}, {each.owner_name or each.owner}")


def _segments(export: StudyExport) -> Iterator[Line]:
    for held in export.conversations:
        for each in held.summary.segments if held.summary else ():
            yield Line(text=f"{each.name}: {each.rule}", kind=Kind.READING)


def _open(export: StudyExport) -> list[Line]:
    return [Line(text=each.text, kind=Kind.UNKNOWN) for each in export.open_questions][:MOST]


def _sources(insights: Sequence[InsightRecord], claims: dict[str, ClaimRecord]) -> list[tuple[str, Source]]:
    """-> (id of an insight, the first words that carry it), numbered from 1."""
    found: list[tuple[str, Source]] = []
    for insight in insights:
        said = [claims[id] for id in insight.claims if id in claims and claims[id].relation != "contradicts"]
        # What is real speaks first.
        said.sort(key=lambda claim: claim.synthetic)
        words = next((each for claim in said for each in claim.evidence if each.quote), None)
        if words is not None:
            found.append((insight.id, _source(len(found) + 1, insight, words)))
    return found


def _material(export: StudyExport) -> Iterator[Source]:
    """What invented people were made of, and where it is from: behind the words that carry insights."""
    for number, each in enumerate(export.material[:MOST], 1):
        said = each.origin
        yield Source(
            mark=f"M{number}",
            question=each.name,
            told=origin_in_words(said),
            who=(said.said_by_name or said.said_by or SOMEBODY) if said else "",
            when=day(said.said_at) if said else "",
        )


def _source(number: int, insight: InsightRecord, words: EvidenceRecord) -> Source:
    return Source(
        mark=str(number),
        question=insight.text,
        quote=words.quote or "",
        who=f"{words.who}, synthetic" if words.synthetic else words.who_name or words.who or SOMEBODY,
        when=day(words.at),
        link=words.permalink or "",
    )
