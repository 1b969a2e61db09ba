"""Before there is a card: whom one could meet, and which further pages could be read."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, posts
from bot.views.elements import button, context, section, sections
from bot.views.persona import REHEARSED, SYNTHETIC
from bot.views.text import fallback, linked, safe_line, shortened
from flows.persona_replies import PagesOffered, Proposal, ProposalsCard
from flows.wording import fixed, say

WORTH = fixed("*Worth meeting*: they differ on purpose. None of them is made yet.")
MAKE = fixed("Make {name}")
OR_SAY = fixed("Or write “make 2”, or say in a sentence who it should be.")
SEEN_IN = fixed("seen in {places}")
LEADS = (
    fixed("The site leads to one further page. Should I read it too?"),
    fixed("The site leads to {count} further pages. Which of them should I read too?"),
)
READ_ALL = fixed("Read all of them")
CHOOSE = fixed("Or write which, such as “read 1, 3”. Without them everything stays as it is.")
TITLE = 100


def proposals_card(reply: ProposalsCard) -> list[SlackCall]:
    lines = [say(WORTH), *(_proposed(number, each) for number, each in enumerate(reply.proposals, 1))]
    elements = [
        button(f"make_{number}", shortened(say(MAKE, name=each.name), 75))
        for number, each in enumerate(reply.proposals, 1)
    ]
    small = [say(SYNTHETIC), say(OR_SAY), *([say(REHEARSED)] if reply.rehearsing else [])]
    actions: Block = {"type": "actions", "elements": elements}
    return posts(reply.name, fallback(say(WORTH)), [*sections(lines), actions, context(" ".join(small))])


def pages_offered(reply: PagesOffered) -> list[SlackCall]:
    text = say(LEADS[len(reply.links) != 1], count=len(reply.links))
    lines = [
        f"{number}. {linked(each.url, shortened(each.title, TITLE))}" for number, each in enumerate(reply.links, 1)
    ]
    actions: Block = {"type": "actions", "elements": [button("read_pages", say(READ_ALL))]}
    blocks = [section(safe_line(text)), *sections(lines), actions, context(safe_line(say(CHOOSE)))]
    return posts(reply.name, fallback(text), blocks)


def _proposed(number: int, proposal: Proposal) -> str:
    who = f"{number}. *{safe_line(proposal.name)}*, {safe_line(proposal.who)}"
    places = safe_line("; ".join(proposal.places))
    seen = f" ({say(SEEN_IN, places=places)})" if places else ""
    return f"{who}\n{safe_line(proposal.why)}{seen}"
