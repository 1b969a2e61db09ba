"""A study as a file for one person: Slack is asked who may read what, at the moment the file is made."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

import pytest

from bot.access import Access
from bot.export.formats import CHOICES
from bot.study_files import LARGEST, TeamStudyFiles
from flows.study_files import Taken, Wanted, Withheld
from store.connection import Store
from tests.export.reading import words_of
from tests.export.studies import ELSEWHERE, OPEN, PRIVATE, SECRET, STUDY, fill, said


class Rooms(Access):
    """U1 is in both channels, U2 in the open one. What was remembered a minute ago is `before`."""

    def __init__(self, **rooms: frozenset[str] | None) -> None:
        self.refused: list[tuple[str, ...]] = []
        self.denied = lambda *refusal: self.refused.append(refusal)
        self.now: dict[str, frozenset[str] | None] = {OPEN: frozenset({"U1", "U2"}), PRIVATE: frozenset({"U1"})} | rooms
        self.before = dict(self.now)

    async def may_read(self, team: str, user: str, channel: str, *, anew: bool = False) -> bool:
        return user in (self.before.get(channel) or ())

    async def members(self, team: str, channel: str, *, anew: bool = False) -> frozenset[str] | None:
        return self.now.get(channel) if anew else self.before.get(channel)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    await opened.write(fill)
    yield opened
    await opened.close()


async def called(team: str, users: Sequence[str]) -> Mapping[str, str]:
    """Slack knows U1 only."""
    return {user: "Dana" for user in users if user == "U1"}


def shelf(store: Store, rooms: Rooms, user: str, team: str = "T1") -> TeamStudyFiles:
    return TeamStudyFiles(
        store, rooms, called, team=team, user=user, workspace="https://acme.slack.com", clock=lambda: 1_700_000_000.0
    )


async def everything(store: Store, rooms: Rooms, user: str, team: str = "T1") -> str:
    """All that this person gets, in every form; nothing where nothing is handed out."""
    told = []
    for form in CHOICES:
        file = await shelf(store, rooms, user, team).taken(Wanted(study=STUDY, form=form, transcripts=True))
        if isinstance(file, Taken):
            told += [file.title, file.filename, *_texts(file)]
    return "\n".join(told)


def _texts(file: Taken) -> list[str]:
    if not file.filename.endswith(".zip"):
        return [words_of(file.data)]
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    return [words_of(archive.read(name)) for name in archive.namelist()]


async def test_a_file_holds_what_its_asker_may_read(store: Store) -> None:
    assert SECRET in await everything(store, Rooms(), "U1")
    theirs = await everything(store, Rooms(), "U2")
    assert "Couriers lose 90 euros a day." in theirs
    assert SECRET not in theirs


async def test_whoever_has_left_since_the_list_was_shown_gets_nothing_of_that_channel(store: Store) -> None:
    rooms = Rooms()
    rooms.now[PRIVATE] = frozenset({"U3"})
    assert SECRET not in await everything(store, rooms, "U1")
    rooms.now[OPEN] = frozenset({"U2"})
    assert await shelf(store, rooms, "U1").taken(Wanted(study=STUDY, form="md")) == Withheld()


async def test_another_workspace_has_another_study_under_the_same_id(store: Store) -> None:
    theirs = await everything(store, Rooms(), "U1", team="T2")
    assert ELSEWHERE in theirs
    assert "Couriers" not in theirs
    assert ELSEWHERE not in await everything(store, Rooms(), "U1")
    assert await everything(store, Rooms(), "U1", team="T3") == ""


async def test_what_slack_does_not_say_is_left_out_and_said_to_be(store: Store) -> None:
    rooms = Rooms(**{PRIVATE: None})
    file = await shelf(store, rooms, "U1").taken(Wanted(study=STUDY, form="md"))
    assert isinstance(file, Taken)
    assert file.unchecked
    assert SECRET not in file.data.decode()
    assert "Slack did not say who is in some of the channels" in file.data.decode()
    rooms.now[OPEN] = None
    assert await shelf(store, rooms, "U1").taken(Wanted(study=STUDY, form="md")) == Withheld(unchecked=True)


@pytest.mark.parametrize("wanted", [Wanted(study="gone", form="md"), Wanted(study=STUDY, form="exe"), Wanted()])
async def test_what_is_not_there_is_withheld(store: Store, wanted: Wanted) -> None:
    assert await shelf(store, Rooms(), "U1").taken(wanted) == Withheld()


async def test_the_list_shows_a_study_under_the_title_its_reader_may_know(store: Store) -> None:
    assert await shelf(store, Rooms(), "U1").listed() == [(STUDY, "Bike hire")]
    only_private = Rooms(**{OPEN: frozenset(), PRIVATE: frozenset({"U9"})})
    assert await shelf(store, only_private, "U9").listed() == [(STUDY, f"{SECRET} prices")]
    assert await shelf(store, Rooms(), "U8").listed() == []


async def test_a_large_file_leaves_zipped(store: Store) -> None:
    await store.write(lambda tx: said(tx, STUDY, "1700000009.000100", "word " * (LARGEST // 5)))
    file = await shelf(store, Rooms(), "U1").taken(Wanted(study=STUDY, form="json", transcripts=True))
    assert isinstance(file, Taken)
    assert file.filename == "Bike-hire-study.json.zip"
    assert len(file.data) < LARGEST
    assert zipfile.ZipFile(io.BytesIO(file.data)).namelist() == ["Bike-hire/Bike-hire-study.json"]


async def test_people_have_names_where_slack_says_them_and_ids_where_it_does_not(store: Store) -> None:
    file = await shelf(store, Rooms(), "U1").taken(Wanted(study=STUDY, form="json", transcripts=True))
    assert isinstance(file, Taken)
    told = json.loads(file.data)
    assert {(each["starter"], each["starter_name"]) for each in told["conversations"]} == {("U1", "Dana")}
    said_by = {(each["who"], each["who_name"]) for claim in told["claims"] for each in claim["evidence"]}
    assert said_by == {("U1", "Dana"), ("U9", ""), ("Alice Moreno", "")}
    [decision] = [each for each in told["decisions"] if each["id"] == "d1"]
    assert (decision["owner_name"], decision["made_by_name"]) == ("Dana", "Dana")
    authors = {(each["author"], each["author_name"]) for talk in told["transcripts"] for each in talk["messages"]}
    assert ("U1", "Dana") in authors
    assert told["reader_name"] == "Dana"
