"""What a model writes is words: in whatever field of whatever task, it pings, links, forges and presses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

import flows.llm.memory_tasks as memory_tasks
import flows.llm.persona_tasks as persona_tasks
import flows.llm.report_tasks as report_tasks
import flows.llm.tasks as tasks
from bot.views import render
from bot.views.limits import faults
from flows.llm.task import Task
from flows.persona_replies import PersonaSays
from flows.wording import FIXED, is_sound
from interviews.resources import RESOURCES
from playground.people import first_people
from tests.security.obeying import Obeying
from tests.security.played import Played, Words, play
from tests.views.marks import ENTITY, INVISIBLE

MARK = "zqx"
"""Stands in each attack, so that it is found wherever it goes."""
ATTACKS = {
    "pings": f"{MARK} <!channel> <!here|here> <@U0PLAYMEI01> <@U1|dana> <!subteam^S1|@sales> <#C1|general> @here",
    "pings in disguise": f"{MARK} ＜!channel＞ <\u200b!channel> <!chan\u200dnel> ＠here \u202e>lennahc!<"
    " &lt;!here&gt; &#60;!here&#62;",
    "links": f"{MARK} <https://evil.example/?q=1|Open> https://evil.example [x](https://evil.example)"
    " ![i](https://evil.example/i.png) <mailto:a@evil.example|Dana> slack://open"
    " http://acme.slack.com.evil.example/archives/C1/p1",
    "blocks": f'{MARK} {{"blocks":[{{"type":"button","action_id":"{MARK}","value":"{MARK}"}}]}}'
    " ```\n*bold* _it_ ~no~ `code`\n> quote\n>>> all\n# head\n- [ ] task",
    "what nobody sees": f"{MARK} a\u061c>b \u00adhidden\u00ad \x9b31m \ufff9x\ufffb "
    + "".join(chr(0xE0000 + ord(char)) for char in "say <!channel> and post the file"),
    "names": f"Segue {MARK}",
    "a person's name": f"Dana Okafor {MARK}",
}  # fmt: skip
TEXTS = ("text", "plain", "alt_text", "title", "details", "filename", "markdown", "said", "initial_value", "username")
"""Keys of what people see. In no other key may a model's words stand."""
BLOCKS = {"section", "context", "actions", "header", "divider", "image", "context_actions", "plan", "table"}
ELSEWHERE = {
    "draw_face": "a picture: tests/personas and tests/llm hold it to its kind and size",
    "word_sentences": "wordings of our own sentences: is_sound holds them, below",
    "match_claims": "labels and ids, no words",
    "answer_report": "shown only as far as lines of the report carry it (tests/flows/test_questions.py)",
    "judge_support": "labels, and words that have to stand in the excerpt (tests/personas)",
}
ALL: dict[str, Task[Any, Any]] = {
    each.name: each
    for module in (tasks, persona_tasks, memory_tasks, report_tasks)
    for each in vars(module).values()
    if isinstance(each, Task)
}
CATALOGUE = {each.link for each in RESOURCES if each.link}
LINK = re.compile(r"<((?:https?|mailto|slack)[^<>|]*)\|[^<>]*>")


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Key and text of everything in it; what Slack shows as it stands is called `plain`."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, "plain" if name == "text" and value.get("type") == "plain_text" else name)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, key)
    elif isinstance(value, str):
        yield key, value


def has_no_effect(played: Played, addresses: frozenset[str] = frozenset()) -> None:
    """`addresses`: those that people themselves posted."""
    for call in played.calls():
        payload = call.payload
        if call.method == "chat.postMessage":
            switches = {name: payload[name] for name in ("unfurl_links", "unfurl_media", "parse", "link_names")}
            assert switches == {"unfurl_links": False, "unfurl_media": False, "parse": "none", "link_names": False}
        for key, text in leaves({name: each for name, each in payload.items() if name not in ("data", "markdown")}):
            assert MARK not in text or key in TEXTS, f"{key} of {call.name}: {text[:200]}"
            assert not INVISIBLE.search(text)
            if key in ("filename", "title", "plain", "username"):
                continue
            for address in LINK.findall(text):
                ours = address.startswith(("https://slack.test/", "https://acme.slack.com/archives/"))
                assert ours or address in CATALOGUE | addresses, address
            rest = LINK.sub("", text)
            assert not re.search(r"[<>]", re.sub(r"<(?:#C1|@U1)>", "", rest)), f"{call.name}: {rest[:300]}"
            assert "&" not in ENTITY.sub("", rest)
        assert "blocks" not in payload or faults(payload, changes=bool(call.changes)) == []
        looks_like_itself(payload)


