"""The briefs a model works from are held to the tasks they belong to and to the rules they teach."""

from __future__ import annotations

import re
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

import flows.llm.memory_tasks as memory_tasks
import flows.llm.persona_tasks as persona_tasks
import flows.llm.report_tasks as report_tasks
import flows.llm.tasks as tasks
import flows.llm.text_tasks as text_tasks
from flows.interview.closing import as_summary
from flows.interview.deck_material import proposed_of
from flows.interview.state import InterviewState
from flows.llm.json_schema import plain_field
from flows.llm.task import Picture, Task
from flows.segmentation.carrying import carried, source
from flows.segmentation.portions import checked_readings
from interviews.answers import Answer, Claim, Question
from interviews.claims import claims_of, stands
from interviews.evidence import verified
from interviews.question_rules import faults
from interviews.summary import Segment, Summary, Verdict
from segments.line_facts import Line, Piece
from segments.readings import Given
from tests.prompts.briefs import PROMPTS, SAID, Example, answers_in, brief, examples, section

SECTIONS = ["Role", "Task", "Material", "Rules", "Result", "Examples"]
TASKS: list[Task[Any, Any]] = [
    each
    for module in (tasks, persona_tasks, memory_tasks, text_tasks, report_tasks)
    for each in vars(module).values()
    if isinstance(each, Task)
]
IN_PICTURES = [task for task in TASKS if task.result is Picture]
IN_JSON = [task for task in TASKS if plain_field(task.result) is None and task not in IN_PICTURES]
IN_WORDS = [task for task in TASKS if task not in IN_JSON and task not in IN_PICTURES]
EACH_IN_JSON = pytest.mark.parametrize("task", IN_JSON, ids=[task.name for task in IN_JSON])
EACH_TASK = pytest.mark.parametrize("task", TASKS, ids=[task.name for task in TASKS])


def inner_types(annotation: Any) -> list[type]:
    """The classes an annotation is made of: `list[Dimension | Matter]` -> Dimension, Matter."""
    if get_origin(annotation) in (list, tuple, dict, Union, UnionType):
        return [each for part in get_args(annotation) for each in inner_types(part)]
    return [annotation] if isinstance(annotation, type) else []


def vocabulary(model: type[BaseModel]) -> set[str]:
    """Every field of a result and every value one of its labels can take."""
    names: set[str] = set()
    for name, field in model.model_fields.items():
        names.add(name)
        for inner in inner_types(field.annotation):
            if issubclass(inner, BaseModel):
                names |= vocabulary(inner)
            elif issubclass(inner, Enum):
                names |= {str(each.value) for each in inner}
    return names


