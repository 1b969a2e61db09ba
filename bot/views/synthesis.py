"""What an interview with a persona says: each claim with its quotes, and each quote leads to its message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.views.call import Block, SlackCall, post, posts, update
from bot.views.elements import LABELS, button, context, divider, header, plain, section, sections
from bot.views.limits import ALL_TEXT, text_in
from bot.views.of_segment import made_of
from bot.views.persona import FOR, REHEARSED, SYNTHETIC, score
from bot.views.statements import reference
from bot.views.text import escaped, fallback, linked, safe_line, shortened
from flows.persona_replies import SharedSynthesis, SynthesisCard, SynthesisPreview
from flows.wording import fixed, say
from personas.schema import Persona
from personas.synthesis import Claim, Confidence, Quote, Synthesis

TITLE = fixed("What {name} said")
FROM = (fixed("From one answer."), fixed("From {count} answers."))
DROPPED = (
    fixed("One claim was left out, because its words do not stand in the interview."),
    fixed("{count} claims were left out, because their words do not stand in the interview."),
)
REPEATED = (
    fixed("One claim was left out, because it only repeats the card."),
    fixed("{count} claims were left out, because they only repeat the card."),
)
NO_CLAIMS = fixed(
    "Nothing that was said carries a claim, so there is nothing to post. A new interview from {name}’s card, with "
    "questions about one real occasion (“Tell me about the last time …”), gives more to go on."
)
NO_CLAIMS_OF_FILE = (
    fixed(
        "Nothing that was said carries a claim, so there is nothing to post. {name} stands for a segment and knows "
        "only what the file says. What happened on one occasion, and why, is not in it; that is for real customers, "
        "with the questions below."
    ),
    fixed(
        "Nothing that was said carries a claim, so there is nothing to post. {name} stands for a segment and knows "
        "only what the file says. What happened on one occasion, and why, is not in it; that is for real customers, "
        "with the questions below. What {name} can tell you, for example: {ask}"
    ),
)
AGAINST, DECIDES = fixed("Against it: {what}"), fixed("Touches: {what}")
ECHO, NO_FINDING = fixed("on the card already"), fixed("What stands on the card already is no finding.")
ASK = fixed("*Ask real customers*")
HOW_SURE = fixed(
    "Strong, medium and weak say how firmly this one conversation carries a claim. "
    "About real customers it says nothing."
)
PREVIEW = fixed("This is what I would post to the channel below. Nothing is posted yet.")
CHANNEL, NO_CHANNEL = fixed("Which channel?"), fixed("Choose a channel to post it to.")
NOT_THERE = fixed("Both you and I have to be in that channel before I post there.")
PEOPLE = (fixed("One person would see it."), fixed("{count} people would see it."))
ALL_INSIDE = fixed("All of them can open the quotes.")
OUTSIDE = (fixed("One of them cannot open the quotes."), fixed("{count} of them cannot open the quotes."))
WHOLE = fixed("The whole interview")
SHOWN, LONGEST_QUOTE = 5, 300
ROOM = ALL_TEXT - 1000
"""Characters of the short version: a preview says a few words more."""
_INSIDE = str.maketrans("“”", "‘’")
STATEMENT = "statement"
"""What is called a finding by a model: of an invented person it is only something said."""
KINDS = (STATEMENT, "pain point", "need", "preference", "objection", "surprise", "contradiction")
for _word in (*KINDS, *Confidence):
    fixed(str(_word))


def synthesis_card(reply: SynthesisCard) -> list[SlackCall]:
    """The claims, the questions for real customers, and what can be done with it."""
    name = reply.persona.first_name
    title = say(TITLE, name=name)
    small = [say(SYNTHETIC), say(FROM[reply.answers != 1], count=reply.answers), *_dropped(reply.synthesis)]
    small += score(reply.score)
    small += [
        *made_of(reply.persona),
        *_graded(reply.synthesis.claims),
        *_echoed(reply.synthesis.claims),
        *([say(REHEARSED)] if reply.rehearsing else []),
    ]
    claims = _claims(reply.synthesis.claims, reply.links) or [section(safe_line(_no_claims(reply)))]
    found = [*claims, *_ask(reply.synthesis)]
    blocks = [header(shortened(title, 150)), *_decision(reply.persona), *found]
    if reply.synthesis.claims:
        blocks.append({"type": "actions", "elements": [button("share", say(LABELS["share"]))]})
    return posts(reply.name, fallback(f"{title}. {say(SYNTHETIC)}"), [*blocks, context(" ".join(small))])


def _no_claims(reply: SynthesisCard) -> str:
    """What is left to do where nothing carries a claim: what a file does not say, no question brings out of it."""
    name = reply.persona.first_name
    if not reply.of_file:
        return say(NO_CLAIMS, name=name)
    return say(NO_CLAIMS_OF_FILE[bool(reply.answerable)], name=name, ask=reply.answerable)


def synthesis_preview(reply: SynthesisPreview) -> list[SlackCall]:
    """What would be posted, where, and who would see it."""
    where: Block = {"type": "conversations_select", "action_id": "share_where", "placeholder": plain(say(CHANNEL))}
    where["filter"] = {"include": ["public", "private"], "exclude_bot_users": True}
    if reply.channel:
        where["initial_conversation"] = reply.channel
    post_it = button("share_now", say(LABELS["share_now"]), style="primary")
    actions: Block = {"type": "actions", "elements": [where, post_it]}
    shown = _short(reply, None)
    blocks = [context(say(PREVIEW)), divider(), *shown, divider(), context(_audience(reply)), actions]
    if reply.changes:
        return [update(reply.name, reply.changes, fallback(say(PREVIEW)), blocks)]
    return [post(reply.name, fallback(say(PREVIEW)), blocks)]


def _audience(reply: SynthesisPreview) -> str:
    if not reply.channel:
        return say(NO_CHANNEL)
    if reply.people is None:
        return say(NOT_THERE)
    seen = say(PEOPLE[reply.people != 1], count=reply.people)
    outside = say(OUTSIDE[reply.outside != 1], count=reply.outside) if reply.outside else say(ALL_INSIDE)
    return f"<#{escaped(reply.channel)}>: {seen} {outside}"


def shared_synthesis(reply: SharedSynthesis) -> list[SlackCall]:
    blocks = _short(reply, reply.thread)
    text = fallback(f"{say(TITLE, name=reply.persona.name)}. {say(SYNTHETIC)}")
    return [post(reply.name, text, blocks, channel=reply.channel)]


def _short(reply: SynthesisPreview | SharedSynthesis, thread: str | None) -> list[Block]:
    """The firmest claims; who it is that said so stands on top."""
    persona, content = reply.persona, reply.synthesis
    title = f"*{safe_line(say(TITLE, name=persona.name))}*, {safe_line(persona.occupation)}"
    found = [each for each in content.claims if not each.echo] or list(content.claims)
    for count in range(min(SHOWN, len(found)), -1, -1):
        shown = found[:count]
        small = [say(SYNTHETIC), *made_of(persona), *_echoed(shown), *([say(REHEARSED)] if reply.rehearsing else [])]
        foot = context(" · ".join([" ".join(small), *([linked(thread, say(WHOLE))] if thread else [])]))
        blocks = [section(title), *_decision(persona), *_claims(shown, reply.links), *_ask(content), foot]
        if text_in(blocks) <= ROOM:
            break
    return blocks


def _graded(claims: Sequence[Claim]) -> list[str]:
    """What the words behind claims say; nothing where none stands behind one."""
    return [say(HOW_SURE)] if any(not each.echo for each in claims) else []


def _echoed(claims: Sequence[Claim]) -> list[str]:
    return [say(NO_FINDING)] if any(each.echo for each in claims) else []


def _decision(persona: Persona) -> list[Block]:
    """What it is for, where the team has said so."""
    return [context(safe_line(say(FOR, decision=persona.decision)))] if persona.decision else []


def _claims(claims: Sequence[Claim], links: Mapping[str, str]) -> list[Block]:
    return [block for claim in claims for block in sections(_claim(claim, links))]


def _claim(claim: Claim, links: Mapping[str, str]) -> list[str]:
    kind = say(STATEMENT if claim.kind == "finding" else claim.kind)
    sure = say(ECHO if claim.echo else claim.confidence.value)
    lines = [f"*{kind.capitalize()}*: {safe_line(claim.text)} ({sure})"]
    lines += [_quoted(each, links) for each in claim.quotes]
    lines += [f"_{say(AGAINST, what=safe_line(claim.against))}_"] if claim.against else []
    return lines + ([f"_{say(DECIDES, what=safe_line(claim.decides))}_"] if claim.decides else [])


def _quoted(quote: Quote, links: Mapping[str, str]) -> str:
    # Marks inside a quotation become single ones, as in print.
    words = safe_line(shortened(quote.text, LONGEST_QUOTE)).translate(_INSIDE)
    return f"“{words}” {reference(quote.answer, links.get(quote.answer))}"


def _ask(content: Synthesis) -> list[Block]:
    if not content.ask_customers:
        return []
    return sections([say(ASK), *(f"• {safe_line(each)}" for each in content.ask_customers)])


def _dropped(content: Synthesis) -> list[str]:
    counted = ((DROPPED, content.dropped), (REPEATED, content.repeated))
    return [say(words[count != 1], count=count) for words, count in counted if count]
