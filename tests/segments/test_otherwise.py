"""Other ways of grouping beside the segments, k-prototypes among them."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
from sklearn.metrics import adjusted_rand_score

from segments.deciding import decided
from segments.decision import decide
from segments.features.attributes import attributes
from segments.otherwise import other_ways, prototypes_beside
from segments.prototypes import k_prototypes, mixed
from segments.shapes import Clustering, Customers, Labels
from tests.segments.clouds import blobs


def kinds(count: int = 300, seed: int = 0) -> tuple[dict[str, np.ndarray], Labels]:
    """Three kinds of customers whom a plan and a price tell apart, each nearly."""
    random = np.random.default_rng(seed)
    kind = np.repeat(np.arange(3), count // 3)
    plans = np.array(["basic", "family", "business"], dtype=object)
    changed = random.random(count) < 0.05
    plan = np.where(changed, plans[random.integers(0, 3, count)], plans[kind])
    columns = {
        "plan": plan,
        "support": np.where((kind == 2) ^ (random.random(count) < 0.05), "phone", "mail").astype(object),
        "price": np.array([10.0, 20.0, 35.0])[kind] + random.normal(scale=1.5, size=count),
        "seats": kind * 3 + random.normal(scale=1.0, size=count) + 2,
    }
    return columns, kind


def customers_of(columns: dict[str, np.ndarray], order: Labels | None = None) -> Customers:
    rows = np.arange(len(columns["plan"])) if order is None else order
    types = {"plan": "category", "support": "category", "price": "number", "seats": "number"}
    return attributes({name: values[rows] for name, values in columns.items()}, types)  # type: ignore[arg-type]


def test_k_prototypes_finds_kinds_that_numbers_and_words_tell_apart():
    columns, kind = kinds()
    (table,) = mixed(customers_of(columns))
    assert adjusted_rand_score(kind[table.at], k_prototypes(table, 3)) > 0.97


def test_k_prototypes_is_the_same_in_any_order_of_rows():
    columns, _ = kinds()
    shuffled = np.random.default_rng(5).permutation(len(columns["plan"]))
    (one,), (other,) = mixed(customers_of(columns)), mixed(customers_of(columns, shuffled))
    assert (one.numbers == other.numbers).all()
    assert (k_prototypes(one, 3) == k_prototypes(other, 3)).all()


def test_words_that_contradict_the_numbers_are_heard():
    """Half of one number's kind has another word in each of six columns: two kinds by the words alone."""
    random = np.random.default_rng(1)
    word = np.repeat(["a", "b"], 100).astype(object)
    columns = {f"c{at}": word.copy() for at in range(6)} | {"price": random.normal(size=200)}
    for at in range(6):
        mixed_up = random.permutation(200)[:10]
        columns[f"c{at}"][mixed_up] = np.where(word[mixed_up] == "a", "b", "a")
    (table,) = mixed(attributes(columns, {name: "number" if name == "price" else "category" for name in columns}))  # type: ignore[arg-type]
    assert adjusted_rand_score((word == "b")[table.at], k_prototypes(table, 2)) > 0.9


def test_of_customers_with_numbers_alone_there_is_none():
    columns, _ = kinds()
    numbers = {name: columns[name] for name in ("price", "seats")}
    assert mixed(attributes(numbers, dict.fromkeys(numbers, "number"))) == ()  # type: ignore[arg-type]


def test_more_prototypes_than_different_customers_end():
    columns = {"plan": np.array(["a", "b"] * 30, dtype=object), "price": np.repeat(np.linspace(1.5, 90.25, 12), 5)}
    (table,) = mixed(attributes(columns, {"plan": "category", "price": "number"}))
    assert set(k_prototypes(table, 30)) <= set(range(30))


def test_a_decision_tells_every_other_way_with_its_agreement():
    columns, _ = kinds()
    decision = decided(customers_of(columns), None)
    assert decision.clustering is not None
    ways = ("(Ward)", "(DBSCAN)", "(HDBSCAN)", "(k-prototypes)")
    assert all(way in told for way, told in zip(ways, decision.others, strict=True))
    assert prototypes_beside(customers_of(columns), decision.clustering)[0] == decision.others[-1]
    assert decision.others[0].endswith("asked for as many: agreement 0.88 of 1.")


def test_noise_has_no_other_ways_to_tell():
    noise = np.random.default_rng(3).normal(size=(300, 4))
    assert decide(noise).others == ()


def test_what_a_way_leaves_in_none_is_told():
    values, kind = blobs(0, count=120)
    taken = Clustering("k-means", kind)
    part = np.where(np.arange(len(kind)) % 4 == 0, -1, kind)
    assert other_ways(taken, [Clustering("HDBSCAN", part), taken]) == (
        "By density that may differ from group to group (HDBSCAN): 3 groups; 25 % of all are in none; agreement "
        f"{adjusted_rand_score(kind, part):.2f} of 1.",
    )
    nobody = np.full(len(values), -1)
    assert other_ways(taken, [Clustering("DBSCAN", nobody)])[0].endswith("(DBSCAN): no groups.")
    assert other_ways(taken, [Clustering("DBSCAN", nobody + 1)])[0].endswith("(DBSCAN): all in one group.")


def test_one_long_word_does_not_set_the_width_of_all():
    """As an array of words, these would take eight gigabytes."""
    columns, kind = kinds(3_000)
    columns["plan"][0] = "x" * 700_000
    (table,) = mixed(customers_of(columns))
    assert adjusted_rand_score(kind[table.at], k_prototypes(table, 3)) > 0.9


def test_of_more_than_are_looked_at_the_least_and_the_most_of_three_draws_are_told():
    columns, kind = kinds(6_000)
    tables = mixed(customers_of(columns))
    assert len(tables) == 3
    assert len({tuple(sorted(each.at.tolist())) for each in tables}) == 3
    shaky = np.where((kind == 0) & (np.arange(6_000) % 2 == 0), 3, kind)
    (told,) = prototypes_beside(customers_of(columns), Clustering("k-means", shaky))
    assert re.search(r"agreement 0\.\d\d to 0\.\d\d of 1\.$", told)


def test_who_bought_is_compared_by_some_measures_and_grouped_by_no_others():
    columns, _ = kinds()
    bought = customers_of(columns)
    assert mixed(replace(bought, scaled=bought.scaled[:, :2])) == ()


def test_less_alike_than_by_chance_is_told_as_none() -> None:
    taken = Clustering("k-means", np.array([0, 0, 1, 1]))
    (told,) = other_ways(taken, [Clustering("hierarchical", np.array([0, 1, 0, 1]))])
    assert told.endswith("agreement 0.00 of 1.")
