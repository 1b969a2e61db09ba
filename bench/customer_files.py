"""`python -m bench.customer_files`: the public files of customers from the file to segments, as somebody who drops them
gets it, beside what is asked. Writes the table of docs/segments.md."""

from __future__ import annotations

import csv
import gzip
import io
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from bench.command import Place, conditions, options
from bench.processes import Took, run
from bench.segments import RETAIL
from bench.stacks import HOUSE
from segments.measures import explained, rand
from segments.prediction.forecast import foretell
from segments.prediction.lifetime import BgNbd, fit
from segments.prediction.purchases import Purchases, history, purchases
from segments.prediction.trial import Trial
from segments.report import Report

DATA = RETAIL.parent
PLACE = Place("segments", "files")
PUBLISHED = BgNbd(0.243, 4.414, 0.793, 2.426)
"""Fader, Hardie and Lee (2005), table 2."""
LEARNT_UNTIL = "1997-09-30"
TENTH_LINES, COPIES = 400_000, 10


@dataclass(frozen=True)
class Line:
    name: str
    asked: str
    seen: str

    def __str__(self) -> str:
        return f"| {self.name} | {self.asked} | {self.seen} |"


@dataclass(frozen=True)
class Analysed:
    report: Report
    rows: bytes
    """The labelled rows, as CSV."""
    took: Took


def analysed(file: Path) -> Analysed:
    """As `segue segment` does it: every step in a process of its own."""
    with tempfile.TemporaryDirectory() as made:
        out = Path(made)
        took = run([sys.executable, "-m", "bot", "segment", str(file), "--out", made], HOUSE)
        report = Report.model_validate_json((out / "report.json").read_bytes())
        rows = out / "segments.csv"
        return Analysed(report, rows.read_bytes() if rows.exists() else b"", took)


def online_retail(rounds: int) -> Iterator[Line]:
    found = [analysed(RETAIL) for _ in range(rounds)]
    receipt = found[0].report.receipt
    yield Line(
        "Online Retail, what is left after cleaning",
        "4,338 customers, 8,887,208.89 pounds",
        f"{receipt.customers:,} customers, {receipt.amount} pounds",
    )
    seconds = sorted(each.took.seconds for each in found)
    processor = median(each.took.processor for each in found)
    megabytes = max(each.took.megabytes for each in found)
    yield Line(
        "from file to segments, all validators, all processes",
        "60 s, 600 MB",
        f"{median(seconds):.0f} s ({seconds[0]:.0f} to {seconds[-1]:.0f}; {processor:.0f} s of processor), "
        f"{megabytes:.0f} MB",
    )
    alike = len({each.rows for each in found}) == 1
    yield Line("the same file again", "ARI 1.0", "the same rows, byte for byte" if alike else "**other rows**")


def telco() -> Line:
    found = analysed(DATA / "telco_churn.csv")
    with (DATA / "telco_churn.csv").open(encoding="utf-8") as lines:
        left = {row["customerID"]: float(row["Churn"] == "Yes") for row in csv.DictReader(lines)}
    rows = list(csv.DictReader(io.StringIO(found.rows.decode("utf-8-sig"))))
    names = sorted({row["segment_id"] for row in rows})
    labels = np.array([names.index(row["segment_id"]) for row in rows], dtype=np.int64)
    share = explained(np.array([left[row["customerID"]] for row in rows]), labels)
    return Line(
        "Telco, variance of churn between segments (churn held out)", "0.19", f"{share:.3f}, {len(names)} segments"
    )


def cdnow() -> Iterator[Line]:
    bought = _bought(DATA / "cdnow_sample.txt")
    past = history(bought, int(np.datetime64(LEARNT_UNTIL, "D").astype(np.int64)))
    model = fit(past.frequency, past.recency, past.age)
    yield Line(
        "CDNOW, r, alpha, a, b",
        f"{_parameters(PUBLISHED, 3)} within 1 %",
        f"{_parameters(model, 4)}",
    )
    trial = foretell(bought, weeks=39).trial
    assert isinstance(trial, Trial)
    yield Line("purchases a customer, off by (root mean square)", "1.61", f"{trial.error:.3f}")
    yield Line(
        "share of the money from the tenth ranked highest",
        "0.50 beside 0.48",
        f"{trial.capture:.3f} beside {trial.capture_spent:.3f} by money so far",
    )


