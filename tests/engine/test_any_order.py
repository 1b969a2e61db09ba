"""Any interleaving, doubling and regrouping of the same messages gives the same transcript."""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clients import SlackClients
from bot.engine.engine import Engine, Limits
from bot.model import Gates
from flows.llm.gate import Gate
from flows.llm.rehearsal import RehearsalModel
from flows.registry import FLOWS, first_flow
from flows.runtime import Incoming
from playground.driver import BOT_USER, CUSTOMERS, DANA, RAVI
from playground.server import Playground
from store import transcripts
from store.connection import Store

SAID = (
    (DANA, "@Segue interview, 3 questions"),
    (DANA, "We sell a benefits portal to mid-size employers."),
    (RAVI, "HR told us that 60 percent of the calls are about words."),
    (DANA, "Mostly warehouse workers"),
    (RAVI, "in Ohio"),
    (DANA, "skip"),
    (RAVI, "@Dana is that right?"),
    (DANA, "pause"),
    (DANA, "They trust a text message."),
)
LIMITS = Limits(
    quiet=0.005,
    grows=2,
    grace=5.0,
    stray=60.0,
    reminder_after=timedelta(days=1),
    close_after=timedelta(days=14),
    paced=False,
)


@st.composite
def deliveries(draw: st.DrawFn) -> list[list[int]]:
    """Every message at least once, some twice, in any order, in groups that arrive at the same moment."""
    doubled = draw(st.lists(st.sampled_from(range(len(SAID))), max_size=4))
    order = draw(st.permutations([*range(len(SAID)), *doubled]))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=5)))
    return [list(order[a:b]) for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]


@given(deliveries())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_transcript_is_the_same(groups: list[list[int]]) -> None:
    asyncio.run(_delivered(groups))


async def _delivered(groups: list[list[int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Playground(subscriptions=()) as playground:
            store = Store(Path(folder) / "segue.db")
            await store.open()
            clients = SlackClients(playground.api_url, 5.0)
            clients.open()
            await clients.connect("xoxb-test")
            gate = Gate(RehearsalModel(), at_once=8, tries=1)
            engine = Engine(store, clients, FLOWS, first_flow, lambda team: Gates(gate), LIMITS, time.time)
            await engine.start()
            said = await _said(playground)
            for group in groups:
                await asyncio.gather(*(engine.accept(said[number]) for number in group))
                await asyncio.sleep(0.002 * len(group))
            await playground.driver.wait_for(lambda: len(_bot_posts(playground, said[0].ts)) > 0)
            kept = await _settled(store)
            await engine.stop(5.0)
            await clients.close()
            await store.close()
            posts = [message["text"] for message in _bot_posts(playground, said[0].ts)]
    assert [(m.ts, m.author, m.text) for m in kept if not m.by_segue] == [(i.ts, i.user, i.text) for i in said]
    assert [m.text for m in kept if m.by_segue] == posts
    assert len(posts) == len(set(posts))


async def _said(playground: Playground) -> list[Incoming]:
    """The messages as Slack stores them, in its order."""
    result: list[Incoming] = []
    for user, text in SAID:
        root = result[0].ts if result else None
        ts = await playground.driver.say(user, CUSTOMERS, text, root)
        result.append(
            Incoming(
                key=f"message:{CUSTOMERS}:{ts}",
                team="T0PLAY00001",
                kind="message",
                channel=CUSTOMERS,
                ts=ts,
                user=user,
                thread_ts=root,
                mention=root is None,
                text=text,
                said=text.removeprefix("@Segue "),
            )
        )
    assert BOT_USER not in {incoming.user for incoming in result}
    return result


def _bot_posts(playground: Playground, thread: str) -> list[dict[str, str]]:
    return [message for message in playground.driver.thread(CUSTOMERS, thread) if message.get("bot_id")]


async def _settled(store: Store) -> list[transcripts.Message]:
    """Wait until nothing waits and nothing is to be sent. -> the transcript"""
    busy = (
        "SELECT (SELECT count(*) FROM inbox WHERE state IN ('waiting', 'stray'))"
        " + (SELECT count(*) FROM outbox WHERE state != 'sent')"
    )
    for _ in range(2000):
        if await store.read(lambda tx: tx.execute(busy).fetchone()[0]) == 0:
            break
        await asyncio.sleep(0.005)
    else:
        raise AssertionError("something is still waiting")
    return await store.read(
        lambda tx: transcripts.transcript(tx, tx.execute("SELECT id FROM conversations").fetchone()[0])
    )
