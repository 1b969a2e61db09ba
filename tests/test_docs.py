"""Pages that could go stale are held against the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.registry import FLOWS

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("name", FLOWS)
def test_the_drawing_is_the_compiled_graph(name: str) -> None:
    """Copy the drawing that is shown on failure to where the page says `<!-- graph: NAME -->`."""
    pages = "\n".join(page.read_text() for page in sorted(DOCS.glob("*.md")))
    drawn = re.search(rf"<!-- graph: {name} -->\n```mermaid\n(.*?)\n```", pages, re.S)
    assert drawn is not None
    assert drawn[1] == FLOWS[name].build().get_graph().draw_mermaid().strip()


def test_the_engine_page_names_every_table() -> None:
    page = (DOCS / "engine.md").read_text()
    migrations = "\n".join(each.read_text() for each in (DOCS.parent / "store" / "migrations").glob("*.py"))
    for table in re.findall(r"CREATE TABLE (\w+)", migrations):
        assert f"`{table}`" in page, table
