"""A persona for the gallery, with everything that its card and its interview can show."""

from __future__ import annotations

from flows import origin_replies, persona_replies
from flows.origin_replies import Given
from flows.replies import Reply
from personas.facts import Fact
from personas.fidelity import Score
from personas.foremost import foremost
from personas.passages import Link, Passage
from personas.schema import GuideQuestion, Knowledge, OfSegment, Origin, Part, Persona, Source, Speech, State, Statement
from personas.synthesis import Claim, Quote, Synthesis
from studies.provenance import Basis, CameFrom, Provenance

RULE = "A knife costs 4 euros; most are back within a day."
PASSAGE = Passage(id="m1.1", title="prices.md", place="Knives", text=RULE)
PERSONA = Persona(
    name="Ruth Ostler",
    age_band="45 to 54",
    occupation="head cook of a canteen",
    quote="A blunt knife is an honest knife.",
    brief="a head cook who sharpens by hand",
    statements=(
        Statement(id="G1", part=Part.GOALS, text="Wants no knife away over noon."),
        Statement(
            id="C1",
            part=Part.CHALLENGES,
            text=RULE,
            sources=(Source(origin=Origin.MATERIAL, ref="m1.1"),),
        ),
    ),
    knowledge=(
        Knowledge(topic="grinding angle", state=State.WRONG, belief="The steeper, the sharper.", event="A course."),
    ),
    speech=Speech(style="Short and loud."),
    decision="We have to decide where the van stops.",
    guide=(GuideQuestion(id="g1", text="Walk me through the last sharpening.", decides="where the van stops"),),
)
COUNTED = Fact(
    segment=2,
    about="measure",
    subject="days since last purchase",
    here="230",
    others="38",
    way="more",
    meaning="recency",
)
FACT = Passage(
    id="m1.1", title="orders.csv", place="segment 2, Once, long ago",
    text="Days since last purchase on average 230, the others 38.", fact=COUNTED,
)  # fmt: skip
OF_SEGMENT = PERSONA.model_copy(
    update={
        "name": "Noor Haddad",
        "occupation": "customer",
        "statements": (
            Statement(
                id="V1",
                part=Part.BEHAVIOUR,
                text="Last bought about 230 days before the file ends, the others about 38 days.",
                sources=(Source(origin=Origin.FILE, ref="m1.1"),),
            ),
            Statement(id="G1", part=Part.GOALS, text="Wants one bill for all knives."),
        ),
        "segment": OfSegment(
            file="orders.csv",
            number=2,
            name="Once, long ago",
            link="https://example.slack.com/archives/C0123456789/p1700000000000200",
        ),
    }
)
SYNTHESIS = Synthesis(
    claims=(
        Claim(
            kind="pain point",
            text="Knives are away when they are needed.",
            quotes=(Quote(answer="a1", text="I bring them back on Monday"),),
            against="One case.",
            decides="when the van comes",
        ),
    ),
    dropped=1,
    ask_customers=("Tell me about the last time a knife was missing.",),
)
LINK = "https://example.slack.com/archives/C0123456789/p1700000000000100"
PROPOSALS = (
    persona_replies.Proposal(
        "Ruth", "a head cook who sharpens by hand", "She would rather not.", ("prices.md, Knives",)
    ),
)
PLAN = (
    persona_replies.Task("Read the material", "complete"),
    persona_replies.Task("Write the card", "in_progress"),
    persona_replies.Task("Prepare the questions", "pending"),
)
GIVEN = (
    Given(conversation="mivo-tana", id="F1", name="prices.md", upload="1700000000.000100", number=1),
    Given(conversation="mivo-tana", id="F2", name="calls.csv", upload="1700000000.000200", number=2),
)
SAID = Provenance(came_from=CameFrom.OWN, words="the list of May", basis=Basis.NOT_PERSONAL)
PERSONAS: tuple[Reply, ...] = (
    origin_replies.OriginAsked("origin-1700000000.000100", "1700000000.000100", ("prices.md", "calls.csv")),
    origin_replies.OriginKnown(
        "origin-1700000000.000100/2", "1700000000.000100", ("prices.md",), SAID, "origin-1700000000.000100"
    ),
    persona_replies.ProposalsCard("proposals-1", PROPOSALS, rehearsing=False),
    persona_replies.PagesOffered("pages-1", (Link(url="https://vans.example/prices", title="Prices"),)),
    persona_replies.Plan("plan-1", PLAN, "Alice, a cost-conscious employee", cost="Takes about 14,000 tokens."),
    persona_replies.Plan("plan-1/4", PLAN, "Alice Harlow, warehouse dispatcher", finished=True, changes="plan-1"),
    persona_replies.PersonaCard("card-1", PERSONA, foremost(PERSONA, (PASSAGE,)), rehearsing=False),
    persona_replies.WholeCard("whole-1", PERSONA, {PASSAGE.id: PASSAGE}, GIVEN, {GIVEN[0].upload: SAID}),
    persona_replies.PersonaCard("card-2", OF_SEGMENT, foremost(OF_SEGMENT, (FACT,)), rehearsing=True),
    persona_replies.PersonaCard(
        "card-3", PERSONA, foremost(PERSONA, (PASSAGE,)), rehearsing=False, taken_from="ruth.persona.yaml"
    ),
    persona_replies.WholeCard("whole-2", OF_SEGMENT, {FACT.id: FACT}),
    persona_replies.GuideShown("guide-1", PERSONA),
    persona_replies.FormAsked("form-1", PERSONA, {"own": "our own"}),
    persona_replies.EraseAsked("sure-1", "Delete Ruth Ostler? The card and its interviews go for good."),
    persona_replies.RolePlayHead("head", PERSONA),
    persona_replies.RolePlayHead("head/over", PERSONA, over=True, changes="head"),
    persona_replies.InterviewAt("at-1", PERSONA, LINK),
    persona_replies.CardGone("card-1/gone", PERSONA.name, "card-1"),
    persona_replies.AboutHead("head", PERSONA, "The van comes at noon from May.", LINK),
    persona_replies.GuideAsked("guide-g1", PERSONA.guide[0], 1, 9),
    persona_replies.PersonaSays("a1", PERSONA.name, "The cook rings me up on Friday, and I bring them back on Monday."),
    persona_replies.SynthesisCard("synthesis", PERSONA, SYNTHESIS, {"a1": LINK}, 3, rehearsing=False),
    persona_replies.SynthesisCard("synthesis-2", PERSONA, Synthesis(), {}, 1, rehearsing=True),
    persona_replies.SynthesisCard(
        "synthesis-3",
        OF_SEGMENT,
        Synthesis(ask_customers=("What did you last look for there and not find?",)),
        {},
        4,
        rehearsing=True,
        score=Score(answers=4, silent=3, fitting=1),
        of_file=True,
        answerable="When did you last order?",
    ),
    persona_replies.SynthesisCard("synthesis-4", OF_SEGMENT, Synthesis(), {}, 1, rehearsing=True, of_file=True),
    persona_replies.SynthesisPreview("preview-1", PERSONA, SYNTHESIS, {"a1": LINK}, "C0123456789"),
    persona_replies.SharedSynthesis("synthesis-in-channel-1", PERSONA, SYNTHESIS, {"a1": LINK}, "C0123456789", LINK),
)
