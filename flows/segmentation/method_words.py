"""What words of method mean, a sentence each: whoever asks for one is answered without a model, and by no figure."""

from __future__ import annotations

from collections.abc import Mapping

from flows.wording import fixed, say
from interviews.language import listed, words

_STABLE = fixed("Stable: the segment comes back almost the same when customers are drawn from the file anew.")
_COHERENT = fixed("Coherent: its customers are more like each other than like those of the nearest other segment.")
_SIZABLE = fixed("Sizable: it has at least one in twenty of all customers, so something of its own is worth the work.")
_IDENTIFIABLE = fixed("Identifiable: one sentence of rules tells who belongs to it, and seldom errs.")
_REACHABLE = fixed("Reachable: the file has a channel, a place or an address by which one reaches them and few others.")
_RESPONDS = fixed("Responds differently: they leave, answer or buy more, or less, often than the others do.")
_SILHOUETTE = fixed(
    "Silhouette: how much nearer customers are to their own segment than to the next one, from -1 to 1; from 0.5 on "
    "segments are clear-cut, near 0 they touch."
)
_GAP = fixed("Gap: how much tighter the segments are than segments of customers strewn by chance would be.")
_STRENGTH = fixed(
    "Prediction strength: whether one half of the file gives the same segments as the other; 1 is exactly the same."
)
_JACCARD = fixed(
    "Jaccard: of a segment and the same one drawn anew, the part of the customers that both have; 1 is all of them."
)
_HELD_OUT = fixed("Held out: the column made no segments; it was kept to see whether they differ by it.")
_TYPICAL = fixed("Typical is the one in the middle: half have less, half have more. Average is the mean.")
_LOG_LOSS = fixed("Log loss: how far the foretold chances were from what happened; less is better.")
_F1 = fixed("F1: one figure for how many a rule finds and how many of those it picks are right; 1 is all.")
MEANINGS: Mapping[str, str] = {
    "stable": _STABLE, "stability": _STABLE, "coherent": _COHERENT, "sizable": _SIZABLE, "identifiable": _IDENTIFIABLE,
    "reachable": _REACHABLE, "responds differently": _RESPONDS, "silhouette": _SILHOUETTE, "gap": _GAP,
    "prediction strength": _STRENGTH, "jaccard": _JACCARD, "held out": _HELD_OUT, "typical": _TYPICAL,
    "typically": _TYPICAL, "log loss": _LOG_LOSS, "f1": _F1,
}  # fmt: skip
"""As a report says it -> what it means."""
_ASKING = frozenset(
    listed(
        """what what's does do is are the a an word words term mean means meant meaning by you your of explain to me us
        please segue stand stands for in this here report so ok and that it with when say says said score criterion"""
    )
)


def meaning(asked: str) -> str:
    """-> what the words of method in a question mean; empty where it asks for anything else."""
    said = " ".join(words(asked))
    named = [word for word in MEANINGS if f" {word} " in f" {said} "]
    for word in named:
        said = f" {said} ".replace(f" {word} ", " ").strip()
    asks = {"what", "what's", "explain", "mean", "means", "meaning"} & set(said.split())
    if not named or not asks or set(said.split()) - _ASKING:
        return ""
    return " ".join(dict.fromkeys(say(MEANINGS[word]) for word in named))
