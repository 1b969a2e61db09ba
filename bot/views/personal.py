"""The window that says what is kept of somebody, what goes and what stays, before anything happens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.names import PERSONAL_FORM
from bot.views.call import SlackCall, post
from bot.views.carried import carried
from bot.views.elements import button, context, plain, section, sections
from bot.views.text import fallback
from flows.keeping import FORGET_ME, FORGET_STUDY, MY_DATA
from flows.replies import PersonalOffered
from flows.wording import fixed, say
from store.forgetting import Kept

MY_DATA_LABEL, FORGET_LABEL = fixed("What you keep of me"), fixed("Forget me")
TITLES = {FORGET_ME: "Forget me", MY_DATA: "My data", FORGET_STUDY: "Forget this study"}
SUBMITS = {FORGET_ME: "Forget me", MY_DATA: "Send me the file", FORGET_STUDY: "Forget it"}
FOR_GOOD = "This cannot be undone."
STAYS = (
    "*What stays*\n"
    "• Your own messages in Slack: only you can delete them.\n"
    "• What others said, and claims that stand on their words too.\n"
    "• Files and canvases that were posted, and copies people took along: delete those where they are.\n"
    "• Lines in the log, with your Slack id and without words: what you opened and took along, and that you asked for "
    "this. Each goes when its time is over."
)
SENDS = (
    "I send you a file in our direct message, with everything I keep of you: your messages with every wording, "
    "quotes of yours, what you began, made and decided, and the lines about you in the log."
)
STUDY_STAYS = "Slack keeps people's own messages. Files that people took along stay theirs."
NOTHING_OF_IT = "There is nothing in this study that you may read, so there is nothing you can have forgotten."


def personal_offered(reply: PersonalOffered) -> list[SlackCall]:
    buttons = [button("open_my_data", say(MY_DATA_LABEL)), button("open_forget_me", say(FORGET_LABEL))]
    return [post(reply.name, fallback(reply.text), [*sections([reply.text]), {"type": "actions", "elements": buttons}])]


def personal_form(what: str, direct: str, kept: Kept, of_study: Mapping[str, int], study: str = "") -> dict[str, Any]:
    """`direct`: where the answer will be. `of_study`: how many conversations it has, and how many can be read."""
    if what == FORGET_STUDY and not of_study["readable"]:
        return personal_refused(what, NOTHING_OF_IT)
    blocks = {FORGET_ME: _forgets(kept), MY_DATA: [section(SENDS)], FORGET_STUDY: _forgets_study(of_study)}[what]
    place = {"channel": direct, "what": what, "study": study}
    return {**_form(what), "submit": plain(SUBMITS[what]), "private_metadata": carried(place), "blocks": blocks}


def personal_refused(what: str, why: str) -> dict[str, Any]:
    """Nothing can be sent in."""
    return {**_form(what), "blocks": [section(why)]}


def _form(what: str) -> dict[str, Any]:
    return {"type": "modal", "callback_id": PERSONAL_FORM, "title": plain(TITLES[what]), "close": plain("Not now")}


def _forgets(kept: Kept) -> list[dict[str, Any]]:
    goes = [
        _counted(kept.messages, "message of yours, with every wording", "messages of yours, with every wording"),
        _counted(kept.alone, "conversation in which only you wrote", "conversations in which only you wrote"),
        _counted(
            kept.personas,
            "persona you made alone, with its interviews",
            "personas you made alone, with their interviews",
        ),
        _counted(kept.digests, "digest you set up: it comes no more", "digests you set up: they come no more"),
        _counted(
            kept.shared, "conversation with others: your part of it", "conversations with others: your part of them"
        ),
    ]
    named = [
        _counted(kept.shared_personas, "persona made with others loses what it has from you",
                 "personas made with others lose what they have from you"),
        _counted(kept.decisions, "decision stays with the team, without your name",
                 "decisions stay with the team, without your name"),
    ]  # fmt: skip
    lines = [line for line in goes if line] or ["• nothing: I keep no word of yours"]
    stays = [STAYS, *(line for line in named if line)]
    return [section("*What goes*\n" + "\n".join(lines)), section("\n".join(stays)), context(FOR_GOOD)]


def _forgets_study(of_study: Mapping[str, int]) -> list[dict[str, Any]]:
    some, total = of_study["readable"], of_study["all"]
    goes = f"All {total} conversations of this study go" if some == total else f"{some} of {total} conversations go"
    rest = "" if some == total else " The others are held in channels you are not in, and stay."
    what = f"{goes}: what everybody said in them, claims, insights, personas and decisions.{rest}"
    return [
        section(what),
        section(STUDY_STAYS),
        context(FOR_GOOD),
    ]


def _counted(number: int, one: str, many: str) -> str:
    return f"• {number} {one if number == 1 else many}" if number else ""