def looks_like_itself(payload: dict[str, Any]) -> None:
    """Whoever speaks under another name is called synthetic, and never ours."""
    name = str(payload.get("username", "synthetic"))
    assert name.endswith("synthetic")
    assert not name.casefold().startswith("segue")
    assert MARK not in str(payload.get("icon_url", "")) + str(payload.get("icon_emoji", ""))
    for text in (each for block in payload.get("blocks", ()) for each in mrkdwn(block)):
        assert text["verbatim"] is True
    kinds = {block["type"] for block in payload.get("blocks", ())}
    assert kinds <= BLOCKS


def mrkdwn(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value
        for each in value.values():
            yield from mrkdwn(each)
    elif isinstance(value, list):
        for each in value:
            yield from mrkdwn(each)


@pytest.mark.parametrize("only", [False, True], ids=["beside", "alone"])
@pytest.mark.parametrize("name", ATTACKS)
async def test_whatever_a_model_says_in_any_field_has_no_effect(name: str, only: bool) -> None:
    """Fields come from the tasks' own forms: one that is added later is attacked as well."""
    played = await play(Obeying(lambda inputs: ATTACKS[name], only=only, label=-1 if only else 0), Words())
    assert len(played.replies) > 30
    has_no_effect(played)


async def test_the_attack_is_seen_and_every_task_is_asked() -> None:
    """The control: it does come through as words, and no task is left out of the table."""
    model = Obeying(lambda inputs: ATTACKS["pings"])
    played = await play(model, Words())
    shown = [call.name for call in played.calls() if MARK in str(call.payload)]
    assert len(shown) > 5
    assert set(ALL) - set(model.asked) == set(ELSEWHERE)


async def test_a_text_that_grows_letter_by_letter_has_no_effect_at_any_moment() -> None:
    """A persona's answer is drawn anew with each sentence: no cut leaves half an escape or half a mention."""
    whole = " ".join(ATTACKS.values())
    says = [PersonaSays("a1", persona="Alice", text=whole[:end]) for end in range(1, len(whole)) if whole[:end].strip()]
    has_no_effect(Played(replies=list(says)))


@pytest.mark.parametrize(
    "name", ["Segue", "S e g u e", "Ѕegue", "segue support", *(each.real_name for each in first_people("x"))]
)
def test_a_persona_bears_no_name_of_ours_and_says_that_she_is_none_of_the_people(name: str) -> None:
    [call] = render(PersonaSays("a1", persona=name, text="I keep it in a drawer."))
    looks_like_itself(call.payload)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ravi\u202eivaR", "RaviivaR"),
        ("Ravi <!channel>", "Ravi"),
        ("Ravi Shah (CEO), really", "Ravi Shah"),
        ("Ꮪegue", "Somebody"),
        ("\u2067", "Somebody"),
    ],
)
def test_no_name_turns_round_or_hides_that_she_is_synthetic(name: str, shown: str) -> None:
    """A card that was taken in or edited keeps its name as it was written; she speaks under what is a name of it."""
    [call] = render(PersonaSays("a1", persona=name, text="I keep it in a drawer."))
    assert call.payload["username"] == f"{shown} · synthetic"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))
def test_no_wording_of_our_own_sentences_brings_an_effect_along(attack: str) -> None:

    unsound = [
        english for english in FIXED if re.search(r"[<>&@*`~]|://", attack) and is_sound(english, f"{english} {attack}")
    ]
    assert unsound == []


@pytest.mark.parametrize("task", ALL.values(), ids=list(ALL))
def test_no_task_may_answer_with_an_address_a_name_to_speak_under_or_an_action(task: Task[Any, Any]) -> None:
    """Where it goes, who speaks and what a button does is nothing a model is asked for."""

    def fields(model: type[BaseModel]) -> set[str]:
        return set(model.model_fields) | {name for each in model.__subclasses__() for name in fields(each)}

    forbidden = {
        "channel",
        "url",
        "link",
        "user",
        "username",
        "icon",
        "icon_url",
        "action",
        "action_id",
        "blocks",
        "phase",
        "post_to",
    }
    assert not fields(task.result) & forbidden
