"""What the numbered lines of a report say of their own accord, in English; what was found stands in its own words."""

from __future__ import annotations

from segments.told import Method

OF_SEGMENT = "Segment {number}, “{name}”"
READ = "{read} rows were read and {used} of them used."
CUSTOMERS, MONEY = "{count} {whom} are in the rows that are used.", "The money in them is {amount}, counted as {money}."
RETURNED = "{returned} was returned and still counts as bought."
LEFT, NOTHING_LEFT = "Not used: {rows} rows, {why}.", "No row was left out."
COLUMNS = "Columns of the file: {columns}."
COMPARED = "Compared by: {features}."
NEAREST_MIDDLE = "How they were made: everybody is in the segment whose middle is nearest (k-means)."
MERGED = "How they were made: whoever is nearest was merged, step by step (Ward)."
DENSE = "How they were made: a segment is where many are near each other (DBSCAN)."
DENSE_EACH = "How they were made: a segment is where many are near each other, each as dense as it is (HDBSCAN)."
LARGEST = "By how many they are, the largest first: {segments}"
RICHEST = "By their share of the money, the largest first: {segments}"
RICHEST_BY = "By their share of the money, counted by {money}, the largest first: {segments}"
SORTED, UNSORTED = "By {what}, the highest first: {segments}", "By {what}: {segments}"
COUNTED = "{what}: {count} of {of} {whom} ({share})."
COUNTED_EACH = "{what}: {count} of {of} {whom} ({share}); by segment, the highest share first: {segments}"
USUALLY, USUALLY_OF = "{what} of all {of} {whom}: {all}.", "{what} of the {of} {whom} of whom it is known: {all}."
BY_SEGMENT = "{told} By segment, the highest first: {segments}"
ONE_BY_NUMBER = "Segment {number}: {cell}"
DAYS = "The rows that are used are from {first} to {last}, {days} days."
PORTION, THEN_AND_NOW = "Segment {number}: {count} of {of} ({share})", "{name}: {now} of all now, {then} then"
SIZES = "Share of each segment now, and in {file}: {segments}"
NONE_SHRANK = "No segment of {file} has lost a tenth of its customers and of its share since."
GROWN = "By how much their share of all grew since {file}, the highest first: {segments}"
GREW = "Segment {number}, “{name}”: {now} of all now, {then} then"
NONE_GREW = "No segment of {file} is a larger part of all now."
NONE_GREW_MUCH = "No segment of {file} is a larger part of all now by as much as its share would show."
TO_NONE, FROM_NONE = ", {customers}, in no segment now", ", {customers}, from no segment"
LOST_AND_GAINED = (
    "Segment {number}, “{name}”, since {file}: {then} customers then, {now} now. Lost: {left}, in another segment "
    "now{to_none}. Gained: {joined}, from another segment{from_none}."
)
LOST_AND_GAINED_IN_ALL = (
    "Segment {number}, “{name}”, since {file}: {then} customers then, {now} now. Stayed: {stayed}. Lost: {left}, in "
    "another segment now{to_none}, and {gone}, not in this file. Gained: {joined}, from another segment{from_none}, "
    "and {came}, who are new."
)
VOTES = "How many segments each test would make: {votes}."
SCORED = (
    "With {count} segments: silhouette {silhouette}, gap {gap} (error {error}), prediction strength {strength}, "
    "Jaccard of each {jaccard}."
)
AGREES, DOES_NOT, NOT_KNOWN = "{name}: yes. {words}", "{name}: no. {words}", "{name}: not known. {words}"
RULE = "How to know a member: {rule}"
WAY = "On their way, {stage}"
SAID, QUOTED = "What their texts say: {words}", "From their texts: “{quote}”"
CAUTION = "To know before using this: {words}"
ADVICE = "What to do next: {words}"
SINCE = "Since {file}: {words}"
MADE: dict[Method, str] = {
    "k-means": NEAREST_MIDDLE,
    "hierarchical": MERGED,
    "DBSCAN": DENSE,
    "HDBSCAN": DENSE_EACH,
}
ALL = tuple(each for name, each in list(vars().items()) if name.isupper() and isinstance(each, str))
"""Every sentence of ours that may stand in them."""
