"""An export says of each file and page where it is from, or that nobody has said so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.export.deck import deck_of
from bot.export.naming import named
from bot.export.report import report
from bot.export.study import StudyExport, as_json
from bot.export.tables import MATERIAL, evidence_csv, material_csv
from flows.origin_replies import Given
from flows.persona.state import PersonaState, Phase
from personas.passages import Passage
from personas.schema import Origin, Source
from store import conversations, origins, personas
from store.connection import Store, Transaction
from store.origins import Material, Said
from studies.provenance import NOT_SAID, Basis, CameFrom, Provenance
from tests.export.reading import slides_of
from tests.export.studies import ALICE, OPEN, PRIVATE, SECRET
from tests.export.test_study import gathered, in_every_format
from tests.export.test_tables import rows

UPLOAD, LATER, MADE = "1700000000.000100", "1700000000.000200", "pero-lano"
FIRST = Provenance(came_from=CameFrom.OTHER, words="Found it", basis=Basis.UNKNOWN)
COUNTS = Provenance(
    came_from=CameFrom.CUSTOMER, words="the fleet of *Ostler*", purpose="Whom to repair for", basis=Basis.AGREED
)


def filled(tx: Transaction) -> None:
    """Alice's card cites prices.md; calls.csv was read and is cited nowhere; a file lies in the private channel."""
    cites = ALICE.statements[0].model_copy(update={"sources": (Source(origin=Origin.MATERIAL, ref="m1.1"),)})
    card = ALICE.model_copy(update={"statements": (cites,)})
    state = PersonaState(
        phase=Phase.MADE,
        persona=card,
        given=(
            Given(conversation=MADE, id="F1", name="prices.md", upload=UPLOAD, number=1),
            Given(conversation=MADE, id="F2", name="calls.csv", upload=LATER, number=2),
        ),
    )
    conversations.advance(
        tx, MADE, epoch=0, state=state.model_dump_json(), status="open", title="", language="", now=51.0
    )
    passage = Passage(id="m1.1", title="prices.md", place="Repairs", text="A repair costs 90 euros.")
    tx.execute("DELETE FROM persona_versions")
    personas.keep(
        tx, team_id="T1", id=MADE, study_id="mivo-tana", channel=OPEN, changed_by="U1", persona=card,
        passages=(passage,), version=1, face="", now=1.0,
    )  # fmt: skip
    personas.held(tx, "T1", MADE, "tiva-melo", 1)
    origins.give(tx, "T1", Material(MADE, "F1", UPLOAD, "file", "prices.md", "U1", 10.0))
    origins.give(tx, "T1", Material(MADE, "F2", LATER, "file", "calls.csv", "U2", 11.0))
    origins.give(tx, "T1", Material("beru-sila", "F3", LATER, "file", f"{SECRET}.pdf", "U9", 12.0))
    origins.say(tx, "T1", MADE, UPLOAD, Said(FIRST, "U2", 20.0))
    origins.say(tx, "T1", MADE, UPLOAD, Said(COUNTS, "U1", 30.0))


@pytest.fixture
async def export(study: Path) -> StudyExport:
    store = Store(study)
    await store.open()
    await store.write(filled)
    await store.close()
    return named(gathered(study, OPEN, transcripts=False), {"U1": "Dana", "U2": "Ravi"})


def test_what_was_said_last_counts_and_what_was_said_before_stands_beside_it(export: StudyExport) -> None:
    first, second = export.material
    assert first.origin is not None
    assert (first.origin.came_from, first.origin.said_by_name) == ("customer", "Dana")
    assert [(each.words, each.said_by_name) for each in first.earlier] == [("Found it", "Ravi")]
    assert [(each.persona, each.number, each.interviews) for each in first.cited_by] == [(MADE, 1, ("tiva-melo",))]
    assert (second.name, second.origin, second.cited_by) == ("calls.csv", None, ())
    assert json.loads(as_json(export))["material"][1]["origin"] is None


def test_the_report_says_it_of_each_file_and_beside_whom_it_carries(export: StudyExport) -> None:
    page = report(export)
    told = page.split("## Material")[1].split("## Conversations")[0]
    said = r"A customer gave it to us: the fleet of \*Ostler\*. The people in it agreed. For: Whom to repair for."
    assert f"- Origin: {said} (Dana, 1 January 1970)" in told
    assert "- Said before: From somewhere else: Found it. Not known. (Ravi, 1 January 1970)" in told
    assert "- Cited on the card of Alice Moreno (synthetic)" in told
    assert f"- calls.csv (a file, given by Ravi, 1 January 1970)\n  - Origin: {NOT_SAID}" in told
    assert "Material: m1 is prices.md (a customer gave it to us, the people in it agreed)." in page


def test_the_tables_say_it_beside_what_an_invented_person_said(export: StudyExport) -> None:
    beside = {row["persona"]: row["material"] for row in rows(evidence_csv(export))}
    assert beside == {"": "", "Alice Moreno": "prices.md (a customer gave it to us, the people in it agreed)"}
    table = rows(material_csv(export))
    assert tuple(table[0]) == MATERIAL
    assert [(row["name"], row["came_from"], row["basis"], row["said_by_name"]) for row in table] == [
        ("prices.md", "customer", "agreed", "Dana"),
        ("calls.csv", NOT_SAID, NOT_SAID, ""),
    ]


def test_the_deck_has_it_among_its_sources(export: StudyExport) -> None:
    [sources] = [page for page in slides_of(deck_of(export)) if "prices.md" in page]
    assert "[M1]" in sources
    assert "A customer gave it to us: the fleet of *Ostler*. The people in it agreed." in sources
    assert f"calls.csv\n{NOT_SAID}" in sources


def test_what_was_given_in_a_private_channel_is_named_in_no_format(study: Path, export: StudyExport) -> None:
    assert SECRET not in in_every_format(export)
    assert f"{SECRET}.pdf" in report(gathered(study, PRIVATE))


async def test_files_that_were_analysed_are_among_them_where_one_may_read(study: Path) -> None:
    store = Store(study)
    await store.open()

    def analysed(tx: Transaction) -> None:
        for id, channel in (("calm-river", OPEN), ("warm-stone", PRIVATE)):
            conversations.begin(
                tx, team_id="T1", id=id, study_id="mivo-tana", flow="segmentation", channel=channel, thread_ts=id,
                direct=False, starter="U1", now=9.0,
            )  # fmt: skip
            origins.give(tx, "T1", Material(id, "F9", UPLOAD, "file", f"orders of {id}.csv", "U1", 10.0))
        origins.say(tx, "T1", "calm-river", UPLOAD, Said(COUNTS, "U1", 30.0))

    await store.write(analysed)
    await store.close()
    [orders] = gathered(study, OPEN, transcripts=False).material
    assert (orders.name, orders.conversation, orders.cited_by) == ("orders of calm-river.csv", "calm-river", ())
    assert orders.origin is not None
    assert orders.origin.purpose == "Whom to repair for"
