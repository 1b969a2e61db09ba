"""Who leaves, learnt from those of whom it is known, beside the plain guess that everybody leaves as often as all do.

Two models are tried, logistic regression and gradient boosted trees. Each is fitted on four fifths of the customers and
asked about the fifth it did not see; what it says is then bent so that of those it gives 30 % three in ten do leave
(Platt 1999), again by the four fifths. What is reported is of customers the models had not seen. The better by log
loss is taken; where it is not surely better than the plain guess, the answer says so. Where a column may have been
filled in after they left (`suspects`), all of it is done once more without, and both are told.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from errors import TooLittleToTell
from segments.prediction.chances import Band, Churn, Way
from segments.prediction.first_tenth import in_first_tenth, places
from segments.prediction.one_column import best_rule
from segments.prediction.resampling import Between, between, drawn
from segments.prediction.suspects import suspects
from segments.prediction.unseen import alike_in_all, without_them
from segments.prediction.usable import Usable, usable
from segments.shapes import Floats, Labels, Texts

FEWEST = 50
"""Who left, and who stayed."""
MOST = 50_000
"""Customers to learn from: of more, evenly one in so many of those that are alike. More make it slower, not better."""
FOLDS = 5
WIDE = 300
"""Columns up to which trees are tried: their time grows with every one."""
BANDS = 10
WAYS: tuple[Way, ...] = ("logistic regression", "gradient boosting")


def churn(columns: Mapping[str, Floats | Texts], outcome: Floats) -> Churn:
    """`columns`: numbers (NaN where missing) or words (None where missing), a row for each customer. `outcome`: 1 left,
    0 stayed, NaN not known. The same whatever the order of rows and columns.

    TooLittleToTell where fewer than 50 left or stayed, or nothing is left to learn from.
    """
    known = np.isfinite(outcome)
    left, stayed = int((outcome[known] > 0).sum()), int((outcome[known] <= 0).sum())
    if min(left, stayed) < FEWEST:
        raise TooLittleToTell(
            f"{left:,} customers of this file left and {stayed:,} stayed; I need at least {FEWEST} of each to learn "
            "who leaves.",
            now="A file that covers a longer time may have them.",
        )
    learnt = usable(columns, outcome)
    if not learnt.names:
        raise TooLittleToTell(
            "No column of this file says something about customers that could foretell who leaves.",
            now="Columns that only number customers, or that were filled in after they left, cannot be used.",
        )
    found = suspects(columns, learnt, outcome)
    told = _learnt(learnt, outcome)
    if not found:
        return told
    rest = usable({name: columns[name] for name in columns if name not in {each.column for each in found}}, outcome)
    return replace(told, suspects=found, without=_learnt(rest, outcome) if rest.names else None)


def _learnt(learnt: Usable, outcome: Floats) -> Churn:
    known = np.isfinite(outcome)
    by = np.flatnonzero(known)[_order(learnt.matrix[known], outcome[known])]
    part = by[np.linspace(0, len(by) - 1, MOST).astype(np.int64)] if len(by) > MOST else by
    rows, truth = learnt.matrix[part], (outcome[part] > 0).astype(np.int64)
    folds = _folds(truth)
    ways = WAYS if rows.shape[1] <= WIDE else WAYS[:1]
    scores = {way: _scores(way, rows, truth, folds) for way in ways}
    tried = {way: _unseen(scores[way], truth, folds) for way in ways}
    losses = {way: _losses(tried[way], truth) for way in ways}
    way = min(ways, key=lambda each: float(losses[each].mean()))
    chance = _bent(scores[way], truth, _score(_fitted(way, rows, truth), learnt.matrix))
    plain = _losses(_plain(truth, folds), truth)
    rule = best_rule(learnt, rows, truth, folds)
    ruled, named = (_losses(rule.chance, truth), rule.has) if rule else (plain, np.zeros(len(truth)))
    first, ruled_first, once = places(tried[way]), places(named), np.ones(len(truth))
    tenth_between, more_than_rule = _between(first, ruled_first, truth)
    return Churn(
        chance=chance,
        unseen=without_them(chance, tried[way], part, alike_in_all(learnt.matrix, outcome, by)),
        way=way,
        customers=len(truth),
        base_rate=float(truth.mean()),
        log_loss=float(losses[way].mean()),
        log_loss_base=float(plain.mean()),
        error=_error(plain - losses[way]),
        left_of_tenth=_tenth(first, truth, once),
        tenth_between=tenth_between,
        bands=_bands(tried[way], truth),
        dropped=learnt.dropped,
        rule=rule,
        log_loss_rule=float(ruled.mean()),
        error_rule=_error(ruled - losses[way]),
        tenth_rule=_tenth(ruled_first, truth, once),
        more_than_rule=more_than_rule,
    )


def _order(rows: Floats, outcome: Floats) -> Labels:
    """By what they hold: sums, folds and trees then do not depend on how the file was sorted."""
    return np.lexsort((*np.nan_to_num(rows, nan=-np.inf).T[::-1], outcome)).astype(np.int64)


def _folds(truth: Labels) -> Labels:
    """As many who left in each; dealt by chance, with one seed, among rows in an order of what they hold (`_order`).
    Dealt in turn, nearly every customer would have their neighbours among those that are learnt from."""
    random, folds = np.random.default_rng(0), np.zeros(len(truth), dtype=np.int64)
    for value in (0, 1):
        folds[truth == value] = random.permutation(int((truth == value).sum())) % FOLDS
    return folds


def _model(way: Way) -> Any:
    if way == "gradient boosting":
        return HistGradientBoostingClassifier(
            max_iter=80, learning_rate=0.08, max_leaf_nodes=8, min_samples_leaf=20, early_stopping=False, random_state=0
        )
    return make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.5, max_iter=500),
    )


def _fitted(way: Way, rows: Floats, truth: Labels) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a column that is constant in one fold
        return _model(way).fit(rows, truth)


def _score(model: Any, rows: Floats) -> Floats:
    """Log odds."""
    chance = np.clip(np.asarray(model.predict_proba(rows), dtype=np.float64)[:, 1], 1e-6, 1 - 1e-6)
    return np.log(chance / (1 - chance))


def _scores(way: Way, rows: Floats, truth: Labels, folds: Labels) -> Floats:
    scores = np.zeros(len(truth))
    for fold in range(FOLDS):
        out = folds == fold
        scores[out] = _score(_fitted(way, rows[~out], truth[~out]), rows[out])
    return scores


def _unseen(scores: Floats, truth: Labels, folds: Labels) -> Floats:
    """The chance of each customer, from a model that was made without them; its bend rests on models some of which
    saw them."""
    chance = np.zeros(len(truth))
    for fold in range(FOLDS):
        out = folds == fold
        chance[out] = _bent(scores[~out], truth[~out], scores[out])
    return chance


def _bent(scores: Floats, truth: Labels, asked: Floats) -> Floats:
    """Log odds `asked` about, as chances that held for the `scores` of those of whom the `truth` is known."""
    bend = LogisticRegression(C=1e6).fit(scores[:, None], truth)
    return np.asarray(bend.predict_proba(asked[:, None]), dtype=np.float64)[:, 1]


def _plain(truth: Labels, folds: Labels) -> Floats:
    chance = np.zeros(len(truth))
    for fold in range(FOLDS):
        chance[folds == fold] = truth[folds != fold].mean()
    return chance


def _losses(chance: Floats, truth: Labels) -> Floats:
    sure = np.clip(chance, 1e-9, 1 - 1e-9)
    return -np.log(np.where(truth > 0, sure, 1 - sure))


def _error(gained: Floats) -> float:
    return float(gained.std(ddof=1) / np.sqrt(len(gained)))


def _tenth(by_chance: Labels, truth: Labels, times: Floats) -> float:
    """Who of them left."""
    return in_first_tenth(by_chance, truth.astype(np.float64), times) / (float(times.sum()) / 10)


def _between(by_chance: Labels, by_rule: Labels, truth: Labels) -> tuple[Between, Between]:
    """-> between which lies who of the first tenth left, and by how much more than in that of the rule, in the same
    draws."""
    drawn_anew = [(_tenth(by_chance, truth, times), _tenth(by_rule, truth, times)) for times in drawn(len(truth))]
    return between(own for own, _ in drawn_anew), between(own - ruled for own, ruled in drawn_anew)


def _bands(chance: Floats, truth: Labels) -> tuple[Band, ...]:
    """Ten, as many customers in each, by rising chance."""
    parts = np.array_split(np.argsort(chance, kind="stable"), BANDS)
    return tuple(Band(len(part), float(chance[part].mean()), float(truth[part].mean())) for part in parts if len(part))
