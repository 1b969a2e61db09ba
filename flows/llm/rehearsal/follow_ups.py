"""When to stay with an answer, and how: contradiction, aside, a bare number, a guess, too few words."""

from __future__ import annotations

from collections.abc import Iterator

from flows.llm.rehearsal.groups import groups
from flows.llm.rehearsal.lexicon import DENOMINATOR, EVERYBODY, FIGURE, NUMBER, SOME_OF_THEM, VAGUE, says_guess
from flows.llm.rehearsal.own_words import is_place, phrase
from flows.llm.rehearsal.tensions import tensions
from flows.llm.tasks import AskInputs, QuestionDraft
from interviews.answers import Answer, Basis, Claim
from interviews.dimensions import Dimension, Topic
from interviews.language import content_stems, words

MOST_CONTRADICTIONS = 3
"""Of one answer that are looked into: where figures are told again and again, each is at odds with all before it."""
_CONTRADICTION = (
    "Two things stand side by side: “{first}” and “{second}”. Which holds when?",
    "You said “{first}”, and now “{second}”. How do the two go together?",
    "“{first}”, and then “{second}”: for whom is each of them true?",
)
_FIGURES = (
    "You gave two figures: “{first}” and “{second}”. Which one should we go by?",
    "“{first}” and “{second}” differ. How did each figure come about?",
)
_ASIDE = (
    "You mentioned in passing: “{words}”. What was behind that?",
    "One thing you said by the way: “{words}”. How did it come up?",
)
_NUMBER = (
    "You said “{words}”. Where does that figure come from?",
    "“{words}”: how was that counted?",
    "Let me stay with “{words}” for a moment. Who counted it?",
    "How did you arrive at “{words}”?",
)
_GROUP = (
    "You spoke of “{name}”. What do you know about them from your own experience?",
    "Tell me about one of the “{name}” you met: what did they do?",
    "What sets “{name}” apart from the others, going by what you have seen?",
)
_GUESS = (
    "“{words}” is a guess so far. What have you seen that points that way?",
    "You marked “{words}” as an impression. Where did it come from?",
    "What made you think “{words}”?",
)
_THIN = (
    "You said “{words}”. What is one real case of that?",
    "“{words}”: tell me about one example you saw yourself.",
    "Tell me more about “{words}”, starting with one person you have in mind.",
    "Who comes to mind when you say “{words}”?",
)


