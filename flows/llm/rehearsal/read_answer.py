"""Reading an answer by rule: what it says, how the speaker knows, and what it leaves open."""

from __future__ import annotations

import re

from flows.llm.rehearsal.clauses import Clause, clauses, is_remark, restated
from flows.llm.rehearsal.lexicon import (
    ASIDE,
    BASIS_CUES,
    CASE,
    DENOMINATOR,
    FIGURE,
    LOOK_UP,
    NUMBER,
    SOURCE,
    TEAM,
    THRESHOLD,
    TOPIC_WORDS,
    says_guess,
)
from flows.llm.rehearsal.people import is_people
from flows.llm.rehearsal.retelling import to_you
from flows.llm.rehearsal.tensions import tensions
from flows.llm.tasks import ClaimDraft, ReadAnswerInputs, Reading
from interviews.answers import Answer, Basis, Claim, Question
from interviews.claims import claims_of
from interviews.dimensions import Dimension, Matter, Topic
from interviews.language import content_stems, numbers, speaks_english

SEEN = "seen by the team"
ONE_CASE = "one case"
_OWN = {Matter.DECISION, Matter.STAGE, Matter.MONEY, Matter.SIDES}
_TOPICS_EACH = 3
_OBSERVING = re.compile(r"\b(?:sit beside|sat beside|watched|observed|we saw|let us sit)\b", re.I)
_ONLY_MEANT = re.compile(r"\bif ([\w ,'-]{2,40}) is what you(?:'re| are)? mean", re.I)
_OUR_WISH = re.compile(
    r"\bwe\b(?:(?!\b(?:they|people|customers|users)\b)[^.,;]){0,60}?\b(?:need|want|hope|wish)\b", re.I
)
_ASKS_SIZE = re.compile(r"\bfrom how many\b.*\bbig enough\b", re.I)
_OF_ALL = re.compile(r"\bof (?:our|the|my) (?:about )?\d[\d.,]* (\w+)", re.I)
_FIRST_HAND = re.compile(r"\b(?:our|we|us)\b", re.I)
_WORK_CLAIM = re.compile(
    r"\bwe (?:sell|offer|make|build|repair|rent|lend|teach|deliver|provide|run|have|decide|must|need|let|also|launch"
    r"|charge|want|plan|do)\b",
    re.I,
)


def read_answer(inputs: ReadAnswerInputs) -> Reading:
    """-> the claims of the answer with their labels, and what stayed open; every text is the respondent's own."""
    question, answer = inputs.exchange.question, inputs.exchange.answer
    said = clauses(answer.text)
    pieces = [piece for piece in said if not _asks_back(piece)]
    drafts = _counted_back(_drafts(pieces))
    if drafts and not any(draft.dimensions or draft.matters for draft in drafts):
        drafts[0] = drafts[0].model_copy(update=_as_asked(question.about, drafts[0].text))
    drafts = _with_threshold(_carried_on(drafts, question), question)
    claims = claims_of(answer, drafts)
    return Reading(
        claims=drafts,
        unanswered=_unanswered(question, answer),
        to_look_up=[to_you(restated(piece.quote)) for piece in pieces if LOOK_UP.search(piece.quote)],
        contradicts=_contradicted([claim for each in inputs.earlier for claim in each.answer.claims], claims),
        asked_back=_question_back(said),
    )


def _drafts(pieces: list[Clause]) -> list[ClaimDraft]:
    """One claim per clause; figures that follow an observation belong to it."""
    drafts: list[ClaimDraft] = []
    observed: str | None = None
    for piece in pieces:
        if is_remark(piece.quote) and not any(pattern.search(piece.quote) for pattern in BASIS_CUES.values()):
            continue
        found = topics_of(piece.quote)
        basis, source = _basis_of(piece, found)
        if _OBSERVING.search(piece.quote):
            basis, source, observed = Basis.COUNTED, SEEN, _crowd(piece.quote)
        elif observed and basis is Basis.GUESS and not says_guess(piece.quote) and NUMBER.search(piece.quote):
            basis, source = Basis.COUNTED, SEEN
        of = DENOMINATOR.search(piece.quote)
        denominator = (
            next((group for group in of.groups() if group), None) if of and NUMBER.search(piece.quote) else None
        )
        if not denominator and source == SEEN and numbers(piece.quote) and observed not in (None, piece.quote):
            denominator = observed
        drafts.append(
            ClaimDraft(
                text=restated(piece.quote),
                quote=piece.quote,
                basis=basis,
                source=source,
                denominator=denominator,
                dimensions=[topic for topic in found if isinstance(topic, Dimension)],
                matters=[topic for topic in found if isinstance(topic, Matter)],
                aside=ASIDE.search(piece.quote) is not None,
            )
        )
    return drafts


