"""Words, numbers and languages, as far as the rules of an interview need them: small and deterministic."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from babel import Locale, UnknownLocaleError

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
"""A word: letters and digits of any script, with apostrophes and hyphens inside."""


def listed(text: str) -> tuple[str, ...]:
    """A list of words written as running text."""
    return tuple(text.split())


STOP_WORDS = frozenset(
    listed("""a about above actually after again all almost already also although always am an and any anybody anyone
        anything are aren't as at away back be because been before being beside best better between both but by
        came can can't come could did didn't do does doesn't doing don't done down each either else enough even
        ever every everybody everyone everything far few first for from get gets give go goes going gone got had
        has have haven't having he her here hers him his how however i i'd i'll i'm i've if in instead into is
        isn't it it's its just know known last later let like look made make makes many may me mean might more most
        much must my myself never next no nobody none nor not nothing now of off often oh ok on once one ones
        only or other others our ours out over own part quite rather really said same say says see she should so
        some somebody someone something still such sure take tell than that that's the their theirs them then
        there these they they'd they'll they're they've thing things think this those though through till to
        today together too toward under until up us use used very want was wasn't way we we'd we'll we're we've
        well went were what what's when where whether which while who whom whose why will with within without
        won't would yes yet you you'd you'll you're you've your yours yourself""")
)
"""English words that carry no subject of their own."""

_MARKS = {
    "en": "the and of to is are that they we our it with for who what how not was have from you this their",
    "de": "der die das und ist sind nicht wir ein eine mit für auf von den dem sie es auch wie was haben zu im",
    "fr": "le la les des et est sont nous une pour dans avec que qui pas sur du vous ils elle au ce comment",
    "es": "el la los las y es son que de en una con por para nosotros no se del su como más qué nuestros",
    "pt": "o os as e é são que de em uma com por para nós não se do da seu como mais nossos quais",
    "it": "il lo gli e è sono che di una con per noi non si del della come più nostri quali i",
    "nl": "de het een en is zijn niet wij met voor van op die dat ook hoe wat hebben naar onze",
}
_LANGUAGES = {name: frozenset(words.split()) for name, words in _MARKS.items()}

_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        )
    )
} | {word: str(10 * tens) for tens, word in enumerate(listed("thirty forty fifty sixty seventy eighty ninety"), 3)}
SMALL_NUMBERS = {word: number for number, word in enumerate(listed("two three four five six seven eight nine ten"), 2)}
"""The words in which people say how many they want of something."""
_NUMBER_WORDS |= {"half": "1/2", "third": "1/3", "thirds": "1/3", "quarter": "1/4", "quarters": "1/4"}
_NUMBER_WORDS |= {"hundred": "100", "hundreds": "100", "thousand": "1000", "thousands": "1000", "dozen": "12"}
_NUMBER_WORDS |= dict.fromkeys(listed("million millions mio millionen millones milioni milhões miljoen"), "1000000")
_NUMBER_WORDS |= dict.fromkeys(listed("billion billions bn milliarde milliarden milliards miljard"), "1000000000")
_SCALED = re.compile(r"(?<![\d.,])(?P<number>\d{1,9}[.,]\d{1,2}) ?(?P<scale>[mb]illi\w+|mi[ol]\w*|miljoen)\b", re.I)
_SCALES = frozenset(("100", "1000", "1000000", "1000000000"))
_DIGITS = re.compile(r"\d+(?:[.,⁄]\d+)*")
"""The stroke is that of '½' as NFKC writes it."""
_TAG = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_PIECE = 500
_ENDS = frozenset("sgd")
"""The last letters of all endings that `stem` takes off."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and patterns that are drawn as nothing, with the width of a space."""
_SHAPELESS = frozenset(
    map(chr, (0x034F, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)))
)
"""What Unicode leaves out of sight (default ignorable code points) besides format characters."""
LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜаеѕіјоԛрсԝухһԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧορᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢᏚᎬᏀꓢꓰꓖꓴՍՏսցꮪꭼꮐ",
    "ABESIJKMHOPCTYXQWaesijoqpcwyxhdgABEZHIKMNOPTYXopabcdefghijklmnoprstuvwyzSEGSEGUUSugseg",
)
"""Letters of other scripts that are drawn as Latin ones. https://www.unicode.org/reports/tr39/#Confusable_Detection"""
_LATIN = re.compile(r"[A-Za-z]")
WORDS_REMEMBERED = 8192
LONGEST_COUNT = 12
"""Digits of a number that still stands before 'hundred', 'thousand' or 'million'."""


