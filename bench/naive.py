"""The naive stack: Bolt, openai and LangGraph with its SQLite saver, each used as its own documentation shows.

It does what Segue's turn does as far as people see: two calls to the model, and a question card in the thread. State
and transcript are kept by the checkpointer. Where two ways are usual it takes the one that costs less: plain
dictionaries instead of message objects, a schema made once, no `interrupt()` that would run its node twice.
"""

from __future__ import annotations

import asyncio
import operator
import os
from pathlib import Path
from typing import Annotated, Any

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import END, START, StateGraph
from openai import AsyncOpenAI
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import TypedDict

from flows.llm.json_schema import strict_schema
from flows.llm.tasks import QuestionDraft, Reading

MODEL = "gpt-5-mini"
LENGTH = 15
PROMPTS = Path(__file__).parent.parent / "flows" / "prompts"
READ_BRIEF = (PROMPTS / "read_answer.md").read_text(encoding="utf-8")
ASK_BRIEF = (PROMPTS / "ask_question.md").read_text(encoding="utf-8")


class Interview(TypedDict):
    messages: Annotated[list[dict[str, str]], operator.add]
    claims: Annotated[list[dict[str, Any]], operator.add]
    question: dict[str, Any]
    number: int


def form(name: str, result: Any) -> dict[str, Any]:
    """Structured output, as OpenAI's guide has it."""
    schema = {"name": name, "strict": True, "schema": strict_schema(result)}
    return {"type": "json_schema", "json_schema": schema}


READING, QUESTION = form("read_answer", Reading), form("ask_question", QuestionDraft)


def build(openai: AsyncOpenAI, saver: AsyncSqliteSaver) -> Any:
    """Read the answer, ask the next question."""

    async def answer_of_model(brief: str, state: Interview, response_format: dict[str, Any]) -> str:
        messages: Any = [{"role": "system", "content": brief}, *state["messages"]]
        form: Any = response_format
        completion = await openai.chat.completions.create(model=MODEL, messages=messages, response_format=form)
        return completion.choices[0].message.content or ""

    async def read_answer(state: Interview) -> dict[str, Any]:
        reading = Reading.model_validate_json(await answer_of_model(READ_BRIEF, state, READING))
        return {"claims": [claim.model_dump(mode="json") for claim in reading.claims]}

    async def ask_question(state: Interview) -> dict[str, Any]:
        draft = QuestionDraft.model_validate_json(await answer_of_model(ASK_BRIEF, state, QUESTION))
        asked = [{"role": "assistant", "content": draft.text}]
        return {"messages": asked, "question": draft.model_dump(mode="json"), "number": state.get("number", 0) + 1}

    graph = StateGraph(Interview)
    graph.add_node("read_answer", read_answer)
    graph.add_node("ask_question", ask_question)
    graph.add_edge(START, "read_answer")
    graph.add_edge("read_answer", "ask_question")
    graph.add_edge("ask_question", END)
    return graph.compile(checkpointer=saver)


def card(state: Interview) -> dict[str, Any]:
    """The same blocks as Segue's card: progress, question, why, and three ways to steer."""
    question, progress = state["question"], f"Question {state['number']} of {LENGTH}"
    more = (
        "Show me an example",
        "What am I missing?",
        "Edit an earlier answer",
        "That was not an answer",
        "Finish now",
    )
    blocks = [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": f"{progress} · {len(state['claims'])} claims"}]},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{question['text']}*"}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": f"Why I ask: {question['why']}"}]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "skip", "value": "skip", "text": _plain("Skip")},
                {"type": "button", "action_id": "pause", "value": "pause", "text": _plain("Pause")},
                {
                    "type": "overflow",
                    "action_id": "more",
                    "options": [{"text": _plain(each), "value": each} for each in more],
                },
            ],
        },
    ]
    text = f"{progress}: {question['text']} Why I ask: {question['why']}"
    return {"text": text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def shrunk(before: dict[str, str]) -> dict[str, Any]:
    """The answered card as one line, as Segue leaves it."""
    line = f"✓ {before['question']} · answered"
    return {"text": line, "blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": line}]}]}


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


async def main() -> None:
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client)
    async with AsyncSqliteSaver.from_conn_string(os.environ["NAIVE_DATABASE"]) as saver:
        graph = build(AsyncOpenAI(), saver)

        shown: dict[str, dict[str, str]] = {}

        async def turn(event: dict[str, Any], say: Any) -> None:
            thread_ts = event.get("thread_ts") or event["ts"]
            said: Any = {"messages": [{"role": "user", "content": event["text"]}]}
            state = await graph.ainvoke(said, {"configurable": {"thread_id": f"{event['channel']}:{thread_ts}"}})
            posted = await say(**card(state), thread_ts=thread_ts)
            if before := shown.get(thread_ts):
                await client.chat_update(channel=event["channel"], ts=before["ts"], **shrunk(before))
            shown[thread_ts] = {"ts": posted["ts"], "question": state["question"]["text"]}

        @app.event("app_mention")
        async def begin(event: dict[str, Any], say: Any) -> None:
            await turn(event, say)

        @app.event("message")
        async def go_on(event: dict[str, Any], say: Any) -> None:
            if "thread_ts" in event and "bot_id" not in event:
                await turn(event, say)

        await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    asyncio.run(main())
