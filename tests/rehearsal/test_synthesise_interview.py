"""A synthesis of what a persona said: only what says something, and never more than something said."""

from __future__ import annotations

import pytest

from bot.views.gallery_personas import FACT, OF_SEGMENT, PERSONA
from bot.views.synthesis import synthesis_card
from flows.llm.persona_tasks import ClaimDraft, Said, SynthesisInputs
from flows.llm.rehearsal.personas.small_talk import NO_ONE_TIME, NOT_KNOWN
from flows.llm.rehearsal.personas.synthesise_interview import synthesise_interview
from flows.persona_replies import SynthesisCard
from interviews.evidence import is_quote
from personas.sample import sample
from personas.schema import ASSUMED, Part, Persona, State, Statement
from personas.synthesis import Claim, Quote, Synthesis, checked

ALICE = sample().persona

NOTHING = [*NO_ONE_TIME, *(each for options in NOT_KNOWN.values() for each in options)]


def drafted(*told: tuple[str, str], persona: Persona = PERSONA) -> list[ClaimDraft]:
    said = tuple(Said(id=f"a{n}", question=question, answer=answer) for n, (question, answer) in enumerate(told, 1))
    return synthesise_interview(SynthesisInputs(persona=persona, decision="", exchanges=said)).claims


def claims(answer: str) -> list[str]:
    return [quote.text for claim in drafted(("When did you cook last?", answer)) for quote in claim.quotes]


@pytest.mark.parametrize("answer", NOTHING)
def test_a_non_answer_is_no_claim(answer):
    assert claims(answer) == []


def test_what_is_said_after_a_non_answer_is_the_claim():
    told = "I mostly cook on Sundays for the whole week."
    assert claims(f"{NO_ONE_TIME[0]} {told}") == [told]


WORRIED = "I paid about six hundred dollars for one X-ray in spring, in thirteen parts."
AGAIN = f"Like I said: what happened is that {WORRIED}"


def test_a_line_of_the_card_that_was_told_is_the_claim_and_said_twice_has_both_quotes():
    [claim] = drafted(("What worries you?", f"Well, {WORRIED}"), ("What worries you most?", AGAIN), persona=ALICE)
    assert (claim.kind, claim.text[:29]) == ("pain point", "Paid about six hundred dollar")
    assert [each.answer for each in claim.quotes] == ["a1", "a2"]
    assert [each.text for each in claim.quotes] == [WORRIED, WORRIED]
    assert is_quote(claim.quotes[1].text, AGAIN)


def test_what_is_asked_of_real_customers_greets_nobody():
    said = Said(id="a1", question="Hi Alice! What worries you most?", answer=WORRIED)
    draft = synthesise_interview(SynthesisInputs(persona=ALICE, decision="", exchanges=(said,)))
    assert draft.ask_customers == ["What worries you most?"]


@pytest.mark.parametrize("answer", ["The deductible? You've just told me. Before that I'd have got it wrong."])
def test_what_somebody_has_just_explained_is_no_claim(answer):
    needy = Statement(id="N1", part=Part.NEEDS, text="Needs to be told what can be left out.", sources=(ASSUMED,))
    assert drafted(("Does that help?", answer), persona=ALICE.model_copy(update={"statements": (needy,)})) == []


def test_what_she_makes_of_a_word_is_told_with_the_words_that_show_it():
    said = "The deductible, that's the same as a fee after a visit, no? I heard it so from a colleague, in passing."
    [claim] = drafted(("What does deductible mean to you?", said), persona=ALICE)
    assert claim.text == "Takes “deductible” for something else."
    assert [each.text for each in claim.quotes] == ["The deductible, that's the same as a fee after a visit, no?"]


def test_no_claim_about_a_word_is_left_out():
    said = {f"a{n}": (f"What is a {each.topic.lower()}?", each.belief) for n, each in enumerate(ALICE.knowledge, 1)}
    claims = drafted(*said.values(), persona=ALICE)
    drafts = [
        Claim(kind=each.kind, text=each.text, quotes=tuple(Quote(**one.model_dump()) for one in each.quotes))
        for each in claims
    ]
    kept = checked(drafts, (), said, ALICE)
    assert len(kept.claims) == len(ALICE.knowledge)
    assert kept.dropped == 0
    assert all(each.echo for each in kept.claims), "her beliefs stand on the card"


def test_a_word_she_never_met_is_a_claim():
    unmet = ALICE.knowledge[0].model_copy(update={"topic": "FSA", "state": State.UNAWARE, "belief": "Never met."})
    persona = ALICE.model_copy(update={"knowledge": (unmet,)})
    [claim] = drafted(("What is the FSA?", "“FSA”? I've never met that word. Should I have?"), persona=persona)
    assert (claim.text, claim.quotes[0].text) == ("Has never heard of “FSA”.", "I've never met that word.")


def test_marks_within_a_quotation_are_single_ones_and_what_stands_on_the_card_is_no_finding():
    quote = Quote(answer="a1", text="“Deductible”, that's where you lose me.")
    claim = Claim(kind="objection", text="She stumbles.", quotes=(quote,), echo=True)
    card = SynthesisCard(
        name="synthesis", persona=ALICE, synthesis=Synthesis(claims=(claim,)), answers=1, links={}, rehearsing=False
    )
    [call] = synthesis_card(card)
    assert "*Objection*: She stumbles. (on the card already)" in str(call)
    assert "“‘Deductible’, that's where you lose me.”" in str(call)
    assert "no finding" in str(call)


def test_what_a_persona_said_is_never_called_a_finding():
    claim = Claim(kind="finding", text="She cooks on Sundays.", quotes=(Quote(answer="a1", text="on Sundays"),))
    card = SynthesisCard(
        name="synthesis", persona=PERSONA, synthesis=Synthesis(claims=(claim,)), answers=1, links={}, rehearsing=False
    )
    [call] = synthesis_card(card)
    assert "*Statement*: She cooks on Sundays." in str(call)
    assert "*Finding*" not in str(call)


def test_what_the_file_says_of_somebody_of_a_segment_is_no_claim_and_asked_of_no_customer():
    asked = "When did you last order?"
    said = Said(id="a1", question=asked, answer="The last time I bought something there was about 8 months ago.")
    draft = synthesise_interview(SynthesisInputs(persona=OF_SEGMENT, decision="", exchanges=(said,), facts=(FACT,)))
    assert draft.claims == []
    assert draft.ask_customers == []
    without = synthesise_interview(SynthesisInputs(persona=OF_SEGMENT, decision="", exchanges=(said,)))
    assert without.ask_customers == [asked], "texts and surveys do not count it"


def test_what_happened_is_a_claim_though_the_question_has_a_word_of_what_is_counted():
    asked = "How many things did you try before you gave up?"
    said = Said(id="a1", question=asked, answer="I tried three other shops in one afternoon.")
    draft = synthesise_interview(SynthesisInputs(persona=OF_SEGMENT, decision="", exchanges=(said,), facts=(FACT,)))
    assert [each.quotes[0].text for each in draft.claims] == ["I tried three other shops in one afternoon."]
    assert draft.ask_customers == [asked]