def _counted_back(drafts: list[ClaimDraft]) -> list[ClaimDraft]:
    """'290 were cargo bikes; I counted them': the second clause says how the first is known, and nothing else."""
    result: list[ClaimDraft] = []
    for draft in drafts:
        before = result[-1] if result else None
        only_says_how = draft.basis is Basis.COUNTED and draft.source != SEEN and not NUMBER.search(draft.quote)
        if before and only_says_how and before.basis is Basis.GUESS and NUMBER.search(before.quote):
            result[-1] = before.model_copy(update={"basis": Basis.COUNTED, "source": draft.source or SEEN})
        else:
            result.append(draft)
    return result


def _carried_on(drafts: list[ClaimDraft], question: Question) -> list[ClaimDraft]:
    """A claim whose own words give no topic away goes on about that of the claim before it, or about what was asked."""
    result: list[ClaimDraft] = []
    asked = [question.about] if isinstance(question.about, Dimension) else []
    for draft in drafts:
        lost = not draft.dimensions and not draft.matters and draft.basis is not Basis.OPEN
        before = result[-1].dimensions[:1] if result else asked
        if lost and before and content_stems(draft.text):
            draft = draft.model_copy(update={"dimensions": before})
        result.append(draft)
    return result


def _with_threshold(drafts: list[ClaimDraft], question: Question) -> list[ClaimDraft]:
    """Asked from which size on a group matters, people say a number: it belongs to the decision, whatever it is of."""
    if not _ASKS_SIZE.search(question.text) or any(THRESHOLD.search(draft.quote) for draft in drafts):
        return drafts
    place = next((place for place, draft in enumerate(drafts) if numbers(draft.quote)), None)
    if place is None or drafts[place].basis is Basis.OPEN:
        return drafts
    kept: dict[str, list[Dimension] | list[Matter]] = {"dimensions": [], "matters": [Matter.DECISION]}
    return [*drafts[:place], drafts[place].model_copy(update=kept), *drafts[place + 1 :]]


def topics_of(text: str) -> list[Topic]:
    """The topics a clause speaks of, those with most words first."""
    small = text.lower()
    hits = {topic: len(set(pattern.findall(small))) for topic, pattern in TOPIC_WORDS.items()}
    if re.search(r"\b\d{2}\s*(?:to|and|-|–)\s*\d{2}\b(?! *(?:percent|%))", text):
        hits[Dimension.DEMOGRAPHIC] += 2
    if re.search(r"\b(?:in|from) [A-Z][a-z]+(?: (?:and|or) [A-Z][a-z]+)\b", text):
        hits[Dimension.GEOGRAPHIC] += 1
    if re.search(r"\b(?:US|U\.S\.|UK|EU)(?!\w)", text):
        hits[Dimension.GEOGRAPHIC] += 1
    if _OUR_WISH.search(text) and hits[Dimension.MOTIVATION] == 1:
        hits[Dimension.MOTIVATION] = 0
    if any(is_people(whole[1].lower()) for whole in _OF_ALL.finditer(text)):
        hits[Dimension.DEMOGRAPHIC] += 1
    own = [topic for topic in hits if hits[topic] and topic in _OWN]
    dimensions = sorted((each for each in hits if hits[each] and each not in _OWN), key=lambda each: -hits[each])
    return [*dimensions[:_TOPICS_EACH], *own[:2]]


