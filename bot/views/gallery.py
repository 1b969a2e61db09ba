"""One of everything people see, with made-up words: for looking at, and for Slack's Block Kit Builder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.search_page import SearchPage
from bot.views import render
from bot.views.digests import digest_form, digests
from bot.views.export import export_form
from bot.views.form import edit_form, start_form
from bot.views.gallery_decks import DECKS
from bot.views.gallery_digests import DIGESTS, ENTRIES, PLAN
from bot.views.gallery_memory import MEMORY
from bot.views.gallery_personas import PERSONAS, SAID
from bot.views.gallery_segments import COLUMNS_FORM, SEGMENTS
from bot.views.home import HomeEntry, home
from bot.views.origin import origin_form
from bot.views.picks import picks_form
from bot.views.search import Choices, SearchEntry, search_modal
from flows import replies
from flows.forms import Choice, Form
from flows.replies import Reply
from interviews.answers import Basis, Question
from interviews.coverage import Level
from interviews.criteria import WOULD_TELL
from interviews.dimensions import Dimension
from interviews.ordering import Grade, Worth
from interviews.summary import Consideration, Judgement, Segment, Statement, Summary, Verdict

QUESTION = Question(
    id="q4",
    text="Tell me about the last kitchen that called you twice in one week.",
    why="Coming back without being asked tells kitchens apart.",
    about=Dimension.BEHAVIOURAL,
)
LINK = "https://example.slack.com/archives/C0123456789/p1700000000000100"
SEGMENT = Segment(
    id="A",
    name="Cooking schools",
    rule="A school that asks for forty knives at once.",
    answers=("a2",),
    judgements=tuple(
        Judgement(criterion=each, verdict=Verdict.UNKNOWN, text=WOULD_TELL[each])
        if place
        else Judgement(criterion=each, verdict=Verdict.MET, text="Two schools rang.", answers=("a2",))
        for place, each in enumerate(WOULD_TELL)
    ),
    worth=Worth(value=Grade.SOME, evidence=Grade.SOME, why="two rang by themselves"),
)
SUMMARY = Summary(
    problem=(Statement(text="You decide by May where the second van goes.", answers=("a0",)),),
    considerations=(
        Consideration(
            dimension=Dimension.BEHAVIOURAL,
            statements=(Statement(text="Eleven kitchens came in February.", answers=("a1",), basis=Basis.COUNTED),),
        ),
    ),
    ideas=(Statement(text="Ring both schools and ask how many knives a class has.", answers=("a2",)),),
    not_thinking_of=(Statement(text="Nobody has said who sharpens today; that may be the strongest rival."),),
    segments=(SEGMENT,),
    open_questions=("How many kitchens left last year",),
    resources=("haley-1968",),
    shortfall="The answers carry one group so far.",
)
SAMPLES: tuple[Reply, ...] = (
    replies.Introduction("q0", 10, rehearsing=True, ask="What do you offer, and what will you decide?"),
    replies.Introduction("introduction", 5, rehearsing=False, project="A sharpening van for restaurants"),
    replies.QuestionCard(
        "q4", QUESTION, 3, 10, {Dimension.BEHAVIOURAL: Level.EVIDENCE, Dimension.CHANNEL: Level.MENTIONED}
    ),
    replies.SettledCard("q4-settled", "q4", QUESTION, 3, 10, "answered"),
    replies.SummaryCard("summary", SUMMARY, answered=9, rehearsing=False),
    replies.ReviewCard("rating-1", may_share=True, segments=(("A", "Cooks"), ("B", "Schools"))),
    replies.ReviewCard("rated-1-card", may_share=True, ratings=(2, 4), changes="rating-1"),
    replies.FollowUpAnswer("answered-1", SUMMARY.considerations[0].statements, {"a1": LINK}),
    replies.SharePreview("preview-1", SUMMARY, "C0123456789", "A sharpening van", rehearsing=True),
    replies.SharedSummary("summary-in-channel-1", SUMMARY, "C0123456789", LINK, "A sharpening van"),
    replies.TakenDown("summary-in-channel-1-gone", "summary-in-channel-1"),
    replies.Outdated("summary-outdated", "summary"),
    replies.Outdated("preview-1-posted", "preview-1", "posted"),
    replies.Outdated("shared-1-taken-back", "shared-1", "taken back"),
    replies.Notice("paused-1", "Paused at question 3 of 10. Everything is kept.", ("resume", "finish")),
    replies.PersonalOffered("offered", "I can send you all I keep of you, or forget you."),
    replies.DirectNote("reminder-1", "U0123456789", "Question 3 of 10 is still waiting."),
    *DECKS,
    *PERSONAS,
    *MEMORY,
    *DIGESTS,
    *SEGMENTS,
)
EXPORT_FORMS = {"md": "Report to read (Markdown)", "csv": "Tables for a spreadsheet (CSV)"}
FORM = Form("edit", "Edit an answer", "Save", "Which answer?", (Choice("a1:1", "1. Which kitchens?", "Eleven."),))


FINDS = (
    SearchEntry("said", "U0123456789", "", date(2026, 5, 4), [("They send the ", False), ("knives", True),
                (" back on Monday.", False)], study="A sharpening van", link=LINK),
    SearchEntry("claim", "", "Ruth Ostler", date(2026, 5, 3), [("Nobody waits for ", False), ("knives", True)],
                quote=[("I ring when the ", False), ("knives", True), (" are late.", False)], link=LINK),
    SearchEntry("persona", "", "Ruth Ostler", date(2026, 5, 2), [("Sharpens her own ", False), ("knives", True)],
                link=LINK),
    SearchEntry("study", "", "", date(2026, 5, 1), [("Knives", True), (" for schools", False)], link=LINK),
)  # fmt: skip


def _search(words: str, finds: Sequence[SearchEntry]) -> dict[str, Any]:
    page = SearchPage(words, since="30d")
    choices = Choices([("s1", "A sharpening van")], [("p1", "Ruth Ostler, head cook")])
    return search_modal(finds, page, page.wanted(1_780_000_000.0), choices, more=bool(finds), all_ranked=True)


def gallery() -> dict[str, list[dict[str, Any]]]:
    """Name of a view -> the Slack calls it makes, as method and payload."""
    shown = {
        type(sample).__name__: [
            {"method": call.method, **({"changes": call.changes} if call.changes else {}), "payload": call.payload}
            for call in render(sample)
        ]
        for sample in SAMPLES
    }
    running = HomeEntry("tiva-melo", "A sharpening van", "question 3 of 10", LINK, running=True)
    past = HomeEntry("luma-rori", "A repair van", "summed up", LINK, running=False, summary=LINK)
    views = {
        "StartForm": ("views.open", start_form()),
        "EditForm": ("views.open", edit_form(FORM, {"channel": "C0123456789"})),
        "PicksForm": ("views.open", picks_form(COLUMNS_FORM, {"channel": "C0123456789"})),
        "ExportForm": ("views.open", export_form([("mivo-tana", "A sharpening van")], EXPORT_FORMS, "D0123456789")),
        "EmptyExportForm": ("views.open", export_form([], EXPORT_FORMS, "D0123456789")),
        "OriginForm": ("views.open", origin_form(["prices.md"], {"channel": "C0123456789"}, SAID, "")),
        "Digests": ("views.open", digests(ENTRIES, channel="C0123456789", note="Paused.")),
        "NoDigests": ("views.open", digests([], channel="C0123456789")),
        "DigestForm": ("views.push", digest_form(zone="Europe/Berlin", studies=[("tiva-melo", "A sharpening van")])),
        "ChangedDigestForm": ("views.open", digest_form(schedule="luma-rori", plan=PLAN)),
        "Home": ("views.publish", home([running, past], after=0, more=True)),
        "EmptyHome": ("views.publish", home([], after=0, more=False)),
        "Search": ("views.open", _search("knives since:30d", FINDS)),
        "EmptySearch": ("views.open", _search("submarine", ())),
    }
    return shown | {name: [{"method": method, "payload": {"view": view}}] for name, (method, view) in views.items()}
