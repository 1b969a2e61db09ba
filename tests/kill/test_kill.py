"""Kill -9 at random instants, in bad weather: nothing lost, nothing doubled, nothing out of order."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from pathlib import Path

from tests.kill.campaign import QUESTIONS, Report, Talk, run

EXPECTED = [
    "ready to find out",
    *(f"Question {number} of {QUESTIONS}" for number in range(1, QUESTIONS + 1)),
    "Summary of your interview",
    "Considerations by dimension",
    "Ideas, and what you are not thinking of",
    "The segments against six criteria",
]


async def test_a_hundred_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Twenty conversations, doubled and reordered deliveries, rate limits, posts that land with a 500."""
    report = await run(tmp_path, seed=1, effective_kills=100, cold_kills=10)
    print(
        f"{report.effective} effective of {report.kills} kills ({report.cold} cold), "
        f"{len(report.talks)} interviews, {sum(len(talk.said) for talk in report.talks)} messages "
        f"in {report.seconds:.0f} s"
    )
    assert report.effective >= 100
    assert report.cold >= 10
    assert faults_of(report, tmp_path / "segue.db") == []


async def test_the_test_would_see_an_acknowledgement_before_the_commit(tmp_path: Path) -> None:
    """The control: the same bot, acknowledging first, loses messages, and the same checks say so."""
    report = await run(tmp_path, seed=2, effective_kills=60, ack_first=True, patience=8.0, most_seconds=60.0)
    assert faults_of(report, tmp_path / "segue.db")


def faults_of(report: Report, database: Path) -> list[str]:
    """Everything that is not as it must be, in words."""
    with sqlite3.connect(database) as connection:
        found = [f"{report.unfinished} interviews fell silent"] if report.unfinished else []
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            found.append("the database is damaged")
        for state, count in connection.execute("SELECT state, count(*) FROM inbox WHERE state != 'done' GROUP BY 1"):
            found.append(f"{count} inbox rows are {state}")
        for state, count in connection.execute("SELECT state, count(*) FROM outbox WHERE state != 'sent' GROUP BY 1"):
            found.append(f"{count} outbox rows are {state}")
        for talk in report.talks:
            found += _faults_of_talk(talk, connection)
    return found


def _faults_of_talk(talk: Talk, connection: sqlite3.Connection) -> list[str]:
    posts = [str(each["text"]) for each in talk.heard()]
    order = [words for text in posts for words in EXPECTED if words in text]
    found = []
    if order != EXPECTED:
        found.append(f"{talk.channel}/{talk.thread}: posts are {_differing(order)}")
    rows = connection.execute(
        "SELECT m.ts, m.text, m.by_segue FROM messages m JOIN conversations c ON c.id = m.conversation_id"
        " WHERE c.channel = ? AND c.thread_ts = ? ORDER BY m.ts",
        [talk.channel, talk.thread],
    ).fetchall()
    if [(ts, text) for ts, text, by_segue in rows if not by_segue] != talk.said:
        found.append(f"{talk.channel}/{talk.thread}: the transcript differs from what people said")
    if [ts for ts, _, by_segue in rows if by_segue] != [each["ts"] for each in talk.heard()]:
        found.append(f"{talk.channel}/{talk.thread}: the transcript differs from what Segue posted")
    return found


def _differing(order: list[str]) -> str:
    counts = Counter(order)
    doubled = [words for words, count in counts.items() if count > 1]
    missing = [words for words in EXPECTED if not counts[words]]
    return re.sub(r"\s+", " ", f"doubled: {doubled}, missing: {missing}, order: {order}")
