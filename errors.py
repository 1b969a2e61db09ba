"""Everything Segue raises on purpose, as one family.

Each error says three things in plain words: what happened, what was kept, and what the person can do
now. Those words are safe to show in Slack; causes and tracebacks go to the log only. Anything that is
not of this family is unexpected and ends in the one error handler in `bot/app.py`.

This module imports nothing of ours, so that every package may import it.
"""

from __future__ import annotations


class SegueError(Exception):
    """What happened, what was kept, what to do now: three short sentences for a person."""

    def __init__(self, happened: str, *, kept: str = "", now: str = "") -> None:
        self.happened, self.kept, self.now = happened, kept, now
        super().__init__(" ".join(part for part in (happened, kept, now) if part))


class SettingsError(SegueError):
    """The environment is incomplete or contradictory; names every faulty key at once."""


class StoreError(SegueError):
    """The database could not be opened, read or written."""


class StoreInUse(StoreError):
    """Another Segue already writes to this SQLite file."""


class StoreTooNew(StoreError):
    """The database was written by a newer Segue than this one."""


class StoreTooOld(StoreError):
    """The database was written by an earlier Segue, and whoever reads it must not change it."""


class StoreMissing(StoreError):
    """There is no database where one was named."""


class StoreBusy(StoreError):
    """The database stayed locked for longer than Segue waits; nothing was written."""


class StoreFull(StoreError):
    """The disk is full or the file is read-only; nothing was written."""


class StoreClosed(StoreError):
    """Segue is ending: nothing is read or written any more."""


class StoreFault(SegueError):
    """A write that is wrong in itself: trying it again does not help."""


class PersonaFormatError(SegueError):
    """A file that was meant to be a persona's card and cannot be read as one."""


class NotACard(PersonaFormatError):
    """It is no persona's card at all: perhaps it is material."""


class NothingToErase(SegueError):
    """Nothing is kept of what was to be erased."""


class NothingToExport(SegueError):
    """The conversation or channel that was asked for is not in the database."""


class ExportFailed(SegueError):
    """The export could not be written where it was meant to go."""


class ModelError(SegueError):
    """The language model gave no usable result."""


class ModelUnavailable(ModelError):
    """Down, too slow, or limiting us: trying again later is sensible."""

    def __init__(self, happened: str, *, kept: str = "", now: str = "", retry_after: float | None = None) -> None:
        super().__init__(happened, kept=kept, now=now)
        self.retry_after = retry_after
        """Seconds the server asked us to wait, if it said."""


class ModelRefused(ModelError):
    """The model or a content filter declined to answer; the same question again will not help."""


class ModelRubbish(ModelError):
    """The answer did not fit the result type, even after one repair."""


class ModelMisconfigured(ModelError):
    """Wrong key, unknown model or a request the server rejects: an operator has to mend it."""


class NoModel(ModelMisconfigured):
    """No model is named for this workspace, so none is asked for it."""


class BudgetSpent(ModelError):
    """What may be spent on models is spent: nothing is asked before more may be."""

    def __init__(self, happened: str, *, scope: str, kept: str = "", now: str = "") -> None:
        super().__init__(happened, kept=kept, now=now)
        self.scope = scope
        """What the budget is for: a day, a month or a study."""


class NotNow(SegueError):
    """Nothing is wrong with what was asked for: the same goes well later."""


class MaterialError(SegueError):
    """A file or page cannot be read; says why, for whoever dropped it."""


class SlackBusy(MaterialError, NotNow):
    """Slack does not hand a file over just now."""


class AnalysisError(SegueError):
    """A file of customers could not be analysed; says what was wrong with it and what to do."""


class NoRoom(AnalysisError, NotNow):
    """The disk is full while a file is analysed."""


class TableError(AnalysisError):
    """A file of customers cannot be read as one table."""


class DeckError(SegueError):
    """A deck could not be made into a file."""


class NothingToCompare(SegueError):
    """A file holds nothing by which one customer could be told from another."""


class TooLittleToTell(SegueError):
    """A file holds too little of something for a forecast to be learnt from it."""


LOGIN = "It stands behind a login, and I have none. The page saved as a file and dropped here works."
"""Said of a page that asks who one is, by what fetches it and by what reads it."""
