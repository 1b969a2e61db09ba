"""What somebody means in the thread of an analysis: a file, a column, a number of segments, a persona."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows.files import File
from flows.origins import is_answer
from flows.runtime import Incoming
from flows.segmentation import anew, beliefs, hearing_corrections, laying_over, reading
from flows.segmentation.asked import is_written_anew
from flows.segmentation.correcting import CORRECT, corrected
from flows.segmentation.handing_out import AUDIENCE, CANVAS, DECK, asked_for, can_hand_out, is_refused
from flows.segmentation.lining_up import is_taken_out
from flows.segmentation.lists import asks_for_a_list
from flows.segmentation.questions import begins_to_ask, is_question, is_to_us
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.taken_back import is_taken_back
from flows.stepping import STEP
from interviews.controls import control, is_side_talk
from interviews.language import SMALL_NUMBERS, small_number, words
from segments.told import Question

TABLES = (
    ".csv", ".tsv", ".xlsx", ".xlsb", ".xls", ".ods", ".jsonl", ".ndjson", ".parquet",
    ".csv.gz", ".tsv.gz", ".jsonl.gz", ".ndjson.gz", ".zip",
)  # fmt: skip
"""Endings of files that are customers rather than something to read."""
MOST_WANTED = 20
MOST_READ = 200
"""Letters of a message in which a wish is looked for: whoever writes more tells something."""
_WANTED = re.compile(rf"\b(\d{{1,2}}|{'|'.join(SMALL_NUMBERS)})\s+segments?\b", re.I)
_PERSONA = re.compile(r"\bpersonas?\b.*?\b(?:segment|number|of|from)\s+(\d{1,2})\b", re.I)
_ASKED = re.compile(
    r"\b(?:segments?|segmentation|clusters?)\b.*\b(?:data|file|table|spreadsheet|csv|export|customers|orders)\b"
    r"|\b(?:analy[sz]e|cluster|segment)\b.*\b(?:data|file|table|spreadsheet|csv|export|customers|orders)\b",
    re.I,
)
_ASKED_AS = re.compile(r"understood-\d+|column-\d+-asked")
"""Names of replies that may ask which column it is."""
_READ = re.compile(r"(?:please )?read (?:them|the texts|the rest|on)(?: with the model)?(?: please)?", re.I)
HANDED_OUT = {CANVAS: "keep_canvas", DECK: "make_deck", AUDIENCE: "hand_out_audience"}
"""What is asked for -> the node that makes it."""
STOPS = {"stop", "stop it", "cancel"}
LONG = {"hand_out_audience", "make_deck", "make_anew", "compare_beliefs"}
"""Nodes that wait for a process of their own, though somebody asks for them."""


def asks_for_segments(incoming: Incoming) -> bool:
    """Whether a first message wants a file of customers analysed: it brings one, or says so in so many words."""
    if incoming.attached:
        return bool(tables([incoming])) and len(tables([incoming])) == len(incoming.attached)
    return len(incoming.said) < 200 and _ASKED.search(incoming.said) is not None


def tables(batch: Sequence[Incoming]) -> list[File]:
    """Files that may be tables of customers."""
    return [file for each in batch for file in each.attached if file.name.lower().endswith(TABLES)]


def wanted(said: str) -> int | None:
    """'make it five segments' -> 5."""
    found = _WANTED.search(said)
    if found is None:
        return None
    number = small_number(found[1])
    return number if 2 <= number <= MOST_WANTED else None


def segment_named(said: str) -> int | None:
    """'a persona of segment 3' -> 3."""
    found = _PERSONA.search(said[:MOST_READ])
    return int(found[1]) if found else None


def column_named(state: SegmentationState, said: str) -> str | None:
    """-> the field that an answer names, as it is called in the file; None where it names none, or several."""
    columns = state.understanding.columns if state.understanding else ()
    plain = " ".join(words(said))
    exact = [each.field for each in columns if " ".join(words(each.name)) == plain]
    within = [each.field for each in columns if f" {' '.join(words(each.name))} " in f" {plain} "]
    found = exact or within
    return found[0] if len(found) == 1 else None


def choice_named(state: SegmentationState, question: Question, said: str) -> str | None:
    """-> the choice that is meant: one that is no column by its own words, a column by its name."""
    plain = " ".join(words(said))
    return next((each for each in question.choices if each == plain), None) or column_named(state, said)


def is_due(state: SegmentationState, incoming: Incoming) -> bool:
    """Whether this row is the step that comes next: one that was stopped, or begun anew, is not."""
    return state.phase in (Phase.WORKING, Phase.READING) and incoming.value == str(state.steps)


def meant(state: SegmentationState, batch: Sequence[Incoming]) -> str:
    """-> the node that takes it up."""
    first = batch[0]
    if is_refused(state, first):
        return "mend_undelivered"
    if first.kind == "schedule":
        return _rung(state, first)
    if is_answer(first):
        return "keep_origin"
    if is_taken_back(state, first):
        return "put_away"
    if is_taken_out(state, first):
        return "take_out"
    if first.kind == "submission" and first.action == CORRECT:
        return "correct_columns" if corrected(state, first) else "say_not_now"
    if first.kind in ("press", "submission") and hearing_corrections.meant(first):
        return "hear_correction" if first.kind == "submission" or state.phase is Phase.DONE else "say_not_now"
    if first.kind == "press":
        return _pressed(state, first)
    if is_written_anew(state, first):
        return "forget_question"
    if first.kind not in ("message", "command") or (is_side_talk(first.said) and not first.mention):
        return "keep_quiet"
    return _said(state, batch)


def _rung(state: SegmentationState, row: Incoming) -> str:
    if row.action == beliefs.COMPARE:
        return "compare_beliefs" if state.phase is Phase.DONE else "keep_quiet"
    if laying_over.is_due(state, row):
        return "apply_corrections"
    if row.action != STEP or not is_due(state, row):
        return "keep_quiet"
    return "read_on" if state.phase is Phase.READING else "take_step"


def _pressed(state: SegmentationState, press: Incoming) -> str:
    action = press.action or ""
    if action == "stop":
        return "stop" if state.phase in (Phase.WORKING, Phase.READING, Phase.ASKING) else "keep_quiet"
    if action in ("retry", "resume"):
        return "begin_again" if state.phase is Phase.WAITING and state.task else "say_not_now"
    if action.startswith("column_"):
        return "hear_answer" if state.phase is Phase.ASKING else "say_not_now"
    if action.startswith("persona_of_"):
        return "make_persona" if state.report else "keep_quiet"
    if action in (reading.READ, reading.LEAVE):
        return action if reading.may_be_read(state) else "say_not_now"
    if action in HANDED_OUT:
        return HANDED_OUT[action] if can_hand_out(state, action) else "say_not_now"
    if action == anew.MAKE_ANEW:
        return "make_anew" if anew.can_make_anew(state) else "say_not_now"
    if action == beliefs.COMPARE:
        return "compare_beliefs" if state.phase is Phase.DONE else "say_not_now"
    return "keep_quiet"


def _said(state: SegmentationState, batch: Sequence[Incoming]) -> str:
    said = " ".join(words(batch[0].said))
    elsewhere = "" if any(each.attached for each in batch) else asked_for(batch[0].said, to_us=is_to_us(batch[0]))
    if elsewhere and can_hand_out(state, elsewhere):
        return HANDED_OUT[elsewhere]
    at_work = state.phase in (Phase.WORKING, Phase.READING)
    if tables(batch) and (at_work or (state.phase in (Phase.ASKING, Phase.WAITING) and state.waiting)):
        return "line_up"
    stops = said in STOPS or control(batch[0].said) in ("pause", "finish")
    if at_work:
        asked = is_to_us(batch[0]) or _wants_something(batch[0].said)
        return "stop" if stops else "say_busy" if asked else "keep_quiet"
    if tables(batch):
        return "begin"
    if any(each.attached for each in batch):
        return "say_no_table"
    if state.phase is Phase.ASKING:
        return "stop" if _leaves_it(state, batch[0]) else "hear_answer"
    if state.phase is Phase.WAITING and state.waiting and stops:
        return "stop"
    if state.phase is Phase.WAITING and state.task and control(batch[0].said) in ("resume", "retry"):
        return "begin_again"
    if state.phase is Phase.DONE and hearing_corrections.concerns(state, batch[0].said):
        return "hear_correction"
    if reading.may_be_read(state) and (_READ.fullmatch(said) or _goes_on(state, batch[0])):
        return "read_texts"
    if state.report is not None and segment_named(batch[0].said) is not None:
        return "make_persona"
    if state.phase is Phase.DONE and beliefs.asks_for_it(batch[0].said):
        return "compare_beliefs"
    if state.report is not None and wanted(batch[0].said) is not None and not begins_to_ask(batch[0].said):
        return "begin_again"
    if state.report is not None and not elsewhere and len(batch) == 1 and asked_for(batch[0].said):
        return "keep_quiet"  # Who of them is going to quit, people ask each other.
    if state.report is not None:
        later = bool(state.asked)
        asks = (
            is_question(each, after_another=later) or asks_for_a_list(each.said, to_us=is_to_us(each)) for each in batch
        )
        return "answer_question" if any(asks) else "say_how_to_go_on"
    return "ask_for_file"


def _leaves_it(state: SegmentationState, answer: Incoming) -> bool:
    """Nobody has to know the answer; a column may be called “Stop”."""
    said = " ".join(words(answer.said))
    stops = said in STOPS or control(answer.said) in ("pause", "finish", "skip")
    return stops and state.question is not None and choice_named(state, state.question, answer.said) is None


def is_below_an_earlier_question(press: Incoming, posted: Mapping[str, str]) -> bool:
    """`posted`: name of a reply -> its ts. What was asked of the file before has choices of its own."""
    asked = {ts for name, ts in posted.items() if _ASKED_AS.fullmatch(name)}
    return press.kind == "press" and press.message_ts in asked and float(press.message_ts) < max(map(float, asked))


def _wants_something(said: str) -> bool:
    """What would be done if nothing were under way: whoever writes it waits for an answer."""
    corrects = hearing_corrections.said(said) is not None
    wants = asked_for(said, to_us=False) or segment_named(said) is not None or wanted(said) is not None
    return bool(wants) or corrects or beliefs.asks_for_it(said)


def _goes_on(state: SegmentationState, message: Incoming) -> bool:
    """ "resume", where the reading of texts was stopped."""
    return state.texts is not None and state.texts.stage == "stopped" and control(message.said) == "resume"


def joins(state: SegmentationState, incoming: Incoming) -> bool:
    """What is written and dropped in one breath belongs together, before there is anything to say about it."""
    return incoming.kind == "message" and state.phase in (Phase.NEW, Phase.WAITING) and not is_side_talk(incoming.said)


def interrupts(incoming: Incoming) -> bool:
    """The columns are something else, or the message with the file may be gone."""
    return incoming.kind == "deletion" or (incoming.kind == "submission" and incoming.action == CORRECT)


def takes_long(state: SegmentationState, batch: Sequence[Incoming]) -> bool:
    """Steps, and what is looked up in the file again."""
    return batch[0].kind == "schedule" or meant(state, batch) in LONG
