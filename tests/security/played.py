"""Everything that models take part in, played from the first word to the last: what is said, where it goes, what is
left of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.views import page_view, render
from bot.views.call import SlackCall
from flows.deck_replies import DeckOutline
from flows.interview import INTERVIEW
from flows.libraries import Seed
from flows.llm.task import Model
from flows.persona import PERSONA
from flows.persona_replies import SynthesisPreview
from flows.replies import Reply, ReviewCard
from flows.role_play import ROLE_PLAY
from flows.runtime import Audience, Context, DeckFiles, File, Incoming, Sheet
from personas.formats import Imported
from personas.passages import Passage
from personas.sample import sample
from tests.flows.digests import NEWS, NEXT, Newsroom, Series
from tests.flows.thread import Thread

EVERYBODY = {"C1": Audience(people=5, outside=0)}
RULE = "You pay all costs of care until the deductible of 1,500 dollars is met."


@dataclass(frozen=True)
class Words:
    """What people and files say; each may be an attack."""

    product: str = "We sell a benefits portal to mid-size employers."
    answers: tuple[str, ...] = (
        "We counted 41 of 90 employees who never opened it last year.",
        "HR told us that 60 percent of the calls are about words.",
        "Two bosses said they would rather pay for a telephone line.",
    )
    edited: str = "We counted 42 of 90."
    correction: str = "couriers pay 40 euros, we looked it up in the books"
    follow_up: str = "How do I go on from here?"
    brief: str = "a cost-conscious employee who does not understand benefits"
    file_name: str = "benefits.md"
    passages: tuple[str, ...] = (RULE,)
    questions: tuple[str, ...] = ("What did you do the last time?", "Walk me through the last bill.")
    card: Imported | None = None
    display_name: str = "Dana Okafor"


@dataclass
class Played:
    """`replies` in order; `threads` as they stood in the end."""

    replies: list[Reply] = field(default_factory=list)
    threads: dict[str, Any] = field(default_factory=dict)
    phases: list[str] = field(default_factory=list)
    outside: list[tuple[str, str, str]] = field(default_factory=list)
    """Flow, kind and channel of what was addressed to another place."""

    def heard(self, flow: str, thread: Any) -> None:
        self.threads[flow] = thread
        self.phases.append(f"{flow} {thread.state.phase} {getattr(thread, 'status', '')}")

    def calls(self) -> Iterator[SlackCall]:
        for reply in self.replies:
            try:
                yield from render(reply)
            except KeyError:
                yield SlackCall(reply.name, "views.open", page_view(reply))


class _Talk(Thread):
    """Files of a deck are made by nobody; people are called as `called` says."""

    called: str = ""

    def _context(self) -> Context:
        async def made(deck: Any) -> DeckFiles:
            return DeckFiles(b"PK", b"%PDF")

        async def names(users: Any) -> dict[str, str]:
            return dict.fromkeys(users, self.called)

        return replace(super()._context(), make_deck=made, names=names)


async def play(model: Model, words: Words) -> Played:
    played = Played()
    await _interview(model, words, played)
    await _persona(model, words, played)
    await _role_play(model, words, played)
    await _digest(model, words, played)
    return played


async def _interview(model: Model, words: Words, played: Played) -> None:
    talk = _Talk(INTERVIEW, model)
    talk.called = words.display_name
    await talk.say("interview, 3 questions", mention=True)
    await talk.say(f"{words.product} We must choose by March whom to design it for.")
    await talk.say("an example, please")
    first = talk.message(words.answers[0])
    await talk.take(first)
    await talk.say("What am I missing?")
    if words.edited:
        await talk.take(talk.incoming("edit", message_ts=first.ts, text=words.edited, said=words.edited))
    for answer in words.answers[1:]:
        await talk.say(answer)
    await talk.say("finish")
    played.phases.append(f"summed up: {any(isinstance(each, ReviewCard) for each in talk.heard)}")
    await talk.say(f"correct: {words.correction}")
    await talk.say(words.follow_up)
    await talk.say("deck")
    if any(isinstance(each, DeckOutline) for each in talk.heard):
        await talk.press("make_deck", talk.last(DeckOutline).name)
    await talk.press("share", "review")
    played.replies += talk.heard
    played.heard("interview", talk)


async def _persona(model: Model, words: Words, played: Played) -> None:
    passages = tuple(
        Passage(id=f"m1.{at}", title=words.file_name, place="Plans", text=text)
        for at, text in enumerate(words.passages, 1)
    )
    files = {words.file_name: Sheet(passages=passages)}
    dropped = (File(id="F1", name=words.file_name, url="https://files.test/x", size=10),)
    for asked in (f"persona of {words.brief}", "make us personas"):
        made = Thread(PERSONA, model, files=files)
        await made.say(asked, mention=True, attached=dropped, files=(words.file_name,))
        await made.say("card")
        played.replies += made.heard
        played.heard("persona", made)


async def _role_play(model: Model, words: Words, played: Played) -> None:
    talk = Thread(ROLE_PLAY, model, audiences=EVERYBODY)
    persona = words.card.persona if words.card else sample().persona
    seed = Seed(persona=persona, passages=sample().passages, persona_id="blue-lake-2", version=3)
    await talk.take(talk.incoming("command", value=seed.model_dump_json(), begins="role_play"))
    for question in words.questions:
        await talk.say(question)
    await talk.say("next")
    await talk.say("finish")
    await talk.press("share", "synthesis")
    if any(isinstance(each, SynthesisPreview) for each in talk.heard):
        await talk.press("share_now", talk.last(SynthesisPreview).name)
    played.replies += talk.heard
    played.heard("role_play", talk)
    played.outside += [("role_play", row.action or "", row.channel) for row in talk.elsewhere]


async def _digest(model: Model, words: Words, played: Played) -> None:
    series = Series(model, news=Newsroom(NEWS.model_copy(update={"about": words.product[:80]})))
    await series.begun()
    played.replies += await series.until(NEXT)
    played.heard("digest", series)


def where(played: Played) -> list[tuple[str, str]]:
    """Each reply's kind, and the channel or person that it names; empty where it stays in its thread."""
    return [
        (type(each).__name__, str(getattr(each, "channel", "") or getattr(each, "to", "") or getattr(each, "user", "")))
        for each in played.replies
    ]


def read(state: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(state.model_dump_json())
    return told


__all__ = ["EVERYBODY", "Incoming", "Played", "Words", "play", "read", "where"]
