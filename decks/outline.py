"""The nine parts of a deck, made by rule from an interview: nothing that no answer carries."""

from __future__ import annotations

from collections.abc import Sequence

from decks.analysed.in_study import in_data
from decks.analysed.in_study import sources as files
from decks.customers import audience, behaviour, introduction, needs, what_sets_apart
from decks.deck import Deck, Kind, Part, Wishes
from decks.material import Material, Proposed, line, sources
from decks.segments import conclusion, framework, profiles, recommendations, still_unknown
from decks.visible import line as on_one_line
from decks.voice import statement_in_our_voice, summary_in_our_voice
from decks.words import CAUTION, CONTINUED, IN_FULL, SOURCES, SUBTITLE, Say, plain
from interviews.dates import day_in_words

MAKERS = {
    1: introduction,
    2: audience,
    3: behaviour,
    4: needs,
    5: what_sets_apart,
    6: framework,
    7: profiles,
    8: recommendations,
    9: conclusion,
}
"""Number of a part -> what makes it."""


def outline(material: Material, say: Say = plain) -> tuple[Part, ...]:
    """The nine parts, in their order."""
    material = _in_our_voice(material)
    return _without_repeated_quotes([make(material, say) for make in MAKERS.values()])


def _without_repeated_quotes(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Nobody reads the same words twice."""
    shown: set[str] = set()
    kept = []
    for part in parts:
        slides = []
        for slide in part.slides:
            quote = slide.quote if slide.quote and slide.quote.text not in shown else None
            shown |= {quote.text} if quote else set()
            slides.append(slide.model_copy(update={"quote": quote}))
        kept.append(part.model_copy(update={"slides": tuple(slides)}))
    return tuple(kept)


def deck(material: Material, title: str, wishes: Wishes, say: Say = plain) -> Deck:
    """The deck as the team wants it; what is still unknown and the sources follow the nine parts.

    `title`: what it is called unless the team has called it something else.
    """
    material = _in_our_voice(material)
    parts = [wished(part, wishes, say) for part in outline(material, say)]
    gone = left_out(parts, wishes)
    unknown = still_unknown(material, say, [part for part in parts if part.number in gone & unsaid(parts, wishes)])
    count = len([each for each in material.said if each.id.startswith("a") and each.id != "a0"])
    subtitle = say(SUBTITLE[count != 1], count=count)
    return Deck(
        title=on_one_line(wishes.title) or on_one_line(title),
        subtitle=f"{subtitle}, {day_in_words(material.made_on, material.language)}",
        caution=say(CAUTION),
        parts=(
            *(part for part in parts if part.number not in gone),
            *filter(None, (in_data(material.analyses, say), unknown)),
        ),
        sources=(*sources(material, say), *files(material.analyses, say)),
        sources_name=say(SOURCES),
        continued=say(CONTINUED),
        in_full=say(IN_FULL),
        language=material.language,
        made_on=material.made_on.isoformat(),
    )


def unsaid(parts: Sequence[Part], wishes: Wishes) -> frozenset[int]:
    """Numbers of the parts that are left out because nothing was said about them."""
    wanted = {*wishes.put_back, *wishes.titles, *wishes.left_out}
    return frozenset(part.number for part in parts if part.empty and part.number not in wanted)


def left_out(parts: Sequence[Part], wishes: Wishes) -> frozenset[int]:
    """Numbers of the parts that are not in the file: unwished for, or empty."""
    return unsaid(parts, wishes) | frozenset(wishes.left_out)


def _in_our_voice(material: Material) -> Material:
    """The same with everything that was told to the team, and what was proposed, as the team says it."""
    answers, proposed = material.answers, material.proposed
    titles = {part: statement_in_our_voice(each, answers) for part, each in proposed.titles.items()}
    steps = {
        segment: tuple(statement_in_our_voice(each, answers) for each in given)
        for segment, given in proposed.steps.items()
    }
    return material.model_copy(
        update={
            "summary": summary_in_our_voice(material.summary, answers),
            "proposed": Proposed(titles=titles, steps=steps),
        }
    )


def wished(part: Part, wishes: Wishes, say: Say) -> Part:
    """The part with the title that somebody of the team gave it."""
    title = on_one_line(wishes.titles.get(part.number, ""))
    if not title:
        return part
    first, *rest = part.slides
    headline = line(title, Kind.WORDED, say)
    return part.model_copy(update={"slides": (first.model_copy(update={"headline": headline}), *rest)})
