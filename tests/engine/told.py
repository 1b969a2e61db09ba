"""What several people said to Segue, for tests in which one of them is forgotten."""

from __future__ import annotations

import json

from flows.interview.state import InterviewState, Phase
from interviews.answers import Answer, Part, Question
from interviews.dimensions import Matter
from store import claims, conversations, erasure, inbox, outbox, transcripts
from store.connection import Transaction
from studies.learned import Evidence, Learned, Origin, Strength

DANA, RAVI = "U1", "U2"
SECRET = "xylophagous"
DANAS = f"Our {SECRET} customers call every Monday"
RAVIS = "Half of the small firms asked for a leaflet"


def held(tx: Transaction, id: str, *, flow: str = "interview", starter: str = DANA, channel: str = "C1") -> None:
    conversations.begin(
        tx, team_id="T1", id=id, study_id="s1", flow=flow, channel=channel, thread_ts=f"1.{id}", direct=False,
        starter=starter, now=1.0,
    )  # fmt: skip


def says(tx: Transaction, id: str, ts: str, author: str, text: str) -> None:
    inbox.add(
        tx, team_id="T1", key=f"message:C1:{ts}", conversation_id=id, ts=ts, channel="C1", thread_ts="1.0",
        payload="{}", now=1.0,
    )  # fmt: skip
    inbox.finish(tx, "T1", [f"message:C1:{ts}"])
    transcripts.add(tx, team_id="T1", conversation_id=id, ts=ts, author=author, text=text)


def posted(tx: Transaction, id: str, ts: str, name: str, text: str, channel: str = "C1") -> None:
    outbox.add(
        tx, team_id="T1", conversation_id=id, key=f"{id}{name}", name=name, method="chat.postMessage", channel=channel,
        thread_ts="1.0", payload="{}", now=1.0,
    )  # fmt: skip
    [row] = [each for each in outbox.of_conversation(tx, "T1", id) if each.name == name]
    tx.execute(
        "UPDATE outbox SET state = 'sent', ts = ?, payload = NULL WHERE conversation_id = ? AND seq = ?",
        [ts, id, row.seq],
    )
    if channel == "C1":
        transcripts.add(tx, team_id="T1", conversation_id=id, ts=ts, author="UBOT", text=text, by_segue=True, name=name)


def claimed(tx: Transaction, id: str, *evidence: tuple[str, str]) -> None:
    claim = Learned(
        id="c1", kind="need", text="They want it on paper", strength=Strength.STRONG, origin=Origin.TEAM,
        evidence=tuple(Evidence(answer="a1", ts=ts, quote=quote) for ts, quote in evidence),
    )  # fmt: skip
    claims.replace(tx, team_id="T1", conversation_id=id, study_id="s1", channel="C1", claims=[claim], now=1.0)


def question(number: int, text: str) -> Question:
    return Question(id=f"q{number}", text=text, why="To know.", about=Matter.DECISION)


def both_answered(tx: Transaction) -> None:
    """An interview that Dana began, in which both answered; the third question takes up what she said."""
    held(tx, "i1")
    says(tx, "i1", "2.0", DANA, DANAS)
    says(tx, "i1", "3.0", RAVI, RAVIS)
    transcripts.revise(
        tx, team_id="T1", conversation_id="i1", ts="2.0", author=DANA, revision="2.5", text=f"{DANAS}, early"
    )
    posted(tx, "i1", "1.5", "q1", "Who are your customers?")
    posted(tx, "i1", "2.7", "q2", "What did the firms ask for?")
    posted(tx, "i1", "4.0", "q3", f"Why do {SECRET} customers call?")
    posted(tx, "i1", "4.5", "shared-1", "", channel="C9")
    state = InterviewState(
        phase=Phase.ASKING,
        questions=(
            question(0, "What is it about?"), question(1, "Who?"), question(2, f"Why do {SECRET} ones call?"),
        ),
        answers=(
            Answer(id="a0", parts=(Part(ts="2.0", author=DANA, text=DANAS),)),
            Answer(id="a1", parts=(Part(ts="2.0", author=DANA, text=DANAS), Part(ts="3.0", author=RAVI, text=RAVIS))),
        ),
        ratings={DANA: 4, RAVI: 2}, holder=DANA,
    )  # fmt: skip
    tx.execute("UPDATE conversations SET state = ?, title = ? WHERE id = 'i1'", [state.model_dump_json(), DANAS])


def everything(tx: Transaction) -> str:
    tables = erasure.tables_of_teams(tx)
    return json.dumps([[list(map(str, row)) for row in tx.execute(f"SELECT * FROM [{table}]")] for table in tables])


def state_of(tx: Transaction, id: str) -> InterviewState:
    found = conversations.get(tx, id)
    assert found is not None
    assert found.state is not None
    return InterviewState.model_validate_json(found.state)
