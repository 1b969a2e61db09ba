"""Choosing and wording the next question by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from flows.llm.rehearsal.follow_ups import follow_ups, was_quoted
from flows.llm.rehearsal.groups import Group, groups
from flows.llm.rehearsal.lexicon import OUR_OWN
from flows.llm.rehearsal.own_words import phrase, product
from flows.llm.rehearsal.phrasings import BEFORE_LAUNCH, DEEPER, ELSE, LIVE, SUBJECTS, WHY
from flows.llm.rehearsal.reply_back import reply_back
from flows.llm.tasks import AskInputs, QuestionDraft
from interviews.answers import Answer, Basis, Question
from interviews.coverage import Level
from interviews.dimensions import LORE, Dimension, Matter, Topic
from interviews.language import words
from interviews.question_rules import is_fit
from interviews.stage import before_launch

_LEADS = ("You said “{words}”.", "Back to “{words}”.", "“{words}”, you said.", "Earlier you said “{words}”.")
_NEED = {Level.NONE: 6.0, Level.MENTIONED: 3.0, Level.EVIDENCE: 0.0}
_NEAR: dict[Topic, Topic] = {Matter.MONEY: Dimension.VALUE, Dimension.VALUE: Matter.MONEY}
"""Topics so near each other that one waits a while after the other was asked about."""
_OPENING: dict[Topic, int] = {Dimension.BEHAVIOURAL: 2, Dimension.MOTIVATION: 1}
"""A conversation begins with what people do and need, not with what they are worth."""
_PLAIN_WORDS = ("employees", "users", "members", "students", "patients", "parents", "guests", "subscribers", "families")
_ASKS_WHICH = re.compile(r"\b(?:who|whom|which|what|where)\b[^.?\n]{0,60}\b(?:should|shall|do) (?:we|i)\b", re.I)
_LAST = "What about your customers has not come up yet, though you know it matters?"


class _Talk:
    """The interview so far, with what several drafts want to know of it: found once, and only when one does."""

    def __init__(self, inputs: AskInputs) -> None:
        self.inputs = inputs
        self.asked = [exchange.question for exchange in inputs.exchanges]
        self.answers = [exchange.answer for exchange in inputs.exchanges]

    @cached_property
    def before_launch(self) -> bool | None:
        return before_launch(self.answers, self.inputs.project)

    @cached_property
    def thing(self) -> str:
        """The product: in full once, then by its last word."""
        thing = product(self.inputs.project)
        last = thing.split()[-1]
        said_before = any(thing in question.text for question in self.asked)
        return f"the {last}" if said_before and len(thing.split()) > 2 and not last.endswith("ing") else thing

    @cached_property
    def who(self) -> str:
        """What to call the people it is for: the plural in the project, at times a group they named."""
        theirs = [word for word in words(self.inputs.project) if word in _PLAIN_WORDS]
        if theirs:
            return theirs[0]
        if self.inputs.number % 3 == 0:
            claims = [claim for answer in self.answers[1:] for claim in answer.claims]
            if named := [group for group in groups(claims) if _is_plural(group)]:
                return named[-1].name
        return "people" if self.before_launch else "customers"

    def fits(self, draft: QuestionDraft) -> bool:
        question = Question(id=f"q{self.inputs.number}", **draft.model_dump(exclude={"before", "language"}))
        return is_fit(question, self.asked, self.answers)


def rehearsal_question(inputs: AskInputs) -> QuestionDraft:
    """-> the next question by rule, free of faults (`interviews.question_rules`) as long as there are any left.

    First what follows up on the last answer, then the topics by need, each in its several phrasings,
    until one passes the rules. The decision is kept for the last question unless it is known.
    """
    talk = _Talk(inputs)
    before = reply_back(inputs) or _noted(talk.answers)
    for draft in _candidates(talk):
        if talk.fits(draft):
            return draft.model_copy(update={"before": before})
    return _plainest(talk, before)


def _noted(answers: list[Answer]) -> str:
    """A word for somebody who does not know; said once, not after every such answer."""
    unknown = [bool(answer.claims) and all(claim.basis is Basis.OPEN for claim in answer.claims) for answer in answers]
    return (
        "That is a fine answer; we keep it as an open question." if unknown[-1:] == [True] and sum(unknown) == 1 else ""
    )


def _candidates(talk: _Talk) -> Iterator[QuestionDraft]:
    """Drafts in the order of their worth."""
    inputs = talk.inputs
    decision_known = inputs.coverage.get(Matter.DECISION) == Level.EVIDENCE or _decision_was_told(inputs)
    if inputs.last_one and not decision_known:
        yield from _about(talk, Matter.DECISION)
    if inputs.last_one and decision_known:
        yield from _decision_rest(talk)
    if inputs.may_follow_up:
        yield from follow_ups(inputs)
    if inputs.last_one:
        why = "you know your customers; the last word is yours."
        yield QuestionDraft(before="", text=_LAST, why=why, about=Dimension.DISTINGUISHING, follow_up=False)
    for about in _by_need(talk):
        yield from _about(talk, about)


def _decision_was_told(inputs: AskInputs) -> bool:
    """Whether the team itself has said what it will decide, in the project or in an answer."""
    if _ASKS_WHICH.search(inputs.project):
        return True
    claims = [claim for exchange in inputs.exchanges for claim in exchange.answer.claims]
    return any(
        Matter.DECISION in claim.matters and claim.basis is not Basis.OPEN and OUR_OWN.search(claim.quote) is not None
        for claim in claims
    )


def _by_need(talk: _Talk) -> list[Topic]:
    """Topics, the one first whose answer would change the segments most; the decision last of all."""
    inputs = talk.inputs
    asked = [question.about for question in talk.asked if question.id != "q0"]
    stage_open = talk.before_launch is None and Matter.STAGE not in asked
    fresh = _fresh_topics(talk.answers)

    def need(about: Topic) -> float:
        if about is Matter.DECISION:
            return -100.0
        if about is Matter.STAGE:
            return 100.0 if stage_open else -50.0 - 10 * asked.count(about)
        known = _NEED[Level(inputs.coverage.get(about, Level.NONE))] + LORE[about].weight
        waits = 3.0 if _NEAR.get(about) in asked[-4:] else 0.0
        opens = 3.0 * _OPENING.get(about, 0) if inputs.number <= 2 else 0.0
        return known + opens + (1.5 if about in fresh else 0.0) - 7.0 * asked.count(about) - waits

    return sorted(LORE, key=need, reverse=True)


def _fresh_topics(answers: list[Answer]) -> set[Topic]:
    """Topics the last answer touched without settling them."""
    last = [answer for answer in answers if not answer.skipped][-1:]
    found: set[Topic] = set()
    for claim in (claim for answer in last for claim in answer.claims if claim.basis is Basis.GUESS):
        found.update(claim.dimensions, claim.matters)
    return found


def _about(talk: _Talk, about: Topic) -> Iterator[QuestionDraft]:
    """Drafts on one topic: deeper where something was said, open where nothing was; another way each time."""
    times = sum(question.about == about for question in talk.asked if question.id != "q0")
    whys = WHY[about]
    why = whys[times % len(whys)]
    if talk.inputs.coverage.get(about) == Level.MENTIONED:
        for said, lead in _said_about(talk.inputs, about):
            for ask in DEEPER.get(about, ()):
                text = f"{lead.format(words=said)} {ask}"
                yield QuestionDraft(before="", text=text, why=why, about=about, follow_up=False)
    bank = BEFORE_LAUNCH if talk.before_launch else LIVE
    for place, template in enumerate(bank[about]):
        if place >= times or about is Matter.DECISION:
            yield _filled(template, talk, why, about)
    yield from (_filled(template, talk, why, about) for template in bank[about][:times])


def _said_about(inputs: AskInputs, about: Topic) -> Iterator[tuple[str, str]]:
    """What was said above all about this topic, newest first, each with a way to bring it up.

    Neither what was quoted before, nor the project, which is only what it is about.
    """
    answers = [exchange.answer for exchange in inputs.exchanges if not exchange.answer.skipped]
    answers = [answer for answer in answers if answer.id != "a0"]
    for place, claim in enumerate(claim for answer in reversed(answers) for claim in answer.claims):
        topics: tuple[Topic, ...] = (*claim.dimensions, *claim.matters)
        said = phrase(claim) if claim.basis is not Basis.OPEN and about in topics[:1] else ""
        if said and not was_quoted(said, inputs):
            yield said, _LEADS[(inputs.number + place) % len(_LEADS)]


def _filled(template: str, talk: _Talk, why: str, about: Topic) -> QuestionDraft:
    """A template with the respondents' words in its gaps."""
    text = template.format(thing=talk.thing, who=talk.who if "{who}" in template else "")
    return QuestionDraft(before="", text=text, why=why, about=about, follow_up=False)


