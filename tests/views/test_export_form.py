"""The form in which a study is chosen, whatever studies are called; and the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.export.formats import CHOICES
from bot.views.export import NOTHING, ONLY_SOME, OPTIONS, export_form
from playground.web_api.views import definition_faults
from tests.views.hostile import HOSTILE


def options(form: dict[str, object]) -> list[dict[str, object]]:
    return list(form["blocks"][0]["element"]["options"])  # type: ignore[index]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(), min_size=1, max_size=5))
def test_slack_would_take_it_whatever_studies_are_called(titles: list[str]) -> None:
    form = export_form([(f"mivo-tana{n}", title) for n, title in enumerate(titles)], CHOICES, "D1")
    assert definition_faults(form, "modal") == []
    assert [each["value"] for each in options(form)] == [f"mivo-tana{n}" for n in range(len(titles))]
    shown = [each["text"]["text"] for each in options(form)]  # type: ignore[index]
    assert len(set(shown)) == len(shown), "nobody can tell two of the same name apart"


def test_an_id_is_shown_only_where_two_titles_are_the_same() -> None:
    form = export_form([("s1", "Bike hire"), ("s2", "Trucks"), ("s3", "Bike hire")], CHOICES, "D1")
    shown = [each["text"]["text"] for each in options(form)]  # type: ignore[index]
    assert shown == ["Bike hire (s1)", "Trucks", "Bike hire (s3)"]


def test_of_very_many_the_last_changed_are_offered() -> None:
    form = export_form([(f"s{number}", "Bike hire") for number in range(5000)], CHOICES, "D1")
    assert definition_faults(form, "modal") == []
    assert len(options(form)) == OPTIONS
    assert form["blocks"][0]["hint"]["text"] == ONLY_SOME


@pytest.mark.parametrize(("chosen", "first"), [("s2", "s2"), ("s9", "s1"), ("", "s1")])
def test_a_study_may_be_chosen_already(chosen: str, first: str) -> None:
    form = export_form([("s1", "One"), ("s2", "Two")], CHOICES, "D1", chosen=chosen)
    assert form["blocks"][0]["element"]["initial_option"]["value"] == first


def test_without_a_study_there_is_nothing_to_send_in() -> None:
    form = export_form([], CHOICES, "D1")
    assert "submit" not in form
    assert form["blocks"][0]["text"]["text"] == NOTHING
    assert definition_faults(form, "modal") == []
