"""A day reads as people say it, in every language there is."""

from __future__ import annotations

from datetime import date

import pytest
from babel.localedata import locale_identifiers

from interviews.dates import day_in_words

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "with_weekday", "with_year"),
    [
        ("en", "Monday 23 November", "23 November 2026"),
        ("en-US", "Monday 23 November", "23 November 2026"),
        ("de", "Montag, 23. November", "23. November 2026"),
        ("fr", "lundi 23 novembre", "23 novembre 2026"),
        ("es", "lunes, 23 de noviembre", "23 de noviembre de 2026"),
        ("pt-BR", "segunda-feira, 23 de novembro", "23 de novembro de 2026"),
        ("ja", "11月23日(月曜日)", "2026年11月23日"),
        ("tlh", "Monday 23 November", "23 November 2026"),
        ("", "Monday 23 November", "23 November 2026"),
    ],
)
def test_a_day_is_said_as_people_say_it(language: str, with_weekday: str, with_year: str) -> None:
    assert day_in_words(DAY, language, weekday=True, year=False) == with_weekday
    assert day_in_words(DAY, language) == with_year


def test_no_language_is_without_words_for_a_day() -> None:
    for language in locale_identifiers():
        for weekday in (True, False):
            short, whole = (day_in_words(DAY, language, weekday=weekday, year=year) for year in (False, True))
            assert short.strip(), language
            assert whole != short, language