def backticked(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def test_no_brief_without_a_task() -> None:
    """A brief that no task asks for would be read by nobody; a task without a brief could not run."""
    assert {path.stem for path in PROMPTS.glob("*.md")} == {task.name for task in TASKS}
    assert len(TASKS) >= 3


@EACH_TASK
def test_the_same_sections_in_the_same_order(task: Task[Any, Any]) -> None:
    """Whoever knows one brief finds their way in the next."""
    # An example of a picture, told in words, would be drawn as well.
    expected = SECTIONS[:-1] if task in IN_PICTURES else SECTIONS
    assert re.findall(r"^## (.+)$", brief(task), re.M) == expected


@EACH_TASK
def test_short_enough_to_be_read(task: Task[Any, Any]) -> None:
    """A brief is prose somebody reads before changing it; its examples are extra."""
    words = brief(task).split("## Examples")[0].split()
    assert 300 <= len(words) <= 1600


@EACH_TASK
def test_what_people_said_is_data(task: Task[Any, Any]) -> None:
    """Every input is explained, and an order inside an answer is only something somebody said."""
    material = section(brief(task), "Material")
    assert set(task.inputs.model_fields) <= backticked(material)
    assert "never an instruction" in material
    assert "order" in material


@EACH_IN_JSON
def test_every_field_and_label_of_the_result_is_explained(task: Task[Any, Any]) -> None:
    """The model sees no field whose meaning it would have to guess."""
    text = section(brief(task), "Rules") + section(brief(task), "Result")
    assert vocabulary(task.result) - backticked(text) == set()
    assert set(task.result.model_fields) <= backticked(section(brief(task), "Result"))


@EACH_IN_JSON
def test_examples_are_what_the_task_returns(task: Task[Any, Any]) -> None:
    """Good and bad alike have the right shape: what makes a bad one bad is what it says."""
    found = examples(task)
    assert len(found) == brief(task).count("```json")
    assert {example.good for example in found} == {True, False}
    for example in found:
        task.result.model_validate_json(example.json, strict=False)


@EACH_TASK
def test_nothing_but_plain_prose(task: Task[Any, Any]) -> None:
    """No paths of a machine and no leftovers in what a model reads."""
    assert not re.search(r"/work/|TODO|FIXME|XXX|https?:", brief(task))


@pytest.mark.parametrize("example", examples(tasks.ASK_QUESTION), ids=lambda each: "good" if each.good else "bad")
def test_questions_pass_or_fail_the_rules_of_asking(example: Example) -> None:
    """A good example would be posted, a bad one turned down, by the very rules that check every question."""
    said = answers_in(section(brief(tasks.ASK_QUESTION), "Examples"))
    draft = tasks.QuestionDraft.model_validate_json(example.json)
    question = Question(id="q3", text=draft.text, why=draft.why, about=draft.about, follow_up=draft.follow_up)
    assert len(said) == 3
    assert (faults(question, [], said) == []) is example.good


def test_good_readings_quote_and_bad_ones_are_dropped() -> None:
    """Each claim of a good reading stands in the answer above it; of the bad one nothing is left."""
    found = examples(tasks.READ_ANSWER)
    first_said = SAID.findall(found[0].text)[0][1]
    for example in found:
        said = (SAID.findall(example.text) or [("", first_said)])[0][1]
        reading = tasks.Reading.model_validate_json(example.json)
        assert [stands(claim, said) for claim in reading.claims] == [example.good] * len(reading.claims)
        assert reading.claims


def test_a_good_summary_survives_the_check_whole() -> None:
    """Nothing of the good summary is dropped or turned to unknown; the bad one loses what no answer says."""
    said = answers_in(section(brief(tasks.SUMMARISE), "Examples"))
    read = [answer.model_copy(update={"claims": (_heard(answer),)}) for answer in said]
    for example in examples(tasks.SUMMARISE):
        draft = as_summary(tasks.SummaryDraft.model_validate_json(example.json))
        kept = verified(draft, read)
        verdicts = [[each.verdict for each in segment.judgements] for segment in kept.segments]
        if example.good:
            assert kept.dropped == 0
            assert verdicts == [[each.verdict for each in segment.judgements] for segment in draft.segments]
            assert all(cited.basis is not None for cited in draft.problem)
        else:
            assert kept.dropped > 0


def test_good_readings_of_texts_stand_in_them_and_of_bad_ones_little_is_left() -> None:
    """A topic is a topic, a quote stands in its text, and no text is read twice."""
    shown = re.findall(r't(\d) "([^"]+)"', section(brief(text_tasks.READ_TEXTS), "Examples"))
    portion = [Given(key=f"k{number}", text=text) for number, text in shown]
    for example in examples(text_tasks.READ_TEXTS):
        draft = text_tasks.TextReadings.model_validate_json(example.json)
        made = checked_readings(portion, draft)
        quotes = [each.quote for each in draft.readings if each.quote]
        assert ([each.quote for each in made.values() if each.quote] == quotes) is example.good
        assert all(each.sentiment for each in made.values()) is example.good
        assert all(not each.topic or made[f"k{each.id[1:]}"].topic for each in draft.readings) is example.good


def test_good_answers_about_a_report_are_carried_by_its_lines_and_bad_ones_fall() -> None:
    """The lines shown above the examples are all that is known of that report."""
    text = section(brief(report_tasks.ANSWER_REPORT), "Examples")
    shown = {id: Line(id, words) for id, words in re.findall(r"^> (\w[\w.]*): (.+)$", text, re.M)}
    called = {"Summer crews": 2, "One weekend": 1}
    sources = source([_of_segments(each) for each in shown.values()], tuple(called), called)
    assert len(shown) == 12
    for example in examples(report_tasks.ANSWER_REPORT):
        draft = report_tasks.ReportAnswer.model_validate_json(example.json)
        kept, faults = carried(draft.sentences, sources)
        assert len(kept if example.good else faults) == len(draft.sentences), faults
        assert example.good or not kept


def _of_segments(line: Line) -> Line:
    """As the module that numbers them says of whom they are."""
    found = re.finditer(r"Segment (\d), “[^”]+”: [^;]+", line.text)
    return Line(line.id, line.text, tuple(Piece(int(each[1]), each[0]) for each in found))


def test_a_good_deck_survives_the_check_and_a_bad_one_does_not() -> None:
    """What a good example puts on slides is carried by its answers; the bad one loses its share and its step."""
    said = answers_in(section(brief(tasks.OUTLINE_DECK), "Examples"))
    segment = Segment(id="A", name="Schools", rule="", answers=("a6",), judgements=())
    empty = Summary(problem=(), considerations=(), ideas=(), not_thinking_of=(), segments=(segment,))
    state = InterviewState(answers=tuple(said), summary=empty)
    for example in examples(tasks.OUTLINE_DECK):
        draft = tasks.DeckDraft.model_validate_json(example.json)
        kept = proposed_of(draft, state)
        assert (len(kept.titles) == len(draft.titles)) is example.good
        assert (set(kept.steps) == {"A"}) is example.good


def test_readings_of_the_good_summary_carry_no_label() -> None:
    """What nobody said has no answer and no basis; what was said has both."""
    good = next(example for example in examples(tasks.SUMMARISE) if example.good)
    draft = tasks.SummaryDraft.model_validate_json(good.json)
    considered = [statement for part in draft.considerations for statement in part.statements]
    statements = [*draft.problem, *considered, *draft.ideas, *draft.not_thinking_of]
    assert {bool(each.answers) for each in statements} == {True, False}
    assert all(bool(each.answers) is (each.basis is not None) for each in statements)
    unknown = [each for each in draft.segments[0].judgements if each.verdict is Verdict.UNKNOWN]
    assert unknown
    assert not any(each.answers for each in unknown)


def _heard(answer: Answer) -> Claim:
    drafts = [
        tasks.ClaimDraft(
            text=answer.text,
            quote=answer.text,
            basis="heard",
            source=None,
            denominator=None,
            dimensions=[],
            matters=[],
            aside=False,
        )
    ]
    return claims_of(answer, drafts)[0]


@pytest.mark.parametrize("task", IN_WORDS, ids=[task.name for task in IN_WORDS])
def test_what_is_answered_in_words_is_shown_in_words(task: Task[Any, Any]) -> None:
    parts = re.split(r"^### (Good|Bad)\n", section(brief(task), "Examples"), flags=re.M)[1:]
    assert {"Good", "Bad"} <= set(parts[::2])
    assert all(SAID.search(part) and "```" not in part for part in parts[1::2])
