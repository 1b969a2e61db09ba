"""What may be recommended is real, complete, and serves every question that can stay open."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from pydantic import ValidationError

from interviews.dimensions import Dimension
from interviews.resources import (
    MOMENTS,
    MOST,
    OFFERED,
    RESOURCES,
    Kind,
    Moment,
    Resource,
    Subject,
    catalogue,
    chosen,
    fitting,
    known,
    offered,
    resource,
)
from interviews.summary import Criterion
from tests.interviews.catalogue_page import PAGE, page

EACH = pytest.mark.parametrize("entry", RESOURCES, ids=[each.id for each in RESOURCES])
SUBJECTS: list[Subject] = [*Dimension, *Criterion, *MOMENTS]

# Summaries that were posted name these: add to the list, never take one away.
IDS = [
    "dolnicar-2018",
    "smith-1956",
    "haley-1968",
    "wind-1978",
    "wedel-2000",
    "yankelovich-2006",
    "christensen-2005",
    "christensen-2016",
    "ulwick-2002",
    "griffin-1993",
    "fader-2005",
    "reinartz-2002",
    "ascarza-2018",
    "gupta-2004",
    "sharp-2010",
    "shapiro-1984",
    "webster-1972",
    "anderson-1998",
    "zeithaml-1988",
    "eisenmann-2006",
    "rogers-2003",
    "morwitz-2007",
    "fitzpatrick-2013",
    "portigal-2013",
    "torres-2021",
    "weiss-1994",
    "flanagan-1954",
    "guest-2006",
    "schwarz-1999",
    "tourangeau-2000",
    "nisbett-1977",
    "braun-2006",
    "pruitt-2003",
    "tibshirani-2005",
    "hennig-2007",
    "dolnicar-2010",
]


def is_doi(text: str) -> bool:
    """A prefix of 10. and four or five digits, a slash, and a suffix without blanks; not an address."""
    return re.fullmatch(r"10\.\d{4,5}/[\w.()/:;-]*\w", text) is not None


def is_isbn(text: str) -> bool:
    """Thirteen digits of which the last makes the weighted sum a multiple of ten (ISO 2108)."""
    if re.fullmatch(r"97[89]\d{10}", text) is None:
        return False
    return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(text)) % 10 == 0


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1177/002224295602100102", True),
        ("10.1007/978-981-10-8818-6", True),
        ("https://doi.org/10.1037/h0061470", False),
        ("10.1037/", False),
        ("10.1037/h0061470.", False),
        ("10.1037/h006 1470", False),
        ("11.1037/h0061470", False),
    ],
)
def test_a_doi_is_told_from_what_only_looks_like_one(text: str, doi: bool) -> None:
    assert is_doi(text) is doi


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("9780743222099", True),
        ("9780743222098", False),
        ("9780743222909", False),
        ("0743222091", False),
        ("978-0743222099", False),
    ],
)
def test_an_isbn_with_a_wrong_digit_is_found(text: str, isbn: bool) -> None:
    assert is_isbn(text) is isbn


def test_an_id_once_used_stays() -> None:
    assert set(IDS) <= set(catalogue())


def test_there_are_enough_and_none_stands_twice() -> None:
    assert 30 <= len(RESOURCES) <= 40
    assert list(catalogue()) == [each.id for each in RESOURCES]
    assert len({each.title.casefold() for each in RESOURCES}) == len(RESOURCES)
    places = [place for each in RESOURCES for place in (each.doi.lower(), each.isbn, each.page) if place]
    assert len(set(places)) == len(places)
    assert len({each.use for each in RESOURCES}) == len(RESOURCES)
    assert {each.kind for each in RESOURCES} == set(Kind)


@EACH
def test_every_entry_is_complete(entry: Resource) -> None:
    surname = entry.authors.split(",")[0].split()[-1].lower()
    assert entry.id == f"{surname}-{entry.year}"
    assert 1950 <= entry.year <= 2026
    assert entry.title
    assert entry.publisher
    assert entry.use.endswith(".")
    assert len(entry.use.split()) <= 22
    assert entry.serves
    assert len(set(entry.serves)) == len(entry.serves)
    assert entry.doi or entry.isbn or entry.page


@EACH
def test_every_entry_can_be_found_where_it_says(entry: Resource) -> None:
    assert not entry.doi or is_doi(entry.doi)
    assert not entry.isbn or is_isbn(entry.isbn)
    assert not entry.page or re.fullmatch(r"https://[\w.]+/[\w/-]+", entry.page)
    if entry.kind is Kind.ARTICLE:
        assert entry.link, "articles are found by a link"
        assert re.search(r"\d+\(\d+\)$", entry.publisher) or "Proceedings" in entry.publisher, "volume and issue"


def test_an_entry_with_an_unknown_subject_or_field_is_refused() -> None:
    entry = resource("haley-1968").model_dump()
    for wrong in ({"serves": ("motivation", "astrology")}, {"kind": "podcast"}, {"publishers": "AMA"}):
        with pytest.raises(ValidationError):
            Resource.model_validate(entry | wrong)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_whatever_stays_open_at_least_two_references_serve_it(subject: Subject) -> None:
    assert sum(subject in each.serves for each in RESOURCES) >= 2


def test_a_reference_is_found_by_its_id_alone() -> None:
    assert resource("haley-1968").title.startswith("Benefit Segmentation")
    with pytest.raises(KeyError):
        resource("nobody-2020")


def test_what_a_model_made_up_is_dropped() -> None:
    assert known(["haley-1968", "nobody-2020", "haley-1968", "wind-1978"]) == ("haley-1968", "wind-1978")
    assert known(["https://evil.example", "Haley-1968", ""]) == ()
    assert len(known(catalogue())) == MOST


@pytest.mark.parametrize("dimension", Dimension)
@pytest.mark.parametrize("criterion", Criterion)
def test_what_is_chosen_serves_what_is_thin(dimension: Dimension, criterion: Criterion) -> None:
    ids = fitting([dimension], [criterion])
    assert len(ids) == len(set(ids)) == MOST
    assert {dimension, criterion} <= {subject for id in ids for subject in resource(id).serves}
    assert fitting([dimension], [criterion]) == ids


@pytest.mark.parametrize(
    ("thin", "unknown", "moment", "reasons"),
    [
        (
            [Dimension.VALUE],
            [],
            None,
            [
                "Little is known yet about what they are worth.",
                "Worth reading before you ask customers.",
                "Little is known yet about what they are worth.",
            ],
        ),
        (
            [Dimension.VALUE],
            [Criterion.STABLE],
            None,
            [
                "Little is known yet about what they are worth.",
                "Nobody can say yet: “Will it be there next year?”",
                "Worth reading before you ask customers.",
            ],
        ),
        ([], [], Moment.ACTING, ["Worth reading before you act on it."] * 3),
    ],
)
def test_each_choice_says_what_it_was_chosen_for(
    thin: list[Dimension], unknown: list[Criterion], moment: Moment | None, reasons: list[str]
) -> None:
    choices = chosen(thin, unknown, moment)
    assert [choice.reason for choice in choices] == reasons
    assert tuple(choice.id for choice in choices) == fitting(thin, unknown, moment)


def test_with_nothing_thin_there_is_one_for_every_next_step() -> None:
    served = {subject for id in fitting([], []) for subject in resource(id).serves}
    assert set(Moment) <= served


def test_nothing_is_in_the_catalogue_in_vain() -> None:
    """Another interview, another three: each reference is chosen by rule in some situation."""
    thin = [[], *([each] for each in Dimension), *(list(pair) for pair in permutations(Dimension, 2))]
    unknown = [[], *([each] for each in Criterion)]
    ids = {id for few in thin for open_ in unknown for moment in (None, *Moment) for id in fitting(few, open_, moment)}
    assert ids == set(catalogue())


@pytest.mark.parametrize("dimension", Dimension)
def test_a_model_is_offered_a_dozen_and_the_best_fitting_first(dimension: Dimension) -> None:
    offer = list(offered([dimension], [Criterion.STABLE]))
    assert len(offer) == OFFERED
    assert tuple(offer[:MOST]) == fitting([dimension], [Criterion.STABLE])


def test_whatever_is_thin_something_offered_serves_it() -> None:
    served = {subject for id in offered(list(Dimension), list(Criterion)) for subject in resource(id).serves}
    assert {*Dimension, *Criterion} <= served


def test_the_page_is_the_catalogue() -> None:
    """`python -m tests.interviews.catalogue_page` writes the page anew."""
    assert PAGE.read_text(encoding="utf-8") == page()
