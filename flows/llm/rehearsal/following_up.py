"""A short question after another, made whole by rule: "and segment 3?" asks of segment 3 what was asked before."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from interviews.language import content_stems, words

_BEGINS = re.compile(r"^\W*(?:(?:and|but|so|or|ok|okay|also|then|segue)\b\W*)*(?:(?:what|how) about\b\W*)?", re.I)
_WHY = frozenset(("why", "how", "come", "is", "that", "so", "exactly", "not", "this", "it"))
_ASKS = re.compile(r"\b(?:why|how|what|which|who|whom|whose|when|where|do|does|did|is|are|was|were|has|have)\b", re.I)
_SEGMENT = re.compile(r"\bsegments?\s+#?(\d{1,3})\b", re.I)
_ANY = re.compile(r"\b(?:which|what|whose) segments?\b|\bwho\b", re.I)
_THEM = re.compile(
    r"\b(?:they|them|their|its|those(?: customers)?|(?:this|that) (?:segment|one|group)|these(?: customers)?)\b", re.I
)
_MOST = re.compile(r"\b(?:the )?(?:most|least|largest|smallest|biggest|best|highest|lowest|fewest)\b", re.I)
VALUE = re.compile(r"^(?P<column>.+?)(?: is |: )(?P<value>[^:]+): [\d,]+ of [\d,]+ ")
"""Of a line that counts who has a value of a column."""


def whole(question: str, earlier: Sequence[str], names: Mapping[str, str], lines: Collection[str]) -> str:
    """-> the question with what it leaves out put in from those before, the first one first; a question that leaves
    nothing out as it is. `names`: of the segments -> their numbers; `lines`: of the report."""
    before = ""
    called = {**names, **_shorter(names, lines)}
    for each in (*earlier, question):
        before = _after(before, _numbered(each, called), lines) if before else _numbered(each, called)
    return before


def _shorter(names: Mapping[str, str], lines: Collection[str]) -> dict[str, str]:
    """Beginnings of names by which people call a segment, and one of them: “big spenders”, “VIP”. No beginning that two
    names have, and no value of a column, which many may have outside the segment."""
    found: dict[str, list[str]] = {}
    for name, number in names.items():
        short = re.split(r",| of | with ", name)[0].strip()
        one = re.sub(r"(?<=[^\Ws])s$", "", short)
        for each in {short, one} - {name}:
            if len(each) > 2 and (" " in each or each[:-1] == each[:-1].upper() or short == name):
                found.setdefault(each, []).append(number)
    values = {value["value"].casefold() for line in lines if (value := VALUE.match(line))}
    return {each: some[0] for each, some in found.items() if len(some) == 1 and each.casefold() not in values}


def _numbered(question: str, names: Mapping[str, str]) -> str:
    """With the number of a segment in the place of its name."""
    for name, number in sorted(names.items(), key=lambda each: -len(each[0])):
        question = re.sub(rf"(?<!\w)[“\"]?{re.escape(name)}[”\"]?(?!\w)", f"segment {number}", question, flags=re.I)
    return question


def _after(before: str, said: str, lines: Collection[str]) -> str:
    """What `said` asks, after `before`."""
    rest, asked = _BEGINS.sub("", said).strip(), before.rstrip(" ?!.")
    spoken = set(words(rest))
    if "why" in spoken and spoken <= _WHY:
        return f"why, {asked}?"
    if _SEGMENT.search(rest) is None and _THEM.search(rest) and len(set(_SEGMENT.findall(before))) == 1:
        return _THEM.sub(f"segment {_SEGMENT.findall(before)[0]}", rest, count=1)
    if _ASKS.search(rest):
        return rest if _BEGINS.fullmatch(said.removesuffix(rest)) else said
    return _left_out(asked, rest, lines) or said


def _left_out(asked: str, rest: str, lines: Collection[str]) -> str:
    """`rest` has no word that asks: a segment, a value, a subject, or only the most or the least."""
    bare = rest.rstrip(" ?!.")
    if number := re.fullmatch(r"(?:in |of |for |the )*#?(\d{1,2})", bare):
        bare = f"segment {number[1]}"
    if re.fullmatch(r"(?:in |of |for |with |the )*segments?\s+#?\d{1,3}", bare, re.I):
        return _of_segment(asked, _SEGMENT.findall(bare)[0])
    if _MOST.fullmatch(bare) or _MOST.fullmatch(re.sub(r"\bone$", "", bare).strip()):
        return _MOST.sub(bare, asked, count=1) if _MOST.search(asked) else f"{asked}, {bare}?"
    if other := _other_value(asked, bare, lines):
        return other
    if not content_stems(bare):
        return ""
    if found := _SEGMENT.search(asked):
        kept = re.match(r"(?:in|by|with|from|for|pay\w*|use\w*)\b", bare, re.I)
        return f"{asked} {bare}?" if kept else f"{bare} of segment {found[1]}?"
    if _ANY.search(asked) and re.match(r"(?:in|by|from)\b", bare, re.I) is None:
        return f"which segment {bare}{'' if _MOST.search(bare) else ' most'}?"
    return f"{asked} {bare}?"


def _of_segment(asked: str, number: str) -> str:
    """The same of another segment; where the most was asked for, what this one has."""
    if _SEGMENT.search(asked):
        return f"{_SEGMENT.sub(f'segment {number}', asked)}?"
    plainly = _MOST.sub(" ", _ANY.sub(" ", asked))
    return f"{' '.join(plainly.split())} of segment {number}?"


def _other_value(asked: str, bare: str, lines: Collection[str]) -> str:
    """With another value of the same column in the place of the one that was asked about."""
    values: dict[str, list[str]] = {}
    for line in lines:
        if found := VALUE.match(line):
            values.setdefault(found["column"], []).append(found["value"])
    for some in values.values():
        before = next((each for each in some if _says(asked, each)), "")
        after = next((each for each in some if _says(bare, each)), "")
        if before and after:
            return re.sub(re.escape(before), after, asked, flags=re.I) + "?"
    return ""


def _says(text: str, value: str) -> bool:
    return f" {' '.join(words(value))} " in f" {' '.join(words(text))} "