def small_number(said: str) -> int:
    """'Three' or '3' -> 3. `said`: one of SMALL_NUMBERS, or digits."""
    return SMALL_NUMBERS.get(said.lower()) or int(said)


def folded(text: str) -> str:
    """`text` with every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def as_seen(text: str) -> str:
    """`text` as people see it: one way of writing letters and digits (NFKC), no word in two scripts that look the
    same, nothing without a shape, single spaces.

    Two words that look the same are the same afterwards, whatever was put between their letters.
    """
    if text.isascii() and text.isprintable():
        return folded(text)
    # Marks that stand on one letter are sorted, which takes quadratic time: a piece has only so many.
    pieces = (unicodedata.normalize("NFKC", text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))
    seen = "".join(" " if char in _BLANK else char for piece in pieces for char in piece if _is_seen(char))
    return folded(re.sub(r"[^\W\d_]+", _in_one_script, seen))


def _in_one_script(word: re.Match[str]) -> str:
    """'Еlon', which begins with a Cyrillic letter, in Latin ones; a word of another script stays what it is."""
    return word[0].translate(LOOK_ALIKE) if _LATIN.search(word[0]) else word[0]


def _is_seen(char: str) -> bool:
    return char.isspace() or not (char in _SHAPELESS or unicodedata.category(char) in ("Cf", "Cc"))


def words(text: str) -> list[str]:
    """The words of `text` in lower case, in order, apostrophes made straight."""
    return WORD.findall(text.lower().replace("’", "'"))


@lru_cache(WORDS_REMEMBERED)
def stem(word: str) -> str:
    """A word without its commonest English endings, so that 'creators' and 'creator' are one."""
    word = word.removesuffix("'s")
    if word[-1:] not in _ENDS:
        return word.removesuffix("e") if len(word) > 3 else word
    for ending, rest in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending).removesuffix("e") + rest
    return word.removesuffix("e") if len(word) > 3 else word


def content_stems(text: str) -> set[str]:
    """The stems of the words that carry a subject; numbers count."""
    return {stem(word) for word in set(words(text)) - STOP_WORDS if (len(word) > 2 or word.isdigit())}


def numbers(text: str) -> set[str]:
    """The numbers in `text`, digits and number words alike: 'four' and '4', '4,000' and '4000' are one."""
    text = _SCALED.sub(_whole, text)
    found = {_plain(match) for match in _DIGITS.findall(text)}
    before = ""
    for word in " ".join(words(text)).replace("-", " ").split():
        value = _NUMBER_WORDS.get(word, "")
        # Nobody counts beyond a few digits; what Python takes for a digit may be none to reckon with ("²").
        if before.isdecimal() and len(before) <= LONGEST_COUNT and value in _SCALES:
            found.discard(before)
            value = str(int(before) * int(value))
        before = value or _plain(word) if value or word.isdigit() else ""
        if value:
            found.add(value)
    return found


def _whole(scaled: re.Match[str]) -> str:
    """'2.5 million' -> '2500000'; what follows is left where it is no such word."""
    scale = _NUMBER_WORDS.get(scaled["scale"].lower())
    return f"{float(_plain(scaled['number'])) * int(scale):.0f}" if scale else scaled[0]


def _plain(number: str) -> str:
    """'4,000' and '4.000' -> '4000'; '2,5' -> '2.5'; '1⁄2' -> '1/2'."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    return number.replace(",", ".").replace("⁄", "/")


def language_named(tag: str) -> str:
    """A language (BCP 47) that a model or a file names, as we keep it: `pt-BR`; empty where there is none such."""
    if not _TAG.fullmatch(said := tag.strip()):
        return ""
    try:
        return str(Locale.parse(said, sep="-" if "-" in said else "_")).replace("_", "-")
    except (ValueError, TypeError, UnknownLocaleError):
        return ""


def has_words(text: str) -> bool:
    """Whether anything in `text` can be read as a word or number: emoji, `:shortcodes:` and punctuation cannot."""
    return bool(WORD.search(re.sub(r":[a-z0-9_+'\-]+:", " ", text)))


def speaks_english(text: str) -> bool:
    """Whether `text` is in English, by its script and commonest words; too little to tell counts as English."""
    if not text.isascii():
        letters = [char for char in text if char.isalpha()]
        latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
        if letters and latin < 0.7 * len(letters):
            return False
    said = Counter(words(text))
    hits = {name: sum(said[word] for word in marks & said.keys()) for name, marks in _LANGUAGES.items()}
    return hits["en"] >= max(hits.values())
