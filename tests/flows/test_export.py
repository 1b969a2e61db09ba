"""A study is handed out as a file: what happens, and what is said."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from flows.export import EXPORT, FILE, NOT_A_TALK, REFUSED, UNCHECKED, UNTITLED, WITHHELD, ExportState
from flows.llm.rehearsal import RehearsalModel
from flows.registry import first_flow
from flows.replies import FileGiven, Notice, Reply
from flows.runtime import Context, Incoming
from flows.study_files import EXPORT_STUDY, Taken, Wanted, Withheld

WANTED = Wanted(study="mivo-tana", form="md", transcripts=True)
TAKEN = Taken("Bike hire", "mivo-tana-report.md", b"# Bike hire", insights=2, claims=3, conversations=4)
ASKED = Incoming(
    key="submission:V1:h", team="T1", kind="command", channel="D1", ts="1.0", user="U1", direct=True,
    action=EXPORT_STUDY, study="mivo-tana", value=WANTED.model_dump_json(),
)  # fmt: skip


class Shelf:
    """Remembers what it was asked for."""

    def __init__(self, found: Taken | Withheld) -> None:
        self.found, self.asked = found, list[Wanted]()

    async def taken(self, wanted: Wanted) -> Taken | Withheld:
        self.asked.append(wanted)
        return self.found


async def said(shelf: Shelf, incoming: Incoming = ASKED) -> tuple[Reply, ...]:
    context = Context(
        model=RehearsalModel(), now=datetime(2026, 1, 5, tzinfo=UTC), random=random.Random(1), study_files=shelf
    )
    outcome = await EXPORT.turn(ExportState(), [incoming], context)
    assert outcome.status == "closed"
    return tuple(outcome.replies)


async def test_a_note_says_what_is_in_the_file_that_follows() -> None:
    shelf = Shelf(TAKEN)
    note, file = await said(shelf)
    assert shelf.asked == [WANTED]
    assert isinstance(note, Notice)
    assert "is below as a file. Insights: 2, claims: 3, conversations: 4." in note.text
    assert file == FileGiven(FILE, "mivo-tana-report.md", "Bike hire", b"# Bike hire")


async def test_the_note_keeps_no_title_that_outlives_its_study() -> None:
    note, _ = await said(Shelf(TAKEN))
    assert isinstance(note, Notice)
    assert TAKEN.title not in note.text


async def test_a_study_without_a_title_has_a_name_all_the_same() -> None:
    _, file = await said(Shelf(Taken("", "a.md", b"", 0, 0, 1)))
    assert isinstance(file, FileGiven)
    assert file.title == UNTITLED


@pytest.mark.parametrize(
    ("found", "words"),
    [(Withheld(), WITHHELD), (Withheld(unchecked=True), UNCHECKED)],
)
async def test_without_a_file_it_is_said_why(found: Withheld, words: str) -> None:
    assert await said(Shelf(found)) == (Notice("note", words),)


async def test_what_slack_did_not_say_is_said_beside_the_file() -> None:
    note, _ = await said(Shelf(Taken("T", "a.md", b"", 0, 0, 1, unchecked=True)))
    assert isinstance(note, Notice)
    assert note.text.endswith(UNCHECKED)


@pytest.mark.parametrize(
    ("change", "replies"),
    [
        ({"kind": "schedule", "action": "undelivered", "value": FILE}, (Notice("refused", REFUSED),)),
        ({"kind": "schedule", "action": "undelivered", "value": "refused"}, ()),
        ({"kind": "message", "action": None, "ts": "2.0"}, (Notice("no-talk-2.0", NOT_A_TALK),)),
        ({"kind": "edit", "action": None}, ()),
        ({"kind": "press", "action": "skip"}, ()),
    ],
)
async def test_whatever_else_happens_makes_no_file(change: dict[str, str], replies: tuple[Reply, ...]) -> None:
    shelf = Shelf(TAKEN)
    assert await said(shelf, ASKED.model_copy(update=change)) == replies
    assert shelf.asked == []


async def test_a_row_of_another_version_asks_for_nothing() -> None:
    shelf = Shelf(Withheld())
    await said(shelf, ASKED.model_copy(update={"value": "no json"}))
    assert shelf.asked == [Wanted()]


def test_what_was_chosen_in_the_form_begins_it() -> None:
    assert first_flow(ASKED) == EXPORT.name
