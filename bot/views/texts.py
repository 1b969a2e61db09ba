"""Texts read by the model: what it takes, how far it has come, and what the texts of each segment say."""

from __future__ import annotations

from bot.names import STOP
from bot.views.call import Block, SlackCall, post, posts, update
from bot.views.elements import button, context, divider, header, section, sections
from bot.views.plan import STOP_LABEL
from bot.views.text import fallback, label, safe_line
from flows.segmentation.reading import LEAVE, READ
from flows.segmentation_replies import TextsRead, TextsReading
from flows.wording import fixed, say
from segments.readings import Voice
from segments.report import Report
from segments.telling import about, felt, who_read, whose
from segments.telling_words import TEXTS_SAY

OFFER = fixed("I can read the {texts:,} texts one by one: how each feels, what it is about, and in which words.")
OFFER_BY_RULE = fixed(
    "I can sort the {texts:,} texts by single words: those of praise and of complaint, and what most speak of. A "
    "language model would read them."
)
OFFER_PART = fixed(
    "I can read {texts:,} of the texts, drawn by chance: how each feels, what it is about, in its words."
)
LEAVES = fixed("What I find of people in them is taken out before.")
CALLS = fixed("{calls:,} calls of the language model, about {tokens:,} tokens.")
READ_BEFORE = fixed("{done:,} of them were read before and cost nothing.")
FREE = fixed("It costs nothing.")
READ_FOR = fixed("Read them with the model, about {dollars} dollars")
READ_FOR_TOKENS = fixed("Read them with the model, about {tokens:,} tokens")
READ_FREE, SORT = fixed("Read them"), fixed("Sort them")
READ_REST = fixed("Read the rest")
NOT_NOW = fixed("Not now")
READING = fixed("Reading the texts: {done:,} of {texts:,}")
READ_ALL = fixed("✓ Read: {texts:,} texts")
READ_SOME = fixed("Read so far: {done:,} of {texts:,} texts")
DECLINED = fixed("The texts were not read one by one. “read the texts” does it.")
ROUND = 1000
MOST_TOLD, TOPICS_TOLD = 8, 3


def texts_reading(reply: TextsReading) -> list[SlackCall]:
    words = _state(reply)
    blocks: list[Block] = [section(safe_line(words))] if reply.stage == "offered" else [context(safe_line(words))]
    small = _takes(reply) if reply.stage == "offered" else []
    blocks += [context(safe_line(" ".join(small)))] if small else []
    doings = _doings(reply)
    blocks += [{"type": "actions", "elements": doings}] if doings else []
    text = fallback(" ".join([words, *small]))
    if reply.changes:
        return [update(reply.name, reply.changes, text, blocks)]
    return [post(reply.name, text, blocks)]


def _state(reply: TextsReading) -> str:
    many = {"texts": reply.texts, "done": reply.done}
    match reply.stage:
        case "offered":
            offer = OFFER_BY_RULE if reply.rehearses else OFFER_PART if reply.partly else OFFER
            return say(offer, texts=reply.texts)
        case "declined":
            return say(DECLINED)
        case "reading":
            return say(READING, **many)
        case "done":
            return say(READ_ALL, texts=reply.texts)
        case _:
            return say(READ_SOME, **many)


def _takes(reply: TextsReading) -> list[str]:
    """What leaves the machine and what it costs; of what costs nothing, that."""
    before = [say(READ_BEFORE, done=reply.done)] if reply.done else []
    if reply.rehearses or not reply.calls:
        return [*before, say(FREE)]
    return [say(LEAVES), *before, say(CALLS, calls=reply.calls, tokens=_tokens(reply))]


def _doings(reply: TextsReading) -> list[Block]:
    match reply.stage:
        case "offered":
            return [button(READ, label(_price(reply), 75)), button(LEAVE, say(NOT_NOW))]
        case "reading":
            return [button(STOP, say(STOP_LABEL))]
        case "stopped" | "spent":
            return [button(READ, say(READ_REST))]
        case _:
            return []


def _price(reply: TextsReading) -> str:
    if reply.rehearses:
        return say(SORT)
    if not reply.calls:
        return say(READ_FREE)
    if reply.dollars is None:
        return say(READ_FOR_TOKENS, tokens=_tokens(reply))
    return say(READ_FOR, dollars=f"{max(reply.dollars, 0.01):.2f}")


def _tokens(reply: TextsReading) -> int:
    return max(ROUND, round(reply.tokens / ROUND) * ROUND)


def texts_read(reply: TextsRead) -> list[SlackCall]:
    """Each segment: how its texts feel, and the topics most of them are about, with a quote."""
    title = say(TEXTS_SAY)
    blocks: list[Block] = [header(title)]
    for voice in reply.report.voices[:MOST_TOLD]:
        blocks += sections(_lines(reply.report, voice, TOPICS_TOLD, 1))
    blocks.append(context(safe_line(who_read(reply.report, say))))
    return posts(reply.name, fallback(title), blocks)


def voices(report: Report) -> list[Block]:
    """All that was read, for whoever looks at the whole report."""
    blocks: list[Block] = [divider(), *sections([f"*{say(TEXTS_SAY)}*"])] if report.voices else []
    for voice in report.voices:
        blocks += sections([*_lines(report, voice, len(voice.topics), 2), safe_line(", ".join(voice.keywords))])
    return blocks


def _lines(report: Report, voice: Voice, topics: int, quotes: int) -> list[str]:
    lines = [f"*{safe_line(whose(report, voice, say))}* · {safe_line(felt(voice, say))}"]
    for topic in voice.topics[:topics]:
        lines += [f"• {safe_line(about(topic, say))}", *(f"“{safe_line(quote)}”" for quote in topic.quotes[:quotes])]
    return lines
