"""What somebody wants corrected, in words, by a press or in the form: a name, a customer's place, one taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.forms import Choice, Form
from flows.runtime import Incoming
from flows.segmentation.corrections_in_words import segment_of
from flows.segmentation.state import Phase, SegmentationState
from flows.wording import fixed, say

CORRECT_SEGMENT, TAKE_BACK = "correct_segment", "take_back_"
"""Action of the button that opens the form, and of the form; and what that of *Undo* begins with."""
MOST_CUSTOMERS, LONGEST_NAME, LONGEST = 50, 60, 2000
TITLE, SUBMIT = fixed("Correct a segment"), fixed("Correct")
ASK = fixed("What should be otherwise in {file}? It holds here and in the next files of this thread.")
RENAME, PUT_INTO = fixed("Rename {number}. {name}"), fixed("Put customers into {number}. {name}")
TOGETHER, APART = fixed("Customers who belong together"), fixed("Customers who do not belong together")
NAME, CUSTOMERS = fixed("Its name"), fixed("Customers")
NOTE = fixed("As they stand in the file, with commas between them.")

Kind = Literal["name", "in", "with", "apart", "take back", "list"]


@dataclass(frozen=True)
class Wanted:
    """`segment`: an id, or as somebody wrote it: a number or a name. `number` of the correction to take back; 0 for the
    last one."""

    kind: Kind
    segment: str = ""
    customers: tuple[str, ...] = ()
    name: str = ""
    number: int = 0


_SEGMENT = r"(?:the\s+)?(?:segment\s+)?(?P<segment>.+)"
_WORDS: tuple[tuple[Kind, str], ...] = (
    ("name", r"(?:rename|call)\s+segment\s+(?P<segment>\d{1,2})\s+(?:to\s+|as\s+|into\s+)?(?P<name>.+)"),
    ("name", r"segment\s+(?P<segment>\d{1,2})\s+(?:is|should be)\s+called\s+(?P<name>.+)"),
    ("apart", r"customers?\s+(?P<who>.+?)\s+(?:do(?:es)?\s*n[o']t|do(?:es)? not|should not)\s+belong\s+together"),
    ("apart", r"customer\s+(?P<who>.+?\s+(?:do(?:es)?\s*n't|do(?:es)? not|should not)\s+belong\s+with\s+.+)"),
    ("apart", r"keep\s+customers\s+(?P<who>.+?)\s+apart"),
    ("with", r"customers?\s+(?P<who>.+?)\s+(?:should\s+)?belongs?\s+together"),
    ("with", r"customers?\s+(?P<who>.+?\s+(?:should\s+)?belongs?\s+with\s+.+)"),
    ("with", r"keep\s+customers\s+(?P<who>.+?)\s+together"),
    ("in", rf"customers?\s+(?P<who>.+?)\s+(?:should\s+)?belongs?\s+(?:in|into|to)\s+{_SEGMENT}"),
    ("in", rf"(?:put|move)\s+customers?\s+(?P<who>.+?)\s+(?:in|into|to)\s+{_SEGMENT}"),
    ("take back", r"(?:undo|take\s+back)\s+(?:the\s+)?correction\s+(?P<number>\d{1,6})"),
    ("take back", r"undo(?:\s+(?:it|that|the\s+last(?:\s+(?:one|correction))?))?|take\s+(?:it|that)\s+back"),
    ("list", r"(?:(?:list|show)\s+)?(?:me\s+)?(?:the\s+|all\s+|our\s+)?corrections|what\s+did\s+(?:we|you)\s+correct"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:please\s+)?{words}", re.I | re.S)) for kind, words in _WORDS)
_BETWEEN = re.compile(
    r"\s*(?:[,;&]|\band\b|\b(?:do(?:es)?\s*n't|do(?:es)? not|should not|should)?\s*\bbelongs?\s+with\b)\s*", re.I
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def said(text: str) -> Wanted | None:
    """'customers 12 and 14 belong in segment 3'; None where a message asks for nothing of that kind."""
    plain = " ".join(text.replace("’", "'").split()).rstrip(".!? ")
    if len(plain) > LONGEST:
        return None
    kind, parts = next(((kind, each.groupdict()) for kind, p in _PATTERNS if (each := p.fullmatch(plain))), (None, {}))
    customers = customers_in(parts.get("who") or "")
    # Whoever speaks of customers who buy once means none of them.
    if kind is None or any(" " in each and f"“{each}”" not in plain and f'"{each}"' not in plain for each in customers):
        return None
    segment, name = (_bare(parts.get(part) or "") for part in ("segment", "name"))
    return Wanted(kind, segment, customers, name, int(parts.get("number") or 0))


def customers_in(text: str) -> tuple[str, ...]:
    """'12, "Smith and Sons"; customer 14' -> each once, in their order."""
    quoted = _QUOTED.findall(text)
    parts = [*quoted, *_BETWEEN.split(_QUOTED.sub(",", text))]
    bare = [re.sub(r"^(?:customers?\s+|#)", "", part.strip(), flags=re.I) for part in parts]
    return tuple(dict.fromkeys(_bare(part) for part in bare if _bare(part)))


def concerns(state: SegmentationState, text: str) -> bool:
    """Whether a message wants something corrected; a segment is named by its number, or as it is called."""
    wanted = said(text)
    if wanted is None or state.report is None:
        return False
    return wanted.kind != "in" or wanted.segment.isdecimal() or segment_of(state.report, wanted.segment) is not None


def meant(incoming: Incoming) -> Wanted | None:
    """What a message, a press or a submission wants corrected."""
    action = incoming.action or ""
    if incoming.kind == "submission":
        return _filled(incoming) if action == CORRECT_SEGMENT else None
    if incoming.kind == "press":
        number = action.removeprefix(TAKE_BACK)
        return Wanted("take back", number=int(number)) if action != number and number.isdecimal() else None
    return said(incoming.said)


def form(state: SegmentationState) -> Form | None:
    """What *Correct a segment* opens, of the segments as they are now."""
    report = state.report
    if state.phase is not Phase.DONE or report is None or not report.found:
        return None
    named = [(each.id, {"number": each.number, "name": each.name}, each.name) for each in report.segments]
    customers = {"text": "", "note": say(NOTE), "field": say(CUSTOMERS)}
    return Form(
        CORRECT_SEGMENT,
        say(TITLE),
        say(SUBMIT),
        say(ASK, file=report.file),
        (
            *(Choice(f"name:{id}", say(RENAME, **told), name, field=say(NAME)) for id, told, name in named),
            *(Choice(f"in:{id}", say(PUT_INTO, **told), **customers) for id, told, _ in named),
            Choice("with:", say(TOGETHER), **customers),
            Choice("apart:", say(APART), **customers),
        ),
        longest=LONGEST,
    )


def _filled(submitted: Incoming) -> Wanted | None:
    kind, _, id = (submitted.value or "").partition(":")
    if kind == "name":
        return Wanted("name", id, name=_bare(" ".join(submitted.said.split())))
    if kind in ("in", "with", "apart"):
        return Wanted(kind, id, customers_in(", ".join(submitted.said.splitlines())))  # type: ignore[arg-type]
    return None


def _bare(text: str) -> str:
    return text.strip().strip("“”\"'‘’").strip()
