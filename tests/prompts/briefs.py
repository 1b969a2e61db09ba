"""The briefs as tests read them: section by section, and their examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flows.llm.tasks as tasks
from flows.llm.task import Task
from interviews.answers import Answer, Part

PROMPTS = Path(tasks.__file__).parents[1] / "prompts"
_BLOCK = re.compile(r"^```json\n(.*?)^```", re.S | re.M)
SAID = re.compile(r"^> (?:(a\d+): )?(.+)$", re.M)


@dataclass(frozen=True)
class Example:
    """One example of a brief: whether it is a good one, what was said (if it says so itself), and its JSON."""

    good: bool
    text: str
    json: str


def brief(task: Task[Any, Any]) -> str:
    return (PROMPTS / f"{task.name}.md").read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.S | re.M)
    assert found, f"no section {title}"
    return found[1]


def examples(task: Task[Any, Any]) -> list[Example]:
    parts = re.split(r"^### (Good|Bad)\n", section(brief(task), "Examples"), flags=re.M)[1:]
    return [
        Example(title == "Good", text, block)
        for title, text in zip(parts[::2], parts[1::2], strict=True)
        for block in _BLOCK.findall(text)
    ]


def answers_in(text: str) -> list[Answer]:
    """The answers quoted in `text`, `> a1: words`."""
    return [
        Answer(id=id, parts=(Part(ts=f"{number}.0", author="U1", text=said),))
        for number, (id, said) in enumerate(SAID.findall(text))
        if id
    ]
