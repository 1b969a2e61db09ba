"""Studies, for one person: which there are, and each as a file, with what this person may read at that moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.access import Access
from bot.export.formats import CHOICES, Written, one_file, stem_of
from bot.export.learned import Reader, study_export, title_of
from bot.export.naming import named, people_in
from bot.export.study import StudyExport
from decks.archive import zipped
from flows.study_files import Taken, Wanted, Withheld
from store import study_records
from store.connection import Store
from store.reading import reading

Names = Callable[[str, Sequence[str]], Awaitable[Mapping[str, str]]]
"""(team, Slack user ids) -> how these people are called."""
LARGEST = 5_000_000
"""Bytes: what is larger leaves zipped."""


class TeamStudyFiles:
    """Bound to whoever asks. Slack is asked who is in a channel: for a list at most a minute ago, for a file anew."""

    def __init__(
        self, store: Store, access: Access, names: Names, *, team: str, user: str, workspace: str,
        clock: Callable[[], float],
    ) -> None:  # fmt: skip
        self._store, self._access, self._names, self._team, self._user = store, access, names, team, user
        self._workspace, self._clock = workspace, clock

    async def listed(self) -> Sequence[tuple[str, str]]:
        """-> (id, title) of the studies of which this person may read something, the last changed first."""
        found = await self._store.read(lambda tx: study_records.studies(tx, self._team))
        places = (each.channel for study in found for each in study.held)
        readable = await self._access.readable(self._team, self._user, places)
        reader = Reader(self._user, readable)
        told = [study for study in found if any(reader.may(each.channel) for each in study.held)]
        return await self._store.read(lambda tx: [(each.id, title_of(tx, each, reader)) for each in told])

    async def taken(self, wanted: Wanted) -> Taken | Withheld:
        """Gathered and written beside the event loop, from one moment of the database."""
        places = await self._store.read(lambda tx: study_records.channels(tx, self._team, wanted.study))
        asked = await asyncio.gather(*(self._access.members(self._team, place, anew=True) for place in places))
        reader = Reader(
            user=self._user,
            channels=frozenset(place for place, who in zip(places, asked, strict=True) if self._user in (who or ())),
            unchecked=None in asked,
            at=self._clock(),
        )
        if wanted.form not in CHOICES:
            return Withheld()
        gathered = await asyncio.to_thread(self._gathered, wanted, reader)
        if gathered is None:
            self._access.denied(self._team, self._user, "export", wanted.study)
            return Withheld(reader.unchecked)
        export, people = gathered
        names = await self._names(self._team, people)
        return await asyncio.to_thread(_made, export, names, wanted.form)

    def _gathered(self, wanted: Wanted, reader: Reader) -> tuple[StudyExport, list[str]] | None:
        """-> the study, and the Slack user ids of everybody in it; None where nothing of it may be read."""
        with reading(self._store.path) as tx:
            study = study_records.study(tx, wanted.study, self._team)
            if study is None or not any(reader.may(each.channel) for each in study.held):
                return None
            export = study_export(tx, study, reader, workspace=self._workspace, transcripts=wanted.transcripts)
        return export, sorted(people_in(export))


def _made(export: StudyExport, names: Mapping[str, str], form: str) -> Taken:
    export = named(export, names)
    file = _fitting(one_file(export, form), export)
    return Taken(
        title=export.study.title,
        filename=file.name,
        data=file.data,
        insights=sum(each.status == "standing" for each in export.insights),
        claims=len(export.claims),
        conversations=len(export.conversations),
        unchecked=export.unchecked,
    )


def _fitting(file: Written, export: StudyExport) -> Written:
    if len(file.data) <= LARGEST or file.name.endswith(".zip"):
        return file
    return Written(f"{file.name}.zip", zipped([(f"{stem_of(export)}/{file.name}", file.data)]))
