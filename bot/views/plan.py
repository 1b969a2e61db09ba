"""How far a longer job has come. https://docs.slack.dev/reference/block-kit/blocks/plan-block"""

from __future__ import annotations

from bot.names import STOP
from bot.views.call import Block, SlackCall, post, update
from bot.views.elements import button, context
from bot.views.text import fallback, label, safe_line
from flows.persona_replies import Plan, Task
from flows.wording import fixed, say

TITLE = {
    "persona": fixed("Making a persona"),
    "proposals": fixed("Looking for people worth meeting"),
    "segments": fixed("Looking for segments"),
}
DONE = {"persona": fixed("✓ A persona:"), "proposals": fixed("✓ Worth meeting:"), "segments": fixed("✓ Analysed:")}
STOPPED = fixed("Stopped on the way:")
STOP_LABEL = fixed("Stop")
LONGEST = 250
MARKS = {"pending": "·", "in_progress": "→", "complete": "✓", "error": "✗"}


def plan(reply: Plan) -> list[SlackCall]:
    """Its tasks while it is done, one line afterwards. Screen readers get the same, with a mark for each task."""
    title = say(TITLE[reply.kind])
    title = label(f"{title}: {reply.about}" if reply.about else title, LONGEST)
    if reply.finished or reply.stopped:
        line = f"{say(DONE[reply.kind] if reply.finished else STOPPED)} {' '.join(reply.about.split())}".strip()
        return _shown(reply, line, [context(safe_line(line))])
    tasks = [_task(number, task) for number, task in enumerate(reply.tasks, 1)]
    text = f"{title}: " + ", ".join(f"{MARKS[task.status]} {task.title}" for task in reply.tasks)
    cost = [context(safe_line(reply.cost))] if reply.cost else []
    stop: Block = {"type": "actions", "elements": [button(STOP, say(STOP_LABEL))]}
    return _shown(reply, text, [{"type": "plan", "title": title, "tasks": tasks}, *cost, stop])


def _task(number: int, task: Task) -> Block:
    title = label(task.title, LONGEST)
    return {"type": "task_card", "task_id": f"task-{number}", "title": title, "status": task.status}


def _shown(reply: Plan, text: str, blocks: list[Block]) -> list[SlackCall]:
    if reply.changes:
        return [update(reply.name, reply.changes, fallback(text), blocks)]
    return [post(reply.name, fallback(text), blocks)]
