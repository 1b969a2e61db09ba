"""The graph of a flow whose every turn is one step: what happened chooses it, and the turn ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from langgraph.graph import END, START, StateGraph


def one_step(turn: type, nodes: Mapping[str, Any], enter: Callable[[Any], Awaitable[str]]) -> Any:
    """`nodes`: name -> what it does; `enter(turn)` names one of them. -> the compiled graph"""
    graph: Any = StateGraph(turn)
    for name, verb in nodes.items():
        graph.add_node(name, verb)
        graph.add_edge(name, END)
    graph.add_conditional_edges(START, enter, list(nodes))
    return graph.compile()
