"""The deck, turn by turn: asked for, changed, made in a step, made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from decks.analysed.material import Analysed
from decks.deck import Deck, Wishes
from errors import DeckError, ModelRubbish
from flows.deck_replies import DeckOutline
from flows.interview import INTERVIEW, decking
from flows.interview.deck_words import changed
from flows.llm.rehearsal import RehearsalModel
from flows.llm.tasks import OUTLINE_DECK, DeckDraft, SaidDraft, StepDraft, TitleDraft
from flows.memories import NoMemory
from flows.replies import CanvasGiven, FileGiven, Notice, Reply, ReviewCard
from flows.runtime import Context, DeckFiles
from tests.flows.conversation import PROJECT
from tests.flows.segment_reports import FOUND
from tests.flows.thread import Thread

COURIERS = "Couriers call at noon and pay 35 euros, that's from our books."


class DeckThread(Thread):
    """Files are made by noting the deck."""

    files_made: list[Deck]
    answer: DeckFiles | DeckError = DeckFiles(b"PK", b"%PDF")

    def _context(self) -> Context:
        return replace(super()._context(), make_deck=self._make, names=self._names)

    async def _make(self, deck: Deck) -> DeckFiles:
        self.files_made.append(deck)
        if isinstance(self.answer, DeckError):
            raise self.answer
        return self.answer

    async def _names(self, users: object) -> dict[str, str]:
        return {"U1": "Dana Okafor"}


class Files(NoMemory):
    """A file was analysed in the study."""

    found: tuple[Analysed, ...] = ()

    async def reports(self) -> Sequence[Analysed]:
        return self.found


@pytest.fixture
async def thread() -> DeckThread:
    """An interview that is summed up."""
    thread = DeckThread(INTERVIEW)
    thread.files_made = []
    await thread.say("interview, 3 questions", mention=True)
    await thread.say(PROJECT)
    await thread.say(COURIERS)
    await thread.say("finish")
    thread.last(ReviewCard)
    return thread


def notices(replies: list[Reply]) -> list[str]:
    return [each.text for each in replies if isinstance(each, Notice)]


@pytest.mark.parametrize("words", ["deck", "Make a deck", "outline the deck", "Deck."])
async def test_plain_words_ask_for_an_outline(thread: DeckThread, words: str) -> None:
    [outline] = await thread.say(words)
    assert isinstance(outline, DeckOutline)
    assert [part.number for part in outline.parts] == list(range(1, 10))
    assert outline.title == "We sell a benefits portal to mid-size employers"
    assert thread.files_made == [], "nothing is made before somebody says so"


async def test_before_the_summary_the_word_is_an_answer_and_the_button_leads_nowhere() -> None:
    thread = DeckThread(INTERVIEW)
    await thread.say("interview, 3 questions", mention=True)
    await thread.say(PROJECT)
    await thread.press("deck")
    assert thread.state.deck is None
    await thread.say("Deck")
    assert thread.state.answers[1].text == "Deck"


async def test_it_is_made_in_a_step_with_file_pdf_and_one_line(thread: DeckThread) -> None:
    await thread.say("deck")
    thread.waits = True
    [making] = await thread.say("make the deck")
    assert isinstance(making, DeckOutline)
    assert making.stage == "making"
    assert making.changes in thread.posted, "the outline that stands there is changed"
    [step] = thread.rows
    card, file, pdf, told = await thread.take(step)
    assert isinstance(card, DeckOutline)
    assert card.stage == "made"
    assert isinstance(file, FileGiven)
    assert isinstance(pdf, FileGiven)
    assert (file.filename, file.data) == ("we-sell-a-benefits-portal-to-mid-size-employers-v1.pptx", b"PK")
    assert pdf.filename.endswith("-v1.pdf")
    assert isinstance(told, Notice)
    assert told.offers == ("keep_canvas",)
    assert decking.NO_PDF not in told.text
    [deck] = thread.files_made
    assert "Dana Okafor" in {source.who for source in deck.sources}
    assert all(source.link.startswith("https://slack.test/") for source in deck.sources)
    assert await thread.take(step) == [], "a step that was taken does nothing more"


async def test_a_pdf_that_failed_is_said_in_one_line(thread: DeckThread) -> None:
    thread.answer = DeckFiles(b"PK", pdf_failed=True)
    await thread.say("deck")
    replies = await thread.say("make the deck")
    assert len([each for each in replies if isinstance(each, FileGiven)]) == 1
    assert notices(replies)[-1].endswith(decking.NO_PDF)


async def test_a_deck_that_could_not_be_made_can_be_asked_for_again(thread: DeckThread) -> None:
    thread.answer = DeckError("no")
    await thread.say("deck")
    replies = await thread.say("make the deck")
    assert notices(replies) == [decking.FAILED]
    assert thread.last(DeckOutline).stage == "open"
    thread.answer = DeckFiles(b"PK")
    await thread.say("make the deck")
    assert thread.last(FileGiven).filename.endswith("-v1.pptx")


async def test_twice_the_same_is_made_once_and_a_change_makes_the_next_version(thread: DeckThread) -> None:
    await thread.say("deck")
    await thread.say("make the deck")
    assert notices(await thread.say("make the deck")) == [decking.UNCHANGED.format(version=1)]
    await thread.say("leave out 6 and 8")
    await thread.say("make the deck")
    assert [part.number for part in thread.files_made[1].parts] == [1, 4, 7, 9, 0]
    assert thread.last(FileGiven).filename.endswith("-v2.pptx") or thread.last(FileGiven).filename.endswith("-v2.pdf")
    await thread.say("correct: couriers pay 40 euros, we looked it up")
    [outline] = await thread.say("make the deck")
    assert isinstance(outline, DeckOutline), "the summary is another one: its outline is shown first"
    assert [part.number for part in outline.parts if part.left_out] == [6, 8], "what the team wished for stays"
    await thread.say("make the deck")
    assert thread.state.deck.files == 3


async def test_a_file_that_was_analysed_since_makes_the_next_version(thread: DeckThread) -> None:
    thread.memory = memory = Files()
    await thread.say("deck")
    await thread.say("make the deck")
    assert not any("orders.csv" in part.headline for part in thread.files_made[-1].parts)
    memory.found = (Analysed(report=FOUND),)
    assert "version 2" in str(await thread.say("make the deck"))
    assert any("orders.csv" in part.headline for part in thread.files_made[-1].parts)
    assert notices(await thread.say("make the deck")) == [decking.UNCHANGED.format(version=2)]


async def test_a_file_that_is_analysed_while_the_deck_is_drawn_makes_the_next_version(
    thread: DeckThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread.memory = memory = Files()
    drawn = thread._make

    async def drawing(deck: Deck) -> DeckFiles:
        memory.found = (Analysed(report=FOUND),)
        return await drawn(deck)

    monkeypatch.setattr(thread, "_make", drawing)
    await thread.say("deck")
    await thread.say("make the deck")
    assert not any("orders.csv" in part.headline for part in thread.files_made[-1].parts)
    assert "version 2" in str(await thread.say("make the deck"))
    assert any("orders.csv" in part.headline for part in thread.files_made[-1].parts)


async def test_what_was_deleted_since_the_summary_is_on_no_slide(thread: DeckThread) -> None:
    await thread.say("deck")
    await thread.say("make the deck")
    said_at = thread.state.answers[1].parts[0].ts
    await thread.take(thread.incoming("deletion", message_ts=said_at))
    await thread.say("make the deck")
    before, after = (each.model_dump_json() for each in thread.files_made)
    assert "noon" in before
    assert "noon" not in after


async def test_words_that_change_the_outline_do_so_only_when_there_is_one(thread: DeckThread) -> None:
    await thread.say("leave out 6")
    assert thread.state.deck is None
    await thread.say("deck")
    await thread.say("title 3: Couriers come at noon")
    await thread.say("call it “Noon”")
    card = thread.last(DeckOutline)
    assert card.title == "Noon"
    assert card.parts[2].headline == "Couriers come at noon"
    replies = await thread.say("leave out 1, 2, 3, 4, 5, 6, 7, 8, 9")
    assert notices(replies) == [decking.ALL_LEFT_OUT]
    await thread.say("leave out 6")
    await thread.say("put back 6")
    assert not any(part.left_out for part in thread.last(DeckOutline).parts)


async def test_what_nothing_was_said_about_is_named_in_the_outline_and_comes_back_when_wished_for(
    thread: DeckThread,
) -> None:
    await thread.say("deck")
    card = thread.last(DeckOutline)
    assert [part.number for part in card.parts] == list(range(1, 10))
    assert card.unsaid == (2, 3, 5)
    await thread.say("put back 3")
    assert thread.last(DeckOutline).unsaid == (2, 5)
    await thread.say("make the deck")
    assert [part.number for part in thread.files_made[0].parts] == [1, 3, 4, 6, 7, 8, 9, 0]
    replies = await thread.say("leave out 1, 3, 4, 6, 7, 8, 9")
    assert notices(replies) == [decking.ALL_LEFT_OUT], "the two that are empty would not make a deck"


async def test_a_title_without_end_is_kept_and_does_no_harm(thread: DeckThread) -> None:
    await thread.say("deck")
    await thread.say("call it " + "violins and \u202e cellos\n" * 150)
    await thread.say("make the deck")
    [deck] = thread.files_made
    assert 2_500 < len(deck.title) <= 3_000, "white space folded"
    assert len(thread.last(FileGiven).filename) < 80
    assert len(thread.last(FileGiven).title) < 120


async def test_a_canvas_of_the_newest_version_once(thread: DeckThread) -> None:
    assert notices(await thread.press("keep_canvas")) == [decking.NOTHING_MADE]
    await thread.say("deck")
    await thread.say("make the deck")
    [canvas] = await thread.press("keep_canvas")
    assert isinstance(canvas, CanvasGiven)
    assert canvas.markdown.count("\n# ") == 8
    assert notices(await thread.say("canvas")) == [decking.KEPT.format(version=1)]
    await thread.say("leave out 2")
    assert notices(await thread.say("canvas")) == [decking.MOVED_ON.format(version=1)]


class Proposing(RehearsalModel):
    """It rehearses, and has words of its own for the slides."""

    def __init__(self, draft: DeckDraft | Exception) -> None:
        self.draft = draft

    async def run(self, task, inputs, on_text=None):  # type: ignore[no-untyped-def]
        if task.name != OUTLINE_DECK.name:
            return await super().run(task, inputs, on_text)
        if isinstance(self.draft, Exception):
            raise self.draft
        return self.draft


def said(text: str, *answers: str) -> SaidDraft:
    return SaidDraft(text=text, answers=list(answers), basis="counted" if answers else None)


async def test_what_a_model_writes_is_held_against_the_answers(thread: DeckThread) -> None:
    draft = DeckDraft(
        titles=[
            TitleDraft(part=3, says=said("Couriers call at noon, nobody else does at noon", "a1")),
            TitleDraft(part=4, says=said("They pay 99 euros", "a1")),
            TitleDraft(part=5, says=said("“we love it so much” they say", "a1")),
            TitleDraft(part=2, says=said("x" * 200, "a1")),
            TitleDraft(part=77, says=said("Nowhere", "a1")),
        ],
        steps=[StepDraft(segment="A", says=said("Ask a hundred of them for 5000 euros", "a1"))],
    )
    thread.model = Proposing(draft)
    await thread.say("deck")
    proposed = thread.state.deck.proposed
    assert {part: title.text for part, title in proposed.titles.items()} == {
        3: "Couriers call at noon, nobody else does at noon"
    }
    assert proposed.steps == {}
    assert thread.last(DeckOutline).parts[2].headline == "Couriers call at noon, nobody else does at noon"


async def test_a_model_that_writes_rubbish_costs_no_deck(thread: DeckThread) -> None:
    thread.model = Proposing(ModelRubbish("no"))
    [outline] = await thread.say("deck")
    assert isinstance(outline, DeckOutline)
    assert all(part.headline for part in outline.parts)


@pytest.mark.parametrize(
    ("words", "wishes"),
    [
        ("leave out 6", Wishes(left_out=(6,))),
        ("Leave out parts 2, 4 and 6.", Wishes(left_out=(2, 4, 6))),
        ("call it Monday's deck", Wishes(title="Monday's deck")),
        ("title 3: Noon", Wishes(titles={3: "Noon"})),
        ("leave out the boring bits", None),
        ("leave out 12", None),
        ("title 0: x", None),
        ("title 3:   ", None),
        ("call it 🎻", None),
        ("we call it a day", None),
    ],
)
def test_what_changes_an_outline_and_what_is_only_talk(words: str, wishes: Wishes | None) -> None:
    assert changed(Wishes(), words) == wishes
