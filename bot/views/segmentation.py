"""Segments found in a file: what the file is, what was found in it, and all the figures beside the thread."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, post, update
from bot.views.corrections import correct_button, standing_block
from bot.views.elements import button, context, header, menu, plain, section, sections
from bot.views.segments_over_time import against_block, beforehand, others, since_block
from bot.views.text import fallback, label, safe_line, shortened
from flows.segmentation.beliefs import COMPARE
from flows.segmentation.correcting import CORRECT
from flows.segmentation.handing_out import ALIKE, AUDIENCE, CANVAS, DECK, LEAVERS
from flows.segmentation_replies import FileUnderstood, SegmentsFound
from flows.wording import fixed, say
from segments.report import Report
from segments.shares import percent
from segments.telling import money_in
from segments.telling_since import names_in_words, once_called
from segments.told import Question, Receipt, Role, Segment, Understanding

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
CAN_RENAME = fixed("“Correct a segment”, below, gives other names.")
NEXT = fixed("What I would do next:")
WHOM = {"customers": fixed("customers"), "texts": fixed("texts"), "answers": fixed("answers")}
AS_CANVAS, AS_DECK = fixed("As a canvas"), fixed("As a deck")
AUDIENCE_OF = fixed("List the {whom} of a segment")
AUDIENCE_ALIKE = fixed("Who resembles the best ({count}): like the top tenth in all but money")
AUDIENCE_LEAVERS = fixed("Who is likely to leave: {count}")
MOST_TOLD, MOST_STEPS, MOST_CHOICES, MOST_LISTS, LONGEST = 8, 7, 5, 100, 220
"""Steps: of six segments one each, and what to try."""


def file_understood(reply: FileUnderstood) -> list[SlackCall]:
    """In a sentence, with what is left of the file; below it what only people know."""
    used = counted(reply.receipt, reply.understanding)
    lines = [safe_line(reply.understanding.said), *used, *beforehand(reply.against)]
    if reply.question is None:
        blocks = [context("\n".join(lines)), _actions([])]
        return [post(reply.name, fallback(" ".join(lines)), blocks)]
    asked = safe_line(reply.question.text)
    blocks = [context("\n".join(lines)), section(asked), _actions(_choices(reply.question, reply))]
    return [post(reply.name, fallback(f"{lines[0]} {asked}"), blocks)]


def counted(receipt: Receipt | None, understanding: Understanding) -> list[str]:
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
    title = titled(report)
    lines = [headed(report, segment) for segment in report.segments[:MOST_TOLD]]
    if not report.found:
        lines = [safe_line(report.why)]
    blocks: list[Block] = [header(title), *(block for line in lines for block in sections([line]))]
    blocks += [*since_block(report.since, report.segments), *against_block(reply.against, report.since)]
    blocks += sections(_once_called(report))
    blocks += _next(report)
    if report.found:
        blocks += [context(safe_line(each)) for each in (report.why, report.sorted_already) if each]
    blocks += standing_block(report.standing)
    blocks += [
        context(f"⚠ {safe_line(shortened(each, LONGEST))}") for each in others(report.cautions, report.since)[:1]
    ]
    blocks += _doings(report, believed=reply.believed)
    text = fallback(f"{title}: " + " · ".join(each.name for each in report.segments))
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def _once_called(report: Report) -> list[str]:
    """Whoever looks for a name that they know finds where it went."""
    once = once_called(report.once_called, say, lambda name: shortened(name, LONGEST))
    given = names_in_words(report, say, lambda name: shortened(name, LONGEST))
    given = tuple(f"{each} {say(CAN_RENAME)}" for each in given)
    return [safe_line(each) for each in (*given, *once)[:MOST_TOLD]]


def _next(report: Report) -> list[Block]:
    """In short: the facts stand with the segments above, and whole in the details."""
    given = report.steps_in_short or report.next_steps
    steps = [safe_line(shortened(each, 2 * LONGEST)) for each in given[:MOST_STEPS]]
    if len(steps) < 2:
        return [block for each in steps for block in sections([f"*{say(NEXT)}* {each}"])]
    return sections([f"*{say(NEXT)}*", *(f"• {each}" for each in steps)])


def titled(report: Report) -> str:
    if not report.found:
        return say(NONE)
    return say(FOUND, count=len(report.segments), of=f"{report.customers:,}", whom=say(WHOM[report.whom]))


def headed(report: Report, segment: Segment) -> str:
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


def has_list_of_alike(report: Report) -> bool:
    return bool(report.alike) and _is_known_who(report)


def has_list_of_leavers(report: Report) -> bool:
    return report.leavers is not None and report.leavers.listed > 0 and _is_known_who(report)


def _is_known_who(report: Report) -> bool:
    return report.found and report.understanding.field(Role.CUSTOMER) is not None


def _lists(report: Report) -> list[Block]:
    """Nothing where the file does not say who is who."""
    if not _is_known_who(report):
        return []
    options = [
        {"text": plain(f"{segment.number}. {segment.name}"), "value": str(segment.number)}
        for segment in report.segments[:MOST_LISTS]
    ]
    besides = [(AUDIENCE_ALIKE, report.alike or 0, ALIKE)]
    besides += [(AUDIENCE_LEAVERS, report.leavers.listed, LEAVERS)] if report.leavers else []
    more = [{"text": plain(say(words, count=f"{count:,}")), "value": value} for words, count, value in besides if count]
    options = [*options[: MOST_LISTS - len(more)], *more]
    asked = {
        "type": "static_select",
        "action_id": AUDIENCE,
        "placeholder": plain(say(AUDIENCE_OF, whom=say(WHOM[report.whom]))),
    }
    return [{"type": "actions", "elements": [{**asked, "options": options}]}]