def _is_plural(group: Group) -> bool:
    """One plain plural, of whom something is said that they do rather than don't."""
    plain = group.named and group.name.islower() and group.name.endswith("s") and len(group.name.split()) == 1
    return plain and not {"never", "not", "don't", "didn't"} & set(words(group.marks))


def _decision_rest(talk: _Talk) -> Iterator[QuestionDraft]:
    """The decision is known: what is still missing of it, its date or the size that counts."""
    said = " ".join(
        claim.quote for answer in talk.answers for claim in answer.claims if Matter.DECISION in claim.matters
    )
    if "at least" not in said and "enough" not in said:
        yield _filled(LIVE[Matter.DECISION][2], talk, WHY[Matter.DECISION][1], Matter.DECISION)


def _plainest(talk: _Talk, before: str) -> QuestionDraft:
    """When every phrasing is used up: what else is known of a topic; the next topic, and then the question's number."""
    drafts = [
        QuestionDraft(before=before, text=ELSE.format(topic=about_it), why=WHY[about][0], about=about, follow_up=False)
        for about, about_it in SUBJECTS.items()
    ]
    if fit := next(filter(talk.fits, drafts), None):
        return fit
    draft = drafts[len(talk.asked) % len(drafts)]
    return draft.model_copy(update={"text": f"Question {talk.inputs.number}: {draft.text}"})
