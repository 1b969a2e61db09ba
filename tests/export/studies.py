"""A study in two channels of a workspace, one of them private, and a study of another workspace beside it."""

from __future__ import annotations

from flows.interview.state import InterviewState
from flows.role_play.state import RolePlayState
from interviews.summary import Summary
from personas.schema import Persona, Speech, Statement
from personas.synthesis import Synthesis
from store import claims, conversations, insights, personas, studies, transcripts
from store.connection import Transaction
from studies.learned import Evidence, Learned, Origin, Relation, Status, Strength

STUDY, OPEN, PRIVATE = "mivo-tana", "C1", "C2"
SECRET = "Zebra"
"""In every word that was said in the private channel, and nowhere else."""
ELSEWHERE = "Giraffe"
"""In every word of the other workspace."""
ALICE = Persona(
    name="Alice Moreno", age_band="30-39", occupation="courier", quote="I need it by Monday.", brief="a courier",
    statements=(Statement(id="G1", part="goals", text="Rides every day."),), speech=Speech(style="short"),
)  # fmt: skip


def fill(tx: Transaction) -> None:
    studies.begin(tx, team_id="T1", id=STUDY, now=1.0)
    _hold(tx, STUDY, OPEN, "Bike hire", _interview("How many left last year"))
    _hold(tx, "beru-sila", PRIVATE, f"{SECRET} prices", _interview(f"What would {SECRET} cost"), began=2)
    _hold(tx, "pero-lano", OPEN, "Alice Moreno", '{"version": 2}', flow="persona", began=3)
    synthesis = RolePlayState(synthesis=Synthesis(ask_customers=("What did you do last time?",)))
    _hold(tx, "tiva-melo", OPEN, "Alice Moreno", synthesis.model_dump_json(), flow="role_play", began=4)
    studies.name(tx, team_id="T1", id=STUDY, title="Bike hire", conversation=STUDY)
    personas.keep(
        tx, team_id="T1", id="pero-lano", study_id=STUDY, channel=OPEN, changed_by="U1", persona=ALICE, passages=(),
        version=1, face="", now=1.0,
    )  # fmt: skip
    said(tx, STUDY, "1700000001.000100", "We counted &amp; wrote: <@USEGUE> couriers lose\n90 euros a day.")
    said(tx, STUDY, "1700000002.000100", "Families book at night.")
    said(tx, STUDY, "1700000003.000100", "Tandems are never asked for.")
    said(tx, "beru-sila", "1700000004.000100", f"{SECRET} couriers lose 90 euros, and leave us.", author="U9")
    said(tx, "tiva-melo", "1700000005.000100", "I need it by Monday.", author="USEGUE", by_segue=True, name="a1")
    learn(
        tx, STUDY, OPEN,
        claim_of("a1.1", "Couriers lose 90 euros a day.", "1700000001.000100", "counted & wrote: couriers"),
        claim_of("a2.1", "Families book at night.", "1700000002.000100", "Families book at night."),
        claim_of("a3.1", "Nobody asks for tandems.", "1700000003.000100", "Tandems are never asked for."),
    )  # fmt: skip
    learn(
        tx, "beru-sila", PRIVATE,
        claim_of("a1.1", f"{SECRET}: couriers leave.", "1700000004.000100", f"{SECRET} couriers lose 90 euros"),
        claim_of("a2.1", f"{SECRET} is coming.", "1700000004.000100", f"{SECRET} couriers"),
        claim_of("a3.1", f"{SECRET} stays.", "1700000004.000100", f"{SECRET} couriers"),
    )  # fmt: skip
    by_alice = claim_of("1", "It has to be ready by Monday.", "1700000005.000100", "by Monday", Origin.SYNTHETIC)
    learn(tx, "tiva-melo", OPEN, by_alice, persona_id="pero-lano")
    begin(tx, "i1", "beru-sila-a1.1", f"{STUDY}-a1.1")
    begin(tx, "i2", "beru-sila-a2.1")
    begin(tx, "i3", "tiva-melo-1")
    begin(tx, "i4", f"{STUDY}-a3.1")
    insights.change(tx, team_id="T1", id="i1", kind="pinned", actor="U1", now=5.0, pinned=True)
    insights.change(tx, team_id="T1", id="i1", kind="split", actor="U1", now=6.0, note="beru-sila-a3.1")
    rejected = {"status": Status.REJECTED, "reason": "We sell none."}
    insights.change(tx, team_id="T1", id="i4", kind="rejected", actor="U2", now=7.0, note="We sell none.", **rejected)
    decide(tx, "d1", OPEN, "Serve couriers first.", "i1", "i2")
    decide(tx, "d2", PRIVATE, f"Raise {SECRET} in May.", "i2")
    _another_workspace(tx)