def _basis_of(piece: Clause, topics: list[Topic]) -> tuple[Basis, str | None]:
    """How the speaker knows: by the clause's own cues, else its sentence's, else a case, first-hand, or unmarked."""
    who = SOURCE.search(piece.quote)
    source = (who["who"] or who["whom"]) if who else None
    for basis, pattern in BASIS_CUES.items():
        if pattern.search(piece.quote):
            return basis, source if basis in (Basis.COUNTED, Basis.HEARD) else None
    for basis in (Basis.COUNTED, Basis.HEARD):
        if source and BASIS_CUES[basis].search(piece.sentence):
            return basis, source
    if CASE.search(piece.quote) and not FIGURE.search(piece.quote):
        return Basis.HEARD, ONE_CASE
    own = any(topic in _OWN for topic in topics)
    if _WORK_CLAIM.search(piece.quote) and (own or not topics) and not _percentage(piece.quote):
        return Basis.HEARD, TEAM
    if _FIRST_HAND.search(piece.quote) and own and not _percentage(piece.quote):
        return Basis.HEARD, TEAM
    return Basis.GUESS, None


def _percentage(text: str) -> bool:
    return (
        re.search(r"%|\bpercent\b|\bone in\b|\b(?:a|one|two) thirds?\b|\bthird of\b|\bhalf\b", text, re.I) is not None
    )


def _crowd(quote: str) -> str | None:
    found = re.search(
        r"\b((?:\d+|ten|twenty|thirty|fifty|[a-z]+teen|eight|nine|twelve) (?:people|customers|users|of them))\b",
        quote,
        re.I,
    )
    return found[1] if found else None


def _as_asked(about: Topic, text: str) -> dict[str, list[Dimension] | list[Matter]]:
    """An answer whose words give no topic away is taken to speak of what it was asked.

    Of the matters only the decision: 'the March board' is one, but 'older people' is no stage.
    """
    if isinstance(about, Dimension):
        return {"dimensions": [about]}
    decided = about is Matter.DECISION and len(content_stems(text)) >= 2
    return {"matters": [Matter.DECISION]} if decided else {}


def _unanswered(question: Question, answer: Answer) -> list[str]:
    """Parts of a double question to which no word of the answer returns; of a single one, the number it asked for."""
    if not speaks_english(answer.text) or not question.text.endswith("?"):
        return []
    asking = re.split(r"(?<=[.:?])\s", question.text)[-1]
    parts = [
        part.strip(" ?,")
        for part in re.split(r",?\s+and\s+(?=(?:what|who|how|when|where|why|which|by when)\b)", asking)
    ]
    if len(parts) < 2:
        wants_number = re.search(r"\bhow (?:many|much)\b", asking, re.I)
        return (
            [question.text.rstrip("?")] if wants_number and not numbers(answer.text) and not _knows_not(answer) else []
        )
    said, topics = content_stems(answer.text), set(topics_of(answer.text))
    offered = re.search(r"\b(?:we|our)\b", answer.text, re.I) is not None
    return [
        part
        for part in parts
        if not (
            content_stems(part) & said or set(topics_of(part)) & topics or (part == "what do you offer" and offered)
        )
    ]


def _knows_not(answer: Answer) -> bool:
    return BASIS_CUES[Basis.OPEN].search(answer.text) is not None


def _contradicted(earlier: list[Claim], claims: tuple[Claim, ...]) -> list[str]:
    old = {claim.id for claim in earlier}
    pairs = tensions([*earlier, *claims], since=len(earlier))
    return list(dict.fromkeys(pair.first.id for pair in pairs if pair.first.id in old))


def _asks_back(piece: Clause) -> bool:
    return piece.sentence.endswith("?") and _ONLY_MEANT.search(piece.sentence) is None


def _question_back(said: list[Clause]) -> str | None:
    """The last thing the speaker asked, as asked."""
    asked = [piece.sentence for piece in said if piece.sentence.endswith("?")]
    if not asked:
        return None
    meant = _ONLY_MEANT.search(asked[-1])
    return asked[-1][meant.start() :] if meant else asked[-1]
