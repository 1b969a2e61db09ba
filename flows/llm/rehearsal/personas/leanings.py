"""What the words of a brief make likely of somebody: assumptions too, but nearer than a habit drawn by lot."""

from __future__ import annotations

import re

from personas.schema import Part

LEANINGS: tuple[tuple[re.Pattern[str], dict[Part, str]], ...] = (
    (
        re.compile(r"\b(?:cost|price|cheap|budget|frugal|thrift|sav(?:es|ing)|afford|money|expens|bargain)", re.I),
        {
            Part.GOALS: "Wants to keep what it costs each month as low as possible.",
            Part.PAIN_POINTS: "Worries about a bill that comes after everything seemed paid.",
            Part.BEHAVIOUR: "Looks at the price first, and often at nothing else.",
            Part.TRIGGERS: "Moves when a saving can be checked on one page.",
            Part.OBJECTIONS: "Asks who gains when something is recommended.",
        },
    ),
    (
        re.compile(r"\b(?:not understand|n['’]t understand|confus|beginner|new to|no idea|does not know|lost)", re.I),
        {
            Part.CHALLENGES: "Nods at words that nobody has ever explained.",
            Part.NEEDS: "Needs plain words where they stand, and one worked example in numbers.",
            Part.PAIN_POINTS: "Picked the wrong thing once because of a misunderstood word.",
            Part.BEHAVIOUR: "Asks a colleague before opening a document.",
        },
    ),
    (
        re.compile(
            r"\b(?:busy|no time|little time|hurry|shifts?|nights?|parent|mother|father|children|deadline)\b", re.I
        ),
        {
            Part.GOALS: "Wants to be done with it in one sitting.",
            Part.CHALLENGES: "Decides in a break, with the telephone in one hand.",
            Part.PAIN_POINTS: "Gave up on a form at its fourth page.",
            Part.ACCESSIBILITY: "Needs short pages that do not time out.",
        },
    ),
    (
        re.compile(
            r"\b(?:distrust|trusts? no|wary|scepti|skepti|cancel|quit|left|leav|refus|oppos|private|privacy)", re.I
        ),
        {
            Part.PERSONALITY: "Distrusts whatever sounds like selling.",
            Part.OBJECTIONS: "Does not type anything private into a site from work.",
            Part.TRIGGERS: "Moves when somebody trusted has done it first.",
        },
    ),
    (
        re.compile(
            r"\b(?:indifferent|does not care|n['’]t care|same as (?:last|every)|out of habit|never changes)", re.I
        ),
        {
            Part.BEHAVIOUR: "Takes whatever was taken last year.",
            Part.CHALLENGES: "Reads the first lines of anything long and leaves the rest.",
            Part.GOALS: "Wants to hear nothing more of it until next year.",
        },
    ),
)
OVER_A_TERM = "Paid more than expected once, over the {term}."


def leaning(brief: str, terms: tuple[str, ...]) -> dict[Part, list[str]]:
    """-> part of the card -> what the brief makes likely there; `terms`: words of the product's world."""
    found: dict[Part, list[str]] = {}
    for cue, lines in LEANINGS:
        if cue.search(brief):
            for part, line in lines.items():
                found.setdefault(part, []).append(line)
    if terms and Part.PAIN_POINTS in found:
        found[Part.PAIN_POINTS].append(OVER_A_TERM.format(term=terms[0].lower()))
    return found
