"""`python -m bench.load`: a thousand conversations at once, at ten times the events that Slack sends a workspace."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.command import Place, conditions, options
from bench.crowd import Crowd, Look, crowd
from bench.fairness import LOUD, QUIET, Felt, fairness
from bench.figures import Page, quantile
from bench.measures import MOST_ANSWERS, percentile
from bench.talks import BenchError

PLACE = Place("reliability", "load")
CEILING = 30_000 / 3600
"""Events a second that Slack sends of one workspace, https://docs.slack.dev/apis/events-api/#rate-limiting"""
EVENTS_OF_AN_ANSWER = 3
"""The answer itself, the next question, and the card before that shrinks."""
SLACK_WAITS_SECONDS = 3.0
LOOKS, SHOWN = 21, 5
OWN = "segue_turn_own_duration_seconds"


@dataclass(frozen=True)
class Sizes:
    people: int = 1000
    seconds: float = 600.0
    times: float = 10.0
    """Slack's ceiling."""

    @property
    def rate(self) -> float:
        """Events a second."""
        return self.times * CEILING


QUICK = Sizes(people=100, seconds=20.0)


@dataclass(frozen=True)
class Load:
    """What was measured; seconds unless the name says otherwise."""

    sizes: Sizes
    seconds: float
    """How long it took, the last answers included."""
    events: int
    acknowledged: Sequence[float]
    own: tuple[float, float]
    """Median and 99th percentile of a turn without its model."""
    waited: Sequence[float]
    """From each answer to the next question, in the order they came."""
    looks: Sequence[Look]
    cpu: float
    cpu_of_slack: float
    """Of the process that holds the playground and its people."""


async def load(sizes: Sizes) -> Load:
    """Conversations of every age, as in a workspace that goes on for long; from then on it is measured."""
    async with crowd() as on:
        await on.begin(sizes.people, MOST_ANSWERS)
        await on.idle()
        return await _measured(on, sizes)


async def _measured(on: Crowd, sizes: Sizes) -> Load:
    before, events = await on.page(), on.events
    on.acknowledged.clear()
    looking = asyncio.create_task(on.looks(sizes.seconds / (LOOKS - 1), LOOKS))
    began, cpu, cpu_of_slack = time.perf_counter(), on.bot.cpu(), time.process_time()
    waited = await on.answer(EVENTS_OF_AN_ANSWER / sizes.rate, sizes.seconds)
    seconds = time.perf_counter() - began
    cpu, cpu_of_slack = on.bot.cpu() - cpu, time.process_time() - cpu_of_slack
    looks = await looking
    return Load(
        sizes, seconds, on.events - events, on.acknowledged, _own(before, await on.page()), waited, looks, cpu,
        cpu_of_slack,
    )  # fmt: skip


def _own(before: Page, after: Page) -> tuple[float, float]:
    steps = before.steps(OWN), after.steps(OWN)
    return quantile(*steps, 0.5), quantile(*steps, 0.99)


def table(load: Load, felt: Mapping[str, Felt]) -> str:
    """What was measured, as Markdown: the figures, the bot over time, and the noisy channel."""
    return "\n\n".join(["\n".join(_figures(load)), "\n".join(_over_time(load)), "\n".join(_fairness(felt))])


def _figures(load: Load) -> list[str]:
    rate, late = load.events / load.seconds, sum(took > SLACK_WAITS_SECONDS for took in load.acknowledged)
    quarter = max(1, len(load.waited) // 4)
    drift = percentile(load.waited[-quarter:], 0.5) / percentile(load.waited[:quarter], 0.5)
    return [
        "| measure | figure |",
        "|---|---|",
        f"| events a second, of {load.sizes.rate:.1f} wanted | {rate:.1f} ({rate / load.sizes.rate:.2f}) |",
        f"| answers | {len(load.waited):,} |",
        f"| acknowledgement of what people write, median and 99th percentile | {_both(load.acknowledged)} |",
        f"| acknowledged later than Slack waits | {late} of {len(load.acknowledged):,} |",
        f"| a turn without its model | {_ms(load.own[0])} and {_ms(load.own[1])} |",
        f"| from an answer to the next question on the screen, rehearsal model included | {_both(load.waited)} |",
        f"| its median in the last quarter, times the first | {drift:.2f} |",
        f"| processor: Segue; Slack and its people | {load.cpu / load.seconds:.2f} and "
        f"{load.cpu_of_slack / load.seconds:.2f} of a core |",
    ]


def _over_time(load: Load) -> list[str]:
    shown = [load.looks[number * (LOOKS - 1) // (SHOWN - 1)] for number in range(SHOWN)]
    first, last = shown[0], shown[-1]
    inbox, outbox = max(look.inbox for look in load.looks), max(look.outbox for look in load.looks)
    return [
        "| after | memory | open files | oldest row of the inbox | of the outbox |",
        "|---|---|---|---|---|",
        *(
            f"| {look.at:.0f} s | {look.memory:.0f} MB | {look.files:.0f} | {look.inbox:.2f} s | {look.outbox:.2f} s |"
            for look in shown
        ),
        f"| last, times first | {last.memory / first.memory:.2f} | {last.files / first.files:.2f} | | |",
        f"| worst of {LOOKS} looks | {max(look.memory for look in load.looks):.0f} MB | "
        f"{max(look.files for look in load.looks):.0f} | {inbox:.2f} s | {outbox:.2f} s |",
    ]


def _fairness(felt: Mapping[str, Felt]) -> list[str]:
    return [
        "| the noisy channel writes | a second | others' next question: median alone, beside it | 99th percentile |",
        "|---|---|---|---|",
        *(
            f"| {noise} | {one.remarks / one.seconds:.0f} | {_beside(one, 0.5)} | {_beside(one, 0.99)} |"
            for noise, one in felt.items()
        ),
    ]


def _beside(felt: Felt, share: float) -> str:
    alone, beside = percentile(felt.alone, share), percentile(felt.beside, share)
    return f"{_ms(alone)}, {_ms(beside)} ({felt.ratio(share):.2f})"


def surroundings(load: Load) -> str:
    """Where and how it was measured."""
    people, seconds = load.sizes.people, load.seconds
    return conditions(
        f": {people:,} conversations for {seconds:.0f} s, then the noisy channel", f"SQLite {sqlite3.sqlite_version}"
    )


def _both(values: Sequence[float]) -> str:
    return f"{_ms(percentile(values, 0.5))} and {_ms(percentile(values, 0.99))}"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if seconds >= 0.1 else f"{1000 * seconds:.1f} ms"


def main() -> int:
    parser = options("bench.load", __doc__, "100 conversations for 20 seconds; writes no page")
    parser.add_argument("--seconds", type=float, default=Sizes.seconds, help="how long the thousand go on (600)")
    parser.add_argument("--times", type=float, default=Sizes.times, help="how many times Slack's ceiling (10)")
    chosen = parser.parse_args()
    sizes, noises = (QUICK, QUIET) if chosen.quick else (Sizes(seconds=chosen.seconds, times=chosen.times), LOUD)
    try:
        measured = asyncio.run(load(sizes))
        felt = {noise: asyncio.run(fairness(how)) for noise, how in noises.items()}
    except (BenchError, TimeoutError) as error:
        print(f"The load could not be measured: {error or 'nobody was asked any more'}", file=sys.stderr)
        return 1
    PLACE.tell(f"{surroundings(measured)}\n\n{table(measured, felt)}", quick=chosen.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
