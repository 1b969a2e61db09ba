"""A decision in words: two plain sentences; where the tests disagree, what that means for whoever uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from segments.shapes import Scores
from segments.telling_words import TESTS
from segments.telling_words import UNDECIDED as NO_NUMBER
from segments.told import UNDECIDED
from segments.validation.enough import ENOUGH, SAME, STABLE, TRUSTED, far_apart, halves

ALONG = 0.8
"""Share of the variance in the first principal component from which they lie along a line."""
CLEAR = 0.5
"""Silhouette from which groups stand apart (Kaufman and Rousseeuw 1990)."""
Fault = Literal["halves", "cloud", "table", "small"]
"""Nothing comes back from halves; what does is no tighter than a cloud or than shuffled attributes; it is a handful."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
CAUTIONED = re.compile(r"The segments touch each other|Segment \d+ is (?:there, but who|not to be trusted)")
"""How `cautions` begin, in earlier versions too."""
GROWS = "it still grows at the last number tried"
"""Why the gap decides nothing."""


ALLOWED = f"{ENOUGH} less its error is enough"
"""Of how far the halves agree: see `ENOUGH`."""


def number(count: int) -> str:
    """In a word, as far as one has words."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def in_words(counts: Sequence[int]) -> str:
    """`two, three and five`."""
    words = [number(count) for count in counts]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def alike(strength: float) -> str:
    """What one half of the file gives beside the other, by prediction strength."""
    return "the same ones" if strength >= SAME else "mostly the same ones"


def found(votes: dict[str, int], own: Scores) -> str:
    """Why there are so many segments, of such scores. `votes`: rule -> its number, or UNDECIDED."""
    count, many = own.count, number(own.count)
    first = (
        f"There are {many} segments: either half of the file alone gives {alike(own.prediction_strength)} as the "
        "other, and their members lie closer together than by chance."
    )
    if set(votes.values()) <= {count}:
        return f"{first} All {number(len(votes))} tests of how many there are say {many}."
    tally = _tally(count, votes)
    if not set(votes.values()) - {count, UNDECIDED}:
        return f"{first} {tally}."
    passed = "" if count in votes.values() else f"; {many} is the number that passes every check"
    if far_apart(own):
        return f"{first} {tally}{passed}; these {many} stand far apart."
    return f"{first} {tally}{passed}: take them as a useful cut, not as natural kinds."


def _tally(count: int, votes: Mapping[str, int]) -> str:
    """`Two of four tests say three groups, one says two, one does not decide`: the number that is taken first. Where
    each says another: `Four tests of how many there are say three, two, five and six`."""
    times = Counter(votes.values())
    decided = sorted(
        (each for each in times if each != UNDECIDED), key=lambda each: (each != count, -times[each], each)
    )
    (first, *others), undecided = decided, times[UNDECIDED]
    open_still = [f"{number(undecided)} {'does' if undecided == 1 else 'do'} not decide"] if undecided else []
    if others and 1 not in decided and all(times[each] == 1 for each in decided):
        differ = f"{number(len(votes)).capitalize()} tests of how many there are say {in_words(decided)}"
        return "; ".join([differ, *open_still])
    told = [f"{number(times[first]).capitalize()} of {number(len(votes))} tests {_say(times[first], first)} groups"]
    told += [f"{number(times[each])} {_say(times[each], each)}" for each in others]
    return ", ".join([*told, *open_still])


def _say(times: int, vote: int) -> str:
    """A vote for one group is one for none at all."""
    return f"{'says' if times == 1 else 'say'} {'no' if vote == 1 else number(vote)}"


def wide(count: int, of: int) -> str:
    """How many have members about as far from their middle as chance would put them: what is said of all holds less
    there."""
    which = f"all {number(of)}" if count == of else f"{number(count)} of the {number(of)}"
    far = f"Within {which}, members are about as far from each other as they would be"
    return f"{far} if nothing in the file went together."


def refused(fault: Fault, scores: Sequence[Scores], along: float) -> str:
    """`scores` of all numbers tried, from two; `along`: the share of the variance that lies in one direction."""
    first = "There are no real segments here: "
    if fault == "halves":
        most = scores[-1].count
        best = max(scores, key=lambda each: each.prediction_strength + each.prediction_error)
        groups = f"two to {number(most)} groups" if most > 2 else "two groups"
        return (
            f"{first}cut into {groups}, the halves of the file agree too little on who belongs together "
            f"({halves(best)} of 1 at best; {ALLOWED}). No number of them came back the same from both, so names and "
            f"sizes could change with the next file. More than {number(most)} were not tried."
        )
    if fault == "table":
        return (
            f"{first}the attributes have so little to do with each other that groups would only be combinations of "
            "them. A list of those who have an attribute tells as much as a segment would."
        )
    if fault == "small":
        return (
            f"{first}what stands out is a handful of unusual ones, and the others do not fall into groups that come "
            "back. Look at that handful one by one rather than as a segment."
        )
    lie = "They lie along a line, from less to more" if along >= ALONG else "They spread without a gap"
    return (
        f"{first}they can be cut, but one even cloud of the same shape can be cut just as well. {lie}, with no place "
        "where one kind ends and another begins."
    )


def asked_for(wanted: int, own: Scores | None, chosen: int | None) -> str:
    """What the tests say of the number a person asked for."""
    first = f"Here are the {number(wanted)} segments you asked for."
    if own is None:
        return f"{first} There are too few to check whether they would come back."
    shaky = sum(value < STABLE for value in own.jaccard)
    if chosen is None:
        opinion = "the tests see no real segments at all: take them as a way to sort, not as kinds"
    elif chosen == wanted:
        opinion = f"the tests would have chosen {number(wanted)} too"
    else:
        opinion = f"the tests would have chosen {number(chosen)}"
    back = "all of them come back" if not shaky else f"{number(shaky)} of them would not come back reliably"
    return f"{first} When they are drawn anew {back}, and {opinion}."


def disagreements(votes: dict[str, int]) -> tuple[str, ...]:
    """A line for each number that some rule would choose, when there is more than one; and for what decides nothing."""
    decided, lines = sorted(set(votes.values()) - {UNDECIDED}), list[str]()
    if len(decided) < 2:
        decided = []
    for vote in decided:
        rules = "; ".join(TESTS[rule] for rule in votes if votes[rule] == vote)
        lines.append(f"{'None' if vote == 1 else number(vote).capitalize()}: {rules}.")
    lines += [f"{NO_NUMBER}: {TESTS[rule]}; {GROWS}." for rule, vote in votes.items() if vote == UNDECIDED]
    return tuple(lines)


def vetoed(scores: Scores, least: int) -> tuple[str, ...]:
    """Why a number that a rule voted for is not taken."""
    told = []
    smallest, lowest = min(scores.sizes), min(scores.jaccard)
    many = number(scores.count).capitalize()
    if smallest < least:
        told.append(f"{many}: the smallest would have {smallest:,}; fewer than {least:,} are no segment.")
    if lowest < TRUSTED:
        told.append(f"{many}: one of them does not come back when they are drawn anew ({lowest:.2f}).")
    if scores.prediction_strength + scores.prediction_error < ENOUGH:
        told.append(f"{many}: the halves of the file agree on them too little ({halves(scores)} of 1; {ALLOWED}).")
    return tuple(told)


def looser(more: Scores, fewer: Scores) -> tuple[str]:
    """Why one more segment than `fewer` is one too many."""
    return (
        f"{number(more.count).capitalize()}: against chance they are less tight than {number(fewer.count)} are (gap "
        f"{more.gap:.2f} after {fewer.gap:.2f}): one kind would be cut in two.",
    )


def pieces(more: int, fewer: int) -> tuple[str]:
    """Why more segments than `fewer` are none, which they lie within."""
    return (
        f"{number(more).capitalize()}: they are pieces of the {number(fewer)}, and between two pieces of one of these "
        "there is no gap.",
    )


def cautions(scores: Scores, numbers: Mapping[int, int]) -> tuple[str, ...]:
    """What to keep in mind of segments that there are, a sentence each. `numbers`: label -> by which people call it;
    of others nothing is said."""
    told = []
    if scores.silhouette < CLEAR:
        told.append("The segments touch each other: whoever stands at an edge could stand on either side of it.")
    for label, called in numbers.items():
        value = scores.jaccard[label]
        if value < TRUSTED:
            told.append(f"Segment {called} is not to be trusted: when they are drawn anew it rarely comes back.")
        elif value < STABLE:
            told.append(f"Segment {called} is there, but who belongs to it is unsure.")
    return tuple(told)
