"""Interviews for decks: one with much in it, one with almost nothing, and one that is hostile."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from decks.deck import Deck, Wishes
from decks.material import Material
from decks.outline import deck
from interviews.answers import Answer, Basis, Claim, Part, Question
from interviews.criteria import WOULD_TELL
from interviews.dimensions import Dimension, Matter
from interviews.ordering import Grade, Worth
from interviews.summary import Consideration, Criterion, Judgement, Segment, Statement, Summary, Verdict

DAY = date(2026, 11, 28)
HOSTILE = [
    "<script>alert(1)</script> & <a:t>",
    "موظفون يعملون بالساعة ويخافون من الرسوم",
    "我们的客户每年只打开一次门户，并且在手机上选择去年的方案。",
    "👩‍👩‍👧 families 🎻🎻🎻 with 🏳️‍🌈 and 👍🏽",
    "one\nline\r\nand\u2028another\x0b\x00\x1b[31m",
    "\ud800 broken \udfff",
    "\u202eesrever\u202c zero\u200bwidth\ufeff",
    "x" * 900,
    "word " * 500,
    "﷽" * 40,
    "Z̸̡̢̧̛̞̙a̷̧̢̛l̵̨̛g̶̡̛ơ̷̢ " * 30,
    "[1](https://evil.example) **bold** | cell | `code`",
    " ",
    "",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text(), st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join))


def answer(id: str, text: str, *claims: Claim, author: str = "U1") -> Answer:
    ts = f"17000000{int(id[1:]):02d}.000100"
    return Answer(id=id, parts=(Part(ts=ts, author=author, text=text),), claims=claims, read=True)


def claim(id: str, text: str, basis: Basis, *dimensions: Dimension) -> Claim:
    return Claim(id=id, text=text, quote=text, basis=basis, dimensions=dimensions)


ANSWERS = (
    answer("a0", "We rent violins. In May we decide which group the van tour is for."),
    answer(
        "a1",
        "About 300 families rent, that is from our system. One of them told us her son hides the violin under his bed.",
        claim("a1.1", "About 300 families rent, that is from our system.", Basis.COUNTED, Dimension.DEMOGRAPHIC),
        claim(
            "a1.2",
            "One of them told us her son hides the violin under his bed.",
            Basis.HEARD,
            Dimension.BEHAVIOURAL,
            Dimension.PSYCHOGRAPHIC,
        ),
    ),
    answer(
        "a2",
        "Two schools asked for a whole class set.",
        claim("a2.1", "Two schools asked for a whole class set.", Basis.HEARD, Dimension.MOTIVATION),
        author="U2",
    ),
)
QUESTIONS = tuple(
    Question(id=f"q{number}", text=f"Question number {number}?", why="", about=Matter.DECISION) for number in range(3)
)


def segment(id: str, name: str) -> Segment:
    met = Judgement(criterion=Criterion.IDENTIFIABLE, verdict=Verdict.MET, text="Two asked for it.", answers=("a2",))
    unknown = [
        Judgement(criterion=each, verdict=Verdict.UNKNOWN, text=WOULD_TELL[each])
        for each in Criterion
        if each is not Criterion.IDENTIFIABLE
    ]
    return Segment(
        id=id,
        name=name,
        rule=f"{name} that ask for a whole class set at once.",
        answers=("a2",),
        judgements=tuple(sorted([met, *unknown], key=lambda each: list(Criterion).index(each.criterion))),
        worth=Worth(value=Grade.SOME, evidence=Grade.SOME, why="two came by themselves"),
    )


SUMMARY = Summary(
    problem=(
        Statement(text="In May you decide which group the van tour is for.", answers=("a0",)),
        Statement(text="You rent violins.", answers=("a0",)),
    ),
    considerations=(
        Consideration(
            dimension=Dimension.DEMOGRAPHIC,
            statements=(Statement(text="About 300 families rent.", answers=("a1",), basis=Basis.COUNTED),),
        ),
        Consideration(
            dimension=Dimension.MOTIVATION,
            statements=(
                Statement(text="Two schools asked for a class set.", answers=("a2",), basis=Basis.HEARD),
                Statement(text="They may want one bill for all.", answers=()),
            ),
        ),
    ),
    ideas=(Statement(text="Ring both schools before May and ask how many violins a class has.", answers=("a2",)),),
    not_thinking_of=(Statement(text="Nobody has spoken to the teachers yet."),),
    segments=(segment("A", "Schools"), segment("B", "Families"), segment("C", "Orchestras")),
    open_questions=("How many families left last year",),
)
MATERIAL = Material(
    project=ANSWERS[0].text,
    questions=QUESTIONS,
    answers=ANSWERS,
    summary=SUMMARY,
    names={"U1": "Dana Okafor"},
    links={each.parts[0].ts: f"https://acme.slack.com/archives/C1/p{each.id}" for each in ANSWERS},
    made_on=DAY,
)
ATTACKS = (
    '=HYPERLINK("https://evil.example", "click")',
    "https://evil.example/pay?now=1 is where they go, see www.evil.example",
    "<b>&amp;</b> & <a href='https://evil.example'>here</a>",
    "الموظفون الجدد لم يفتحوا البوابة 41 من 90 في العام الماضي",
    "👩‍👩‍👧 🎻 families 🏳️‍🌈 who ask 👍🏽 twice",
    "\x00con\x07trol\x1b[31m and \u202eturned round\u202c",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 12,
)
"""What somebody might say to break a slide, a workbook or a page."""


def attacked() -> Deck:
    """Fifteen answers, six segments with names without end, and everything said is an attack."""
    said = [ATTACKS[number % len(ATTACKS)] for number in range(15)]
    answers = tuple(
        answer(f"a{number}", text, claim(f"a{number}.1", text, Basis.COUNTED, list(Dimension)[number % 10]))
        for number, text in enumerate(said)
    )
    given = [
        segment(letter, ATTACKS[place] if place else "very long " * 60).model_copy(
            update={"answers": tuple(each.id for each in answers)}
        )
        for place, letter in enumerate("ABCDEF")
    ]
    stated = [Statement(text=text, answers=(f"a{number}",), basis=Basis.COUNTED) for number, text in enumerate(said)]
    summary = Summary(
        problem=tuple(stated[:3]),
        considerations=tuple(
            Consideration(dimension=each, statements=tuple(stated[place : place + 4]))
            for place, each in enumerate(Dimension)
        ),
        ideas=tuple(stated[3:8]),
        not_thinking_of=tuple(stated[8:]),
        segments=tuple(given),
        open_questions=tuple(said),
    )
    links = {each.parts[0].ts: f"https://acme.slack.com/archives/C1/p{each.id}" for each in answers}
    material = MATERIAL.model_copy(update={"answers": answers, "summary": summary, "links": links})
    return deck(material, "T" + "itle 🎻 & <b> " * 220, Wishes(titles={3: ATTACKS[3] * 20, 4: ATTACKS[0]}))


BARE = Material(
    project="Shoes.",
    questions=QUESTIONS[:1],
    answers=(answer("a0", "Shoes."),),
    summary=Summary(problem=(), considerations=(), ideas=(), not_thinking_of=(), segments=()),
    made_on=DAY,
)


def made(material: Material = MATERIAL, **wishes: object) -> Deck:
    return deck(material, "Violins for schools", Wishes.model_validate(wishes))


@st.composite
def hostile(draw: st.DrawFn) -> Deck:
    """Everything that people or models write is hostile."""
    statement = st.builds(
        Statement,
        text=texts,
        answers=st.lists(st.sampled_from(["a0", "a1", "a9"]), max_size=2, unique=True).map(tuple),
        basis=st.none() | st.sampled_from(Basis),
    )
    some = st.lists(statement, max_size=4).map(tuple)
    said = draw(texts)
    judgements = tuple(
        Judgement(criterion=each, verdict=draw(st.sampled_from(Verdict)), text=draw(texts), answers=("a1",))
        for each in Criterion
    )
    segments = tuple(
        Segment(
            id=id,
            name=draw(texts),
            rule=draw(texts),
            answers=("a1",),
            judgements=judgements,
            worth=Worth(value=draw(st.sampled_from(Grade)), why=draw(texts)),
        )
        for id in "ABC"[: draw(st.integers(0, 3))]
    )
    summary = Summary(
        problem=draw(some),
        considerations=tuple(
            Consideration(dimension=each, statements=draw(some)) for each in draw(st.lists(st.sampled_from(Dimension)))
        ),
        ideas=draw(some),
        not_thinking_of=draw(some),
        segments=segments,
        open_questions=tuple(draw(st.lists(texts, max_size=4))),
    )
    material = Material(
        project=said,
        questions=QUESTIONS,
        answers=(
            answer("a0", said),
            answer("a1", f"{said} said", claim("a1.1", said, Basis.HEARD, Dimension.VALUE)),
        ),
        summary=summary,
        names={"U1": draw(texts)},
        made_on=DAY,
        language=draw(st.sampled_from(["en", "ar", "zh-Hans", "pt-BR", "xx-nonsense"])),
    )
    wishes = Wishes(
        title=draw(texts),
        left_out=tuple(draw(st.sets(st.integers(1, 9), max_size=8))),
        titles=draw(st.dictionaries(st.integers(1, 9), texts, max_size=2)),
    )
    return deck(material, draw(texts), wishes)
