"""The graph of a flow whose every turn is one step: what happened chooses it, and the turn ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from langchain_core.runnables.graph import Graph
from langgraph.channels import EphemeralValue
from langgraph.graph import END, START
from langgraph.pregel import NodeBuilder, Pregel

from flows.runtime import Context

DONE = "done"


class OneStep(Pregel[Any, Context, Any, Any]):
    """Each node hears a channel of its own name, and the turn is put where it belongs.

    A `StateGraph` chooses the node in a step before it, which costs as much again as the step itself.
    https://docs.langchain.com/oss/python/langgraph/pregel
    """

    def __init__(self, nodes: Mapping[str, Any], enter: Callable[[Any], str]) -> None:
        """`nodes`: name -> what it does; `enter(turn)` names one of them."""
        super().__init__(
            nodes={name: NodeBuilder().subscribe_only(name).do(verb).write_to(DONE) for name, verb in nodes.items()},
            channels={name: EphemeralValue(Any) for name in (*nodes, DONE)},
            input_channels=list(nodes),
            output_channels=DONE,
        )
        self._enter = enter

    async def turn(self, begins: Any, context: Context) -> Any:
        """-> the turn with what its node changed."""
        return {**begins, **await self.ainvoke({self._enter(begins): begins}, context=context)}

    def get_graph(self, config: Any = None, *, xray: int | bool = False) -> Graph:
        """As it is drawn in the pages."""
        graph = Graph()
        start = graph.add_node(None, START)
        steps = {name: graph.add_node(node.bound, name) for name, node in self.nodes.items()}
        end = graph.add_node(None, END)
        for name in sorted(steps):
            graph.add_edge(start, steps[name], conditional=True)
        for name in sorted(steps):
            graph.add_edge(steps[name], end)
        return graph
