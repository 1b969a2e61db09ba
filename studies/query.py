"""What somebody looks for, as they type it: words, and in plain words too where to look for them. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Kind = Literal["said", "claim", "persona", "study"]
"""What can be found."""
MOST_WORDS = 32
"""Words of a query that count; whoever pastes a page finds by its beginning."""
SECONDS = {"d": 86_400.0, "w": 7 * 86_400.0, "m": 30 * 86_400.0, "y": 365 * 86_400.0}
# Thai and Lao, Myanmar, Khmer, Kana, Han; and everything beyond the BMP, which this SQLite's tables may not know.
SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00010000-\U0010ffff]"
)
_FILTER = re.compile(
    r"""(?<!\S)(study|persona|person|from|since):[ \t]?
    ("[^"]*"|“[^”]*”|<@[^>\s]*>|\d{1,4}\ ?(?:days?|weeks?|months?|years?|[dwmy])(?!\S)|\S+)""",
    re.IGNORECASE | re.VERBOSE,
)
_ALONE = re.compile(r"(?<!\S)(?:study|persona|person|from|since):(?!\S)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_PLURAL = re.compile(r"(?P<stem>[a-z][a-z'-]*?)(?P<end>ies|(?<=[sxz])es|(?<=[cs]h)es|(?<!s)s)\W*", re.IGNORECASE)
SHORTEST_STEM = 4
"""Letters; what begins with fewer is too much: `car` also begins `care`."""
_LENGTH = re.compile(r"(\d{1,4}) ?([dwmy])[a-z]*", re.IGNORECASE)
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@?([UW][A-Z0-9]{6,})")


@dataclass(frozen=True)
class Wanted:
    """What is looked for. All that is named must hold; empty: whichever."""

    words: tuple[str, ...] = ()
    study: str = ""
    """Words of its title."""
    persona: str = ""
    """Words of her name."""
    person: str = ""
    """Slack user id of whoever said it."""
    since: float | None = None
    """Unix seconds."""
    study_id: str = ""
    persona_id: str = ""
    unread: tuple[str, ...] = ()
    """Filters as they were typed whose value says nothing: `since:forever`."""

    @property
    def filtered(self) -> bool:
        named = (self.study, self.persona, self.person, self.study_id, self.persona_id)
        return any(named) or self.since is not None

    @property
    def nothing(self) -> bool:
        return not self.words and not self.filtered


def wanted(text: str, now: float) -> Wanted:
    """-> `text` understood: `couriers study:"cargo bikes" persona:alice from:@dana since:30d`.

    `now`: Unix seconds. Nothing is a syntax error: what is no filter with a value is a word.
    """
    study, persona, person, since = "", "", "", None
    unread: list[str] = []
    for typed in _FILTER.finditer(text):
        name, value = typed[1].lower(), typed[2].strip('"“”').strip()
        if name in ("study", "persona"):
            study, persona = (value, persona) if name == "study" else (study, value)
            unread += [] if value else [typed[0]]
        elif name == "since":
            since = moment(value, now)
            unread += [typed[0]] if since is None else []
        else:
            person = user_in(value)
            unread += [] if person else [typed[0]]
    rest = _FILTER.sub(" ", text)
    unread += _ALONE.findall(rest)
    rest = _ALONE.sub(" ", rest)
    exact = words_of(" ".join(_QUOTED.findall(rest)))
    words = dict.fromkeys(word if word in exact else begun(word) for word in words_of(rest))
    return Wanted(tuple(words), study, persona, person, since, unread=tuple(unread))


def person_apart(text: str) -> tuple[str, str]:
    """-> (`text` without the person it names as a place to look, their Slack user id); empty where it names none."""
    for typed in _FILTER.finditer(text):
        if typed[1].lower() in ("person", "from") and (user := user_in(typed[2])):
            return " ".join(f"{text[: typed.start()]} {text[typed.end() :]}".split()), user
    return text, ""


def moment(value: str, now: float) -> float | None:
    """-> where `30d`, `2 weeks` or `2026-05-01` begins, in Unix seconds; None for anything else."""
    if length := _LENGTH.fullmatch(value):
        return now - int(length[1]) * SECONDS[length[2].lower()]
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def user_in(value: str) -> str:
    """-> the id in a mention as Slack sends it; empty where there is none."""
    found = _USER.fullmatch(value)
    return (found[1] or found[2]) if found else ""


def words_of(text: str) -> list[str]:
    """What is looked for: no control characters, no half characters, nothing that is punctuation alone."""
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    words = [word.strip("\ufe0f").replace('"', " ").strip() for word in unicodedata.normalize("NFC", plain).split()]
    return [word for word in dict.fromkeys(words) if any(_says_something(char) for char in word)][:MOST_WORDS]


def begun(word: str) -> str:
    """The beginning that an English plural shares with its singular: `drivers` -> `driver`. Others as they are."""
    found = _PLURAL.fullmatch(word)
    return found["stem"] if found and len(found["stem"]) >= SHORTEST_STEM else word


def is_split(word: str) -> bool:
    """Whether the index knows the word: not so scripts that write no spaces, and emoji."""
    return not SPACELESS.search(word) and any(unicodedata.category(char)[0] in "LN" for char in word)


def is_beyond(word: str) -> bool:
    """Whether a message with this word is one of the few in scripts without spaces, or with emoji."""
    return any("\u0e00" <= char <= "\u1dff" or char >= "\u2190" for char in word)


def folded(text: str) -> str:
    """Without case and accents, character for character, so that a place in it is a place in `text`."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] for char in text)


def _says_something(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or (not char.isascii() and category in ("So", "Sc", "Sm", "Co", "Cn"))
