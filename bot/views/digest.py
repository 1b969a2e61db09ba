"""A digest worth a minute: what is new, with the words it stands on; what moved; what is open; one next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.names import DIGEST_ASK, DIGEST_START, HOME_STUDY
from bot.views.call import Block, SlackCall, post
from bot.views.carried import carried_project
from bot.views.digest_lines import alerted_line, begun, cut, invented_line, item_line, moved_line, settled_line
from bot.views.digest_segments import analysed_line, finding_line
from bot.views.elements import button, context, header, section, sections
from bot.views.limits import ALL_TEXT, HEADER, text_in
from bot.views.rhythm import how_often, on_day
from bot.views.text import fallback, linked, safe_line, shortened
from flows.digest_replies import Act, DigestAlert, DigestNote, DigestPost, DigestSet
from flows.wording import fixed, say, say_day
from studies.digest import Digest, Reason, Step
from studies.file_news import FileNews
from studies.news import Held

TITLE, TITLE_ABOUT = fixed("What we learned"), fixed("What we learned: {about}")
PREVIEW = fixed("A preview, for you alone. Nothing was posted, and nothing counts as told.")
LATE = fixed("This one is late: it was due on {day}.")
NOTHING = fixed("Nothing new since {day}.")
SINCE = fixed("Since {day}")
INTERVIEWS = (fixed("one interview"), fixed("{count} interviews"))
WITH_PERSONAS = (fixed("one with a persona"), fixed("{count} with personas"))
LEARNED = (fixed("one thing learned"), fixed("{count} things learned"))
MOVED = (fixed("one thing changed"), fixed("{count} things changed"))
ONLY_INVENTED = (fixed("one thing only personas say"), fixed("{count} things only personas say"))
NEW_HEAD, MOVED_HEAD = fixed("*Learned*"), fixed("*What changed*")
INVENTED_HEAD = fixed("*Said by personas only*: hypotheses, not findings")
DECIDED = (fixed("one decision"), fixed("{count} decisions"))
ANALYSED = (fixed("one file analysed"), fixed("{count} files analysed"))
ANALYSED_HEAD = fixed("*Segments*")
SETTLED_HEAD = fixed("*Decisions*")
OPEN_HEAD, HELD_HEAD = fixed("*Still open*"), fixed("*Interviews*")
MORE = fixed("… and {count} more")
FALLEN = fixed("{count} left out, because the messages they stood on were deleted.")
TOOK_PART = fixed("Took part: {names}")
A_PERSONA = fixed("with a persona")
UNTITLED = fixed("an interview without a title")
STEPS = {
    Reason.DISAGREE: fixed("*Next*: some say “{about}”, others the opposite. Ask somebody who knows both sides."),
    Reason.SHRUNK: fixed(
        "*Next*: “{about}” has a smaller share of customers than before. Ask somebody who left it why."
    ),
    Reason.INVENTED_ONLY: fixed("*Next*: only personas say “{about}”. Ask a real customer."),
    Reason.OPEN: fixed("*Next*: nobody could say yet: “{about}”. Find out who knows."),
    Reason.THIN: fixed("*Next*: a single interview says “{about}”. Ask somebody else."),
    Reason.COUNT: fixed("*Next*: a single interview says “{about}”. Count it yourselves."),
    Reason.QUIET: fixed("*Next*: hold another interview; the best ones are with people you have not heard yet."),
}
OPEN_STUDY, FOLLOW_UP = fixed("Open the study"), fixed("Ask a follow-up")
WHY_SHRUNK = fixed("Why “{about}” has a smaller share of customers than before")
IN_OTHER_WORDS = fixed("*Next*: {step}")
START, ASK = fixed("Start an interview"), fixed("Interview {name}")
SET = fixed("*{name}* set up a digest here: {when}. The next one comes on {next}.")
SET_AGAIN = fixed("*{name}* changed the digest here: {when}. The next one comes on {next}.")
SET_ALONE = fixed("Your own digest comes here, {when}. The next one comes on {next}.")
SET_PAUSED = fixed("*{name}* changed the digest here: {when}. It is paused: none comes until somebody starts it.")
SET_ALONE_PAUSED = fixed("Your own digest is paused. Once you start it again, it comes here {when}.")
SET_SHORT = fixed("A digest comes here {when}.")
PAUSED_SHORT = fixed("The digest here was changed, and is paused.")
SOMEBODY = fixed("Somebody")
ALERT = fixed("You wanted to hear of this at once")
LABELS: dict[Act, str] = {
    "digest_preview": fixed("Preview to me"),
    "digest_change": fixed("Change"),
    "digest_stop": fixed("Stop for all"),
    "digest_resume": fixed("Start it again"),
    "digest_mute": fixed("Mute for me"),
}
ABOUT, STEP_ABOUT, QUESTION, HELD_TITLE, PERSON = 80, 140, 200, 60, 40
PROJECT = 500
MOST_NAMES = 3
ROOM = ALL_TEXT - 1500
"""For everything but the title and the buttons."""


def digest_post(reply: DigestPost) -> list[SlackCall]:
    more = {"channel": reply.to}
    if reply.digest.is_empty:
        line = say(NOTHING, day=on_day(reply.since, reply.until.year))
        return [post(reply.name, fallback(line), [context(_first_line(reply, line)), *_row(reply)], **more)]
    title = _title(reply.digest)
    first = [header(title), context(_first_line(reply, _counts(reply)))]
    blocks = [*first, *_fitting(reply), *_row(reply)]
    return [post(reply.name, fallback(f"{title}. {reply.headline or _counts(reply)}"), blocks, **more)]


def digest_set(reply: DigestSet) -> list[SlackCall]:
    often, personal = how_often(reply.schedule.rhythm), reply.schedule.personal
    words = {"name": cut(reply.by, PERSON) or say(SOMEBODY), "when": safe_line(often)}
    if reply.next is None:
        text = say(SET_ALONE_PAUSED if personal else SET_PAUSED, **words)
    else:
        sentence = SET_ALONE if personal else SET_AGAIN if reply.changed else SET
        text = say(sentence, **words, next=on_day(reply.next))
    running: Act = "digest_mute" if personal else "digest_stop"
    look: tuple[Act, ...] = () if personal and reply.previewed else ("digest_preview",)
    acts: tuple[Act, ...] = (*look, "digest_change", running if reply.next else "digest_resume")
    about = [context(f"<#{reply.schedule.channel}>")] if personal else []
    blocks = [section(text), *about, _actions(reply.id, acts)]
    said = say(SET_SHORT, when=often) if reply.next else say(PAUSED_SHORT)
    return [post(reply.name, fallback(said), blocks, channel=reply.to)]


def digest_note(reply: DigestNote) -> list[SlackCall]:
    where = f"<#{reply.channel}>: " if reply.channel else ""
    blocks = [section(where + safe_line(reply.text)), *([_actions(reply.id, reply.acts)] if reply.acts else [])]
    return [post(reply.name, fallback(reply.text), blocks, channel=reply.to)]


def digest_alert(reply: DigestAlert) -> list[SlackCall]:
    lines = [*(alerted_line(each) for each in reply.items), *(finding_line(each) for each in reply.findings)]
    named = [each.size.name if each.size else each.analysed.file for each in reply.findings]
    said = f"{say(ALERT)}: {' '.join([*(each.text for each in reply.items), *named])}"
    acts: tuple[Act, ...] = ("digest_change", "digest_mute" if reply.personal else "digest_stop")
    blocks = [
        section(f"*{say(ALERT)}*"),
        *(section(each) for each in lines),
        *_left(reply.left),
        _actions(reply.id, acts),
    ]
    return [post(reply.name, fallback(said), blocks, channel=reply.to)]


def _title(digest: Digest) -> str:
    return shortened(say(TITLE_ABOUT, about=shortened(digest.about, ABOUT)) if digest.about else say(TITLE), HEADER)


def _first_line(reply: DigestPost, line: str) -> str:
    late = say(LATE, day=on_day(reply.late, reply.until.year)) if reply.late else ""
    return " ".join(each for each in (say(PREVIEW) if reply.preview else "", line, late) if each)


def _counts(reply: DigestPost) -> str:
    """`Since Monday …: 3 interviews · 5 things learned`"""
    counts = reply.digest.counts
    named = (
        (INTERVIEWS, "interviews"),
        (WITH_PERSONAS, "with personas"),
        (LEARNED, "learned"),
        (MOVED, "moved"),
        (ONLY_INVENTED, "invented"),
        (DECIDED, "decided"),
        (ANALYSED, "analysed"),
    )
    parts = [say(words[counts[name] != 1], count=counts[name]) for words, name in named if counts[name]]
    return f"{say(SINCE, day=on_day(reply.since, reply.until.year))}: " + " · ".join(parts)


def _fitting(reply: DigestPost) -> list[Block]:
    """Links and signs that Slack counts several times can make it too long: then the least of it is only counted."""
    for name in ("held", "open", "settled", "invented", "analysed", "moved"):
        body = _body(reply)
        if text_in(body) <= ROOM:
            break
        some, left = getattr(reply.digest, name), getattr(reply.digest, f"{name}_left")
        shorter = reply.digest.model_copy(update={name: (), f"{name}_left": left + len(some)})
        reply = replace(reply, digest=shorter)
    return _body(reply)


def _body(reply: DigestPost) -> list[Block]:
    digest = reply.digest
    blocks: list[Block] = [section(f"*{safe_line(reply.headline)}*")] if reply.headline else []
    parts = (
        (NEW_HEAD, [item_line(each) for each in digest.learned], digest.learned_left),
        (MOVED_HEAD, [moved_line(each) for each in digest.moved], digest.moved_left),
        (ANALYSED_HEAD, [analysed_line(each, _aside(each, reply)) for each in digest.analysed], digest.analysed_left),
        (INVENTED_HEAD, [invented_line(each) for each in digest.invented], digest.invented_left),
        (
            SETTLED_HEAD,
            [settled_line(each, reply.names.get(each.owner, "")) for each in digest.settled],
            digest.settled_left,
        ),
        (OPEN_HEAD, [f"• {begun(cut(each, QUESTION))}" for each in digest.open], digest.open_left),
        (HELD_HEAD, [_held(each, reply) for each in digest.held], digest.held_left),
    )
    for head, lines, left in parts:
        if lines or left:
            blocks += [*sections([say(head), *lines]), *_left(left)]
    return [*blocks, *_small(reply), *_step(digest.step, reply.step)]


def _left(count: int) -> list[Block]:
    return [context(say(MORE, count=count))] if count else []


def _held(held: Held, reply: DigestPost) -> str:
    """`• A benefits portal · Dana · Monday 23 November`: two of one title are told apart."""
    title = shortened(held.title, HELD_TITLE).strip() or say(UNTITLED)
    named = linked(held.link, title) if held.link else safe_line(title)
    whole = f"{named} ({say(A_PERSONA)})" if held.invented else named
    return f"• {whole} · {_aside(held, reply)}"


def _aside(held: Held | FileNews, reply: DigestPost) -> str:
    """Who took part, where, if it was elsewhere, and on which day."""
    names = [cut(name, PERSON) for user in held.people if (name := reply.names.get(user, ""))]
    elsewhere = held.channel != reply.channel and not held.channel.startswith("D")
    where = f"<#{held.channel}>" if held.channel and elsewhere else ""
    return " · ".join(each for each in (", ".join(_first(names)), where, _day_of(held, reply)) if each)


def _first(names: list[str]) -> list[str]:
    left = len(names) - MOST_NAMES
    return [*names[:MOST_NAMES], *([say(MORE, count=left)] if left > 0 else [])]


def _day_of(held: Held | FileNews, reply: DigestPost) -> str:
    day = datetime.fromtimestamp(held.at, reply.until.tzinfo)
    return say_day(day, weekday=True, year=day.year != reply.until.year)


def _small(reply: DigestPost) -> list[Block]:
    """Who took part, and what is left out."""
    digest, lines = reply.digest, []
    names = [cut(name, PERSON) for user in digest.people if (name := reply.names.get(user, ""))]
    if left := digest.people_left + len(digest.people) - len(names):
        names.append(say(MORE, count=left))
    if names:
        lines.append(say(TOOK_PART, names=", ".join(names)))
    if digest.fallen:
        lines.append(say(FALLEN, count=digest.fallen))
    return [context(" · ".join(lines))] if lines else []


def _step(step: Step, worded: str) -> list[Block]:
    about = cut(step.about.rstrip(" ."), STEP_ABOUT)
    text = say(IN_OTHER_WORDS, step=safe_line(worded)) if worded else say(STEPS[step.reason], about=about)
    block = section(text)
    project = say(WHY_SHRUNK, about=step.about) if step.reason is Reason.SHRUNK else step.about
    value = carried_project(project, PROJECT)
    block["accessory"] = button(DIGEST_START, say(START)) | {"value": value}
    if step.persona is not None:
        label = say(ASK, name=shortened(step.persona.name, PERSON))
        block["accessory"] = button("interview_persona", label) | {"value": step.persona.id}
    return [block]


def _row(reply: DigestPost) -> list[Block]:
    """The study behind it; a preview changes nothing, so it has no further buttons but that of its step."""
    study = reply.digest.study
    opens = [button(f"{HOME_STUDY}_{study}", say(OPEN_STUDY)) | {"value": study}] if study else []
    asks = [] if reply.preview else [button(DIGEST_ASK, say(FOLLOW_UP)) | {"value": reply.id or DIGEST_ASK}]
    acts: tuple[Act, ...] = ("digest_mute", "digest_change")
    further = () if reply.preview else acts if reply.personal else (*acts, "digest_stop")
    row = _actions(reply.id, further)
    row["elements"] = [*asks, *opens, *row["elements"]]
    return [row] if row["elements"] else []


def _actions(id: str, acts: tuple[Act, ...]) -> Block:
    """Each bears the id of the digest: a post at the top level says nothing of whose it is."""
    return {"type": "actions", "elements": [button(each, say(LABELS[each])) | {"value": id or each} for each in acts]}
