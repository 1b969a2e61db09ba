"""Segments found in a file: what the file is, what was found in it, and all the figures beside the thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.views.call import Block, SlackCall, post, posts, update
from bot.views.corrections import correct_button, standing_block, standing_in_full
from bot.views.elements import button, context, divider, header, menu, plain, section, sections
from bot.views.journeys import journeys
from bot.views.origin import said_of
from bot.views.segments_over_time import against_block, beforehand, since_block, since_in_full
from bot.views.text import fallback, label, safe_line, shortened
from bot.views.texts import voices
from flows.segmentation.beliefs import COMPARE
from flows.segmentation.correcting import CORRECT
from flows.segmentation.handing_out import AUDIENCE, CANVAS, DECK
from flows.segmentation_replies import (
    FileUnderstood,
    SegmentsFound,
    WholeReport,
)
from flows.wording import fixed, say
from segments.report import Report
from segments.shares import percent
from segments.telling import money_in, vote
from segments.told import Criterion, Question, Receipt, Role, Scores, Segment, Understanding

USED, ALL_USED = fixed("{used} of {read} rows are used."), fixed("All {used} rows are used.")
USED_OF = fixed("{used} of {read} rows are used, of {customers} customers.")
USED_WORTH = fixed(
    "{used} of {read} rows are used, of {customers} customers who paid {amount} in all, counted as {money}."
)
RETURNED = fixed("The money is before returns: {returned} was returned, which still counts as bought.")
LEFT = fixed("Left out: {reasons}.")
FOUND = fixed("{count} segments among {of} {whom}")
NONE = fixed("There are no real segments here")
SHARE = fixed("{share} of {whom}")
VALUE = fixed("{share} of {money}")
DETAILS = fixed("Details")
CORRECT_COLUMNS = fixed("Correct the columns")
BELIEVED = fixed("What did we believe?")
PERSONA_OF = fixed("Persona of {name}")
TITLE = fixed("Segments")
CLOSE = fixed("Close")
RULES = fixed("What each rule says")
VOTE = fixed("{rule}: {count}")
DISAGREE = fixed("Where they disagree")
COMPARED = fixed("Looked at: {features}.")
HOW = fixed("How they were compared")
CAUTIONS = fixed("To know before using this")
BEST = fixed("Who brings most")
PREDICTIONS = fixed("What is likely to come")
NEXT = fixed("What I would do next:")
RECEIPT = fixed("The rows")
FIGURES = fixed(
    "{count} segments: how far apart {silhouette:.2f} (silhouette), against noise {gap:.2f} ± {gap_error:.2f} (gap), "
    "found again in the other half {strength:.2f} (prediction strength), each in resamples {jaccard} (Jaccard)"
)
CRITERIA = {
    "sizable": fixed("Sizable"),
    "identifiable": fixed("Identifiable"),
    "reachable": fixed("Reachable"),
    "responds differently": fixed("Responds differently"),
    "coherent": fixed("Coherent"),
    "stable": fixed("Stable"),
}
WHOM = {"customers": fixed("customers"), "texts": fixed("texts"), "answers": fixed("answers")}
MARKS = {"met": "✓", "not met": "✗", "unknown": "?"}
AS_CANVAS, AS_DECK = fixed("As a canvas"), fixed("As a deck")
AUDIENCE_OF = fixed("List the {whom} of a segment")
MOST_TOLD, MOST_STEPS, MOST_CHOICES, MOST_LISTS, MOST_BLOCKS, LONGEST, TITLE_LENGTH = 8, 7, 5, 100, 100, 220, 24
"""Steps: of six segments one each, and what to try."""


def file_understood(reply: FileUnderstood) -> list[SlackCall]:
    """In a sentence, with what is left of the file; below it what only people know."""
    counted = _counted(reply.receipt, reply.understanding)
    lines = [safe_line(reply.understanding.said), *counted, *beforehand(reply.against)]
    if reply.question is None:
        blocks = [context("\n".join(lines)), _actions([])]
        return [post(reply.name, fallback(" ".join(lines)), blocks)]
    asked = safe_line(reply.question.text)
    blocks = [context("\n".join(lines)), section(asked), _actions(_choices(reply.question, reply))]
    return [post(reply.name, fallback(f"{lines[0]} {asked}"), blocks)]


def _counted(receipt: Receipt | None, understanding: Understanding) -> list[str]:
    if receipt is None:
        return []
    worth = receipt.amount and receipt.customers and understanding.money
    told = USED_WORTH if worth else USED_OF if receipt.customers not in (0, receipt.used) else USED
    told = ALL_USED if told is USED and receipt.used == receipt.read else told
    used = say(
        told, used=f"{receipt.used:,}", read=f"{receipt.read:,}",
        customers=f"{receipt.customers:,}", amount=receipt.amount, money=understanding.money,
    )  # fmt: skip
    used += f" {say(RETURNED, returned=receipt.returned)}" if worth and receipt.returned else ""
    reasons = ", ".join(f"{left.rows:,} {left.why}" for left in receipt.left if left.rows)
    choice = [safe_line(shortened(receipt.choice, 2 * LONGEST))] if receipt.choice else []
    return [*choice, safe_line(f"{used} {say(LEFT, reasons=reasons)}" if reasons else used)]


def _choices(question: Question, reply: FileUnderstood) -> list[Block]:
    names = {column.field: column.name for column in reply.understanding.columns}
    return [
        button(f"column_{number}", label(names.get(field, field), 75))
        for number, field in enumerate(question.choices[:MOST_CHOICES])
    ]


def _actions(choices: list[Block]) -> Block:
    """The answers there may be, and the way to say what else was misunderstood."""
    return {"type": "actions", "elements": [*choices, button(CORRECT, say(CORRECT_COLUMNS))]}


def segments_found(reply: SegmentsFound) -> list[SlackCall]:
    """The useful part first: who they are and how many; everything else opens beside the thread."""
    report = reply.report
    title = _title(report)
    lines = [_line(report, segment) for segment in report.segments[:MOST_TOLD]]
    if not report.found:
        lines = [safe_line(report.why)]
    blocks: list[Block] = [header(title), *(block for line in lines for block in sections([line]))]
    blocks += [*since_block(report.since), *against_block(reply.against, report.since)]
    blocks += _next(report)
    if report.found:
        blocks += [context(safe_line(each)) for each in (report.why, report.sorted_already) if each]
    blocks += standing_block(report.standing)
    blocks += [context(f"⚠ {safe_line(shortened(each, LONGEST))}") for each in report.cautions[:1]]
    blocks += _doings(report, believed=reply.believed)
    text = fallback(f"{title}: " + " · ".join(each.name for each in report.segments))
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def _next(report: Report) -> list[Block]:
    """In short: the facts stand with the segments above, and whole in the details."""
    given = report.steps_in_short or report.next_steps
    steps = [safe_line(shortened(each, 2 * LONGEST)) for each in given[:MOST_STEPS]]
    if len(steps) < 2:
        return [block for each in steps for block in sections([f"*{say(NEXT)}* {each}"])]
    return sections([f"*{say(NEXT)}*", *(f"• {each}" for each in steps)])


def _title(report: Report) -> str:
    if not report.found:
        return say(NONE)
    return say(FOUND, count=len(report.segments), of=f"{report.customers:,}", whom=say(WHOM[report.whom]))


def _line(report: Report, segment: Segment) -> str:
    shares = [say(SHARE, share=percent(segment.share), whom=say(WHOM[report.whom]))]
    if segment.value_share is not None:
        shares.append(say(VALUE, share=percent(segment.value_share), money=money_in(report, say)))
    differs = [each.shortly for each in segment.criteria if each.differs]
    traits = "; ".join([*(trait.shortly for trait in segment.traits[:2]), *differs])
    head = f"{segment.number}. *{safe_line(segment.name)}* · {safe_line(', '.join(shares))}"
    return f"{head}\n{safe_line(shortened(traits, LONGEST))}" if traits else head


def _doings(report: Report, *, believed: bool) -> list[Block]:
    """Details, what the team believed if it said so, the report taken elsewhere; a menu of personas, one of lists."""
    elements = [
        button("whole_report", say(DETAILS)),
        *([button(COMPARE, say(BELIEVED))] if believed else []),
        button(CANVAS, say(AS_CANVAS)),
        button(DECK, say(AS_DECK)),
    ]
    options = [
        (f"persona_of_{segment.number}", label(say(PERSONA_OF, name=segment.name), 75))
        for segment in report.segments[:MOST_CHOICES]
        if segment.traits
    ]
    elements += [correct_button()] if report.found else []
    elements += [menu(options)] if options else []
    return [{"type": "actions", "elements": elements}, *_lists(report)]


def _lists(report: Report) -> list[Block]:
    """Nothing where the file does not say who is who."""
    if not report.found or report.understanding.field(Role.CUSTOMER) is None:
        return []
    options = [
        {"text": plain(f"{segment.number}. {segment.name}"), "value": str(segment.number)}
        for segment in report.segments[:MOST_LISTS]
    ]
    asked = {
        "type": "static_select",
        "action_id": AUDIENCE,
        "placeholder": plain(say(AUDIENCE_OF, whom=say(WHOM[report.whom]))),
    }
    return [{"type": "actions", "elements": [{**asked, "options": options}]}]


def whole_report(reply: WholeReport) -> list[SlackCall]:
    """All of it in the thread."""
    return posts(reply.name, fallback(_title(reply.report)), whole_report_blocks(reply))


def whole_report_view(reply: WholeReport) -> dict[str, Any]:
    """All of it as a modal."""
    return {
        "type": "modal",
        "title": plain(say(TITLE), TITLE_LENGTH),
        "close": plain(say(CLOSE)),
        "blocks": whole_report_blocks(reply)[:MOST_BLOCKS],
    }


def whole_report_blocks(reply: WholeReport) -> list[Block]:
    report = reply.report
    blocks: list[Block] = [header(_title(report)), *sections([safe_line(report.why)])]
    blocks += [context(safe_line(report.sorted_already))] if report.sorted_already and report.found else []
    for segment in report.segments:
        blocks += [divider(), *_segment(report, segment)]
    blocks += [*since_in_full(report.since), *standing_in_full(report.standing)]
    blocks += voices(report)
    blocks += _listed(PREDICTIONS, report.predictions)
    blocks += _listed(BEST, report.best)
    blocks += _listed(CAUTIONS, report.cautions)
    if report.features:
        blocks.append(context(safe_line(say(COMPARED, features=", ".join(report.features)))))
    blocks += journeys(report)
    blocks += _listed(HOW, report.notes)
    blocks += [divider(), *sections([f"*{say(RULES)}*", *_votes(report), *map(_figures, report.scores)])]
    blocks += _listed(DISAGREE, (*report.disagreements, *report.vetoes))
    noted = [*map(safe_line, report.receipt.noted), *(said_of(each, reply.origins) for each in reply.given[-1:])]
    return [
        *blocks,
        divider(),
        *sections([f"*{say(RECEIPT)}*", *_counted(report.receipt, report.understanding), *noted]),
    ]


def _segment(report: Report, segment: Segment) -> list[Block]:
    traits = [f"• {safe_line(trait.words)}" for trait in segment.traits]
    criteria = [_judged(criterion) for criterion in segment.criteria]
    rule = [safe_line(segment.rule)] if segment.rule else []
    return sections([_line(report, segment).partition("\n")[0], *rule, *traits, *criteria])


def _judged(criterion: Criterion) -> str:
    return f"{MARKS[criterion.verdict]} {say(CRITERIA[criterion.name])}: {safe_line(criterion.words)}"


def _votes(report: Report) -> list[str]:
    return [safe_line(say(VOTE, rule=rule, count=vote(count, say))) for rule, count in report.votes.items()]


def _figures(scores: Scores) -> str:
    return safe_line(
        say(
            FIGURES,
            count=scores.count,
            silhouette=scores.silhouette,
            gap=scores.gap,
            gap_error=scores.gap_error,
            strength=scores.prediction_strength,
            jaccard=", ".join(f"{each:.2f}" for each in scores.jaccard),
        )
    )


def _listed(title: str, lines: Sequence[str]) -> list[Block]:
    return [divider(), *sections([f"*{say(title)}*", *map(safe_line, lines)])] if lines else []
