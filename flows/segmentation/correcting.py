"""What the columns are, corrected in a form: the analysis begins anew, and what was told before is replaced."""

from __future__ import annotations

import json
from typing import Any

from flows.forms import Pick, Picks
from flows.origins import id_of
from flows.runtime import Incoming
from flows.segmentation.state import SegmentationState
from flows.wording import fixed, say
from segments.told import Column, Role

CORRECT = "correct_columns"
"""Action of the button that opens the form, and of the form."""
MOST_COLUMNS = 40
TITLE, BEGIN = fixed("Correct the columns"), fixed("Begin anew")
ASK = fixed("What is in the columns of {file}? With what you say here it is analysed anew.")
ASK_SOME = fixed("What is in these columns of {file}? With what you say here it is analysed anew. Others: {count}.")
MONEY_IS = fixed("Money is {money}.")
ROLES: dict[Role, str] = {
    Role.CUSTOMER: fixed("Who it is: the customer"),
    Role.TIME: fixed("When"),
    Role.AMOUNT: fixed("Money of the whole line"),
    Role.QUANTITY: fixed("How many pieces"),
    Role.PRICE: fixed("Price of one piece"),
    Role.ORDER: fixed("Which order"),
    Role.PRODUCT: fixed("What was bought"),
    Role.TEXT: fixed("A text to read"),
    Role.ANSWER: fixed("An answer on a scale"),
    Role.OUTCOME: fixed("What came of it; not compared"),
    Role.CHANNEL: fixed("How they are reached"),
    Role.ATTRIBUTE: fixed("Something about them"),
    Role.IGNORED: fixed("Leave it out"),
}


def form(state: SegmentationState) -> Picks | None:
    """The columns that have a role first; as many as one looks through."""
    if state.understanding is None or state.task is None or not state.understanding.columns:
        return None
    columns = sorted(state.understanding.columns, key=_is_plain)
    left = len(columns) - MOST_COLUMNS
    file = state.task.file.name
    asked = say(ASK_SOME, file=file, count=left) if left > 0 else say(ASK, file=file)
    told = state.report.money if state.report and state.report.file == file else ""
    money = told or state.understanding.money
    return Picks(
        action=CORRECT,
        title=say(TITLE),
        submit=say(BEGIN),
        ask=" ".join([asked, *([say(MONEY_IS, money=money)] if money else [])]),
        options=tuple((role.value, say(words)) for role, words in ROLES.items()),
        picks=tuple(Pick(each.field, each.name, each.role.value) for each in columns[:MOST_COLUMNS]),
        of=id_of(state.task.file),
    )


def corrected(state: SegmentationState, submitted: Incoming) -> dict[str, Role]:
    """-> field -> what it is from now on, of the columns that were something else so far."""
    columns = state.understanding.columns if state.understanding else ()
    said = _said(submitted)
    if is_of_another_file(state, submitted):
        return {}
    known = {role.value: role for role in Role}
    chosen = {each.field: known.get(str(said.get(each.field))) for each in columns}
    return {each.field: role for each in columns if (role := chosen.get(each.field)) and role is not each.role}


def is_of_another_file(state: SegmentationState, submitted: Incoming) -> bool:
    """Whether the form was opened for a file that is no longer the one that is looked at: its columns are others."""
    of = _said(submitted).get("of")
    return of is not None and (state.task is None or of != id_of(state.task.file))


def _said(submitted: Incoming) -> dict[str, Any]:
    try:
        said = json.loads(submitted.value or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _is_plain(column: Column) -> bool:
    return column.role in (Role.ATTRIBUTE, Role.IGNORED)
