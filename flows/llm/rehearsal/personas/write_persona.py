"""A card by rule: the brief in its own words, rules of the product's world out of the material, the rest assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.persona_tasks import KnowledgeDraft, PersonaDraft, PersonaInputs, SourceDraft, StatementDraft
from flows.llm.rehearsal.personas.everyday import AGES, HABITS, NAMES, QUOTES, SAMPLES, SURNAMES, chosen
from flows.llm.rehearsal.personas.leanings import leaning
from interviews.language import content_stems, folded, words
from personas.grounding import why_not
from personas.passages import Passage
from personas.schema import Part, State

_NAMED = re.compile(
    r"\b(?:named|called)\s+([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)|^([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s*,"
)
_WHO = re.compile(
    r"\b(?:an?|the|our)\s+(?P<who>[^,.;]{3,80}?)(?=\s+(?:named|called|who|that|with|from)\b|[,.;]|$)", re.I
)
_LOST = re.compile(r"\b(?:not understand|n['’]t understand|beginner|new to|confus\w+|no idea|does not know)\b", re.I)
_NO_TERM = re.compile(r"^(?:page|slide|row|beginning|what|how|why|when|the)\b|ing\b|[?!:]", re.I)
_RULE = re.compile(r"\b(?:is|are|means|pay|pays|costs?|must|may|can|only|until|unless|if|when)\b", re.I)
_HARD = re.compile(r"\b(?:pay|pays|costs?|must|only|until|unless|lose|lost|limit|fee|penalty|late|not)\b", re.I)
ASSUMED, FROM_BRIEF = [SourceDraft(origin="assumption", ref="")], [SourceDraft(origin="brief", ref="")]
MOST_RULES, MOST_TOPICS = 6, 14
TWICE = (Part.CHALLENGES, Part.PAIN_POINTS, Part.BACKGROUND, Part.BEHAVIOUR)
"""Parts that an interview is mostly about."""
LONGEST = 220
SAME_AS = "Takes it for the same as "
BELIEFS = {
    State.KNOWS: "Knows what it is and has used it.",
    State.HALF: "Has heard the word often, and could not explain it.",
    State.UNAWARE: "Has never met the word.",
}


def write_persona(inputs: PersonaInputs) -> PersonaDraft:
    """-> the card; material statements are sentences of the passages, nearly as they stand there."""
    brief = folded(inputs.brief)
    name, who = _name(brief), _who(brief)
    lost = _LOST.search(brief) is not None
    statements = [StatementDraft(part=Part.BACKGROUND, text=_told(brief), sources=FROM_BRIEF)]
    statements += _rules(inputs.passages, brief)
    terms = _terms(inputs.passages)
    likely = leaning(brief, _costly(terms, inputs.passages))
    statements += [
        StatementDraft(part=part, text=text, sources=ASSUMED)
        for part, texts in HABITS.items()
        for text in likely.get(part) or _assumed(part, texts, brief)
    ]
    return PersonaDraft(
        name=name,
        age_band=chosen(AGES, brief),
        occupation=who,
        quote=chosen(QUOTES, brief),
        statements=statements,
        knowledge=_knowledge(terms, lost),
        style="Short and spoken, with everyday examples; says so when something is not known.",
        samples=list(SAMPLES),
        moods=["jokes when embarrassed", "closes up when something sounds like selling"],
        limits=["Does not know how the company works inside.", "Does not know the law or the small print."],
        verbosity=int(chosen(("2", "3", "4"), brief, "verbosity")),
        disclosure=int(chosen(("2", "3", "4"), brief, "disclosure")),
        agreeableness=int(chosen(("2", "3"), brief, "agreeableness")),
        expertise=1 if lost else 3,
        language="en",
    )


def _assumed(part: Part, texts: tuple[str, ...], brief: str) -> list[str]:
    first = chosen(texts, brief, part)
    return [first, *[each for each in texts if each != first][: part in TWICE]]


def _name(brief: str) -> str:
    found = _NAMED.search(brief)
    name = next(filter(None, found.groups()), "") if found else chosen(NAMES, brief)
    return name if " " in name else f"{name} {chosen(SURNAMES, brief, 'surname')}"


def _who(brief: str) -> str:
    found = _WHO.search(brief)
    return folded(found["who"]) if found else "a customer"


def _told(brief: str) -> str:
    """The brief as a sentence about the persona."""
    said = _NAMED.sub("", brief).strip(" ,.")
    return f"Is {said}." if re.match(r"(?:an?|the|our)\b", said, re.I) else f"{said[:1].upper()}{said[1:]}."


def _rules(passages: Sequence[Passage], brief: str) -> list[StatementDraft]:
    """Sentences that say how the product's world works, those near the brief first, one of a passage."""
    wanted = content_stems(brief)
    found: list[tuple[float, str, Passage]] = []
    for place, passage in enumerate(passages):
        sentences = [folded(each) for each in re.split(r"(?<=[.!?])\s+|\n+", passage.text)]
        fitting = [
            each
            for each in sentences
            if 8 <= len(words(each)) <= 40 and len(each) <= LONGEST and _is_rule(each) and not why_not(each, passage)
        ]
        if fitting:
            best = max(fitting, key=lambda each: len(content_stems(each) & wanted) + bool(_HARD.search(each)))
            found.append((len(content_stems(best) & wanted) + bool(_HARD.search(best)) - place / 1000, best, passage))
    found.sort(key=lambda each: -each[0])
    return [
        StatementDraft(
            part=Part.CHALLENGES if _HARD.search(text) else Part.NEEDS,
            text=text,
            sources=[SourceDraft(origin="material", ref=passage.id)],
        )
        for _, text, passage in found[:MOST_RULES]
    ]


def _is_rule(sentence: str) -> bool:
    ends = sentence.endswith((".", "!")) and not sentence.startswith(("*", "#", "|", "-"))
    return ends and _RULE.search(sentence) is not None and "?" not in sentence


def _terms(passages: Sequence[Passage]) -> list[str]:
    """Short headings are the words of that world."""
    headings = dict.fromkeys(folded(each.place).strip("*_'`“” ") for each in passages)
    return [term for term in headings if len(words(term)) in (1, 2) and not _NO_TERM.search(term)][:MOST_TOPICS]


def _costly(terms: Sequence[str], passages: Sequence[Passage]) -> tuple[str, ...]:
    """Those of the words under which something has to be paid, may be lost or is limited."""
    texts = {folded(each.place).strip("*_'`“” "): each.text for each in passages}
    return tuple(term for term in terms if _HARD.search(texts.get(term, "")))


def _knowledge(terms: Sequence[str], lost: bool) -> list[KnowledgeDraft]:
    """A beginner knows few of them."""
    states = [State.WRONG, State.HALF, State.UNAWARE] if lost else [State.HALF, State.KNOWS]
    drafts = []
    for place, term in enumerate(terms):
        state, other = states[place % len(states)], terms[place - 1]
        if state is State.WRONG and other == term:
            state = State.HALF
        belief = SAME_AS + other.lower() + "." if state is State.WRONG else BELIEFS[state]
        drafts.append(KnowledgeDraft(topic=term, state=state, belief=belief, event="", sources=ASSUMED))
    return drafts
