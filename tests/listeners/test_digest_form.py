"""The form of a digest: what it says, and what is wrong beside which field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listeners.digest_form import NO_CHANNEL, NO_TIME, NO_ZONE, filled_in, rhythm_chosen, wrong_with
from bot.views.digests import digest_form, form_for
from studies.rhythm import Every, Rhythm
from studies.schedule import Alerts, Schedule, WhenNothing
from tests.dialogues.digests import filled

PLAN = Schedule(
    channel="C1",
    rhythm=Rhythm(every=Every.MONTH, hour=17, minute=30, zone="Asia/Kolkata", weekday=3, monthday=31),
    study="tiva-melo",
    when_nothing=WhenNothing.SILENCE,
    alerts=Alerts(contradicted=True, sources=3, shrinks=20, outdated=True),
)


class Shown:
    """A form as it is on the screen."""

    def __init__(self, definition: dict[str, Any]) -> None:
        self.definition = definition

    def sent(self, **chosen: Any) -> dict[str, Any]:
        """As Slack hands it in."""
        values = filled(self, **chosen)  # type: ignore[arg-type]
        return {**self.definition, "state": {"values": values}}


NEW = Shown(digest_form(channel="C1", zone="Europe/Berlin", studies=[("tiva-melo", "Winter tyres")]))
CHANGED = Shown(digest_form(schedule="luma-rori", plan=PLAN))


def test_sent_in_as_it_opens_it_is_monday_at_nine_by_ones_own_clocks() -> None:
    setup = filled_in(NEW.sent())
    assert setup is not None
    assert setup.preview
    rhythm = Rhythm(every=Every.WEEK, hour=9, zone="Europe/Berlin", weekday=0)
    assert setup.schedule == Schedule(channel="C1", rhythm=rhythm), "alerts are off"


def test_a_form_that_is_not_touched_changes_nothing() -> None:
    setup = filled_in(CHANGED.sent())
    assert setup is not None
    assert setup.schedule == PLAN


def test_everything_that_can_be_chosen_is_taken() -> None:
    thursday = chosen(NEW, "month", weekday="3")
    setup = filled_in(
        thursday.sent(
            every="month", monthday="31", time="17:30", zone=" asia/kolkata ", scope="study:tiva-melo",
            nothing="silence", alerts=["contradicted", "outdated"], sources="3",
            shrinks="20", now=[],
        )
    )  # fmt: skip
    assert setup is not None
    assert (setup.schedule, setup.preview) == (PLAN, False)


def chosen(form: Shown, every: str, **fields: Any) -> Shown:
    """-> the form after another rhythm was chosen in it."""
    action = {"action_id": "every", "selected_option": {"value": every}}
    found = rhythm_chosen({"type": "block_actions", "view": form.sent(**fields), "actions": [action]})
    assert found is not None
    return Shown(form_for(found.view, found.place, found.every))


def days_asked(form: Shown) -> list[str]:
    return [each["block_id"] for each in form.definition["blocks"] if each["block_id"] in ("weekday", "monthday")]


def test_only_the_day_that_the_rhythm_leaves_open_is_asked_for() -> None:
    assert (days_asked(NEW), days_asked(CHANGED)) == (["weekday"], ["monthday"])
    assert [days_asked(chosen(NEW, every)) for every in Every] == [[], ["weekday"], ["monthday"]]


def test_a_day_that_was_chosen_is_still_chosen_after_a_look_at_another_rhythm() -> None:
    back = chosen(chosen(NEW, "month", weekday="3"), "week", monthday="31")
    setup = filled_in(back.sent())
    assert setup is not None
    assert (setup.schedule.rhythm.weekday, setup.schedule.rhythm.monthday) == (3, 31)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"channel": None}, {"channel": NO_CHANNEL}),
        ({"time": None}, {"time": NO_TIME}),
        ({"time": "25:00"}, {"time": NO_TIME}),
        ({"zone": "Qqqqq"}, {"zone": NO_ZONE}),
        ({"zone": ""}, {"zone": NO_ZONE}),
        ({"zone": "Kolkata"}, {"zone": f"{NO_ZONE} Did you mean Asia/Kolkata?"}),
        ({"time": None, "zone": "x"}, {"time": NO_TIME, "zone": NO_ZONE}),
        ({}, {}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields: dict[str, Any], wrong: dict[str, str]) -> None:
    assert wrong_with(NEW.sent(**fields)) == wrong


@given(st.recursive(st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_whatever_is_handed_in_is_a_complaint_and_no_error(rubbish: Any) -> None:
    view = {"callback_id": "digest_form", "private_metadata": json.dumps(rubbish), "state": {"values": rubbish}}
    assert wrong_with(view)
    assert filled_in(view) is None
