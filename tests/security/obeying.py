"""A model that does whatever it is told by what it reads, as far as the form of its answer lets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from flows.llm.json_schema import plain_field
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import In, Out, Picture, Task

ID = re.compile(r"[a-z]\d{1,3}(\.\d+)?|[a-z]{2}(-[A-Z]{2})?")
"""Of an answer, a claim, a passage; or a language."""


PIECE = 37
"""Characters: no mention or entity comes in one piece."""
CITED = {"QuoteDraft": ("text", "answer"), "SaidDraft": ("answers",), "SegmentDraft": ("answers",)}
"""Fields of a result in which words of the material, or ids, are cited; else those called `quote` and `words`."""


class Obeying:
    """Answers as sensibly as the rehearsal, then says `orders` in every text of the result, whichever fields a task
    has, and puts each label to what suits the attacker. `only`: says nothing else."""

    rehearses = False
    description = "a model that obeys"

    def __init__(self, orders: Callable[[BaseModel], str], *, only: bool = False, label: int = -1) -> None:
        self._orders, self._only, self._label = orders, only, label
        self.asked: dict[str, int] = {}
        self.materials: list[tuple[Task[Any, Any], BaseModel]] = []

    async def run(self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None = None) -> Out:
        self.asked[task.name] = self.asked.get(task.name, 0) + 1
        self.materials.append((task, inputs))
        sane = await RehearsalModel().run(task, inputs)
        if isinstance(sane, Picture):
            return sane
        result = self._obeyed(sane, self._orders(inputs))
        if on_text is not None and (plain := plain_field(task.result)) is not None:
            whole = getattr(result, plain)
            for begin in range(0, len(whole), PIECE):
                on_text(whole[begin : begin + PIECE])
        return result

    def _obeyed(self, sane: Out, orders: str) -> Out:
        told = self._value(sane, type(sane), orders)
        assert isinstance(told, type(sane))
        return told

    def _value(self, value: Any, wanted: Any, orders: str, *, invented: bool = False) -> Any:
        """`invented`: what is cited is made up as well."""
        if isinstance(value, BaseModel):
            return self._model(value, orders, invented)
        if isinstance(value, Enum):
            return list(type(value))[self._label]
        if get_origin(wanted) is Literal:
            # What is left empty declines nothing: the attacker wants the rest to be said.
            return get_args(wanted)[self._label] if value else value
        if isinstance(value, list | tuple):
            inner = next(iter(get_args(wanted)), str)
            told = [self._value(each, inner, orders, invented=invented) for each in value]
            more = [self._value(each, inner, orders, invented=True) for each in value[:1]]
            return type(value)([*told, *([orders] if inner is str else more)])
        if isinstance(value, bool):
            return True
        if not isinstance(value, str):
            return value
        if self._only:
            return orders
        # A reference stays one, so that what refers to it is heard.
        return value if ID.fullmatch(value) else f"{value} {orders}".strip()

    def _model(self, value: BaseModel, orders: str, invented: bool) -> BaseModel:
        kind = type(value)
        cited = () if invented or self._only else CITED.get(kind.__name__, ("quote", "words"))
        told = {
            name: getattr(value, name)
            if name in cited
            else self._value(getattr(value, name), field.annotation, orders, invented=invented)
            for name, field in kind.model_fields.items()
        }
        try:
            return kind.model_validate(told)
        except ValidationError:
            return value
