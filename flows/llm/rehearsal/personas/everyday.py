"""Modest habits of no group in particular: what fills a card where neither brief nor material says anything."""

from __future__ import annotations

from hashlib import sha256

from personas.schema import Part

NAMES = ("Robin Ferrer", "Kim Aalto", "Noa Lindqvist", "Sam Okafor", "Charlie Dvorak", "Alex Moreau", "Jo Petrescu")
SURNAMES = ("Ferrer", "Aalto", "Lindqvist", "Okafor", "Dvorak", "Moreau", "Petrescu", "Tanaka", "Novak")
AGES = ("25 to 34", "35 to 44", "45 to 54", "55 to 64")
QUOTES = (
    "I look at the one number I understand and go with that.",
    "If it takes longer than my lunch, it waits until next week.",
    "Somebody will tell me if I got it wrong. They usually do.",
)
HABITS: dict[Part, tuple[str, ...]] = {
    Part.GOALS: (
        "Wants to be done with it in one sitting.",
        "Wants to know beforehand what it will come to.",
        "Wants to make no mistake that somebody else has to mend.",
    ),
    Part.CHALLENGES: (
        "Reads the first lines of anything long and leaves the rest.",
        "Decides in a break, with the telephone in one hand.",
        "Puts it off until the last evening.",
    ),
    Part.NEEDS: (
        "Needs one worked example with real numbers.",
        "Needs words explained where they stand.",
        "Needs a person to ask without feeling foolish.",
    ),
    Part.PAIN_POINTS: (
        "Paid for something twice last spring and noticed in summer.",
        "Gave up on a form at its fourth page.",
        "Waited forty minutes on the telephone and hung up.",
    ),
    Part.PERSONALITY: (
        "Makes a joke when embarrassed.",
        "Distrusts whatever sounds like selling.",
        "Keeps calm until a third letter arrives.",
    ),
    Part.BACKGROUND: (
        "Lives in a mid-size town and takes the bus to work.",
        "Changed jobs four years ago and stayed.",
        "Shares a flat with a sister and her dog.",
    ),
    Part.HOBBIES: (
        "Repaints old furniture on Sundays.",
        "Sings in a choir that is mostly gossip.",
        "Grows tomatoes on a balcony that gets no sun.",
    ),
    Part.BEHAVIOUR: (
        "Takes whatever was taken last year.",
        "Asks a colleague before opening a document.",
        "Writes what was spent into a paper notebook.",
    ),
    Part.CHANNELS: (
        "Reads text messages at once and e-mail twice a week.",
        "Reads a sheet of paper on the wall, and no newsletter.",
        "Picks up the telephone only for known numbers.",
    ),
    Part.ACCESSIBILITY: (
        "Uses large text on an older telephone.",
        "Forgets the reading glasses more often than not.",
        "Needs short pages that do not time out.",
    ),
    Part.TRIGGERS: (
        "Moves when a bill has just hurt.",
        "Moves when somebody trusted has done it first.",
        "Moves when the difference can be checked on one page.",
    ),
    Part.OBJECTIONS: (
        "Asks who gains from a recommendation.",
        "Does not want one more password.",
        "Does not type anything private into a site from work.",
    ),
}
SAMPLES = (
    "I nod a lot in those meetings, honestly.",
    "That's a tank of gas, that difference.",
    "Not in front of the others.",
)


def chosen(options: tuple[str, ...], seed: str, turn: str = "") -> str:
    """One of the options, always the same for the same seed."""
    return options[int(sha256(f"{seed} {turn}".encode("utf-8", "replace")).hexdigest(), 16) % len(options)]
