"""LangGraph Studio opens the graphs as they are: what its server asks for when somebody opens them."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from flows.registry import FLOWS

ROOT = Path(__file__).parents[2]
STUDIO: dict[str, str] = json.loads((ROOT / "langgraph.json").read_text())["graphs"]


def opened(name: str) -> Any:
    path, function = STUDIO[name].split(":")
    assert (ROOT / path).is_file()
    module = importlib.import_module(path.removeprefix("./").removesuffix(".py").replace("/", "."))
    return getattr(module, function)()


@pytest.mark.parametrize("name", STUDIO)
def test_it_is_the_graph_of_the_flow(name: str) -> None:
    assert opened(name).get_graph(xray=True).to_json() == FLOWS[name].build().get_graph(xray=True).to_json()


def test_the_interview_can_be_described() -> None:
    """Without these schemas Studio shows the drawing and an error in place of the form."""
    graph = opened("interview")
    assert "incoming" in graph.get_input_jsonschema()["properties"]
    assert "replies" in graph.get_output_jsonschema()["properties"]
    assert graph.get_context_jsonschema() is None
    assert graph.checkpointer is None
