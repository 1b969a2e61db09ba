"""Material that cannot be read, or only in part: each file gets its sentence, and the card is made all the same."""

from __future__ import annotations

from bot.fetch import INSIDE
from bot.material.kinds import TO_BURST
from bot.material.unreadable import LOCKED
from flows.persona.steps import IN_PART, NOT_READ
from tests.dialogues.personas import ALICE, dropped
from tests.dialogues.stage import Bot, Stage
from tests.personas.hostile_files import RULE, archive, pdf


async def test_a_locked_a_bursting_and_an_endless_file_beside_a_good_one(bot: Bot, thread: Stage) -> None:
    burst = archive({"word/document.xml": b"0" * 250_000_000})
    files = {"locked.pdf": pdf(RULE, password="secret"), "plan.docx": burst, "law.pdf": pdf(RULE, pages=2000)}
    benefits = b"# Deductible\n\nYou pay all costs of care until the deductible of 1,500 dollars is met.\n"
    await thread.says(
        ALICE, files=[await dropped(bot, name, data) for name, data in {"benefits.md": benefits, **files}.items()]
    )
    await thread.hears("Read the material")
    await thread.hears("where is it from")
    await thread.hears(NOT_READ.format(name="locked.pdf", why=LOCKED))
    await thread.hears(NOT_READ.format(name="plan.docx", why=TO_BURST))
    await thread.hears(IN_PART["pages"].format(name="law.pdf", read=300, of="2,000"))
    await thread.hears("Alice", "Interview Alice")
    await thread.says("card")
    await thread.hears("until the deductible of 1,500 dollars is met. [m1.1]", "benefits.md, Deductible")


async def test_an_address_that_means_this_machine_is_not_gone_to(thread: Stage) -> None:
    await thread.says("@Segue persona of Alice, a cost-conscious employee, from https://[64:ff9b::7f00:1]/")
    await thread.hears("Read the material")
    await thread.hears("where is it from")
    await thread.hears(NOT_READ.format(name="https://[64:ff9b::7f00:1]/", why=INSIDE))
    await thread.hears("Alice", "Interview Alice")
