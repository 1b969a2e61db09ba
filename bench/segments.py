"""`python -m bench.segments`: are there segments, and how many; on clouds without any, on kinds that are known, and on
Online Retail. Prints a line for each; plain timing, one thread."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from scipy.spatial.distance import pdist
from sklearn.metrics import adjusted_rand_score

from bench.command import options
from segments.decision import decide
from segments.features.purchases import FREQUENCY, MONEY, RECENCY, purchases
from segments.receipt import clean
from segments.shapes import Customers, Decision, Floats, Labels
from segments.tables import read
from segments.understanding import understand

RETAIL = Path(__file__).parents[2] / "shared" / "data" / "customers" / "online_retail.csv.gz"
SEEDS = 20
COUNTS, COLUMNS = (500, 1000, 2000), (2, 3, 5, 8)
Draw = Callable[[np.random.Generator, int, int], Floats]


def scaled(points: Floats) -> Floats:
    return (points - points.mean(axis=0)) / points.std(axis=0)


def _turn(random: np.random.Generator, columns: int) -> Floats:
    """The Cholesky factor of a random correlation matrix."""
    mixed = random.normal(size=(columns, columns))
    covariance = mixed @ mixed.T
    spread = np.sqrt(np.diag(covariance))
    return np.linalg.cholesky(covariance / np.outer(spread, spread))


CLOUDS: dict[str, Draw] = {
    "Gaussian": lambda random, count, columns: random.normal(size=(count, columns)),
    "uniform": lambda random, count, columns: random.uniform(size=(count, columns)),
    "Gaussian, correlated": lambda random, count, columns: (
        random.normal(size=(count, columns)) @ _turn(random, columns).T
    ),
    "uniform, correlated": lambda random, count, columns: (
        random.uniform(size=(count, columns)) @ _turn(random, columns).T
    ),
    "log-normal, sigma 1": lambda random, count, columns: np.exp(random.normal(size=(count, columns))),
    "log-normal, sigma 0.5": lambda random, count, columns: np.exp(random.normal(scale=0.5, size=(count, columns))),
    "yes or no, independent": lambda random, count, columns: (
        random.random((count, 2 * columns)) < random.uniform(0.2, 0.8, 2 * columns)
    ).astype(np.float64),
    "Student's t, 3 df": lambda random, count, columns: random.standard_t(3, size=(count, columns)),
}


def kinds(seed: int, count: int, columns: int, how_many: int = 3, apart: float = 8.0) -> tuple[Floats, Labels]:
    """`apart`: standard deviations between the nearest two centres."""
    random = np.random.default_rng(seed)
    centers = random.normal(size=(how_many, columns))
    kind = random.integers(0, how_many, count)
    return random.normal(size=(count, columns)) + (centers * apart / pdist(centers).min())[kind], kind


def retail() -> Customers:
    """The 4,338 customers of Online Retail, as they are compared."""
    with tempfile.TemporaryDirectory() as folder, read(RETAIL, RETAIL.name, Path(folder)) as table:
        understanding = understand(table)
        clean(table, understanding)
        return purchases(table, understanding, b"bench")


def apart(function: Callable[[], Customers]) -> Customers:
    """In a process of its own: what it takes to read a file is not the memory that is measured here."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as reader:
        return reader.submit(function).result()


def _shapes() -> Iterator[tuple[int, int, int]]:
    for seed in range(SEEDS):
        yield seed, COUNTS[seed % len(COUNTS)], COLUMNS[seed % len(COLUMNS)]


def clouds(names: list[str]) -> None:
    for name in names:
        taken = []
        strongest, widest = 0.0, 0.0
        for seed, count, columns in _shapes():
            decision = decide(scaled(CLOUDS[name](np.random.default_rng(seed), count, columns)))
            strongest = max(strongest, *(scores.prediction_strength for scores in decision.scores))
            widest = max(widest, *(scores.silhouette for scores in decision.scores))
            if decision.clustering is not None:
                taken.append(f"seed {seed} ({count} x {columns}): {decision.clustering.count}")
        print(
            f"{name}: refused {SEEDS - len(taken)} of {SEEDS}; prediction strength up to {strongest:.2f}, "
            f"silhouette up to {widest:.2f} {'; '.join(taken)}",
            flush=True,
        )


def known(name: str, prepare: Callable[[Floats], Floats], how_many: int) -> None:
    found, likeness = Counter[int](), []
    for seed, count, columns in _shapes():
        points, kind = kinds(seed, count, columns, how_many)
        decision = decide(prepare(points))
        labels = np.zeros(count) if decision.clustering is None else decision.clustering.labels
        found[0 if decision.clustering is None else decision.clustering.count] += 1
        likeness.append(float(adjusted_rand_score(kind, labels)))
    print(
        f"{name}: found {dict(found)} of {SEEDS}; ARI from {min(likeness):.3f}, mean {np.mean(likeness):.3f}",
        flush=True,
    )


def told(name: str, points: Floats) -> Decision:
    began = time.process_time()
    decision = decide(points)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {len(points):,} customers, {took:.1f} s of one core, peak {peak:.0f} MB so far", flush=True)
    print(f"  {decision.why}\n  votes: {decision.votes}")
    for scores in decision.scores:
        print(
            f"  {scores.count}: silhouette {scores.silhouette:.2f}, gap {scores.gap:.3f} ({scores.gap_error:.3f}), "
            f"prediction strength {scores.prediction_strength:.2f}, Jaccard from {min(scores.jaccard):.2f}, "
            f"smallest {min(scores.sizes):,}"
        )
    for line in (*decision.vetoes, *decision.notes):
        print(f"  {line}")
    return decision


def growth() -> None:
    """The same kinds of customers, ten times and twenty-three times as many."""
    for count in (4_338, 10_000, 100_000):
        told("three kinds", kinds(1, count, 3)[0])
        told("a cloud", np.random.default_rng(1).normal(size=(count, 3)))


def online_retail() -> None:
    if not RETAIL.exists():
        print("Online Retail: needs ../shared/data/customers", file=sys.stderr)
        return
    customers = apart(retail)
    raw = np.column_stack([customers.raw[:, customers.names.index(name)] for name in (RECENCY, FREQUENCY, MONEY)])
    told("Online Retail, logarithms", customers.scaled)
    told("Online Retail, as it is", scaled(raw))


def main() -> None:
    parser = options("bench.segments", __doc__, "nothing but Online Retail")
    parser.add_argument("--only", choices=("retail", "growth", "clouds", "known"))
    chosen = parser.parse_args()
    only = "retail" if chosen.quick else chosen.only
    if only in (None, "retail"):
        online_retail()
    if only in (None, "growth"):
        growth()
    if only in (None, "clouds"):
        clouds(list(CLOUDS))
    if only in (None, "known"):
        known("three kinds", lambda points: points, 3)
        known("three kinds, every column standardised", scaled, 3)
        known("five kinds", lambda points: points, 5)


if __name__ == "__main__":
    main()
