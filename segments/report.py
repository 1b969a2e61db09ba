"""What an analysis comes to: everything a person or another program is told of it, and nothing else."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from segments.leavers import Leavers
from segments.readings import Voice
from segments.said import Stage
from segments.since import NameKept, OnceCalled, Since
from segments.standing import Standing
from segments.tallies import Average, Tally
from segments.told import WHOM, Apart, Method, Receipt, Scores, Segment, Understanding


class Picture(BaseModel):
    """A picture beside the report, and its words for whoever does not see it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    title: str
    alt: str


class Report(BaseModel):
    """`segments` is empty where there are no real ones; `why` says so either way."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = 1
    file: str
    understanding: Understanding
    receipt: Receipt
    customers: int
    """How many were compared; of a file of texts, texts."""
    features: tuple[str, ...] = ()
    """What they were compared by, in words."""
    money: str = ""
    """The column of money as it is called in the file; empty where there is none, or it was not kept."""
    sorted_already: str = ""
    """How the segments agree with a column that sorts the texts already, in a sentence."""
    why: str = ""
    votes: dict[str, int] = {}
    """Rule -> how many segments it says; 1 for none, UNDECIDED where it says no number."""
    disagreements: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    other_ways: tuple[str, ...] = ()
    """What other ways of grouping give, a sentence each; none in reports of before."""
    scores: tuple[Scores, ...] = ()
    method: Method | None = None
    segments: tuple[Segment, ...] = ()
    apart: Apart | None = None
    """Where the segments stand by what they differ in most; None where there are no numbers to show."""
    journeys: tuple[tuple[Stage, ...], ...] = ()
    """The way of each segment, in their order; none where the file tells no purchases over time."""
    voices: tuple[Voice, ...] = ()
    """What the texts of each segment say, in their order, once a model has read them."""
    by_rule: bool = False
    """No model read the texts: they were sorted by words that stand in them."""
    best: tuple[str, ...] = ()
    """Who brings most, and who resembles them."""
    alike: int | None = None
    """How many resemble them; None in reports of before."""
    in_all: tuple[str, ...] = ()
    """How much it is of all together, and how many came back; none in reports of before."""
    averages: tuple[Average, ...] = ()
    """The usual value of each measure; none in reports of before."""
    tallies: tuple[Tally, ...] = ()
    """How many have what; none in reports of before."""
    predictions: tuple[str, ...] = ()
    """In three sentences at most: what is expected, what the trial gave, what to use it for."""
    tried: tuple[str, ...] = ()
    """How what is expected was tried, beside what a simple guess would have given; none in reports of before, whose
    predictions say it."""
    leavers: Leavers | None = None
    """Who is likely to leave; None where no column says who left, and in reports of before."""
    returned_all: int | None = None
    """How many returned nearly all they bought; None where the file tells of no returns, and in reports of before."""
    cautions: tuple[str, ...] = ()
    """What would harm somebody or mislead: attributes that stand behind a segment, personal data."""
    notes: tuple[str, ...] = ()
    """How they were compared, and what was left out."""
    of_columns: tuple[str, ...] = ()
    """Those of the notes that say what became of a column; none in reports of before."""
    next_steps: tuple[str, ...] = ()
    steps_in_short: tuple[str, ...] = ()
    """The same without the facts that speak for them; none in reports of before."""
    since: Since | None = None
    """What became of the segments of an earlier file; None where there was none."""
    once_called: tuple[OnceCalled, ...] = ()
    """Segments that were called otherwise before, where the rules gave the name; none in reports of before."""
    names_kept: tuple[NameKept, ...] = ()
    """Names that people gave and that stand on many others than before; none in reports of before."""
    standing: Standing | None = None
    """What became of what people corrected; None where they corrected nothing."""
    pictures: tuple[Picture, ...] = ()

    @property
    def found(self) -> bool:
        return bool(self.segments)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of the segments; where there are none, that of a first one."""
        return tuple(each.number for each in self.segments) or (1,)

    @property
    def whom(self) -> str:
        """What a row of the analysis is called."""
        return WHOM[self.understanding.kind]
