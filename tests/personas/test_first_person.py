"""What a card says of somebody becomes what that person would say; what nobody says of themselves becomes nothing."""

from __future__ import annotations

import pytest

from personas.first_person import first_person
from personas.schema import Part


@pytest.mark.parametrize(
    ("line", "part", "said"),
    [
        ("Keeps her bills in a box.", None, "I keep my bills in a box."),
        ("A yearly total.", Part.NEEDS, "I need a yearly total."),
        ("To see the whole price.", Part.GOALS, "I want to see the whole price."),
        ("Is a father who is tired and forgets his keys.", None, "I am a father. I am tired and forget my keys."),
        ("Somebody who waits.", None, ""),
        ("Her son fills in the forms.", None, "My son fills in the forms."),
        ("Careful with money.", Part.PERSONALITY, "I am careful with money."),
        ("Short pages.", Part.CHANNELS, "What reaches me is short pages."),
        ("A nurse from Leeds.", Part.BACKGROUND, "I am a nurse from Leeds."),
        ("You pay the rest yourself.", Part.CHALLENGES, ""),
        ("“I'd rather ask.”", None, "I'd rather ask."),
        ("I never open it.", None, "I never open it."),
        ("Never opens a letter before Saturday.", None, "I never open a letter before Saturday."),
        ("Alice asks her sister.", None, "I ask my sister."),
        ("She does not trust them and reads nothing.", None, "I do not trust them and read nothing."),
        (
            "Lost money once, and has read every letter since.",
            None,
            "I lost money once, and have read every letter since.",
        ),
        ("Asks her sister, who reads her letters.", None, "I ask my sister, who reads her letters."),
        ("The bills pile up.", Part.PAIN_POINTS, "The bills pile up."),
        ("Bills that come twice.", Part.PAIN_POINTS, "What gets me is bills that come twice."),
        ("Student from Leeds.", Part.BACKGROUND, "I am a student from Leeds."),
        ("Used to commute.", None, "I used to commute."),
        ("Hidden fees.", Part.OBJECTIONS, "What holds me back is hidden fees."),
        ("Grew up in Porto.", Part.BACKGROUND, "I grew up in Porto."),
        ("Is somebody who hates forms.", None, "I hate forms."),
        (
            "Fills a basket, leaves it overnight and comes back.",
            None,
            "I fill a basket, leave it overnight and come back.",
        ),
        ("Juggles two jobs.", None, "I juggle two jobs."),
    ],
)
def test_a_line_of_a_card_is_said_by_its_person(line: str, part: Part | None, said: str) -> None:
    assert first_person(line, part, "Alice Moreno") == said
