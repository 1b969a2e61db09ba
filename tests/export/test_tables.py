"""Tables open in a spreadsheet as they are, and nothing in them is worked out."""

from __future__ import annotations

import csv
import io
import sqlite3
import time
from pathlib import Path

import pytest

from bot.export.naming import named
from bot.export.tables import EVIDENCE, INSIGHTS, evidence_csv, insights_csv
from segments.formulas import BEGINS
from store.connection import Store, Transaction
from tests.export.studies import OPEN, STUDY, begin, claim_of, learn
from tests.export.test_study import gathered

HOSTILE = ('=HYPERLINK("https://evil.example","x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1")


def rows(table: bytes) -> list[dict[str, str]]:
    assert table.startswith(b"\xef\xbb\xbf"), "without its mark Excel takes UTF-8 for something else"
    assert table.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_that_begins_like_a_formula_begins_with_an_apostrophe(study: Path, text: str) -> None:
    with sqlite3.connect(study) as file:
        file.execute("UPDATE claims SET claim = ?", [text])
        file.execute("UPDATE evidence SET quote = ?", [text])
        file.execute("UPDATE insights SET reason = ?", [text])
    export = gathered(study)
    for row in (*rows(insights_csv(export)), *rows(evidence_csv(export))):
        assert [cell for cell in row.values() if cell.startswith(BEGINS)] == []
    assert {row["text"].replace("'", "") for row in rows(insights_csv(export))} == {text}


def test_words_with_commas_quotation_marks_and_lines_come_back_as_they_were(study: Path) -> None:
    text = 'one, "two"\r\nthree\nfour 👩‍👩‍👧 é \u2028'
    with sqlite3.connect(study) as file:
        file.execute("UPDATE claims SET claim = ? WHERE channel = ?", [text, OPEN])
    export = gathered(study, OPEN)
    table = rows(insights_csv(export))
    assert tuple(table[0]) == INSIGHTS
    assert {row["text"] for row in table} == {text}
    assert tuple(rows(evidence_csv(export))[0]) == EVIDENCE


def test_whoever_said_it_has_a_name_beside_the_id(study: Path) -> None:
    export = named(gathered(study, OPEN), {"U1": "Dana"})
    assert {(row["who"], row["who_name"]) for row in rows(evidence_csv(export))} == {
        ("U1", "Dana"),
        ("Alice Moreno", ""),
    }


def test_a_claim_without_a_quote_has_its_row(study: Path) -> None:
    with sqlite3.connect(study) as file:
        file.execute("DELETE FROM evidence")
    export = gathered(study)
    assert len(rows(evidence_csv(export))) == len(export.claims)


async def grown(study: Path, many: int) -> None:
    """So many insights more, of a claim each."""
    learned = [claim_of(f"m{number}", f"Claim {number}.", "1700000001.000100", "couriers") for number in range(many)]

    def fill(tx: Transaction) -> None:
        learn(tx, STUDY, OPEN, *learned)
        for number in range(many):
            begin(tx, f"n{number:04}", f"{STUDY}-m{number}")

    store = Store(study)
    await store.open()
    await store.write(fill)
    await store.close()


async def test_five_thousand_insights_are_a_row_each(study: Path) -> None:
    await grown(study, 5000)
    export = gathered(study, OPEN, transcripts=False)
    assert sum(each.id.startswith("n") for each in export.insights) == 5000
    assert len(rows(insights_csv(export))) == len(export.insights)


async def test_five_times_as_many_insights_take_about_five_times_as_long(study: Path) -> None:
    def seconds(most: str) -> float:
        with sqlite3.connect(study) as file:
            file.execute("UPDATE insights SET study_id = CASE WHEN id < ? THEN ? ELSE 'other' END", [most, STUDY])
            file.execute("UPDATE claims SET study_id = 'other' WHERE id NOT IN (SELECT claim_id FROM insight_claims"
                         " WHERE insight_id < ?)", [most])  # fmt: skip
        begun = time.process_time()
        gathered(study, OPEN, transcripts=False)
        return time.process_time() - begun

    await grown(study, 5000)
    whole = seconds("o")
    assert whole < 12 * seconds("n1000")
