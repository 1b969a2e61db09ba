"""What a step leaves for the next one, in the folder of an analysis: a kill between two steps loses one of them."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from segments import reasons
from segments.shapes import Clustering, Customers, Decision, Scores, Texts
from segments.whole_files import becoming, keep

MODEL = "model.json"
"""What the next file is held against."""
NUMBERS, WORDS, DECISION, LABELS = "customers.npz", "customers.json", "decision.json", "labels.npz"
OUTCOME = "outcome"
_PLAIN: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
_SCORES = TypeAdapter(tuple[Scores, ...])


def keep_customers(folder: Path, customers: Customers) -> None:
    """Numbers as arrays; words as JSON, where the longest one does not set the width of all."""
    outcomes = {f"{OUTCOME}{number}": values for number, values in enumerate(customers.outcomes.values())}
    _keep_arrays(folder, NUMBERS, {"raw": customers.raw, "scaled": customers.scaled, **outcomes})
    words = {
        "keys": customers.keys.tolist(),
        "names": customers.names,
        "units": customers.units,
        "notes": customers.notes,
        "categories": {name: values.tolist() for name, values in customers.categories.items()},
        "protected": {name: values.tolist() for name, values in customers.protected.items()},
        "outcomes": list(customers.outcomes),
        "whom": customers.whom,
        "money": customers.money,
        "texts": None if customers.texts is None else customers.texts.tolist(),
    }
    keep(folder, WORDS, _PLAIN.dump_json(words))


def kept_customers(folder: Path) -> Customers:
    """As they were kept, with the same types. Raises OSError where they are not there."""
    words = _PLAIN.validate_json((folder / WORDS).read_bytes())
    # A folder that was begun before rows were named says nothing of whom they are.
    words.setdefault("whom", "customers" if words["texts"] is None else "texts")
    with np.load(folder / NUMBERS, allow_pickle=False) as arrays:
        outcomes = {name: arrays[f"{OUTCOME}{number}"] for number, name in enumerate(words["outcomes"])}
        raw, scaled = arrays["raw"], arrays["scaled"]
    return Customers(
        keys=_objects(words["keys"]),
        names=tuple(words["names"]),
        raw=raw,
        scaled=scaled,
        units=tuple(words["units"]),
        notes=tuple(words["notes"]),
        categories={name: _objects(values) for name, values in words["categories"].items()},
        outcomes=outcomes,
        protected={name: _objects(values) for name, values in words["protected"].items()},
        texts=None if words["texts"] is None else _objects(words["texts"]),
        whom=words["whom"],
        money=words.get("money", ""),
    )


def keep_decision(folder: Path, decision: Decision) -> None:
    """Labels as arrays, the rest as JSON. Raises OSError where there is no room."""
    found = decision.clustering
    if found is not None:
        centers = np.empty((0, 0)) if found.centers is None else found.centers
        _keep_arrays(folder, LABELS, {"labels": found.labels, "centers": centers})
    plain = {each.name: getattr(decision, each.name) for each in fields(decision) if each.name != "clustering"}
    plain["scores"] = _SCORES.dump_python(decision.scores)
    keep(folder, DECISION, _PLAIN.dump_json({**plain, "method": found.method if found else None}))


def kept_decision(folder: Path) -> Decision:
    """As it was kept. Raises OSError where it is not there."""
    plain = _PLAIN.validate_json((folder / DECISION).read_bytes())
    clustering, method = None, plain.pop("method")
    if method is not None:
        with np.load(folder / LABELS, allow_pickle=False) as arrays:
            centers = arrays["centers"]
            clustering = Clustering(method, arrays["labels"], centers if centers.size else None)
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    told["scores"] = _SCORES.validate_python(plain["scores"])
    decision = Decision(**told, clustering=clustering)
    # A folder of an earlier version has what to keep in mind of the segments among its notes, by their labels: it is
    # worded anew, by their numbers (segments/describing.py).
    return replace(decision, notes=tuple(each for each in decision.notes if not reasons.CAUTIONED.match(each)))


def _objects(values: list[Any]) -> Texts:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _keep_arrays(folder: Path, name: str, arrays: dict[str, Any]) -> None:
    with becoming(folder, name, f"unfinished.{name}") as path:
        np.savez(path, **arrays)
