"""A trait hung on a group is seen; a person who merely is of one, or meets a cliché, is left alone."""

from __future__ import annotations

import pytest

from bot.views.gallery_personas import PERSONA
from flows.llm.rehearsal.personas.stock import everything
from personas.schema import Knowledge, Part, Speech, State, Statement
from personas.stereotypes import cliche, cliches

BAD = """
Avoids spreadsheets because she is a woman.
Talks a lot because he is Italian.
Saves every cent, being a Scottish man.
Cannot use the app because of her age.
Keeps the books closed because of his cultural heritage.
Is a typical millennial who wants everything at once.
As a typical boomer, distrusts the cloud.
Is typically German about appointments.
Like most women, decides with the heart.
Just like all old people, prefers paper.
Old people can't use computers.
Believes that men never ask for the way.
Thinks millennials don't save money.
The elderly are afraid of technology.
Says immigrants always pay in cash.
Women are better with children.
Poor people don't plan ahead.
Blind people need help with everything.
Is surprisingly fit for her age.
Is quite tech-savvy for a pensioner.
Runs the whole department despite her disability.
Learned to code in spite of his age.
Is too old to learn a new system.
You can't teach an old dog new tricks.
Is a digital native and glued to the screen.
Wants a page so simple that even his grandmother could use it.
Trusts her female intuition with contracts.
Hears the biological clock when the renewal comes.
Brings German efficiency to the kitchen.
Loses her Latin temperament on the telephone.
Speaks with a thick Indian accent.
Talks in broken English and smiles.
Is wheelchair-bound but cheerful.
Is a bit OCD about receipts.
Is too uneducated to understand the form.
Is fat and jolly.
Cooks pasta every Sunday as her Italian grandmother did.
Drinks vodka with his Russian brother.
As a woman, she worries about safety.
Expects a bargain because he's Jewish.
Gets loud because she is a proud Latina.
Eats tacos with the Mexican side of the house.
Pays in cash because he is young.
Votes with the priest because they are Catholic.
"""
GOOD = """
Is a woman of 58 who repairs organs.
Is 67 and gets the reduced fare.
Grew up in Kraków and moved to Leeds for a job.
Uses a screen reader because he is blind.
Needs captions because she is deaf.
Uses large text on an older telephone.
Uses a wheelchair and looks for step-free platforms first.
Prays at noon and books no meeting then.
Is tired of hearing that women can't drive.
Was told that old people can't use computers, and fixed the server.
People think he is typically German; he is late for everything.
Left the shop because she was treated as if old people can't count.
Did not refuse because she is a woman, but because the price was wrong; not because she is a woman at all.
Two of the men are on holiday in July.
The women are in the early shift, so the call comes at six.
Teaches a course for seniors on Tuesdays.
Sells shoes to women who work standing.
Runs an Italian restaurant and makes the pasta by hand.
Works for a firm that imports German beer.
Speaks Polish at home and English at work.
Voice assistants do not understand her Scottish vowels.
Lost the job because he is slow with forms.
Goes home at four because her son's school closes.
Sang in a choir as a girl.
As a boy, he took radios apart.
Lived in Porto as a young man, and came back for a job.
Walks two old dogs before breakfast.
Helped the old man up the stairs.
Cuts paper snowflakes for the window.
Writes with a strong accent on price.
Likes Swiss cheese and French wine.
Drinks tea before the English lesson.
Reads German-language contracts for the team.
Old invoices are kept in a box.
Men's coats are her department.
Compares prices as a tenant, she said, with three tabs open.
Has a typical Monday of forty calls.
Drinks tea while the report loads.
Eats curry in the canteen on Thursdays.
Has been short of money since the boiler broke.
Paid a late fee because the letter went to the old address.
Asks her grandmother who the neighbours were.
Cares for her mother, who cannot climb stairs any more.
Needs the form in simple words because English is his third language.
Wears glasses since last spring.
Looks after two boys on Wednesdays.
Is the only woman on the shift and has the locker in the office.
Buys white paint for the hall.
Likes black coffee and Swiss trains.
Takes the Latin classes of a sick colleague.
Learned to use the till at 61, in an afternoon.
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("line", lines(BAD))
def test_a_trait_hung_on_a_group_is_seen(line: str) -> None:
    fault = cliche(line)
    assert fault
    assert "“" in fault
    assert fault.endswith(".")


@pytest.mark.parametrize("line", lines(GOOD))
def test_a_person_is_left_alone(line: str) -> None:
    assert cliche(line) == ""


def test_the_whole_card_is_read_and_each_fault_told_once() -> None:
    bad = Statement(id="G1", part=Part.GOALS, text="Old people can't use computers.")
    card = PERSONA.model_copy(
        update={
            "statements": (bad, bad.model_copy(update={"id": "G2"})),
            "speech": Speech(style="Speaks with a thick accent.", samples=("Men never ask.",)),
            "knowledge": (Knowledge(topic="t", state=State.WRONG, belief="I'm too old to learn that."),),
        }
    )
    assert len(cliches(card)) == 4
    assert cliches(PERSONA) == []


def test_the_rehearsals_own_habits_are_clean() -> None:
    assert len(everything()) > 200
    assert [line for line in everything() if cliche(line)] == []
