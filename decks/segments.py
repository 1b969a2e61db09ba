"""Parts six to nine: how one judges, the segments, what to do for each, and what follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from decks.customers import chosen, part, slide
from decks.deck import Chart, Group, Kind, Line, Part, Series, Slide, Table, Tile
from decks.material import Material, cited, line, stated
from decks.statements import basis_of, of_dimension
from decks.visible import line as on_one_line
from decks.words import (
    ALL_SPOKEN_OF,
    ASKED,
    CLAIMS,
    CRITERION,
    DO,
    EVIDENCE,
    FIRST,
    FIRST_STEP,
    GROWTH,
    JUDGED,
    JUDGEMENTS,
    LEAVE,
    NO_SEGMENTS,
    NO_STEP,
    NOT_KNOWN_OF,
    NOTHING_YET,
    ORDER,
    REACH,
    RULE,
    SEGMENT,
    SEGMENTS,
    SERVE_FIRST,
    SIX_CRITERIA,
    STILL_UNKNOWN,
    TALK_MORE,
    TEST,
    THIN,
    TOPICS,
    UNTHOUGHT,
    VALUE,
    WHAT_TO_DO,
    WHY,
    WITH_EVIDENCE,
    Say,
)
from interviews.answers import Basis
from interviews.criteria import ASKS
from interviews.dimensions import Dimension
from interviews.labels import label
from interviews.language import content_stems
from interviews.ordering import Grade
from interviews.summary import Criterion, Segment, Statement, Summary, Verdict

CHARTED = (Basis.COUNTED, Basis.HEARD, Basis.GUESS)
TELLING = (Criterion.RESPONDS, Criterion.SIZABLE, Criterion.REACHABLE, Criterion.IDENTIFIABLE)
"""What to test first where it is unknown: whether anything would change, then whether it is worth it."""
MOST_UNTHOUGHT = 2


def framework(material: Material, say: Say) -> Part:
    """What the answers cover, and what a segment is judged by."""
    found = [[basis_of(material, each) for each in of_dimension(material, dimension)] for dimension in Dimension]
    known = sum(Basis.COUNTED in given or Basis.HEARD in given for given in found)
    silent = sum(not given for given in found)
    title = NOTHING_YET if not known else WITH_EVIDENCE if silent else ALL_SPOKEN_OF
    slides = []
    if chart := _claims_chart(material, say):
        headline = line(say(title, known=known, silent=silent), Kind.COUNTED, say, chart.sources)
        slides.append(slide(material, headline, (), say, chart=chart))
    rows = tuple((say(each.value).capitalize(), say(ASKS[each])) for each in Criterion)
    criteria = Table(header=(say(CRITERION), say(ASKED)), rows=rows)
    slides.append(slide(material, line(say(SIX_CRITERIA), Kind.METHOD, say), (), say, table=criteria))
    return part(6, say, tuple(slides))


def _claims_chart(material: Material, say: Say) -> Chart | None:
    """How many statements there are on each dimension, by how the team knows; None where there are none."""
    counts: Counter[tuple[Dimension, Basis]] = Counter()
    counted: set[str] = set()
    for dimension in Dimension:
        for statement in of_dimension(material, dimension):
            if (basis := basis_of(material, statement)) in CHARTED:
                counts[dimension, basis] += 1
                counted |= set(statement.answers)
    if not counts:
        return None
    series = tuple(
        Series(name=say(label(basis)), colour=basis.value, values=tuple(counts[each, basis] for each in Dimension))
        for basis in CHARTED
    )
    titles = tuple(say(TOPICS[each]) for each in Dimension)
    return Chart(caption=say(CLAIMS), categories=titles, series=series, sources=cited(material, counted))


def profiles(material: Material, say: Say) -> Part:
    """How the candidates do, their order, and each by itself."""
    given = material.summary.segments
    if not given:
        lines = (line(say(material.summary.shortfall or TALK_MORE), Kind.UNKNOWN, say),)
        empty = slide(material, line(say(NO_SEGMENTS), Kind.UNKNOWN, say), (Group(heading="", lines=lines),), say)
        return part(7, say, (empty,), empty=True)
    slides = [_overview(material, given, say), *_order(material, given, say)]
    slides += [_profile(material, each, say) for each in given]
    return part(7, say, tuple(slides))


def _overview(material: Material, given: Sequence[Segment], say: Say) -> Slide:
    times = {each.id: Counter(judgement.verdict for judgement in each.judgements) for each in given}
    series = tuple(
        Series(
            name=say(verdict.value),
            colour="blank" if verdict is Verdict.UNKNOWN else verdict.value,
            values=tuple(times[each.id][verdict] for each in given),
        )
        for verdict in Verdict
    )
    judged_by = [id for each in given for judgement in each.judgements for id in judgement.answers]
    chart = Chart(
        caption=say(JUDGEMENTS),
        categories=tuple(called(each) for each in given),
        series=series,
        sources=cited(material, judged_by),
    )
    total = sum(times.values(), Counter())
    judged = say(JUDGED, met=total[Verdict.MET], all=total.total(), unknown=total[Verdict.UNKNOWN])
    headline = material.proposed.titles.get(7)
    own = stated(material, headline, say) if headline else line(judged, Kind.COUNTED, say, chart.sources)
    return slide(material, own, (), say, chart=chart)


def _order(material: Material, given: Sequence[Segment], say: Say) -> list[Slide]:
    """A table of grades; none where nothing is known of any."""
    worths = [each.worth for each in given]
    if all({each.value, each.growth, each.reach, each.evidence} == {Grade.UNKNOWN} for each in worths):
        return []
    header = tuple(say(each) for each in (SEGMENT, VALUE, GROWTH, REACH, EVIDENCE, WHY))
    rows = tuple(
        (
            called(each),
            *(say(grade.value) for grade in (each.worth.value, each.worth.growth, each.worth.reach)),
            say(each.worth.evidence.value),
            on_one_line(each.worth.why),
        )
        for each in given
    )
    resting = cited(material, (id for each in given for id in each.answers))
    headline = line(say(ORDER), Kind.READING, say, resting)
    return [slide(material, headline, (), say, table=Table(header=header, rows=rows))]


def _profile(material: Material, segment: Segment, say: Say) -> Slide:
    tiles = tuple(
        Tile(
            heading=say(each.criterion.value).capitalize(),
            verdict=each.verdict,
            word=say(each.verdict.value),
            text=on_one_line(each.text),
            sources=cited(material, each.answers),
        )
        for each in segment.judgements
    )
    sources = cited(material, segment.answers)
    headline = line(called(segment), Kind.READING, say, sources)
    # What it rests on stands right below the title.
    rule = line(segment.rule, Kind.READING, say).model_copy(update={"label": say(RULE)})
    judged = "\n".join(f"{each.heading}, {each.word}: {each.text}" for each in tiles)
    backed = [line(each.text, Kind.SAID, say, each.sources) for each in tiles if each.sources]
    made = slide(material, headline, (Group(heading="", lines=(rule,)), Group(heading="", lines=tuple(backed))), say)
    notes = f"{rule.label}: {rule.text}\n\n{judged}\n\n{made.notes}"
    return made.model_copy(update={"groups": made.groups[:1], "tiles": tiles, "notes": notes, "quote": None})


def recommendations(material: Material, say: Say) -> Part:
    """Per segment: what to do, and what to test before."""
    groups = []
    for segment in material.summary.segments:
        steps = material.proposed.steps.get(segment.id) or _steps(material.summary, segment)
        lines = [_step(material, each, say) for each in steps]
        tested = _test(segment)
        if tested:
            lines.append(line(f"{say(TEST)}: {tested}", Kind.UNKNOWN, say))
        if not lines:
            lines.append(line(say(NO_STEP), Kind.UNKNOWN, say))
        groups.append(Group(heading=called(segment), lines=tuple(lines)))
    title = material.proposed.titles.get(8)
    default = WHAT_TO_DO if groups else NO_SEGMENTS
    kind = Kind.READING if groups else Kind.UNKNOWN
    headline = stated(material, title, say) if title else line(say(default), kind, say)
    made = slide(material, headline, tuple(groups), say, quote=None)
    found = any(each.kind is Kind.READING for group in groups for each in group.lines)
    thin = "" if found or not groups else say(THIN)
    return part(8, say, (made,), thin, empty=not groups and title is None)


def _step(material: Material, statement: Statement, say: Say) -> Line:
    """An idea is ours, also where it grows from what was said."""
    return line(f"{say(DO)}: {statement.text}", Kind.READING, say, cited(material, statement.answers))


def _steps(summary: Summary, segment: Segment) -> list[Statement]:
    """The ideas that speak of this segment, and of none before another one."""

    def closest(idea: Statement) -> Segment | None:
        shares = [_spoken_of(each, idea) for each in summary.segments]
        best = max(shares, default=0.0)
        return summary.segments[shares.index(best)] if best >= 0.5 else None

    return [each for each in summary.ideas if closest(each) is segment][:2]


def _spoken_of(segment: Segment, idea: Statement) -> float:
    """-> the part of the words of its name that are in the idea."""
    own = content_stems(segment.name)
    return len(own & content_stems(idea.text)) / len(own) if own else 0.0


def _test(segment: Segment) -> str:
    unknown = {each.criterion: each.text for each in segment.judgements if each.verdict is Verdict.UNKNOWN}
    return next((on_one_line(unknown[each]) for each in TELLING if each in unknown), "")


def conclusion(material: Material, say: Say) -> Part:
    """Whom to serve first, whom to leave alone, the first step, and what nobody has thought of."""
    summary, groups = material.summary, []
    given = summary.segments
    if given and (why := _sentence(given[0].worth.why)):
        sources = cited(material, given[0].answers)
        groups.append(Group(heading=say(SERVE_FIRST), lines=(line(why, Kind.READING, say, sources),)))
    if len(given) > 1:
        groups.append(Group(heading=say(LEAVE), lines=(_placed(material, given[-1], say),)))
    if summary.ideas:
        idea = summary.ideas[0]
        lines = (line(idea.text, Kind.READING, say, cited(material, idea.answers)),)
        groups.append(Group(heading=say(FIRST_STEP), lines=lines))
    unthought = tuple(stated(material, each, say) for each in summary.not_thinking_of[:MOST_UNTHOUGHT])
    groups.append(Group(heading=say(UNTHOUGHT), lines=unthought))
    headline, _ = chosen(material, 9, (), say)
    if headline is None and given:
        headline = line(say(FIRST, segment=called(given[0])), Kind.READING, say, cited(material, given[0].answers))
    nothing = not any(each.lines for each in groups)
    empty = nothing and headline is None
    headline = headline or line(say(NO_SEGMENTS), Kind.UNKNOWN, say)
    if nothing:
        groups = [Group(heading="", lines=(line(say(TALK_MORE), Kind.UNKNOWN, say),))]
    return part(9, say, (slide(material, headline, tuple(groups), say, quote=None),), empty=empty)


def _sentence(text: str) -> str:
    text = on_one_line(text)
    return text[:1].upper() + text[1:]


def _placed(material: Material, segment: Segment, say: Say) -> Line:
    why = f"{called(segment)}: {segment.worth.why}" if segment.worth.why.strip() else called(segment)
    return line(why, Kind.READING, say, cited(material, segment.answers))


def still_unknown(material: Material, say: Say, unsaid: Sequence[Part] = ()) -> Part | None:
    """What nobody knows yet, a line each; None where nothing is open. `unsaid`: parts left out, nothing was said."""
    summary = material.summary
    unknown: dict[Criterion, list[str]] = {}
    for segment in summary.segments:
        for each in segment.judgements:
            if each.verdict is Verdict.UNKNOWN:
                unknown.setdefault(each.criterion, []).append(segment.id)
    asked = tuple(line(each, Kind.UNKNOWN, say) for each in summary.open_questions if each.strip())
    judged = tuple(
        line(_not_known_of(criterion, unknown[criterion], say), Kind.UNKNOWN, say)
        for criterion in Criterion
        if criterion in unknown
    )
    missing = [Group(heading=each.name, lines=_missing(each)) for each in unsaid]
    groups = (Group(heading="", lines=asked), *missing, Group(heading=say(SEGMENTS), lines=judged))
    if not any(each.lines for each in groups):
        return None
    headline = line(say(STILL_UNKNOWN), Kind.UNKNOWN, say)
    return Part(number=0, name=say(STILL_UNKNOWN), slides=(slide(material, headline, groups, say, quote=None),))


def _missing(part: Part) -> tuple[Line, ...]:
    """What would be worth asking where nothing was said."""
    lines = tuple(each for group in part.slides[0].groups for each in group.lines)
    return lines or (part.slides[0].headline,)


def called(segment: Segment) -> str:
    """`A · Couriers`"""
    return f"{segment.id} · {on_one_line(segment.name)}"


def _not_known_of(criterion: Criterion, letters: Sequence[str], say: Say) -> str:
    return say(NOT_KNOWN_OF, criterion=say(criterion.value).capitalize(), segments=", ".join(letters))
