"""What the team decided, and which segmentation counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.views.call import Block, SlackCall, post, update
from bot.views.elements import button, context, sections
from bot.views.segments import HYPOTHESES
from bot.views.text import escaped, fallback, linked, safe_line, shortened
from flows.memory_replies import BasisLine, DecisionCard, DecisionsShown
from flows.wording import fixed, say, say_day
from studies.decisions import Decision, Kind, Part, State

TITLES = {
    (Kind.DECISION, State.PROPOSED): fixed("Proposed"),
    (Kind.DECISION, State.ADOPTED): fixed("Decided"),
    (Kind.DECISION, State.RETIRED): fixed("No longer in force"),
    (Kind.SEGMENTATION, State.PROPOSED): fixed("A segmentation is proposed"),
    (Kind.SEGMENTATION, State.ADOPTED): fixed("Our segmentation"),
    (Kind.SEGMENTATION, State.RETIRED): fixed("A former segmentation"),
}
ADOPT, RETIRE, ADOPT_AGAIN = fixed("Adopt it"), fixed("Retire it"), fixed("Put it in force again")
WITHDRAW = fixed("Withdraw it")
ANSWERS, SINCE = fixed("Ask {owner} about it."), fixed("Since {date}.")
MAY_REST = fixed("Which of these does it rest on? Reply in this thread with “rests on 1, 2”.")
RESTS = fixed("It rests on what is marked ✓. To change that, reply in this thread with “rests on …”.")
INVENTED = fixed("invented")
SUMMARY = fixed("The interview it comes from")
IN_FORCE = {
    Kind.DECISION: fixed("What was decided here:"),
    Kind.SEGMENTATION: fixed("This segmentation counts here:"),
}
NONE = {
    Kind.DECISION: fixed("Nothing was decided here yet. “we decided to …” keeps a decision."),
    Kind.SEGMENTATION: fixed(
        "No segmentation was adopted here yet. A button below an interview's summary proposes one; somebody adopts it."
    ),
}
CORRECTED = fixed("Its interview was corrected since: {link}")
NEWER = fixed("the newer summary")
ONLY_PROPOSED, LAST_ONE = fixed("Only proposed:"), fixed("None counts now. The last one that did:")
TEXT, LINE, NAME, MOST_SHOWN = 600, 200, 80, 8


def decision_card(reply: DecisionCard) -> list[SlackCall]:
    title = say(TITLES[reply.kind, reply.state])
    lines = [f"*{safe_line(title)}*: {safe_line(shortened(reply.text, TEXT))}"]
    lines += [
        f"*{each.letter}* {safe_line(each.name)}: {safe_line(shortened(each.rule, LINE))}" for each in reply.parts
    ]
    blocks: list[Block] = [*sections(lines), *_basis(reply.basis)]
    blocks.append({"type": "actions", "elements": _buttons(reply.state)})
    small = [say(SINCE, date=_day(reply.date)), say(ANSWERS, owner=f"<@{escaped(reply.owner)}>")]
    small += [linked(reply.source, say(SUMMARY))] if reply.source else []
    small += [say(HYPOTHESES)] if reply.kind is Kind.SEGMENTATION else []
    blocks.append(context(" · ".join(small)))
    text = fallback(f"{title}: {reply.text}")
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def decisions_shown(reply: DecisionsShown) -> list[SlackCall]:
    """Which one counts; what nobody adopted comes apart."""
    if reply.in_force:
        lines = [say(IN_FORCE[reply.kind]), *_listed(reply.in_force, reply.names)]
    else:
        lines = [say(LAST_ONE), *_listed(reply.retired, reply.names)] if reply.retired else [say(NONE[reply.kind])]
    if reply.proposed:
        lines += [say(ONLY_PROPOSED), *_listed(reply.proposed, reply.names)]
    first = f"{say(IN_FORCE[reply.kind])} {reply.in_force[0].text}" if reply.in_force else say(NONE[reply.kind])
    return [post(reply.name, fallback(first), sections(lines))]


def _listed(decisions: tuple[Decision, ...], names: Mapping[str, str]) -> list[str]:
    return [
        f"• {linked(each.link, shortened(each.text, LINE)) if each.link else safe_line(shortened(each.text, LINE))}"
        f" ({', '.join(filter(None, _when_and_who(each, names)))}){_corrected(each)}"
        for each in decisions[:MOST_SHOWN]
    ]


def _when_and_who(decision: Decision, names: Mapping[str, str]) -> tuple[str, str]:
    day = _day(decision.retired_at or decision.decided_at or decision.created_at)
    return day, safe_line(shortened(names.get(decision.owner, ""), NAME))


def _corrected(decision: Decision) -> str:
    newer = linked(decision.corrected, say(NEWER)) if decision.corrected else ""
    return f". {say(CORRECTED, link=newer)}" if newer else ""


def _part(part: Part) -> str:
    return f"*{part.letter}* {safe_line(part.name)}: {safe_line(shortened(part.rule, LINE))}"


def _basis(lines: tuple[BasisLine, ...]) -> list[Block]:
    if not lines:
        return []
    title = say(RESTS if any(each.chosen for each in lines) else MAY_REST)
    return sections([title, *map(_line, lines)])


def _line(line: BasisLine) -> str:
    mark, invented = "✓ " if line.chosen else "", f" _({say(INVENTED)})_" if line.synthetic else ""
    return f"{mark}{line.number}. {safe_line(shortened(line.text, LINE))}{invented}"


def _buttons(state: State) -> list[Block]:
    if state is State.ADOPTED:
        return [button("retire_decision", say(RETIRE))]
    if state is State.RETIRED:
        return [button("adopt_decision", say(ADOPT_AGAIN))]
    return [button("adopt_decision", say(ADOPT), style="primary"), button("retire_decision", say(WITHDRAW))]


def _day(at: float) -> str:
    return say_day(datetime.fromtimestamp(at, UTC).date())