def _parameters(model: BgNbd, digits: int) -> str:
    return ", ".join(f"{each:.{digits}f}" for each in (model.r, model.alpha, model.a, model.b))


def _bought(file: Path) -> Purchases:
    rows = [line.split() for line in file.read_text().splitlines()]
    days = [f"{row[2][:4]}-{row[2][4:6]}-{row[2][6:]}" for row in rows]
    return purchases(
        np.array([row[1] for row in rows], dtype=object),
        np.array(days, dtype="datetime64[D]"),
        np.array([float(row[4]) for row in rows]),
    )


def banking() -> Line:
    from segments.features.texts import texts
    from segments.themes import grouped

    rows = []
    for name in ("banking77_train.csv.gz", "banking77_test.csv.gz"):
        with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
            rows += list(csv.DictReader(lines))
    began = time.monotonic()
    labels = grouped(texts([row["text"] for row in rows]), 77).labels
    took = time.monotonic() - began
    meant = np.unique([row["category"] for row in rows], return_inverse=True)[1].astype(np.int64)
    return Line(
        f"Banking77, {len(rows):,} texts, 77 themes, no model",
        "ARI 0.27, 60 s",
        f"{rand(labels, meant):.2f}, {took:.0f} s",
    )


def tenfold() -> Line:
    """A part of Online Retail, and the same with ten times as many customers."""
    with tempfile.TemporaryDirectory() as made:
        small, large = Path(made) / "one.csv.gz", Path(made) / "ten.csv.gz"
        _copied(small, 1)
        _copied(large, COPIES)
        one, ten = analysed(small), analysed(large)
    return Line(
        f"{TENTH_LINES:,} lines of Online Retail, and ten times as many",
        "10 times the time and the memory",
        f"{_times(one.took.processor, ten.took.processor)} s of processor, "
        f"{_times(one.took.megabytes, ten.took.megabytes)} MB",
    )


def _times(one: float, ten: float) -> str:
    return f"{ten / one:.1f} times: {one:.0f} and {ten:.0f}"


def _copied(file: Path, copies: int) -> None:
    """Every copy has customers and invoices of its own."""
    with gzip.open(RETAIL, "rt", encoding="utf-8", newline="") as lines:
        head, *rows = (row for row, _ in zip(csv.reader(lines), range(TENTH_LINES + 1), strict=False))
    invoice, customer = head.index("InvoiceNo"), head.index("CustomerID")
    with gzip.open(file, "wt", encoding="utf-8", newline="", compresslevel=1) as out:
        writer = csv.writer(out)
        writer.writerow(head)
        for copy in range(copies):
            for row in rows:
                row = [*row]
                row[invoice] += str(copy)
                row[customer] = row[customer] and f"{copy + 1}{row[customer]}"
                writer.writerow(row)


def measured(rounds: int, large: bool) -> list[Line]:
    lines = [*online_retail(rounds), telco(), *cdnow(), banking()]
    return [*lines, tenfold()] if large else lines


def main() -> int:
    quick = options("bench.customer_files", __doc__, "without the large file; writes no page").parse_args().quick
    if not RETAIL.exists():
        print("The files of customers are not beside this checkout (../shared/data/customers).", file=sys.stderr)
        return 0
    rounds = 2 if quick else 3
    lines = measured(rounds, large=not quick)
    how = conditions(f": Online Retail {rounds} times, the others once", f"numpy {np.__version__}")
    PLACE.tell("\n".join([how, "", "| measure | asked | seen |", "|---|---|---|", *map(str, lines)]), quick=quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
