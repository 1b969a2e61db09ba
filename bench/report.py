"""From samples to the table of docs/bench.md. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Samples = Mapping[str, Sequence[float]]
"""Name of a series -> a value per round; the same rounds in the same order in every series."""

HEAD = "| measure | Segue | beside it | figure | aim | reach for | reached |\n|---|---|---|---|---|---|---|"
SLACK_BYTES = 2048
"""What a turn may add to the database besides three times its transcript."""


@dataclass(frozen=True)
class Aim:
    """What a figure should be at most (or at least)."""

    aim: float
    reach: float | None = None
    at_least: bool = False

    def words(self) -> tuple[str, str]:
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.aim:g}", f"{sign} {self.reach:g}" if self.reach is not None else ""

    def verdict(self, figure: float) -> str:
        def met(wanted: float) -> bool:
            return figure >= wanted if self.at_least else figure <= wanted

        if self.reach is not None and met(self.reach):
            return "yes, more"
        return "yes" if met(self.aim) else "**no**"


def table(samples: Samples) -> str:
    """A line per measure: medians, the figure as median (least to most) over the rounds, and whether it is reached."""
    return "\n".join([HEAD, *(line for line in _lines(samples) if line)])


def _lines(samples: Samples) -> list[str]:
    return [
        _ratio(samples, "CPU of a durable turn", "cpu segue", "cpu naive", _milliseconds, "naive", Aim(0.5, 0.35)),
        _ratio(
            samples, "turns a second, 200 conversations in flight", "turns segue", "turns naive", "{:.0f}".format,
            "naive", Aim(3, 5, at_least=True),
        ),
        _acknowledgements(samples),
        _late_and_early(samples, "segue", Aim(1.3)),
        _late_and_early(samples, "naive", None),
        _bytes(samples),
        _beside_bolt(samples, "start to connected", "start", _seconds),
        _beside_bolt(samples, "memory, just connected", "memory connected", _megabytes),
        _beside_bolt(samples, "memory after 1,000 conversations", "memory after", _megabytes),
    ]  # fmt: skip


def _ratio(
    samples: Samples, name: str, ours: str, theirs: str, unit: Callable[[float], str], whose: str, aim: Aim
) -> str:
    if not samples.get(ours) or not samples.get(theirs):
        return ""
    ratios = [our / their for our, their in zip(samples[ours], samples[theirs], strict=True)]
    figure = _spread(ratios, "{:.2f}".format)
    beside = f"{unit(median(samples[theirs]))} {whose}"
    return _row(name, unit(median(samples[ours])), beside, figure, *aim.words(), aim.verdict(median(ratios)))


def _acknowledgements(samples: Samples) -> str:
    if not samples.get("ack segue"):
        return ""
    bounds = [echo + 3 * commit for echo, commit in zip(samples["ack echo"], samples["commit"], strict=True)]
    shares = [ours / bound for ours, bound in zip(samples["ack segue"], bounds, strict=True)]
    beside = f"{_milliseconds(median(samples['ack echo']))} echo, {_milliseconds(median(samples['commit']))} a commit"
    bound = Aim(1)
    return _row(
        "acknowledgement, 99th percentile at 50 events a second",
        _milliseconds(median(samples["ack segue"])),
        beside,
        _spread(shares, "{:.2f}".format) + " of the bound",
        f"≤ echo + 3 commits = {_milliseconds(median(bounds))}",
        "",
        bound.verdict(median(shares)),
    )


def _late_and_early(samples: Samples, whose: str, aim: Aim | None) -> str:
    late, early = samples.get(f"late {whose}"), samples.get(f"early {whose}")
    if not late or not early:
        return ""
    ratios = [a / b for a, b in zip(late, early, strict=True)]
    values = f"{_milliseconds(median(early))} and {_milliseconds(median(late))}"
    ours, beside = (values, "") if aim else ("", f"{values} naive")
    verdict = (*aim.words(), aim.verdict(median(ratios))) if aim else ("", "", "")
    return _row("CPU of turn 10 and turn 200, model client included", ours, beside,
                _spread(ratios, "{:.2f}".format), *verdict)  # fmt: skip


def _bytes(samples: Samples) -> str:
    if not samples.get("database segue"):
        return ""
    transcript = median(samples["transcript segue"])
    figure, limit = median(samples["database segue"]), 3 * transcript + SLACK_BYTES
    naive = samples.get("database naive")
    beside = f"{median(naive):,.0f} naive, {transcript:,.0f} of transcript" if naive else ""
    spread = _spread(samples["database segue"], "{:,.0f}".format)
    return _row("bytes a turn adds to the database at turn 200", f"{figure:,.0f}", beside, spread,
                f"≤ 3 transcripts + 2 KB = {limit:,.0f}", "", Aim(limit).verdict(figure))  # fmt: skip


def _beside_bolt(samples: Samples, name: str, series: str, unit: Callable[[float], str]) -> str:
    """Reported, without an aim."""
    if not samples.get(f"{series} segue") or not samples.get(f"{series} echo"):
        return ""
    ours, bolt = median(samples[f"{series} segue"]), median(samples[f"{series} echo"])
    naive = samples.get(f"{series} naive")
    beside = f"{unit(bolt)} bare Bolt" + (f", {unit(median(naive))} naive" if naive else "")
    return _row(name, unit(ours), beside, f"{ours / bolt:.1f} times Bolt", "", "", "")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _spread(values: Sequence[float], form: Callable[[float], str]) -> str:
    if len(values) == 1:
        return form(values[0])
    return f"{form(median(values))} ({form(min(values))} to {form(max(values))})"


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _megabytes(megabytes: float) -> str:
    return f"{megabytes:.0f} MB"
