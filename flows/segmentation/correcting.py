"""What the columns are, corrected in a form: the analysis begins anew, and what was told before is replaced."""

from __future__ import annotations

import json

from flows.forms import Pick, Picks
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
    )


def corrected(state: SegmentationState, submitted: Incoming) -> dict[str, Role]:
    """-> field -> what it is from now on, of the columns that were something else so far."""
    columns = state.understanding.columns if state.understanding else ()
    try:
        said = json.loads(submitted.value or "{}")
    except ValueError:
        return {}
    known = {role.value: role for role in Role}
    chosen = {each.field: known.get(str(said.get(each.field))) for each in columns} if isinstance(said, dict) else {}
    return {each.field: role for each in columns if (role := chosen.get(each.field)) and role is not each.role}


def _is_plain(column: Column) -> bool:
    return column.role in (Role.ATTRIBUTE, Role.IGNORED)
