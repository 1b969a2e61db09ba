"""The attempts at injection, by kind, and how each is put where its kind belongs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.material.reading import read_bytes
from personas.formats import FORMATS, exported, imported
from personas.sample import sample
from tests.personas.hostile_files import pdf
from tests.security.played import RULE, Words

HERE = Path(__file__).parent / "injections"


@dataclass(frozen=True)
class Attempt:
    kind: str
    text: str


def attempts() -> list[Attempt]:
    return [
        Attempt(**json.loads(line))
        for path in sorted(HERE.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]


def of(*kinds: str) -> list[str]:
    return [each.text for each in attempts() if each.kind in kinds]


def batches() -> Iterator[tuple[list[str], Words]]:
    """Each attempt once, two dozen of them in each conversation. -> (the attempts in it, what is said)"""
    own = {"file name", "display name", "product name", "edit", "persona card"}
    anywhere = [each.text for each in attempts() if each.kind not in own]
    files, people, products, edits = (of(kind) for kind in ("file name", "display name", "product name", "edit"))
    for number, begin in enumerate(range(0, len(anywhere), 20)):
        some = (anywhere[begin : begin + 20] * 20)[:20]
        # Each batch begins at another place, so that kinds meet all of them; each place gets two.
        some = some[number % 10 :] + some[: number % 10]
        product, file, person, edit = (each[number % len(each)] for each in (products, files, people, edits))
        both = [f"{first}\n{second}" for first, second in zip(some[:10], some[10:], strict=True)]
        words = _said(both, product=product, file=file, person=person, edit=edit)
        yield [*some, product, file, person, edit], words


def _said(some: Sequence[str], *, product: str, file: str, person: str, edit: str) -> Words:
    sane = Words()
    return replace(
        sane,
        product=f"We sell the {product} to mid-size employers.",
        answers=tuple(f"{text} {attack}" for text, attack in zip(sane.answers, some[:3], strict=True)),
        edited=f"{sane.edited} {edit}",
        correction=f"{sane.correction} {some[3]}",
        follow_up=f"{sane.follow_up} {some[4]}",
        file_name=file,
        passages=(RULE, *some[5:8]),
        questions=tuple(f"{text} {attack}" for text, attack in zip(sane.questions, some[8:10], strict=True)),
        display_name=person,
    )


async def documents() -> dict[str, Sequence[str]]:
    """What our readers make of a table, a page and a PDF that are full of attempts. -> its texts, by kind of file"""
    rows = "".join(f'{number},"{each.replace(chr(34), chr(34) * 2)}"\n' for number, each in enumerate(of("csv cell")))
    parts = of(
        "page", "hidden page text", "page comment", "page attribute", "page meta", "page script", "page alt text"
    )
    body = "\n".join(each if each.startswith("<") else f"<p>{each}</p>" for each in parts)
    page = f"<html><body><article><h1>Plans</h1><p>{RULE} Ask payroll.</p>{body}</article></body></html>"
    told = " ".join(of("pdf text", "document note")).replace("(", "").replace(")", "")
    given = {"table.csv": f"row,said\n{rows}".encode(), "page.html": page.encode(), "text.pdf": pdf(told)}
    sheets = {name: await read_bytes(data, name, 1) for name, data in given.items()}
    return {name: [each.text for each in sheet.passages] for name, sheet in sheets.items()}


def cards() -> Iterator[tuple[str, str, Any]]:
    """The sample with an attempt in each line, out and in again in every form. -> (form, the attempt, as imported)"""
    alice = sample().persona
    for attack in of("persona card"):
        lines = tuple(each.model_copy(update={"text": f"{each.text} {attack}"[:300]}) for each in alice.statements)
        told = {"statements": lines, "quote": attack, "decision": attack}
        poisoned = alice.model_copy(update=told)
        for form in FORMATS:
            yield form, attack, imported(exported(poisoned, (), form)[1])
