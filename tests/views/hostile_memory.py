"""What is shown of the team's memory, with every word meant to do harm."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from flows.memory_replies import BasisLine, DecisionCard, DecisionsShown
from flows.replies import Reply
from studies.decisions import Decision, Kind, Part, State
from tests.views import hostile
from tests.views.hostile import links, names

texts: st.SearchStrategy[str] = st.deferred(lambda: hostile.texts.map(lambda text: text[:600] or "x"))
people = st.sampled_from(["U0123456789", "U1", "W77"])
dates = st.floats(0, 4_000_000_000)
parts = st.builds(Part, letter=st.sampled_from("ABCDEF"), name=texts, rule=texts)
decisions = st.builds(
    Decision, id=names, kind=st.sampled_from(Kind), text=texts, state=st.sampled_from(State), owner=people,
    made_by=people, channel=st.just("C1"), created_at=dates, link=links | st.just(""),
)  # fmt: skip
SHOWN: dict[type[Reply], dict[str, st.SearchStrategy[Any]]] = {
    DecisionCard: {
        "kind": st.sampled_from(Kind), "text": texts, "state": st.sampled_from(State), "owner": people, "date": dates,
        "parts": st.lists(parts, max_size=6).map(tuple), "source": links | st.just(""),
        "basis": st.lists(
            st.builds(BasisLine, number=st.integers(1, 5), text=texts, synthetic=st.booleans(), chosen=st.booleans()),
            max_size=5,
        ).map(tuple),
        "changes": st.sampled_from(["", "decision"]),
    },
    DecisionsShown: {
        "kind": st.sampled_from(Kind), "in_force": st.lists(decisions, max_size=12).map(tuple),
        "proposed": st.lists(decisions, max_size=12).map(tuple), "retired": st.lists(decisions, max_size=1).map(tuple),
    },
}  # fmt: skip
