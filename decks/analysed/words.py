"""What the deck of an analysis says of its own accord, in English; the report's own sentences stand as they are."""

from __future__ import annotations

TITLE, NO_TITLE = "Segments of {file}", "No real segments in {file}"
CAUTION = "Found in one file; a hypothesis until customers have been asked"
COUNTED, JUDGED, READING = "Counted in the file", "How it was judged", "Our reading, not a finding"
READ, HOW_SURE, SIZES, PROFILES, APART, TEXTS, LIKELY, CAREFUL, SINCE, CORRECTED, NEXT = (
    "What was read",
    "How sure we are",
    "How large they are",
    "The segments",
    "Side by side",
    "What the texts say",
    "What is likely to come",
    "Before using this",
    "Since the file before",
    "What was corrected",
    "What to do next",
)
ROWS, BECAME = "Rows", "What became of them"
ROWS_USED = "{used} of {read} rows are used"
WAS_READ, IS_USED, OTHER_REASONS = "read", "used", "left out for other reasons"
WHY, DISAGREE, SET_ASIDE, KNOW, LOOKED_AT = "Why", "They disagree", "Set aside", "To know", "Looked at"
COMPARED = "How they were compared"
TESTS = "The tests"
AGREED, DISAGREED = "All tests say as many", "A useful cut of the customers, not natural kinds"
DISAGREED_FAR_APART = "The tests differ on the number; these stand far apart"
AGREED_MOSTLY = "All tests that decide say as many"
MAKES, NO_SEGMENTS, OPEN = "{count} segments", "none", "undecided"
RULES = {
    "silhouette": "How far apart the groups stand, beside how wide each is",
    "gap": "How much tighter the groups are than chance would make them",
    "prediction strength": "Whether one half of the file gives the same groups as the other",
    "stability": "Whether each group comes back when they are drawn anew",
}
FIGURES = "The figures behind the tests"
SEGMENTS, SILHOUETTE, GAP, JACCARD = "Segments", "Silhouette", "Gap", "Jaccard of each"
STRENGTH = "Prediction strength ± error"
SHARE_AND_MONEY = "“{name}”: {share} of the {whom}, {money} of {called}"
LARGEST = "“{name}” is the largest: {share} of the {whom}"
CHART = "Each segment's share, in per cent; behind its name how many they are"
OF_WHOM, OF_MONEY = "Share of the {whom}", "Share of {called}"
SIZE, SETS_APART, WHO_BELONGS, WAY = "Size", "Sets it apart", "Who belongs", "Its way"
SIDE_BY_SIDE = "Where each segment stands by what they differ in most"
EVERYBODY = "Everybody"
USUAL_VALUES = (
    "Typical is the one in the middle, average the mean, share how many have it; orange is more than everybody's, blue "
    "is less"
)
SEGMENT = "Segment"
TEXTS_OF, MODEL_READ = "{name}: what the texts say", "Read by a model; quotes stand in the file"
RULE_READ = "Sorted by single words; quotes stand in the file"
FEEL, ABOUT, QUOTED, OFTEN = "They feel", "They are about", "In their words", "Often said"
STANDS, STANDING = "What the team corrected, and how it stands", "Corrected"
BESIDE_GUESS = "What is likely to come, beside a plain guess"
IS_FORETOLD = "A forecast, tried on customers of the file"
FORECAST, BEST = "Forecast", "Who brings most"
TAKE_CARE = "What to know before using these segments"
NO_CARE = "What to know before using this file"
FAIRNESS, COUNTS = "Take care", "How it is counted"
STILL_BOUGHT = "Returns are not taken off: {returned} went back, and still counts as bought."
OF_NOBODY = "{share} of the rows ({rows}) name no customer: what was bought there is in no segment."
NO_CURRENCY = "The file does not say in which currency its money is: add it before you show a figure to others."
NOT_COMPARED = "This file could not be held against {file}"
FROM, HOW_MANY, TO = "From", "Customers", "To"
NEW_HERE, GONE = "not in the file before", "not in this file"
HOW_COUNTED = "How counted"
MOVED, STILL_FITS, SHIFTED, NEW, ENDED = "Who moved", "Do they still fit", "Shifted", "New", "No longer there"
STEP = "Step {number}"
IN_DATA, OF_FILE = "Segments found in files", "{told}: {file}"
HOW_FOUND = "How segments were looked for"
OTHER_WAYS, AND_MORE = "{first}, and other ways (notes).", "{first}, and more (notes)."
GIVEN = "{read} rows, of which {used} are used; {columns} columns."
BEFORE = "The file before this one, of the same study."
METHOD, NO_METHOD = "Found by {method}.", "No grouping held."
REFERENCES = {
    "silhouette": "Rousseeuw 1987",
    "gap": "Tibshirani, Walther and Hastie 2001",
    "prediction strength": "Tibshirani and Walther 2005",
    "stability": "Hennig 2007",
}
"""Rule -> who wrote it down; names and years are the same in every language."""

ALL = (
    *RULES.values(),
    *(each for name, each in list(vars().items()) if name.isupper() and isinstance(each, str)),
)
"""Every sentence of ours that may stand in such a deck, besides those of a report (segments/telling_words.py)."""
