"""A private channel with one of everything in it, and a word in all of that which nobody outside may ever see."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from playground.driver import BOT_USER, CUSTOMERS, DANA, MEI, RAVI
from playground.people import TEAM_ID
from tests.dialogues.digests import editions, set_up, to_next_monday, turned
from tests.dialogues.personas import dropped, opened
from tests.dialogues.stage import PATIENCE, Bot, Stage

SECRET = "quincunx"
VAULT, OTHER_TEAM = "C0VAULT", "T0OTHER0001"
NOOR, OMAR = "U0NOOR", "U0OMAR"
QUERIES = {
    "interview": "SELECT id FROM conversations WHERE flow = 'interview'",
    "persona": "SELECT id FROM personas",
    "role_play": "SELECT id FROM conversations WHERE flow = 'role_play'",
    "decision": "SELECT id FROM conversations WHERE flow = 'decision'",
    "study": "SELECT study_id FROM conversations WHERE flow = 'interview'",
    "insight": "SELECT i.id FROM insights i JOIN conversations c ON c.study_id = i.study_id WHERE c.flow = 'interview'",
    "digest": "SELECT id FROM schedules WHERE json_extract(plan, '$.personal') = 0",
    "edition": "SELECT id FROM schedules WHERE json_extract(plan, '$.personal') = 1",
}


@dataclass(frozen=True)
class Reader:
    """Somebody who may not; `place`: a channel they are in, with Segue."""

    name: str
    user: str
    team: str = TEAM_ID
    place: str = CUSTOMERS
    nowhere: bool = False
    """They are in no channel at all."""


@dataclass
class Vault:
    """`ids`: by kind, of what is kept there. `cards`: by kind, the message that shows it."""

    bot: Bot
    readers: dict[str, Reader] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    """Every call to Slack since the vault was filled."""

    def leaked(self) -> list[str]:
        """Calls with the word in them that went anywhere else."""
        return [
            f"{each['name']} {json.dumps(each['payload'])[:600]}"
            for each in self.sent
            if each["kind"] == "call"
            and SECRET in json.dumps(each["payload"]).lower()
            and each["payload"].get("channel", each["payload"].get("channel_id")) != VAULT
        ]

    def files(self) -> list[str]:
        """Channels outside that a file went to."""
        done = (each["payload"] for each in self.sent if each["name"] == "files.completeUploadExternal")
        return [str(each.get("channel_id")) for each in done if each.get("channel_id") != VAULT]


async def filled(bot: Bot) -> Vault:
    """An interview with its summary and deck, a persona and an interview with her, a decision, two digests."""
    people, vault = bot.playground.driver, Vault(bot)
    for id, name in ((NOOR, "Noor"), (OMAR, "Omar")):
        people.add_user(id, name)
    people.add_channel(VAULT, "vault", [DANA, RAVI, NOOR, OMAR, BOT_USER], private=True)
    await set_up(bot, DANA, VAULT)
    await set_up(bot, DANA, VAULT, where="me")
    await _interviewed(bot, vault)
    await _made_and_asked(bot, vault)
    decided = Stage(bot, VAULT)
    await decided.says(f"@Segue we decided to sell the {SECRET} in May")
    vault.cards["decision"] = await decided.hears("Decided")
    to_next_monday(bot)
    own = people.direct_channel(DANA)
    await people.wait_for(lambda: editions(bot, VAULT) and editions(bot, own), PATIENCE)
    vault.cards["digest"] = editions(bot, VAULT)[0]
    turned(bot, timedelta(days=8))
    await people.quiet(PATIENCE)
    # What is said of it must be there to be found, or the table would prove nothing.
    for kind in ("interview", "decision", "digest"):
        assert SECRET in str(vault.cards[kind]).lower(), kind
    return vault


async def _interviewed(bot: Bot, vault: Vault) -> None:
    talk = Stage(bot, VAULT)
    await talk.says("@Segue interview, 3 questions")
    await talk.hears("I'm ready")
    await talk.says(f"We sell the {SECRET} to mid-size employers. We must choose by March whom to design it for.")
    await talk.hears("Question 1 of 3")
    await talk.says(f"We counted 41 of 90 employees who never opened the {SECRET} last year.")
    await talk.hears("Question 2 of 3")
    await talk.says("finish")
    vault.cards["interview"] = await talk.hears("What we know about")
    while "How useful is this summary" not in str(vault.cards.setdefault("review", {})):
        vault.cards["review"] = await talk.hears()
    await talk.presses("deck", vault.cards["review"])
    vault.cards["deck"] = await talk.hears("Outline of the deck")


async def _made_and_asked(bot: Bot, vault: Vault) -> None:
    made = Stage(bot, VAULT)
    brief = f"@Segue make me Alice, a cost-conscious employee who does not understand the {SECRET}"
    await made.says(brief, files=[await dropped(bot, f"{SECRET}.md", f"The {SECRET} costs 90 dollars.".encode())])
    await made.hears()
    vault.cards["material"] = await made.hears("where is it from")
    vault.cards["persona"] = await made.hears("Interview Alice")
    alice = await opened(bot, made, vault.cards["persona"])
    await alice.says(f"What about the {SECRET} in your kitchen?")
    await alice.hears()
    await alice.says("finish")
    vault.cards["role_play"] = await alice.hears("What Alice said")


async def known(vault: Vault) -> Vault:
    """Who may not is there, every id is known to them, and the bot started again: it remembers no members."""
    vault.readers = outsiders(vault)
    for kind, query in QUERIES.items():
        [row, *_] = await vault.bot.kept(query)
        vault.ids[kind] = str(row[0])
    await vault.bot.again()
    vault.bot.playground.web_api._inspector.listen(vault.sent.append)
    return vault


def outsiders(vault: Vault) -> dict[str, Reader]:
    """Everybody who must not read there, by what they are called."""
    people = vault.bot.playground.driver
    people.add_user("U0GUEST1", "Gwen", guest="channels")
    people.add_user("U0GUEST2", "Gil", guest="channel")
    people.add_user("U0STRANGE", "Stan", home=OTHER_TEAM)
    people.leave(VAULT, RAVI)
    people.deactivate(OMAR)
    return {
        each.name: each
        for each in (
            Reader("a member of another channel", MEI),
            Reader("somebody who left", RAVI),
            Reader("a guest of several channels", "U0GUEST1"),
            Reader("a guest of one channel", "U0GUEST2"),
            Reader("a stranger from another company", "U0STRANGE"),
            Reader("somebody deactivated", OMAR, nowhere=True),
            Reader("somebody of another workspace with a member's id", DANA, OTHER_TEAM),
        )
    }
