"""One insight in a digest: what it says, how many say so, the words, and where they stand."""

from __future__ import annotations

from bot.views.decision import TITLES
from bot.views.terms import known
from bot.views.text import linked, safe_line, shortened
from flows.wording import fixed, say
from studies.news import Change, Item, Settled, Words

SEE = fixed("see it")
OTHERS = fixed("others: {links}")
SAYS = fixed("{name}, a persona")
IN_ONE, IN_SEVERAL = fixed("one interview"), fixed("{count} interviews")
PERSONAS_TOO = (fixed("one with a persona besides"), fixed("{count} with personas besides"))
BY_PERSONAS = (fixed("one interview with a persona"), fixed("{count} interviews with personas"))
STRONGER, CONTRADICTED = fixed("*Stronger*"), fixed("*Contradicted*")
BUT, BUT_WAS_SAID = fixed("but: {words}"), fixed("but: {text}")
INVENTED_BEFORE = fixed("only personas had said so")
REWORDED = fixed("its words were changed since")
BEARS_ON = fixed("bears on: {decision}")
DECIDED_ON = fixed("*Decided on it*: {decision}")
ANSWERS = fixed("ask {owner} about it")
PIN = "📌"
"""Somebody pinned it, as on the page of its study."""
TEXT, QUOTE, DECISION, NAME = 200, 140, 100, 40


def item_line(item: Item) -> str:
    """`• Couriers fear winter. (2 interviews · counted) “…” see it`"""
    return f"{_dot(item)}{_told(item, _weight(item))}{_notes(item)}"


def moved_line(item: Item) -> str:
    if item.change is Change.STRONGER:
        return f"{_dot(item)}{say(STRONGER)}: {_told(item, _weight(item))}{_notes(item)}"
    return f"{_dot(item)}{say(CONTRADICTED)}: {_told(item, _weight(item))}\n   {_against(item)}{_notes(item)}"


def invented_line(item: Item) -> str:
    """Where the one who says so is named beside the words, nobody is counted."""
    named = item.invented == 1 and any(each.persona for each in item.words)
    return f"{_dot(item)}{_told(item, '' if named else _by_personas(item))}{_notes(item)}"


def alerted_line(item: Item) -> str:
    return moved_line(item) if item.change is Change.CONTRADICTED else item_line(item)


def settled_line(settled: Settled, owner: str) -> str:
    """`• *Decided*: Couriers come first (ask Mei about it)`"""
    text = shortened(settled.text, TEXT)
    told = linked(settled.link, text) if settled.link else safe_line(text)
    answers = f" ({say(ANSWERS, owner=cut(owner, NAME))})" if owner else ""
    return f"• *{say(TITLES[settled.kind, settled.state])}*: {told}{answers}"


def _dot(item: Item) -> str:
    return f"• {PIN} " if item.pinned else "• "


def _told(item: Item, weight: str) -> str:
    """The claim, what stands behind it, and its words; where these are the same, only once."""
    weighed = f" ({weight})" if weight else ""
    if item.words and _plain(item.words[0].quote) == _plain(item.text):
        return begun(cut(item.text, TEXT)) + weighed + _where(item.words[0]) + _others(item)
    return begun(cut(item.text, TEXT)) + weighed + _words(item.words) + _others(item)


def _others(item: Item) -> str:
    """` · others: 2 3`: whoever doubts that three said so, opens what each of them said."""
    links = " ".join(linked(link, str(number)) for number, link in enumerate(item.others, 2))
    return f" · {say(OTHERS, links=links)}" if links else ""


def begun(text: str) -> str:
    """As a line begins: what was said in the middle of a sentence too."""
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def _weight(item: Item) -> str:
    """How many said so, and how they know; invented people apart."""
    if not item.real:
        return f"{_by_personas(item)}, {say(INVENTED_BEFORE)}"
    count = say(IN_ONE) if item.real == 1 else say(IN_SEVERAL, count=item.real)
    invented = say(PERSONAS_TOO[item.invented != 1], count=item.invented) if item.invented else ""
    return " · ".join(each for each in (count, known(item.strength), invented) if each)


def _by_personas(item: Item) -> str:
    return say(BY_PERSONAS[item.invented != 1], count=item.invented)


def _words(words: tuple[Words, ...]) -> str:
    return "".join(f"\n   {_quoted(each)}" for each in words)


def _quoted(words: Words) -> str:
    return f"“{cut(words.quote, QUOTE)}”{_where(words)}"


def _where(words: Words) -> str:
    by = f" ({say(SAYS, name=cut(words.persona, NAME))})" if words.persona else ""
    return by + (f" {linked(words.link, say(SEE))}" if words.link else "")


def _against(item: Item) -> str:
    if item.against:
        return say(BUT, words=_quoted(item.against[0]))
    return say(BUT_WAS_SAID, text=cut(item.against_text, TEXT))


def _notes(item: Item) -> str:
    """What hangs on it, and what became of its words."""
    notes = [say(REWORDED)] if item.reworded else []
    if item.decisions:
        decision = cut(item.decisions[0], DECISION)
        shaken = item.change is Change.CONTRADICTED and not item.undecided
        notes.append(say(DECIDED_ON if shaken else BEARS_ON, decision=decision))
    return f"\n   {' · '.join(notes)}" if notes else ""


def cut(text: str, most: int) -> str:
    """`text` on one line and without effect, in at most so many characters as Slack counts them."""
    return shortened(safe_line(text), most)
