"""What is gathered for a digest: within what everybody may read who will see it, in words that still stand."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.access import Access
from bot.engine.news import TeamNews
from bot.people import People
from flows.registry import FLOWS
from store import conversations, decisions, transcripts
from store.connection import Store, Transaction
from studies.decisions import Decision, Kind, State
from studies.learned import Origin, Relation
from studies.news import Change, News
from studies.rhythm import Every, Rhythm
from studies.schedule import Schedule
from tests.engine.memories import STUDY, TEAM, Memory, said

OF_CHANNEL = Schedule(channel="C1", rhythm=Rhythm(every=Every.DAY, hour=9, zone="UTC"))
OF_STUDY = OF_CHANNEL.model_copy(update={"study": STUDY})
ALONE = OF_STUDY.model_copy(update={"personal": True})


class Slack:
    """Knows who is where; a channel it does not know is closed to Segue, and of a silent one it says nothing."""

    bot_user = "UBOT"

    def __init__(self) -> None:
        self.members = {"C1": ["U1", "U2", "UBOT"], "C2": ["U1", "U2", "U3", "UBOT"], "G1": ["U1", "UBOT"]}
        self.asked: list[str] = []
        self.silent: set[str] = {"C8"}
        self.public: list[str] | None = ["C1", "C2", "C8"]

    def of(self, team: str) -> Any:
        return self

    async def api_call(self, method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
        if method == "users.info":
            return {"user": {"name": params["user"].lower(), "profile": {}, "tz": "Asia/Kolkata"}}
        if method == "users.conversations":
            if self.public is None:
                raise TimeoutError
            return {"channels": [{"id": each} for each in self.public]}
        self.asked.append(params["channel"])
        if params["channel"] in self.silent:
            raise TimeoutError
        if params["channel"] not in self.members:
            raise SlackApiError("no", {"ok": False, "error": "channel_not_found"})
        return {"members": self.members[params["channel"]]}


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Memory]:
    store = Store(tmp_path / "segue.db")
    await store.open()
    yield Memory(store)
    await store.close()


@pytest.fixture
def slack() -> Slack:
    return Slack()


def newsroom(memory: Memory, slack: Slack) -> TeamNews:
    return TeamNews(
        memory.store, Access(slack), People(slack), FLOWS, team=TEAM, bot_user=lambda: "UBOT",
        workspace=lambda: "https://acme.slack.test/",
    )  # fmt: skip


async def gathered(
    memory: Memory,
    slack: Slack,
    plan: Schedule,
    since: float = 0.0,
    told: frozenset[str] = frozenset(),
    owner: str = "U1",
    next_since: float = 0.0,
) -> News:
    return await newsroom(memory, slack).since(plan, owner, since, told, next_since=next_since)


def texts(news: News) -> list[str]:
    return [each.text for each in news.items]


@pytest.mark.parametrize(
    ("plan", "said_in", "owner", "told"),
    [
        (OF_CHANNEL, "C1", "U1", True),
        (OF_CHANNEL, "C2", "U1", False),
        (OF_STUDY, "C1", "U1", True),
        (OF_STUDY, "C2", "U1", True),
        (OF_STUDY, "G1", "U1", False),
        (OF_STUDY, "C8", "U1", False),
        (OF_STUDY, "C9", "U1", False),
        (ALONE, "G1", "U1", True),
        (ALONE, "G1", "U2", False),
        (ALONE, "C1", "U3", False),
        (ALONE, "C9", "U1", False),
    ],
)
async def test_only_what_everybody_may_read_who_will_see_it(
    memory: Memory, slack: Slack, plan: Schedule, said_in: str, owner: str, told: bool
) -> None:
    await memory.said("tiva-melo", "Winter is feared.", channel=said_in)
    assert texts(await gathered(memory, slack, plan, owner=owner)) == (["Winter is feared."] if told else [])


async def test_slack_is_asked_anew_each_time(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", channel="C2")
    assert len((await gathered(memory, slack, OF_STUDY)).items) == 1
    slack.members["C1"].append("U9")
    assert (await gathered(memory, slack, OF_STUDY)).items == ()


async def test_what_was_said_in_private_stands_in_no_public_channel_whoever_is_there_now(
    memory: Memory, slack: Slack
) -> None:
    await memory.said("tiva-melo", "Winter is feared.", channel="G1")
    slack.members["C1"] = ["U1", "UBOT"]
    assert (await gathered(memory, slack, OF_STUDY)).items == ()
    slack.public = ["C2"]
    assert texts(await gathered(memory, slack, OF_STUDY)) == ["Winter is feared."]
    slack.public = None
    news = await gathered(memory, slack, OF_STUDY)
    assert (news.items, news.whole) == ((), False)


async def test_of_an_insight_only_those_claims_are_shown_and_counted_that_may_be_read(
    memory: Memory, slack: Slack
) -> None:
    await memory.said("tiva-melo", "Nobody knows this.", channel="G1")
    await memory.said("luma-rori", "Everybody knows this.", insight="i-tiva-melo", relation=Relation.SAME)
    [item] = (await gathered(memory, slack, OF_STUDY)).items
    assert (item.text, item.real) == ("Everybody knows this.", 1)
    assert "Nobody" not in item.model_dump_json()


async def test_what_slack_does_not_say_is_left_out_and_said_to_be_missing(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", channel="C8")
    news = await gathered(memory, slack, OF_STUDY)
    assert (news.items, news.whole) == ((), False)


async def test_nothing_is_missing_where_segue_is_no_member_any_more(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", channel="C9")
    await memory.said("luma-rori", "Summer is loved.")
    news = await gathered(memory, slack, OF_STUDY)
    assert (texts(news), news.whole) == (["Summer is loved."], True)


async def test_put_out_of_its_own_channel_a_digest_quotes_no_other_one(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", channel="G1")
    del slack.members["C1"]
    news = await gathered(memory, slack, OF_STUDY)
    assert (news.items, news.whole) == ((), True)


async def test_a_channels_own_digest_asks_slack_nothing(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.")
    assert (await gathered(memory, slack, OF_CHANNEL)).whole
    assert slack.asked == []


async def test_a_study_is_named_only_where_it_began_in_the_open(memory: Memory, slack: Slack) -> None:
    for place, about in (("C2", "Winter tyres"), ("G1", "")):
        study = place.lower()
        await memory.said(study, "Something.", channel=place, study=study)
        await memory.does(partial(_titled, study=study))
        plan = OF_CHANNEL.model_copy(update={"study": study})
        assert (await gathered(memory, slack, plan)).about == about


async def test_a_quote_links_to_its_message(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.")
    [item] = (await gathered(memory, slack, OF_CHANNEL)).items
    [words] = item.words
    assert words.quote == "Winter is feared."
    assert words.link == "https://acme.slack.test/archives/C1/p20?thread_ts=1.0&cid=C1"


async def test_with_its_message_a_claim_falls_out(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.")
    await memory.does(lambda tx: transcripts.bury(tx, team_id=TEAM, conversation_id="tiva-melo", ts="2.0"))
    news = await gathered(memory, slack, OF_CHANNEL)
    assert (news.items, news.fallen) == ((), 1)


@pytest.mark.parametrize(("words", "shown"), [("Sorry, summer.", 0), ("Well, Winter is  feared. Much.", 1)])
async def test_words_that_were_changed_are_not_shown(memory: Memory, slack: Slack, words: str, shown: int) -> None:
    await memory.said("tiva-melo", "Winter is feared.")
    changed = {"conversation_id": "tiva-melo", "ts": "2.0", "author": "U1", "revision": "3.0"}
    await memory.does(lambda tx: transcripts.revise(tx, team_id=TEAM, **changed, text=words))
    [item] = (await gathered(memory, slack, OF_CHANNEL)).items
    assert (len(item.words), item.reworded) == (shown, not shown)


async def test_who_is_invented_is_counted_apart(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", origin=Origin.SYNTHETIC)
    same = {"insight": "i-tiva-melo", "relation": Relation.SAME}
    await memory.said("luma-rori", "They fear winter.", **same)
    [item] = (await gathered(memory, slack, OF_CHANNEL)).items
    assert (item.real, item.invented, item.text) == (1, 1, "They fear winter.")
    assert [each.quote for each in item.words] == ["They fear winter."]


async def test_each_interview_that_is_counted_is_led_to_once(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", at=100.0)
    same = {"insight": "i-tiva-melo", "relation": Relation.SAME}
    await memory.said("luma-rori", "They fear winter.", at=101.0, **same)
    await memory.said("beru-sila", "Nobody knows this.", at=102.0, channel="G1", **same)
    [item] = (await gathered(memory, slack, OF_STUDY)).items
    assert item.real == 2
    message = "https://acme.slack.test/archives/C1/p20"
    assert [item.words[0].link, *item.others] == [f"{message}?thread_ts=1.0&cid=C1", message]


async def test_what_was_known_and_is_contradicted_shows_both_sides(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", at=100.0)
    await memory.said(
        "luma-rori", "Nobody fears winter.", insight="i-tiva-melo", relation=Relation.CONTRADICTS, at=150.0
    )
    [item] = (await gathered(memory, slack, OF_CHANNEL, since=120.0)).items
    assert item.change is Change.CONTRADICTED
    assert ([each.quote for each in item.words], item.against_text) == (["Winter is feared."], "Nobody fears winter.")


async def test_what_somebody_pinned_is_known_to_be(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.")
    await memory.does(lambda tx: tx.execute("UPDATE insights SET pinned = 1"))
    [item] = (await gathered(memory, slack, OF_CHANNEL)).items
    assert item.pinned


async def test_a_decision_is_named_where_it_may_be_read(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.")
    for id, channel in (("d1", "C2"), ("d2", "G1")):
        await memory.does(partial(_decided, id=id, channel=channel))
    [item] = (await gathered(memory, slack, OF_STUDY)).items
    assert (item.decisions, item.undecided) == (("What d1 says",), True)


@pytest.mark.parametrize(
    ("plan", "owner", "made_in", "told"),
    [
        (OF_CHANNEL, "U1", "C1", True),
        (OF_CHANNEL, "U1", "C2", False),
        (OF_STUDY, "U1", "C2", True),
        (OF_STUDY, "U1", "G1", False),
        (OF_STUDY, "U1", "C9", False),
        (ALONE, "U1", "G1", True),
        (ALONE, "U2", "G1", False),
    ],
)
async def test_what_was_decided_is_told_where_everybody_may_read_it(
    memory: Memory, slack: Slack, plan: Schedule, owner: str, made_in: str, told: bool
) -> None:
    await memory.does(partial(_settled, state=State.ADOPTED, channel=made_in, decided_at=100.0))
    news = await gathered(memory, slack, plan, owner=owner)
    assert [each.text for each in news.settled] == (["Couriers come first"] if told else [])
    assert told or "Couriers" not in news.model_dump_json()


@pytest.mark.parametrize(
    ("state", "decided_at", "retired_at", "told"),
    [
        (State.ADOPTED, 100.0, None, True),
        (State.ADOPTED, 40.0, None, False),
        (State.RETIRED, 40.0, 100.0, True),
        (State.RETIRED, 30.0, 40.0, False),
        (State.RETIRED, None, 100.0, False),
        (State.PROPOSED, None, None, False),
    ],
)
async def test_told_is_what_was_put_in_force_or_ended_since(
    memory: Memory, slack: Slack, state: State, decided_at: float | None, retired_at: float | None, told: bool
) -> None:
    await memory.does(partial(_settled, state=state, decided_at=decided_at, retired_at=retired_at))
    news = await gathered(memory, slack, OF_CHANNEL, since=50.0)
    assert [each.state for each in news.settled] == ([state] if told else [])


async def test_a_decision_is_told_once_with_a_link_and_again_when_it_is_ended(memory: Memory, slack: Slack) -> None:
    await memory.does(partial(_settled, state=State.ADOPTED, decided_at=100.0))
    news = await gathered(memory, slack, OF_CHANNEL, since=50.0, next_since=60.0)
    [decided] = news.settled
    assert (decided.owner, decided.link) == ("U1", "https://acme.slack.test/archives/C1/p90")
    told = frozenset(news.keys)
    assert (await gathered(memory, slack, OF_CHANNEL, since=60.0, told=told)).is_empty
    await memory.does(partial(_settled, state=State.RETIRED, decided_at=100.0, retired_at=200.0))
    [ended] = (await gathered(memory, slack, OF_CHANNEL, since=60.0, told=told)).settled
    assert ended.state is State.RETIRED


async def test_what_a_team_says_of_its_own_project_is_nothing_learned(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "We sell bread.", answer="a0")
    assert (await gathered(memory, slack, OF_CHANNEL)).items == ()


async def test_all_that_was_learned_counts_whoever_put_it_where_it_is(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.")
    await memory.said("luma-rori", "Summer is loved.", judged_by="U1")
    await memory.said("beru-sila", "Nobody knows this.", channel="G1")
    known = await newsroom(memory, slack).learned(OF_STUDY, "U1")
    assert (sorted(texts(known)), known.whole) == (["Summer is loved.", "Winter is feared."], True)
    assert (known.held, known.settled, known.keys) == ((), (), ())


async def test_neither_what_was_told_nor_what_people_moved_is_new(memory: Memory, slack: Slack) -> None:
    await memory.said("tiva-melo", "Winter is feared.", at=190.0)
    await memory.said("luma-rori", "Summer is loved.", at=190.0, judged_by="U1")
    news = await gathered(memory, slack, OF_CHANNEL)
    assert texts(news) == ["Winter is feared."]
    assert news.keys == ("tiva-melo-a1.1",)
    assert (await gathered(memory, slack, OF_CHANNEL, told=frozenset(news.keys))).items == ()


async def test_remembered_is_what_the_next_look_would_find_once_more(memory: Memory, slack: Slack) -> None:
    for at in (149.0, 150.0, 151.0):
        await memory.said(f"at-{at:.0f}", "Winter is feared.", at=at)
    news = await gathered(memory, slack, OF_CHANNEL, next_since=150.0)
    assert news.keys == ("at-151-a1.1",)
    again = await gathered(memory, slack, OF_CHANNEL, since=150.0, told=frozenset(news.keys))
    assert (len(news.items), len(again.items)) == (3, 0)


async def test_five_thousand_insights_are_gathered_in_the_time_of_a_few_times_five_hundred(
    memory: Memory, slack: Slack
) -> None:
    for study, count in (("small", 500), (STUDY, 5000)):
        await memory.does(partial(_many, study=study, count=count))
    seconds = []
    for study, count in (("small", 500), (STUDY, 5000)):
        began = time.perf_counter()
        news = await gathered(memory, slack, OF_STUDY.model_copy(update={"study": study}))
        seconds.append(time.perf_counter() - began)
        assert len(news.items) == count
    assert seconds[1] < 40 * seconds[0]


def _many(tx: Transaction, study: str, count: int) -> None:
    for number in range(count):
        said(tx, f"{study}-{number}", f"Item {number}.", study=study)


def _titled(tx: Transaction, study: str) -> None:
    tx.execute("UPDATE studies SET title = 'Winter tyres', titled_from = id WHERE id = ?", [study])


def _settled(
    tx: Transaction, state: State, channel: str = "C1", decided_at: float | None = None, retired_at: float | None = None
) -> None:
    if not conversations.exists(tx, "d1"):
        conversations.begin(
            tx, team_id=TEAM, id="d1", study_id=STUDY, flow="decision", channel=channel, thread_ts="9.0", direct=False,
            starter="U1", now=1.0,
        )  # fmt: skip
    decision = Decision(
        id="d1", kind=Kind.DECISION, text="Couriers come first", state=state, owner="U1", made_by="U1", channel=channel,
        created_at=1.0, decided_at=decided_at, retired_at=retired_at,
    )  # fmt: skip
    decisions.keep(tx, decision, team_id=TEAM, study_id=STUDY, now=1.0)


def _decided(tx: Transaction, id: str, channel: str) -> None:
    tx.execute(
        "INSERT INTO decisions (team_id, id, study_id, channel, kind, text, state, owner, made_by, created_at,"
        " updated_at) VALUES (?, ?, ?, ?, 'decision', ?, 'open', 'U1', 'U1', 1, 1)",
        [TEAM, id, STUDY, channel, f"What {id} says"],
    )
    tx.execute("INSERT INTO decision_insights VALUES (?, ?, 'i-tiva-melo')", [TEAM, id])
