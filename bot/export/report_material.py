"""Material in words: where each file or page is from, what it is used for, on what basis, and who says so."""

from __future__ import annotations

from bot.export.markdown import line
from bot.export.phrases import day, person, said
from bot.export.study import MaterialRecord, OriginRecord, StudyExport
from studies.provenance import CAME_FROM, IN_EXPORTS, NOT_SAID, Basis, CameFrom

UNCHECKED = "Where material is from is what the team said when it was asked; nobody has checked it."


def origin_in_words(origin: OriginRecord | None) -> str:
    """-> `Our own: the brochure of May. No personal data in it.`, or `not said`."""
    if origin is None:
        return NOT_SAID
    exactly = f": {origin.words}" if origin.words else ""
    purpose = f" For: {_ended(origin.purpose)}" if origin.purpose else ""
    return f"{_ended(CAME_FROM[CameFrom(origin.came_from)] + exactly)} {IN_EXPORTS[Basis(origin.basis)]}.{purpose}"


def material(export: StudyExport) -> list[str]:
    """A list of all that was given."""
    lines = ["", "## Material", "", UNCHECKED, ""] if export.material else []
    names = {each.id: each.name for each in export.personas}
    for each in export.material:
        by = person(each.given_by, each.given_by_name) or "somebody"
        lines.append(f"- {said(each.name)} (a {each.kind}, given by {by}, {day(each.given_at)})")
        lines.append(f"  - Origin: {line(origin_in_words(each.origin))}{_by(each.origin)}")
        lines += [f"  - Said before: {line(origin_in_words(before))}{_by(before)}" for before in each.earlier]
        cited = [f"{line(names[card.persona])} (synthetic)" for card in each.cited_by if card.persona in names]
        lines += [f"  - Cited on the card of {', '.join(cited)}"] if cited else []
    return lines


def cited_on(export: StudyExport, persona: str) -> str:
    """-> `m1 is brochure.md (our own)` for each material that the card of a persona cites; Markdown."""
    return "; ".join(
        f"m{by.number} is {line(each.name)} ({line(_short(each))})"
        for each in export.material
        for by in each.cited_by
        if by.persona == persona
    )


def cited_in(export: StudyExport) -> dict[str, str]:
    """-> conversation with an invented person -> the material of that person's card, with where it is from."""
    found: dict[str, list[str]] = {}
    for each in export.material:
        for conversation in (talk for by in each.cited_by for talk in by.interviews):
            found.setdefault(conversation, []).append(f"{each.name} ({_short(each)})")
    return {conversation: "; ".join(told) for conversation, told in found.items()}


def _short(each: MaterialRecord) -> str:
    if each.origin is None:
        return f"origin {NOT_SAID}"
    came_from, basis = CAME_FROM[CameFrom(each.origin.came_from)], IN_EXPORTS[Basis(each.origin.basis)]
    return f"{came_from[0].lower()}{came_from[1:]}, {basis[0].lower()}{basis[1:]}"


def _by(origin: OriginRecord | None) -> str:
    if origin is None:
        return ""
    return f" ({person(origin.said_by, origin.said_by_name) or 'somebody'}, {day(origin.said_at)})"


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "?", "!", "…")) else f"{text}."
