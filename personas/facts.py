"""Facts: what a file of customers says of one segment, with its figures here and among all others."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

About = Literal["size", "money", "measure", "share", "outcome", "journey", "topic", "quote"]
"""How many they are; their part of all money; a number of each; how many have something; how it ends with them; a
stage of their way; what their texts are about; words of one text."""
Meaning = Literal[
    "", "age", "money", "basket", "tenure", "recency", "frequency", "pace", "products", "pieces", "place", "channel",
    "churn", "paying", "contract", "service", "answer",
]  # fmt: skip
"""What a column is about, as far as its name says so; `answer`: what was asked in a survey, on a scale."""
MOSTLY, HARDLY = 50.0, 20.0
"""Per cent: from the first on, one of them is taken to have a thing; up to the second, to lack it."""
_SHARES = ((95.0, "nearly all"), (60.0, "most"), (40.0, "about half"), (20.0, "some"), (5.0, "few"))


class Fact(BaseModel):
    """`here` and `others` are figures as they are told: `84.6`, `96 %`; empty where there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    segment: int
    """Its number, as people see it."""
    about: About
    subject: str
    """In plain words: `monthly charges`, `contract`."""
    column: str = ""
    """The same as the file calls it: `MonthlyCharges`."""
    level: str = ""
    """Of a share: what they have as `subject`, `Month-to-month`; empty where they have it or not."""
    holds: bool = True
    """Of a share without a level: whether it is of those who have it, or of those who do not."""
    here: str = ""
    others: str = ""
    way: Literal["more", "less", ""] = ""
    """`here` beside `others`."""
    meaning: Meaning = ""

    @property
    def of_one(self) -> bool:
        """Whether it may be said of one of them alone, and not only of how many."""
        if self.about == "measure":
            return True
        share = per_cent(self.here)
        if self.about != "share" or share is None:
            return self.about == "quote"
        return (self.way == "more" and share >= MOSTLY) or self.lacked

    @property
    def lacked(self) -> bool:
        """Whether one of them is taken to lack it."""
        share = per_cent(self.here)
        if self.about != "share" or share is None:
            return False
        if not self.level:
            return not self.holds and share >= MOSTLY
        return self.way == "less" and share <= HARDLY


def per_cent(figure: str) -> float | None:
    """`96 %` -> 96.0; None for what is no share."""
    if not figure.endswith("%"):
        return None
    try:
        return float(figure.removesuffix("%").strip().replace(",", ""))
    except ValueError:
        return None


def in_words(figure: str) -> str:
    """`86 %` -> 'most'; a share as somebody would say it aloud."""
    share = per_cent(figure)
    if share is None:
        return ""
    return next((words for least, words in _SHARES if share >= least), "hardly any")
