"""Whoever is interviewed reads beforehand what is kept, who can read it, and how to be forgotten."""

from __future__ import annotations

import json

import pytest

from bot.views.introduction import KEPT, in_one_line, introduction
from bot.views.personal import personal_form
from flows.keeping import FORGET_ME, FORGET_STUDY
from flows.replies import Introduction
from store.forgetting import Kept


@pytest.mark.parametrize("project", ["", "A benefits portal"])
def test_the_first_message_of_an_interview_says_so_in_one_line(project: str) -> None:
    first = Introduction("q0", 10, False, "Tell me about it", project=project)
    [call] = introduction(first)
    assert KEPT.replace("`", "") in call.payload["text"].replace("`", "")
    assert KEPT in json.dumps(call.payload["blocks"], ensure_ascii=False)
    assert KEPT in in_one_line(first)
    assert len(KEPT) < 120


def test_what_goes_and_what_stays_is_counted_before_anything_happens() -> None:
    kept = Kept(messages=3, alone=1, shared=2, personas=1, shared_personas=1, digests=1, decisions=1)
    told = json.dumps(personal_form(FORGET_ME, "D1", kept, {"readable": 0, "all": 0}), ensure_ascii=False)
    for line in ("3 messages of yours", "1 conversation in which", "2 conversations with others", "1 persona you made",
                 "1 decision stays", "1 digest you set up: it comes no more", "cannot be undone"):  # fmt: skip
        assert line in told


@pytest.mark.parametrize(("readable", "submits"), [(0, False), (2, True), (3, True)])
def test_a_study_is_forgotten_as_far_as_one_may_read_it(readable: int, submits: bool) -> None:
    view = personal_form(FORGET_STUDY, "D1", Kept(), {"readable": readable, "all": 3}, "s1")
    assert ("submit" in view) is submits
    if submits:
        assert ("channels you are not in" in json.dumps(view)) is (readable < 3)
