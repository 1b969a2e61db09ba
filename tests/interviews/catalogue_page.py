"""docs/resources.md as the catalogue makes it. `python -m tests.interviews.catalogue_page` writes it anew."""

from __future__ import annotations

from pathlib import Path

from interviews.criteria import ASKS
from interviews.dimensions import LORE, Dimension
from interviews.resources import RESOURCES, Moment, Resource, Subject
from interviews.summary import Criterion

PAGE = Path(__file__).parents[2] / "docs" / "resources.md"
_INTRODUCTION = """\
# What Segue recommends

A summary names at most three of these, chosen by id for what is still thin or unknown. Nothing else is ever
recommended: the catalogue is `interviews/resources.toml`, and an id that is not in it is dropped. Each can be found by
its DOI, its publisher's page or its ISBN.
"""
_MOMENTS = {
    Moment.ASKING: "Before asking customers",
    Moment.JUDGING: "Before judging what was found",
    Moment.ACTING: "Before acting on it",
}


def page() -> str:
    """What stands in docs/resources.md: where to begin for each open question, then every reference."""
    return "\n".join([_INTRODUCTION, *_where_to_begin(), "", *_all(), ""])


def _where_to_begin() -> list[str]:
    rows = [
        *(("Little is known about", f"{LORE[each].title.lower()}", each) for each in Dimension),
        *(("Nobody can say", ASKS[each], each) for each in Criterion),
        *(("The next step", _MOMENTS[each].lower(), each) for each in Moment),
    ]
    return [
        "## Where to begin",
        "",
        "What serves best comes first.",
        "",
        "| | | Read |",
        "|---|---|---|",
        *(f"| {what} | {which} | {', '.join(_best_first(subject))} |" for what, which, subject in rows),
    ]


def _best_first(subject: Subject) -> list[str]:
    serving = [each for each in RESOURCES if subject in each.serves]
    return [
        f"[{_surname(each)} {each.year}](#{each.id})"
        for each in sorted(serving, key=lambda each: each.serves.index(subject))
    ]


def _surname(each: Resource) -> str:
    return each.authors.split(",")[0].split()[-1]


def _all() -> list[str]:
    lines = ["## All of them"]
    for each in sorted(RESOURCES, key=lambda each: (_surname(each), each.year)):
        lines += [
            "",
            f"### {each.id}",
            "",
            f"{each.authors} ({each.year}): *{each.title}*. {_where(each)}",
            "",
            each.use,
        ]
    return lines


def _where(each: Resource) -> str:
    found = f"[doi:{each.doi}]({each.link})" if each.doi else f"<{each.page}>" if each.page else f"ISBN {each.isbn}"
    return f"{each.publisher}, {each.kind}, {found}."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
