"""What the facts of a file make likely of one of those they were counted of: assumptions, a line for each part at most.

The lines stand in `stock/counted.toml`, by what a fact is about and which way it goes; a part that no fact speaks to
stays empty: nobody's dog stands in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.llm.rehearsal.personas import stock
from flows.llm.rehearsal.personas.fact_words import kind_of, values_of
from flows.llm.rehearsal.personas.facts_told import spoken
from personas.facts import Fact
from personas.passages import Passage
from personas.schema import Part


def supposed(facts: Sequence[Passage]) -> Iterator[tuple[Part, str]]:
    """-> part, line; of the most telling fact first."""
    known, taken = stock.read("counted"), set[Part]()
    told = [each.fact for each in facts if each.fact is not None]
    money = next((each.column for each in told if each.about == "money"), "")
    for fact in told:
        # A sum of many years goes neither up nor down with a bill.
        other = fact.about == "measure" and kind_of(fact) == "money" and fact.column != money
        keys = () if money and other else _keys(fact)
        lines: dict[str, str] = next((known[key] for key in keys if key in known), {})
        values = values_of(fact)
        values["what"] = values["level"] or fact.subject
        for name, line in lines.items():
            if (part := Part(name)) not in taken:
                taken.add(part)
                yield part, line.format(**values)


def in_her_words(facts: Sequence[Passage]) -> Iterator[str]:
    """What was counted of each, as she would say it of herself, the most telling first."""
    found = ((each.fact, each.text) for each in facts if each.fact is not None)
    said = (spoken(fact, told) for fact, told in found if fact.of_one and fact.about in ("measure", "share"))
    return filter(None, said)


def _keys(fact: Fact) -> tuple[str, ...]:
    if not fact.of_one and fact.about != "outcome":
        return ()
    if fact.about == "share" and fact.lacked:
        return () if fact.level else ("lacked",)
    if (fact.meaning, fact.here) == ("frequency", "1"):
        return ("once",)
    if fact.meaning in ("contract", "paying") and fact.about == "share" and not fact.level:
        return ()
    kind = kind_of(fact) if fact.about == "measure" else fact.meaning
    return (f"{kind} {fact.way}", kind)
