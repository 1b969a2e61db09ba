"""Connected models on stage: what they are asked, and answers as sensible as the rehearsal's."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any

from aiohttp import web

import flows.llm.persona_tasks as persona_tasks
import flows.llm.report_tasks as report_tasks
import flows.llm.tasks as tasks
import flows.llm.text_tasks as text_tasks
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Task
from tests.dialogues.stage import PATIENCE
from tests.openai_server import Asked, Fault, OpenAIServer, says

TASKS: dict[str, Task[Any, Any]] = {
    each.name: each
    for module in (tasks, persona_tasks, text_tasks, report_tasks)
    for each in vars(module).values()
    if isinstance(each, Task)
}


def connected_to(server: OpenAIServer) -> dict[str, str]:
    """The settings of a bot whose model is that server."""
    return {"OPENAI_BASE_URL": server.base_url, "SEGUE_MODEL": "test-model", "SEGUE_MODEL_TRIES": "2"}


def sensible(before: asyncio.Event | None = None) -> Fault:
    """A connected model that answers as well as the rehearsal model; waits for `before`, if there is one."""

    async def reply(asked: Asked) -> web.StreamResponse:
        if before is not None:
            await before.wait()
        task = TASKS[asked.task]
        material = asked.messages[1].split("<material>")[1].split("</material>")[0]
        inputs = task.inputs.model_validate(json.loads(material))
        return await says(await RehearsalModel().run(task, inputs))(asked)

    return reply


async def asked(server: OpenAIServer, task: str, times: int = 1) -> None:
    """Wait until the model was asked for it that often."""
    async with asyncio.timeout(PATIENCE):
        while counted(server)[task] < times:
            server.arrived.clear()
            await server.arrived.wait()


def counted(server: OpenAIServer) -> Counter[str]:
    return Counter(each.task for each in server.asked)
