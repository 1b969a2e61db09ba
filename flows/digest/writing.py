"""The words around the facts: a model may word them, code holds them against the facts, and nothing waits for it."""

from __future__ import annotations

import asyncio

from errors import ModelError
from flows.digest.state import Words
from flows.llm.memory_tasks import WRITE_DIGEST, DigestInputs, FileAnalysed, Finding, Smaller
from flows.runtime import Context
from segments.privacy.called import called_without_people, without_addresses
from segments.shares import percent
from segments.since import Size
from studies.digest import Digest, is_sound
from studies.file_news import FileNews
from studies.news import Item

PATIENCE = 30.0
"""Seconds; a digest is never late because of a model."""
HEADLINE, STEP = 140, 160


async def written(digest: Digest, language: str, context: Context) -> Words:
    """In a model's words, not yet checked; empty where none speaks in time."""
    if context.model.rehearses or digest.is_empty:
        return Words()
    inputs = _inputs(digest, language)
    try:
        async with asyncio.timeout(PATIENCE):
            result = await context.model.run(WRITE_DIGEST, inputs)
    except (ModelError, TimeoutError):
        return Words()
    return Words(" ".join(result.headline.split()), " ".join(result.step.split()))


def checked(words: Words, digest: Digest) -> Words:
    """Each empty where the facts do not carry it."""
    facts = _facts(digest)
    return Words(
        words.headline if is_sound(words.headline, facts, HEADLINE) else "",
        words.step if is_sound(words.step, facts, STEP) else "",
    )


def _inputs(digest: Digest, language: str) -> DigestInputs:
    some = (*digest.learned, *digest.moved, *digest.invented)
    return DigestInputs(
        language=language or "en",
        counts=digest.counts,
        findings=tuple(_finding(each) for each in some),
        segments=tuple(told for each in digest.analysed if (told := _file(each))),
        open_questions=digest.open,
        step_because=digest.step.reason.value,
        step_about=without_addresses(digest.step.about),
        step_with=digest.step.persona.name if digest.step.persona else "",
    )


def _finding(item: Item) -> Finding:
    return Finding(
        text=item.text,
        change=item.change,
        interviews=item.real,
        invented=item.invented,
        against=item.against_text,
        decisions=item.decisions,
    )


def _file(analysed: FileNews) -> FileAnalysed | None:
    """Nothing of a first file: there is nothing that it could have changed."""
    since = analysed.since
    if since is None or not since.compared:
        return None
    return FileAnalysed(
        file=called_without_people(analysed.file),
        before=called_without_people(since.file),
        customers=since.both or 0,
        moved=since.moved,
        smaller=tuple(map(_smaller, since.shrunk_in_both())),
        new=tuple(map(without_addresses, since.new)),
        gone=tuple(map(without_addresses, since.ended)),
        outdated=analysed.outdated,
    )


def _smaller(size: Size) -> Smaller:
    then, now = map(percent, size.shares) if size.shares else ("", "")
    return Smaller(
        name=without_addresses(size.name), before=size.before, now=size.after, share_before=then, share_now=now
    )


def _facts(digest: Digest) -> list[str]:
    """Everything in which a number stands that may be named."""
    said = [
        part
        for each in (*digest.learned, *digest.moved, *digest.invented)
        for part in (each.text, each.against_text, str(each.real), str(each.invented), *each.decisions)
    ]
    files = [told.model_dump_json() for each in digest.analysed if (told := _file(each))]
    return [*said, *files, *digest.open, digest.step.about, *(str(count) for count in digest.counts.values())]