def follow_ups(inputs: AskInputs) -> Iterator[QuestionDraft]:
    """-> drafts that stay with the last answer, the most telling first; none where the answer needs none.

    'I don't know' is an answer: nothing is asked about it again. Numbers, guesses and short answers
    get a share of the questions only, so that the other topics have their turn.
    """
    if not inputs.exchanges or inputs.exchanges[-1].answer.skipped:
        return
    last = inputs.exchanges[-1]
    spent = [exchange.question.follow_up for exchange in inputs.exchanges]
    about = last.question.about
    if sum(spent) < inputs.total // 2:
        yield from _contradictions(inputs, about)
        yield from _asides(last.answer, about, inputs.number)
    if spent[-1] or sum(spent) >= max(1, inputs.total // 3):
        return
    yield from _numbers(last.answer, about, inputs.number)
    yield from _groups(inputs, about)
    yield from _guesses(last.answer, about, inputs.number)
    yield from _thin(last.answer, about, inputs.number)


def _contradictions(inputs: AskInputs, about: Topic) -> Iterator[QuestionDraft]:
    """Both halves in the team's own words, without taking sides."""
    latest = inputs.exchanges[-1].answer
    claims = [claim for exchange in inputs.exchanges if not exchange.answer.skipped for claim in exchange.answer.claims]
    newest = len(claims) - len(latest.claims)
    pairs = [(pair.first, pair.second, pair.kind) for pair in tensions(claims, since=newest)]
    known = {claim.id: claim for claim in claims}
    pairs += [
        (known[id], latest.claims[0], "everyone")
        for id in latest.contradicts
        if id in known and latest.claims and not pairs
    ]
    for first, second, kind in pairs[:MOST_CONTRADICTIONS]:
        one = telling_half(first, second, kind)
        if one and not was_quoted(one, inputs) and (two := telling_half(second, first, kind)):
            for text in _turned(_FIGURES if kind == "number" else _CONTRADICTION, inputs.number):
                why = "no group can be drawn while both stand for everybody."
                yield _draft(text.format(first=one, second=two), why, _topic_of(second, about))


def was_quoted(said: str, inputs: AskInputs) -> bool:
    """Whether these words were put to the team before: nobody likes to hear them three times."""
    return any(f"“{said}”" in exchange.question.text for exchange in inputs.exchanges)


def telling_half(claim: Claim, other: Claim, kind: str) -> str:
    """The words of a claim that pull away from the other: 'anywhere in the world' beside 'two thirds from Germany'."""
    if kind == "number":
        return phrase(claim)
    wide = EVERYBODY.search(claim.quote) and not EVERYBODY.search(other.quote)
    return phrase(claim, telling=EVERYBODY if wide else SOME_OF_THEM)


def _asides(answer: Answer, about: Topic, number: int) -> Iterator[QuestionDraft]:
    for claim in answer.claims:
        if claim.aside and claim.basis is not Basis.OPEN and (said := phrase(claim)):
            for text in _turned(_ASIDE, number):
                why = "what is said in passing is often what matters."
                yield _draft(text.format(words=said), why, _topic_of(claim, about))


def _numbers(answer: Answer, about: Topic, number: int) -> Iterator[QuestionDraft]:
    """A number about customers that nobody is said to have counted; age ranges are no findings."""
    for claim in answer.claims:
        an_age = Dimension.DEMOGRAPHIC in claim.dimensions and not DENOMINATOR.search(claim.quote)
        bare = claim.basis is Basis.GUESS and not claim.source and not an_age
        said = phrase(claim, telling=FIGURE)
        if bare and said and FIGURE.search(said):
            for text in _turned(_NUMBER, number):
                why = "counted, heard and guessed numbers carry different weight."
                yield _draft(text.format(words=said), why, _topic_of(claim, about))


def _groups(inputs: AskInputs, about: Topic) -> Iterator[QuestionDraft]:
    """Somebody was told apart by name: a candidate group, worth a question while it is warm."""
    last = inputs.exchanges[-1].answer
    own = content_stems(inputs.project)
    for group in groups(last.claims):
        if content_stems(group.name) <= own:
            continue  # The project's own people and products, as it was told: no news.
        told_apart = set(group.claim.dimensions) - {Dimension.GEOGRAPHIC, Dimension.DEMOGRAPHIC}
        named = group.named and told_apart and content_stems(group.name) and not EVERYBODY.search(group.claim.quote)
        if named and (group.marks or len(group.name.split()) < 4) and not was_quoted(_small(group.name), inputs):
            for text in _turned(_GROUP, inputs.number):
                why = "a group with a name of its own may need an offer of its own."
                yield _draft(text.format(name=_small(group.name)), why, _topic_of(group.claim, about))


def _small(name: str) -> str:
    """'Creators' began a sentence; a proper name keeps its capital."""
    return name[0].lower() + name[1:] if name[1:].islower() and not is_place(name.split()[0]) else name


def _guesses(answer: Answer, about: Topic, number: int) -> Iterator[QuestionDraft]:
    for claim in answer.claims:
        if claim.basis is Basis.GUESS and says_guess(claim.quote) and len(words(said := phrase(claim))) >= 2:
            for text in _turned(_GUESS, number):
                yield _draft(
                    text.format(words=said), "a guess is a start; what it rests on decides.", _topic_of(claim, about)
                )


def _thin(answer: Answer, about: Topic, number: int) -> Iterator[QuestionDraft]:
    """Few words, or words that could mean anything."""
    if all(claim.basis is Basis.OPEN for claim in answer.claims):
        return
    short = len(words(answer.text)) <= 4
    vague = len(VAGUE.findall(answer.text)) >= 2 and not NUMBER.search(answer.text)
    if short or vague:
        for claim in answer.claims:
            if (short or VAGUE.search(claim.quote)) and (said := phrase(claim)):
                for text in _turned(_THIN, number):
                    yield _draft(text.format(words=said), "one real case tells more than a word for many.", about)


def _turned(texts: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The same ways of asking, beginning elsewhere with every question, so that they take turns."""
    start = number % len(texts)
    return texts[start:] + texts[:start]


def _topic_of(claim: Claim, otherwise: Topic) -> Topic:
    topics: tuple[Topic, ...] = (*claim.dimensions, *claim.matters)
    return otherwise if otherwise in topics or not topics else topics[0]


def _draft(text: str, why: str, about: Topic) -> QuestionDraft:
    return QuestionDraft(before="", text=text, why=why, about=about, follow_up=True)
