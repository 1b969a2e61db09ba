"""The database opens in Datasette as it is, beside a running Segue, which answers the questions of docs/export.md."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from datasette.app import Datasette

from store.connection import Store
from tests.export.studies import STUDY, fill

DOCS = Path(__file__).parents[2] / "docs"
METADATA = yaml.safe_load((DOCS / "datasette.yaml").read_text())
QUERIES: dict[str, dict[str, str]] = METADATA["databases"]["segue"]["queries"]
TABLES = ("studies", "conversations", "messages", "insights", "insight_claims", "claims", "evidence", "insight_events",
          "personas", "persona_versions", "decisions", "decision_insights")  # fmt: skip


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Datasette]:
    """A Datasette over the file of a Segue that has it open."""
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(fill)
    yield Datasette([str(store.path)], metadata=METADATA)
    await store.close()


async def answered(live: Datasette, address: str) -> Any:
    answer = await live.client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("table", TABLES)
async def test_a_table_opens(live: Datasette, table: str) -> None:
    told = await answered(live, f"/segue/{table}.json?_shape=objects&_size=max")
    assert told["rows"]
    assert "team_id" in told["rows"][0]
    assert (await live.client.get(f"/segue/{table}")).status_code == 200


async def test_a_page_of_every_table_opens(live: Datasette) -> None:
    for table in (await answered(live, "/segue.json"))["tables"]:
        assert (await live.client.get(f"/segue/{table['name']}")).status_code == 200, table["name"]


async def test_what_was_learned_is_answered_with_its_sources_apart(live: Datasette) -> None:
    rows = await answered(live, "/segue/what_was_learned.json?_shape=array")
    ours = [row for row in rows if "Giraffe" not in row["claim"]]
    assert [(row["insight"], row["real_sources"], row["synthetic_sources"]) for row in ours] == [
        ("i1", 2, 0),
        ("i2", 1, 0),
        ("i3", 0, 1),
    ]
    assert {row["study"] for row in ours} == {"Bike hire"}


async def test_the_words_of_a_study_are_answered(live: Datasette) -> None:
    rows = await answered(live, f"/segue/quotes.json?_shape=array&study={STUDY}")
    assert {"Tandems are never asked for.", "by Monday"} <= {row["quote"] for row in rows}
    assert {row["message"] for row in rows} == {"as it was"}
    assert await answered(live, "/segue/quotes.json?_shape=array&study=none") == []


async def test_hypotheses_are_what_only_invented_people_said(live: Datasette) -> None:
    [row] = await answered(live, "/segue/hypotheses.json?_shape=array")
    assert (row["insight"], row["personas"]) == ("i3", "Alice Moreno")


async def test_nothing_can_be_written_through_it(live: Datasette) -> None:
    answer = await live.client.get("/segue.json?sql=DELETE+FROM+messages")
    assert answer.status_code == 400


@pytest.mark.parametrize("name", QUERIES)
def test_the_page_has_the_question_as_it_is_asked(name: str) -> None:
    page = (DOCS / "export.md").read_text()
    assert f"```sql\n{QUERIES[name]['sql']}\n```" in page


def test_the_page_names_the_tables() -> None:
    page = (DOCS / "export.md").read_text().split("## In Datasette")[1]
    assert [table for table in TABLES if f"`{table}`" not in page] == []
