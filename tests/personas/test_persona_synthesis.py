"""A quote that was not said does not exist, and one invented person is no market."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.views.gallery_personas import PERSONA
from bot.views.synthesis import synthesis_card
from flows.llm.persona_tasks import Said, SynthesisInputs
from flows.llm.rehearsal.personas.synthesise_interview import synthesise_interview
from flows.persona_replies import SynthesisCard
from personas.fidelity import faults
from personas.for_customers import asks_who
from personas.request import brief_of
from personas.schema import OfSegment, Part, Statement
from personas.synthesis import MOST_CLAIMS, Claim, Confidence, Quote, Synthesis, checked

SAID = {
    "a1": ("What happened last time?", "I put it in the shoebox. They split it up, fifty a month, till July."),
    "a2": ("Would you pay more for that?", "Maybe, if somebody shows me in dollars."),
    "a3": ("Who did you ask?", "Terri on the dock, and she told me to leave it in the shoebox."),
}


def claim(text: str, *quotes: tuple[str, str]) -> Claim:
    return Claim(kind="finding", text=text, quotes=tuple(Quote(answer=answer, text=said) for answer, said in quotes))


def kept(*claims: Claim) -> list[Claim]:
    return list(checked(claims, [], SAID, PERSONA).claims)


def test_of_many_claims_the_firmest_are_kept_and_nobody_is_blamed_for_the_others() -> None:
    weak = [claim("Wants dollars.", ("a2", "in dollars"))] * 60
    found = checked([*weak, claim("Bills wait in a box.", ("a1", "I put it in the shoebox."))], [], SAID, PERSONA)
    assert (len(found.claims), found.claims[0].text, found.dropped) == (MOST_CLAIMS, "Bills wait in a box.", 0)


def test_verbatim_words_stand_and_confidence_is_a_rule() -> None:
    strong = claim("Bills wait in a box.", ("a1", "I put it in the shoebox."), ("a3", "leave it in the shoebox"))
    medium, weak = (
        claim("Pays by instalments.", ("a1", "They split it up")),
        claim("Wants dollars.", ("a2", "in dollars")),
    )
    assert [each.confidence for each in kept(weak, medium, strong)] == [
        Confidence.STRONG,
        Confidence.MEDIUM,
        Confidence.WEAK,
    ]


@given(place=st.integers(min_value=0, max_value=6), word=st.sampled_from(["never", "always", "we", "desk", "October"]))
def test_one_altered_word_is_enough(place: int, word: str) -> None:
    words = ["They", "split", "it", "up,", "fifty", "a", "month,"]
    assume(place < len(words) and words[place] != word)
    words[place] = word
    synthesis = checked([claim("Pays by instalments.", ("a1", " ".join(words)))], [], SAID, PERSONA)
    assert synthesis.claims == ()
    assert synthesis.dropped == 1


@pytest.mark.parametrize(
    "wrong",
    [
        claim("Bills wait.", ("a2", "I put it in the shoebox.")),
        claim("Bills wait.", ("a9", "I put it in the shoebox.")),
        claim("Bills wait."),
        claim("Most customers keep bills in a box.", ("a1", "I put it in the shoebox.")),
        claim("80% keep bills in a box.", ("a1", "I put it in the shoebox.")),
        claim("Paid 600 dollars.", ("a1", "fifty a month")),
    ],
)
def test_what_no_words_carry_is_dropped_and_counted(wrong: Claim) -> None:
    synthesis = checked([wrong], ["Ask this?", "And this?", "This too?", "One too many?"], SAID, PERSONA)
    assert (synthesis.claims, synthesis.dropped) == ((), 1)
    assert len(synthesis.ask_customers) == 3


TOLD = {"a1": ("Do you use it?", "I don't trust the app. I paid 1,150 dollars, and I can't pay it again if they ask.")}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Paid 150 dollars.", "150 dollars"),
        ("Paid 1.", "I paid 1"),
        ("Can pay it.", "and I can"),
        ("Paid it again.", "pay it aga"),
        ('Said "I hate my boss".', "I paid 1,150 dollars"),
        ("Said «I hate my boss».", "I paid 1,150 dollars"),
        ("Die meisten Kunden zahlen zu viel.", "I paid 1,150 dollars"),
        ("All customers overpay.", "I paid 1,150 dollars"),
    ],
)
def test_a_quote_cuts_no_word_or_number_and_a_claim_puts_no_other_words_between_marks(text: str, quote: str) -> None:
    synthesis = checked([claim(text, ("a1", quote))], [], TOLD, PERSONA)
    assert (synthesis.claims, synthesis.dropped) == ((), 1)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("trust the app", "I don't trust the app."),
        ("I paid 1,150 dollars", "I paid 1,150 dollars, and I can't pay it again if they ask."),
        ("don't trust the app", "don't trust the app"),
    ],
)
def test_a_quote_that_leaves_out_what_turns_it_round_is_told_with_its_whole_sentence(quote: str, told: str) -> None:
    [found] = checked([claim("Has a view.", ("a1", quote))], [], TOLD, PERSONA).claims
    assert found.quotes == (Quote(answer="a1", text=told),)


@pytest.mark.parametrize(
    ("answer", "quote"),
    [
        ("Ich zahle das nicht, und gut ist es.", "Ich zahle das"),
        ("Je ne paie jamais pour cela.", "pour cela"),
        ("Я не доверяю приложению.", "доверяю приложению"),
        ("我不喜欢这个应用", "喜欢这个应用"),
    ],
)
def test_so_it_is_in_other_languages(answer: str, quote: str) -> None:
    [found] = checked([claim("Has a view.", ("a1", quote))], [], {"a1": ("And?", answer)}, PERSONA).claims
    assert [each.text for each in found.quotes] == [answer]


@pytest.mark.parametrize(
    ("against", "told"),
    [
        ("One case; otherwise a call was enough (a1).", "One case; otherwise a call was enough (a1)."),
        ("It was said “I don’t trust the app”.", "It was said “I don’t trust the app”."),
        ("It was said “I love the app”.", ""),
        ("Others pay 900 dollars.", ""),
    ],
)
def test_what_speaks_against_a_claim_gives_no_words_or_figures_that_were_not_said(against: str, told: str) -> None:
    draft = claim("Paid it.", ("a1", "I paid 1,150 dollars")).model_copy(update={"against": against})
    assert [each.against for each in checked([draft], [], TOLD, PERSONA).claims] == [told]


def test_words_of_the_card_are_an_echo_and_come_last() -> None:
    said = {**SAID, "a4": ("And?", "A blunt knife is an honest knife."), "a5": ("And?", "I sold the van in May.")}
    claims = [
        claim("Likes them blunt.", ("a4", "A blunt knife is an honest knife.")),
        claim("Sold it.", ("a5", "I sold the van")),
    ]
    found = checked(claims, [], said, PERSONA).claims
    assert [each.echo for each in found] == [False, True]
    assert found[1].confidence is Confidence.WEAK


def test_what_is_assumed_of_somebody_of_a_segment_and_how_old_she_is_is_no_claim() -> None:
    need = Statement(id="N1", part=Part.NEEDS, text="Needs an order to take no longer than the last one.")
    segment = OfSegment(file="orders.csv", number=1, name="Regulars")
    lou = PERSONA.model_copy(update={"statements": (need,), "segment": segment})
    said = {
        "a1": ("How old are you?", "Somewhere between 35 and 44."),
        "a2": ("What do you need?", "I need an order to take no longer than the last one."),
        "a3": ("What happened?", "The parcel stood in the rain."),
    }
    claims = [
        claim("Asked “How old are you?”", ("a1", "Somewhere between 35 and 44.")),
        claim("Needs it fast.", ("a2", "I need an order to take no longer than the last one.")),
        claim("Had a wet parcel.", ("a3", "The parcel stood in the rain.")),
    ]
    found = checked(claims, ["How old are you?", "Tell me about the last parcel."], said, lou)
    assert [each.text for each in found.claims] == ["Had a wet parcel."]
    assert (found.repeated, found.dropped) == (2, 0)
    assert "How old are you?" not in found.ask_customers
    exchanges = tuple(Said(id=id, question=asked, answer=answer) for id, (asked, answer) in said.items())
    draft = synthesise_interview(SynthesisInputs(persona=lou, decision="", exchanges=exchanges))
    assert not any("old" in each for each in (*draft.ask_customers, *(each.text for each in draft.claims)))


def test_what_was_left_out_because_the_card_says_it_is_told_in_the_summary() -> None:
    card = SynthesisCard(
        name="synthesis", persona=PERSONA, synthesis=Synthesis(repeated=2), answers=3, links={}, rehearsing=False
    )
    assert "2 claims were left out, because they only repeat the card." in str(synthesis_card(card))


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("I rang them up on Friday.", 0),
        ("As an AI I cannot say.", 1),
        ("My name is Peter, and I cook.", 1),
        ("My name is Ruth.", 0),
        ("I'm 29 and new here.", 1),
        ("I'm 50 by now.", 0),
        ("I'm 30 minutes late.", 0),
        ("Our roadmap says otherwise.", 1),
        ("You should take 400 mg of ibuprofen, twice a day.", 1),
        ("Take two of the tablets and lie down.", 1),
        ("My back hurts too. Stop the antibiotics, they do nothing.", 1),
        ("I would suggest that you double the insulin.", 1),
        ("You probably have diabetes.", 1),
        ("You can withhold the rent until it is mended.", 1),
        ("Sue them. You must press charges.", 1),
        ("You have to refuse to sign, legally they can't touch you.", 1),
        ("I hate all immigrants.", 1),
        ("Women are stupid.", 1),
        ("They should deport the foreigners.", 1),
        ("I take 400 mg of ibuprofen when my back hurts.", 0),
        ("My doctor said I should stop the pills. I didn't.", 0),
        ("You should see a doctor with that, not me.", 0),
        ("You'd better ask a lawyer. I've no idea.", 0),
        ("You have to file a claim and wait six weeks.", 0),
        ("Take the form, fill it in, and you never hear of it again.", 0),
        ("I was with the foreigners' office, and I hate forms.", 0),
        ("I can't stand men's razors. They sued my neighbour once.", 0),
        ("You must pay until the deductible is met.", 0),
    ],
)
def test_an_answer_goes_with_the_card(answer: str, wrong: int) -> None:
    assert len(faults(answer, PERSONA)) == wrong


@pytest.mark.parametrize(
    ("said", "brief"),
    [
        ("make me Alice, a cost-conscious employee", "Alice, a cost-conscious employee"),
        ("create a persona of a night nurse", "a night nurse"),
        ("persona: Tom, who rents a garden", "Tom, who rents a garden"),
        ("Please make a new persona for our gym", "our gym"),
        ("persona", ""),
        ("interview about our personas", None),
        ("We make shoes, and sell them.", None),
        ("make me a coffee", None),
        ("who are our customers?", None),
    ],
)
def test_a_persona_is_asked_for_in_plain_words(said: str, brief: str | None) -> None:
    assert brief_of(said) == brief


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How old are you?", True), ("What age are you?", True), ("Who am I speaking with?", True),
        ("What is your name?", True), ("What age are your children?", False), ("Who do you speak to about it?", False),
    ],
)  # fmt: skip
def test_name_and_age_are_asked_in_several_ways(question: str, asks: bool) -> None:
    assert asks_who(question) is asks
