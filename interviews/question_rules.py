"""Rules of asking, as checks that run on every question before it is posted, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from interviews import question_forms as forms
from interviews.answers import Answer, Question
from interviews.dimensions import Matter
from interviews.language import content_stems, has_words, speaks_english, stem, words
from interviews.stage import before_launch

LONGEST = 39
"""Words in a question: under 40."""
LONGEST_WHY = 20
FOLLOW_UPS_IN_A_ROW = 2
ALIKE = 0.6
"""From this share of common words on, two questions count as one asked twice."""
QUESTIONS_REMEMBERED = 4096


def faults(question: Question, asked: Sequence[Question], answers: Sequence[Answer]) -> list[str]:
    """-> one plain sentence per broken rule, addressed to whoever writes the next draft; empty: fit to be asked.

    `asked` are the earlier questions, in order. Sources: METHOD.md sections 1 and 6. The rules of
    asking are made for English; a question in another language is held to those of form alone.
    """
    return list(_faults(question, asked, answers))


def is_fit(question: Question, asked: Sequence[Question], answers: Sequence[Answer]) -> bool:
    """Whether it has none of these faults; looks no further than the first."""
    return next(_faults(question, asked, answers), None) is None


def _faults(question: Question, asked: Sequence[Question], answers: Sequence[Answer]) -> Iterator[str]:
    yield from _form(question)
    yield from _sequence(question, asked, answers)
    if speaks_english(question.text):
        yield from _wording(question, answers)
        yield from _tone(question, answers)


def flatters(text: str) -> bool:
    """Whether a line tells respondents what one wants to hear; their own words in quotation marks don't count."""
    return forms.FLATTERY.search(forms.plain(text)) is not None


def _form(question: Question) -> list[str]:
    """What holds in every language: length, one mark, a reason, nothing that links or pings."""
    found = []
    text, why = question.text, question.why
    unspaced = 0 if text.isascii() else sum(not char.isascii() and char.isalpha() for char in text)
    length = max(len(text.split()), unspaced // 6)
    marks = len(re.findall(r"[?？؟]", forms.QUOTED.sub("", text)))
    if not has_words(text):
        found.append("Ask something: the draft contains no words.")
    if length > LONGEST:
        found.append(f"Say it in under 40 words; the draft has {length}.")
    if marks > 1:
        found.append(f"Ask one question; the draft has {marks} question marks.")
    if marks == 0 and not (speaks_english(text) and forms.askings(text)):
        found.append("Ask a question: the draft only states something.")
    if not has_words(why):
        found.append("Add a short line that says why you ask.")
    elif len(why.split()) > LONGEST_WHY:
        found.append(f"Say why you ask in at most {LONGEST_WHY} words; the draft takes {len(why.split())}.")
    if forms.OUTSIDE.search(text) or forms.OUTSIDE.search(why):
        found.append("Leave out links, addresses and names that would ping somebody.")
    return found


def _sequence(question: Question, asked: Sequence[Question], answers: Sequence[Answer]) -> list[str]:
    """How it stands to what was asked and said before."""
    found = []
    if twin := _twin(question, asked):
        found.append(f"Ask something new: this is close to {twin.id}, “{_short(twin.text)}”.")
    last = asked[-FOLLOW_UPS_IN_A_ROW:]
    if question.follow_up and len(last) == FOLLOW_UPS_IN_A_ROW and all(earlier.follow_up for earlier in last):
        found.append("Open a new topic: there have been two follow-ups in a row.")
    if question.follow_up and not _takes_up(question, answers):
        found.append("Take up a word or a number from the last answer, since this follows up on it.")
    return found


def _takes_up(question: Question, answers: Sequence[Answer]) -> bool:
    """Whether it shares a word with the last answer that has words of its own."""
    for answer in reversed(answers):
        if not answer.skipped and (given := content_stems(answer.text)):
            return bool(content_stems(question.text) & given)
    return True


def _twin(question: Question, asked: Sequence[Question]) -> Question | None:
    """The question before it in the same words, in nearly the same, or with the same opening on the same topic."""
    said, new, opening = _gist(question.text)
    for earlier in asked:
        said_before, old, before = _gist(earlier.text)
        nearly = len(new) > 1 and len(new & old) / len(new | old) >= ALIKE
        alike = question.about == earlier.about and len(opening) == 5 and opening == before
        if said == said_before or nearly or alike:
            return earlier
    return None


@lru_cache(QUESTIONS_REMEMBERED)
def _gist(text: str) -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
    """-> (words, stems that carry a subject, the first five words of the part that asks): what repetitions share.

    Remembered, because every new question is held against all that were asked before.
    """
    return tuple(words(text)), frozenset(content_stems(forms.plain(text))), tuple(words(forms.asking(text))[:5])


def _wording(question: Question, answers: Sequence[Answer]) -> list[str]:
    """One open question that leaves the answer to the respondent."""
    found = []
    text = forms.plain(question.text)
    if forms.askings(question.text) > 1:
        found.append("Ask one thing: two questions hide in this one; keep the one that would change more.")
    if forms.is_yes_or_no(question.text):
        found.append("Ask openly: yes or no would answer this; begin with what, how, who, where or when.")
    if match := forms.LEADING.search(text):
        found.append(f"Leave out “{match[0]}”: it leads the respondent.")
    if match := forms.OFFERED.search(forms.asking(question.text)):
        found.append(f"Leave the answer to the respondent: “{match[0]}” offers one.")
    if (match := forms.PRESUMED.search(forms.asking(question.text))) and not _was_said(match["verb"], answers):
        found.append(f"Ask first whether it happened: nobody has said “{match['verb'].lower()}” yet.")
    if question.about is not Matter.DECISION and (match := forms.HYPOTHETICAL.search(forms.REPORTED.sub(" ", text))):
        found.append(f"Ask for something that happened, not for a guess: “{match[0].strip()}”.")
    if (match := forms.LAST_USE.search(text)) and before_launch(answers):
        found.append(f"Nothing is live yet, so “{match[0]}” has no answer: ask for a trial, a list or people met.")
    return found


def _tone(question: Question, answers: Sequence[Answer]) -> list[str]:
    """No praise, and no word of the trade the team has not used itself."""
    found = []
    for text in (question.text, question.why):
        if match := forms.FLATTERY.search(forms.plain(text)):
            found.append(f"Leave out the praise “{match[0]}”: it tells what you want to hear.")
        trade = [match[0] for match in forms.JARGON.finditer(forms.plain(text))]
        if trade:
            theirs = set(words(" ".join(answer.text for answer in answers)))
            strange = [word for word in trade if not set(words(word)) <= theirs]
            found += [f"Say “{word}” in everyday words." for word in strange[:1]]
    return found


def _was_said(verb: str, answers: Sequence[Answer]) -> bool:
    wanted = {stem(each) for each in (verb, *forms.IRREGULAR.get(verb.lower(), "").split())}
    return any(stem(word) in wanted for answer in answers for word in words(answer.text))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"
