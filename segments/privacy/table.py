"""What a whole table holds of people, and an understanding of it that leaves their columns out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from segments.meanings import says
from segments.privacy.columns import Finding, cell_without_people, scan_counted
from segments.privacy.phones import UNKNOWN, regions_of
from segments.shapes import Role, Understanding
from segments.tables.table import Table

AT_A_TIME = 5_000
ENOUGH_NUMBERS = 20_000
"""Numbers that differ, of a column of nothing else."""
RARE = 0.001
MAYBE = (
    "In {cells} of {filled} cells of “{column}” there may be names ({rows}). They are replaced before a text leaves "
    "this machine; if they are people's, take them out of the file before you pass it on."
)
FIRST_ROWS = 5
"""That are named, of those where there may be names."""


def look_through(table: Table) -> tuple[Finding, ...]:
    """A finding for each column, in their order; those of days and of yes and no are not looked at. Cells that are
    alike are read once, in an order that is the same for the same cells."""
    regions = regions_in(table)
    looked_at = [column for column in table.columns if column.type not in ("time", "truth", "empty")]
    found = []
    for column in looked_at:
        most = ENOUGH_NUMBERS if column.type == "number" else table.rows
        with_names = list[str]()
        finding = scan_counted(_cells(table, column.field, most), column.name, regions, with_names)
        found.append(replace(finding, rows=_first_rows(table, column.field, with_names)) if _few(finding) else finding)
    return tuple(found)


def regions_in(table: Table) -> tuple[str, ...]:
    """The countries its people are of, the commonest first, as far as a column says so."""
    for column in table.columns:
        if column.type == "category" and says(column.name, "place"):
            regions = regions_of(
                country for country, count in _cells(table, column.field, 1_000) for _ in range(min(count, 10_000))
            )
            if regions != UNKNOWN:
                return regions
    return UNKNOWN


def without_people(understanding: Understanding, findings: tuple[Finding, ...]) -> Understanding:
    """Columns that are of people are not used; by the one that tells customers apart they are told apart all the same,
    because it is only used as a hash."""
    kinds = {finding.column: finding for finding in findings if finding.kind is not None}
    columns = tuple(
        replace(column, role=Role.IGNORED, why=kinds[column.name].words)
        if column.name in kinds and column.role is not Role.CUSTOMER
        else column
        for column in understanding.columns
    )
    return replace(understanding, columns=columns)


def values_without_people(values: Iterable[object], name: str, regions: tuple[str, ...]) -> list[object]:
    """Of a column of words, called `name`: what one of them says may be told of a segment, and go to a model."""
    given = list(values)
    plain = {each: cell_without_people(each, name, regions) for each in set(given) if isinstance(each, str)}
    return [plain[each] if isinstance(each, str) else each for each in given]


def in_words(findings: tuple[Finding, ...], understanding: Understanding) -> tuple[str, ...]:
    """What is said of them; a few names in a list of things are as likely those of things."""
    with_products = understanding.field(Role.PRODUCT) is not None
    texts = understanding.called(Role.TEXT)
    return tuple(
        MAYBE.format(cells=f"{each.cells:,}", filled=f"{each.filled:,}", column=each.column, rows=_where(each))
        if with_products and each.column != texts and _few(each)
        else each.words
        for each in findings
        if each.words
    )


def _few(finding: Finding) -> bool:
    return finding.only_names and finding.cells < RARE * finding.filled


def _first_rows(table: Table, field: str, texts: list[str]) -> tuple[int, ...]:
    """Of the rows of the file in which one of the `texts` stands."""
    asked = f'SELECT row FROM rows WHERE trim("{field}") IN (SELECT unnest(?)) ORDER BY row LIMIT {FIRST_ROWS}'
    return tuple(int(row) for (row,) in table.database.execute(asked, [texts]).fetchall())


def _where(finding: Finding) -> str:
    """`rows 12, 40 and 87`, or the first ones of them."""
    numbers = [f"{row:,}" for row in finding.rows]
    told = " and ".join(filter(None, (", ".join(numbers[:-1]), *numbers[-1:])))
    first = "the first in " if finding.cells > len(numbers) else ""
    return f"{first}{'row' if len(numbers) == 1 else 'rows'} {told}"


def _cells(table: Table, field: str, most: int) -> Iterator[tuple[str, int]]:
    asked = table.database.cursor().execute(
        f'SELECT "{field}", count(*) FROM rows WHERE "{field}" IS NOT NULL GROUP BY 1 ORDER BY hash("{field}") LIMIT ?',
        [most],
    )
    while batch := asked.fetchmany(AT_A_TIME):
        yield from ((str(text), int(count)) for text, count in batch)
