"""Answering a question about a report by rule: the lines that share most with it, word for word, or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.llm.rehearsal.elsewhere import MORE_THAN, ONCE, PLACE, WHICH_THINGS, WHY, WOULD, helps_instead
from flows.llm.rehearsal.following_up import whole
from flows.llm.rehearsal.habits import going_quiet, of_habits, stays_most
from flows.llm.rehearsal.how_sure import how_sure
from flows.llm.rehearsal.leaving_and_moving import LEAVES, MOVES, leaving, moving, outcomes_in
from flows.llm.rehearsal.lost_and_gained import asks_of_change, came_or_gone, lost_or_gained
from flows.llm.rehearsal.nearly_asked import (
    another_number,
    average_spent,
    looked_at_for_fairness,
    names_a_column,
    staying,
)
from flows.llm.rehearsal.of_everybody import counted, of_everybody, portion
from flows.llm.rehearsal.of_the_report import of_the_report
from flows.llm.rehearsal.report_words import ASKING, COUNTING, MEANING, MONEY, SIZE, WEAK
from flows.llm.rehearsal.side_by_side import of_these, side_by_side
from flows.llm.rehearsal.what_to_do import OFFERS, TRIES, to_do
from flows.llm.report_tasks import Instead, ReportAnswer, ReportLine, ReportQuestion, ReportSentence
from interviews.language import content_stems, numbers, stem, words

MOST, LONGEST = 2, 380
_NAMED = re.compile(r"^Segment (?P<number>\d+), “(?P<name>[^”]+)”")
_SEGMENT = re.compile(r"\bsegments?\s+#?(\d{1,3})\b", re.I)
_MOST = re.compile(
    r"\b(?:most|least|largest|smallest|biggest|best|highest|lowest|fewest|more|less|fewer|longest)\b", re.I
)
_NUMBER = re.compile(
    r"\b(?:segments?|groups?|clusters?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\W*$", re.I
)
_ROWS = re.compile(r"No row was left out|Not used: |Columns of the file|Compared by: ")
"""Lines about rows and columns, not about people."""
_TRAIT = re.compile(r"s\d+\.\d+$")
_BY_ORDER = re.compile(r"\b(?:order|basket|cart|purchase) (?:values?|sizes?|worth)\b|\baov\b", re.I)
_GROUPS = (
    (
        re.compile(
            r"\b(?:(?:left|leave|leaving) out|not (?:read|used)|excluded?|skipped|dropped|thrown|ignored|missing)\b",
            re.I,
        ),
        "r",
    ),
    (re.compile(r"\b(?:careful|aware|bias\w*|fair\w*|unfair|discriminat\w*|risky?|caution\w*)\b", re.I), "k"),
    (re.compile(r"\b(?:should we|do next|next step\w*|advice|advise|recommend\w*|begin with|start with)\b", re.I), "a"),
    (re.compile(r"\b(?:forecast\w*|predict\w*|expect\w*|future|likely|next (?:weeks?|months?))\b", re.I), "f"),
    (re.compile(r"\b(?:since|moved?|changed?|shrank|grew)\b", re.I), "t"),
    (re.compile(r"\b(?:compared? (?:\w+ )?by|features?|columns?)\b", re.I), "n"),
    (
        re.compile(
            r"\b(?:top|best) (?:customers|tenth|\d+ ?(?:%|percent))|\b(?:vips?|resembl\w+|look-?alikes?)\b",
            re.I,
        ),
        "b",
    ),
)
"""What is asked about -> the lines that speak of it."""


def answer_report(inputs: ReportQuestion) -> ReportAnswer:
    """-> what up to three lines say of what is asked; none where a word of it stands in no line."""
    before, told = [each.question for each in inputs.earlier], [each.text for each in inputs.lines]
    asked = whole(inputs.question, before, _names(inputs.lines), told)
    question = staying(_BY_ORDER.sub("money per order", asked), inputs.lines)
    numbers = _segments(inputs.lines, asked)
    found = of_everybody(inputs.lines, asked, numbers) or _of_work(inputs.lines, asked, numbers)
    found = found or _lines(inputs.lines, question)
    if found and of_the_report(inputs.lines, asked, _names(inputs.lines)):
        said = [ReportSentence(text=_said(each, asked, numbers), lines=[each.id]) for each in found]
        return ReportAnswer(sentences=said, instead=_beside(found, question))
    return ReportAnswer(sentences=[], instead=helps_instead(inputs.lines, question, _subject(inputs.lines, question)))


def _said(line: ReportLine, question: str, numbers: set[str]) -> str:
    """The line, of the segments that are asked about where it tells of all."""
    some = stays_most(line, question) or of_these(line, question, numbers) or portion(line, numbers)
    return some or _cut(line.text)


def _beside(found: Sequence[ReportLine], question: str) -> Instead:
    """What else helps beside these lines."""
    if WHY.search(question) and LEAVES.search(question):
        return "ask them"
    return "try it" if OFFERS.search(question) and all(line.id.startswith("a") for line in found) else "none"


def _of_work(lines: tuple[ReportLine, ...], question: str, numbers: set[str]) -> list[ReportLine]:
    """What people ask who are going to act on a report: what was lost, whom to turn to, who stays, how sure it is."""
    if WHICH_THINGS.search(question) or (WHY.search(question) and not numbers):
        return []
    names = _names(lines)
    if not numbers and (quiet := going_quiet(lines, question)) and (steps := to_do(lines, question, quiet, names)):
        return steps
    if changed := lost_or_gained(lines, question, numbers, names):
        return changed
    if re.search(r"\bwhere\b", question, re.I) and (places := _places(lines)):
        return places
    return (
        to_do(lines, question, numbers, names)
        or of_habits(lines, question, numbers)
        or side_by_side(lines, question, numbers)
        or how_sure(lines, question, numbers)
    )


def _lines(lines: tuple[ReportLine, ...], question: str) -> list[ReportLine]:
    if told := came_or_gone(lines, question):
        return told
    since = any(re.match(r"t\d", line.id) for line in lines)
    if since and (MOVES.search(question) or (asks_of_change(question) and not outcomes_in(lines))):
        return moving(lines, question, _names(lines))
    numbers = _segments(lines, question)
    if not numbers and LEAVES.search(question) and (of_some := looked_at_for_fairness(lines, question)):
        return of_some
    if not numbers and LEAVES.search(question) and not names_a_column(question, lines):
        if of_them := leaving(lines, question):
            return of_them
        if not re.search(r"\bwho|segment", question, re.I):
            return []
        lines = tuple(line for line in lines if line.id.startswith(("c", "s")))
    if WHICH_THINGS.search(question) or MORE_THAN.search(question) or TRIES.search(question):
        return []
    asked = _subject(lines, question)
    if not numbers and WHY.search(question) and (not asked or asked <= content_stems("rules tests votes agree choose")):
        other = another_number(lines, question)
        return _why(lines) if other is None else other
    if WOULD.search(question) or (WHY.search(question) and numbers):
        return []
    if (spent := average_spent(lines, question, numbers)) is not None and (spent or numbers):
        return spent
    if not numbers and (of_it := _of_a_group(lines, question, asked)):
        return of_it
    if special := _size_or_money(lines, numbers, asked, question) or counted(lines, asked - WEAK or asked, question):
        return special
    nameless = {line.id: _nameless(line.text, lines) for line in lines if not _ROWS.match(line.text)}
    if re.search(r"\bhow many\b", question, re.I):
        nameless = {id: text for id, text in nameless.items() if not id.startswith(("k", "n"))}
    known = {id: content_stems(text) for id, text in nameless.items()}
    held = Counter(word for stems in known.values() for word in stems)
    subject = asked - WEAK or asked
    wanted = {near: word for word in asked for near in {word, *MEANING.get(word, set())} if near in held}
    near = [line for line in lines if line.id in known and _may(line, numbers, question)]
    some = [] if numbers else [line for line in lines if line.id in known and _TRAIT.match(line.id)]
    for among in (near, some):
        told = [line for line in among if _tells(known[line.id], subject) and _as_often(nameless[line.id], question)]
        scored = [(_score(known[line.id], wanted, held), line) for line in told]
        best = max((score for score, _ in scored), default=0.0)
        if best > 0:
            return [line for score, line in scored if score >= 0.99 * best][: MOST if numbers or among is some else 1]
    if numbers and not asked:
        return [line for line in near if line.id.endswith(".1") or line.id.endswith(".2")][:MOST]
    return [] if asked or numbers else _counted(lines, question)


def _places(lines: tuple[ReportLine, ...]) -> list[ReportLine]:
    """How many are from which country or town, where the file has it."""
    return [line for line in lines if line.id[0] == "h" and PLACE.search(line.text.partition(" is ")[0])][:MOST]


def _tells(stems: set[str], subject: set[str]) -> bool:
    """Whether a line shares every word of the question that carries its subject, as it stands or as reports say it."""
    return all(word in stems or MEANING.get(word, set()) & stems for word in subject)


def _as_often(text: str, question: str) -> bool:
    """Where it is asked who did it once, whether the line tells of once; who did it "at least once" is another."""
    return not ONCE.search(question) or ONCE.search(text) is not None


def _nameless(text: str, lines: tuple[ReportLine, ...]) -> str:
    """Words in the name of a segment say nothing of it."""
    for name in _names(lines):
        text = text.replace(f"“{name}”", " ")
    return text


def _why(lines: tuple[ReportLine, ...]) -> list[ReportLine]:
    """The reason of the decision, and what each test says."""
    decided = [line for line in lines if line.id.startswith("d")]
    votes = [line for line in decided if "each test" in line.text]
    return [*decided[1:2], *votes[:1]][:MOST]


def _size_or_money(
    lines: tuple[ReportLine, ...], numbers: set[str], asked: set[str], question: str
) -> list[ReportLine]:
    """How many a segment has, and what it brings, stand in its first line; of all of them side by side."""
    if not numbers and asked and asked <= SIZE and _MOST.search(question):
        return [line for line in lines if line.id == "c1"]
    money = bool(asked & MONEY) and asked <= MONEY | SIZE
    if numbers and asked and asked <= MONEY | SIZE:
        return [line for line in lines if line.id in {f"s{number}.1" for number in numbers}][:MOST]
    wants = money and (_MOST.search(question) or "segment" in question.casefold())
    return [line for line in lines if wants and line.id.startswith("c") and "share of the money" in line.text]


def _of_a_group(lines: tuple[ReportLine, ...], question: str, asked: set[str]) -> list[ReportLine]:
    """Where it is asked about what a whole group of lines tells, and no name that they do not know."""
    group = next((group for asks, group in _GROUPS if asks.search(question)), "")
    of_it = [line for line in lines if group and re.match(rf"{group}\d", line.id)]
    if group == "r":
        of_it = [line for line in of_it if line.text.startswith(("Not used", "No row"))]
    told = {word for line in lines for word in content_stems(line.text)}
    return [] if any(word.capitalize() in question for word in asked - told) else of_it[:MOST]


def _counted(lines: tuple[ReportLine, ...], question: str) -> list[ReportLine]:
    """ "How many segments?", "how many customers?" """
    if set(words(question)) - COUNTING:
        return []
    if not re.search(r"\bhow (?:many|large|big)\b", question, re.I):
        return [line for line in lines if line.id == "c1" and _MOST.search(question)]
    return [line for line in lines if line.id == "d1"]


def _subject(lines: tuple[ReportLine, ...], question: str) -> set[str]:
    """What is asked about, without the names of segments and words of asking."""
    bare = _SEGMENT.sub(" ", question)
    for name in _names(lines):
        bare = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", bare, flags=re.I)
    return content_stems(_MOST.sub(" ", bare)) - ASKING - {stem(each) for each in words(bare) if numbers(each)}


def _segments(lines: tuple[ReportLine, ...], question: str) -> set[str]:
    named = {number for name, number in _names(lines).items() if name.casefold() in question.casefold()}
    return named | set(_SEGMENT.findall(question))


def _names(lines: tuple[ReportLine, ...]) -> dict[str, str]:
    found = [_NAMED.match(line.text) for line in lines if line.id.startswith("s")]
    return {each["name"]: each["number"] for each in found if each}


def _may(line: ReportLine, numbers: set[str], question: str) -> bool:
    """Of the segment that is asked about; side by side where the most or least is wanted; else of everybody."""
    if numbers:
        return line.id.partition(".")[0].removeprefix("s") in numbers and line.id.startswith("s")
    if _MOST.search(question) or re.search(r"\b(?:which|each|every|per|by) segments?\b", question, re.I):
        return line.id.startswith("c")
    return not line.id.startswith(("s", "a"))


def _score(stems: set[str], wanted: dict[str, str], held: Counter[str]) -> float:
    """Rare words count more; each word of the question once."""
    best: dict[str, float] = {}
    for near, word in wanted.items():
        if near in stems:
            best[word] = max(best.get(word, 0.0), (1.0 if near == word else 0.8) / held[near] ** 0.5)
    return sum(best.values()) - 0.0001 * len(stems) if best else 0.0


def _cut(text: str) -> str:
    """Between two segments, where all of them would be too long for a sentence."""
    while len(text) > LONGEST and "; " in text:
        text = text.rpartition("; ")[0]
    return text
