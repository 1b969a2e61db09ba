"""Kill -9 at random instants, in bad weather: nothing lost, nothing doubled, nothing out of order."""

from __future__ import annotations

from pathlib import Path

from tests.faults.bots import ForkServer
from tests.faults.campaign import run


async def test_conversations_of_every_kind_outlive_twenty_kills(fork_server: ForkServer, tmp_path: Path) -> None:
    """Twelve at a time, doubled and reordered deliveries, rate limits, posts that land with a 500."""
    report = await run(fork_server, tmp_path, seed=1, effective_kills=20, cold_kills=2, conversations=12)
    print(f"{report.effective} of {report.kills} kills, {dict(report.kinds)}, {report.messages} messages")
    assert report.wrong == []
    assert report.effective >= 20
    assert report.cold >= 2


async def test_conversations_of_every_kind_outlive_a_disk_that_is_full_again_and_again(
    fork_server: ForkServer, tmp_path: Path
) -> None:
    """Twelve at a time, in the same weather; for up to three seconds nothing may grow, or nothing be written at all."""
    report = await run(fork_server, tmp_path, seed=6, effective_kills=15, conversations=12, fills=True)
    print(f"full {report.kills} times, {dict(report.kinds)}, {report.messages} messages")
    assert report.wrong == []
    assert report.effective >= 15


async def test_the_campaign_would_see_an_acknowledgement_before_the_commit(
    fork_server: ForkServer, tmp_path: Path
) -> None:
    """The control: the same bot, acknowledging first and never looking back, loses messages; the same checks say so."""
    for seed in (2, 3, 4, 5):
        folder = tmp_path / str(seed)
        folder.mkdir()
        report = await run(
            fork_server,
            folder,
            seed=seed,
            effective_kills=30,
            conversations=8,
            ack_first=True,
            patience=8.0,
            most_seconds=40.0,
        )
        assert report.effective >= 1, "it lived long enough to be killed at work"
        if report.wrong:
            return
    raise AssertionError("however often it was killed, nothing was missed")