def said(tx: Transaction, id: str, ts: str, text: str, *, team: str = "T1", author: str = "U1", **more: object) -> None:
    transcripts.add(tx, team_id=team, conversation_id=id, ts=ts, author=author, text=text, **more)  # type: ignore[arg-type]


def learn(tx: Transaction, id: str, channel: str, *learned: Learned, team: str = "T1", persona_id: str = "") -> None:
    claims.replace(
        tx, team_id=team, conversation_id=id, study_id=STUDY, channel=channel, claims=learned, persona_id=persona_id,
        persona_version=1 if persona_id else 0, now=2.0,
    )  # fmt: skip


def begin(tx: Transaction, id: str, *claim_ids: str, team: str = "T1") -> None:
    insights.begin(tx, team_id=team, id=id, study_id=STUDY, now=3.0)
    for number, claim in enumerate(claim_ids):
        relation = Relation.SAME if number else Relation.FIRST
        insights.join(tx, team_id=team, id=id, claim_id=claim, relation=relation, judged_by="rule", now=3.0 + number)


def decide(tx: Transaction, id: str, channel: str, text: str, *rests_on: str, team: str = "T1") -> None:
    tx.execute(
        "INSERT INTO decisions (team_id, id, study_id, channel, kind, text, state, owner, made_by, created_at,"
        " decided_at, updated_at) VALUES (?, ?, ?, ?, 'decision', ?, 'adopted', 'U1', 'U1', 8.0, 9.0, 9.0)",
        [team, id, STUDY, channel, text],
    )
    for insight in rests_on:
        tx.execute("INSERT INTO decision_insights VALUES (?, ?, ?)", [team, id, insight])


def _another_workspace(tx: Transaction) -> None:
    """The same study, channel and insight ids, in another team."""
    studies.begin(tx, team_id="T2", id=STUDY, now=1.0)
    _hold(tx, "luma-rori", OPEN, f"{ELSEWHERE} hire", _interview(f"What of {ELSEWHERE}"), team="T2")
    said(tx, "luma-rori", "1700000001.000100", f"{ELSEWHERE} rents.", team="T2")
    claim = claim_of("a1.1", f"{ELSEWHERE} rents.", "1700000001.000100", f"{ELSEWHERE} rents.")
    learn(tx, "luma-rori", OPEN, claim, team="T2")
    begin(tx, "i1", "luma-rori-a1.1", team="T2")
    decide(tx, "d1", OPEN, f"Serve {ELSEWHERE}.", "i1", team="T2")


def _hold(
    tx: Transaction,
    id: str,
    channel: str,
    title: str,
    state: str,
    *,
    flow: str = "interview",
    team: str = "T1",
    began: int = 1,
) -> None:
    conversations.begin(
        tx, team_id=team, id=id, study_id=STUDY, flow=flow, channel=channel, thread_ts=f"17000000{began:02}.000100",
        direct=False, starter="U1", now=float(began),
    )  # fmt: skip
    conversations.advance(tx, id, epoch=0, state=state, status="closed", title=title, language="", now=50.0)


def _interview(left_open: str) -> str:
    nothing = {"problem": (), "considerations": (), "ideas": (), "not_thinking_of": (), "segments": ()}
    return InterviewState(summary=Summary(**nothing, open_questions=(left_open,))).model_dump_json()


def claim_of(id: str, text: str, ts: str, quote: str, origin: Origin = Origin.TEAM) -> Learned:
    evidence = (Evidence(answer="a1", ts=ts, quote=quote),)
    return Learned(id=id, kind="behavioural", text=text, strength=Strength.STRONG, origin=origin, evidence=evidence)
