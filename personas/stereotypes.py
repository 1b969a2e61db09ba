"""Traits that are hung on a group: age, sex, origin, faith, body, disability, class. By rule, and rather missed than
accused wrongly: that somebody is 60, deaf or from Kraków is no cliché, nor is what follows from it in fact.
"""

from __future__ import annotations

import re

from interviews.language import folded, listed
from personas.schema import Part, Persona

_SEX = r"wom[ae]n|females?|males?|girls?|boys?|lad(?:y|ies)|housewi(?:fe|ves)|bachelors?"
_AGE = (
    r"old (?:people|persons?|folks?|man|men|wom[ae]n)|older people|elderly(?: people)?|seniors?|pensioners?|boomers?"
    r"|baby boomers?|millennials?|gen[- ]?(?:x|y|z)(?:ers?)?|zoomers?|teenagers?|young (?:people|man|men|wom[ae]n)"
    r"|youngsters?|grann(?:y|ies)|grandm(?:a|others?)"
)
_PEOPLES = "|".join(
    listed(
        """african american arab asian australian austrian black brazilian british canadian chinese colombian cuban
        czech danish dutch english european finnish french german greek hispanic hungarian indian indonesian iranian
        irish israeli italian jamaican japanese kenyan korean latin latina latino mexican moroccan nigerian norwegian
        pakistani persian polish portuguese romanian russian scandinavian scottish serbian somali spanish swedish swiss
        syrian thai turkish ukrainian vietnamese welsh white"""
    )
)
_FOLK = (
    r"africans?|americans|arabs?|asians?|austrians|brazilians|brits|britons?|chinese people|danes?|dutchm[ae]n|finns?"
    r"|frenchm[ae]n|germans|greeks|indians|irishm[ae]n|italians|jamaicans|latin[oa]s?|mexicans|nigerians|norwegians"
    r"|poles|romanians|russians|scots(?:m[ae]n)?|spaniards?|swedes|turks?|ukrainians|immigrants?|migrants?|foreigners?"
    r"|refugees?|gyps(?:y|ies)|southerners?|northerners?"
)
_FAITH = r"muslims?|jews?|jewish|christians?|catholics?|protestants?|hindus?|sikhs?|buddhists?|atheists?"
_BODY = r"fat people|overweight people|blondes?|redheads?|short men"
_ABLE = (
    r"(?:disabled|deaf|blind|autistic) people|wheelchair users?|the (?:disabled|blind|deaf)|people with disabilities"
    r"|autistics?|dyslexics?"
)
_CLASS = (
    r"poor people|rich people|the (?:poor|rich|unemployed)|working[- ]class people|rednecks?|blue-collar (?:men|people)"
    r"|uneducated people"
)
_GROUPS = {
    "sex": rf"{_SEX}|men|man|mothers|fathers|moms|gay(?:s| men)?|lesbians?|trans people",
    "age": rf"{_AGE}|the (?:old|elderly|young)",
    "origin": rf"{_FOLK}|(?:{_PEOPLES}) (?:people|men|women|man|woman|families|mothers?)",
    "faith": _FAITH,
    "body": _BODY,
    "disability": _ABLE,
    "class": _CLASS,
}
_GROUP = "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _GROUPS.items()) + ")"
_ONE = (
    rf"(?:(?:{_SEX}|man|mother|father|mum|mom|dad|muslim|jew(?:ish)?|christian|catholic|hindu|sikh|buddhist|foreigner|immigrant|migrant"
    rf"|refugee|boomer|millennial|gen[- ]?[xyz]er|zoomer|pensioner|senior|blonde|redneck)"
    rf"|(?:{_PEOPLES})(?: (?:man|woman|person|mother|guy))?|(?:old|elderly|young)(?: (?:man|woman|person|lady))?)"
)
_ACTS = (
    r"(?:can['’]?t|cannot|can not|don['’]t|do not|doesn['’]t|won['’]t|are|aren['’]t|always|never|just|all|usually"
    r"|tend to"
    r"|love|hate|like|prefer|want|need|struggle|understand|think|care|buy|spend|talk|only|simply|naturally)"
)
_LIKE = r"(?:just |much )?like (?:most|all|many|any|every|other|a typical|any other|so many)"
_INSTEAD = "Put a situation or an event of this person in its place, or leave it out."
_WHAT = "What a group is said to be like is no trait"
_TRAITS = (
    r"efficiency|punctuality|precision|thoroughness|temperament|temper|thrift|stinginess|passion|hospitality|charm"
    r"|discipline|work ethic|directness|politeness|machismo|mentality|stubbornness|blood|pride|warmth|humou?r|modesty"
)
_DISHES = {
    "italian": "pasta|pizza|espresso|spaghetti|lasagn[ae]", "indian": "curry|curries|chai",
    "mexican": "tacos?|burritos?",
    "german": "beer|sausages?|sauerkraut|bratwurst", "french": "wine|baguettes?|cheese|croissants?",
    "japanese": "sushi|ramen", "polish": "pierogi|vodka", "russian": "vodka|borscht", "turkish": "kebabs?",
    "british": "tea|fish and chips", "chinese": "noodles|dumplings",
    "irish": "beer|whiskey|guinness|stout", "american": "burgers?", "greek": "feta|ouzo", "korean": "kimchi",
    "spanish": "paella|tapas", "jamaican": "jerk chicken", "scottish": "whisky|haggis", "swiss": "cheese|chocolate",
    "vietnamese": "pho",
}  # fmt: skip
_KIN = (
    r"(?:(?:grand)?(?:mother|father|parents?)|famil(?:y|ies)|brothers?|sisters?|wife|husband|aunts?|uncles?|in-laws|roots"
    r"|heritage|background|blood|man|woman|guy|nonna|side)\b"
)
_TRADE = re.compile(
    r"\b(?:restaurants?|caf[eé]s?|chefs?|cook(?:s|ed)? (?:for|at|in)|shops?|stalls?|bar|bakery|import\w*|sells?"
    r"|company|firm"
    r"|suppliers?|food truck|customers?|teach\w*|course)\b",
    re.I,
)
_QUOTED_CLICHE = re.compile(
    r"\b(?:clich[eé]s?|stereotyp\w+|prejudice\w*|not because|being told|(?:is|was|been|gets|got) told|assum(?:e|es"
    r"|ed|ing|ptions?)"
    r"|people (?:think|say|expect)|treat(?:s|ed)?|mistake[sn]? (?:for|her|him|them)|tired of hearing|taken for"
    r"|patroni[sz]\w+"
    r"|as if|joke[sd]? (?:that|about))\b",
    re.I,
)
"""Whoever meets a cliché, or objects to one, hangs no trait on anybody."""


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_GENERAL = _rule(
    rf"(?:^|[.!?,;:—–]\s*|\b(?:that|because|as|since|and|but|most|all|many|thinks?|says?"
    rf"|knows?)\s+)[“\"'‘]?(?:most |all |many )?"
    rf"\b{_GROUP}\s+{_ACTS}\b"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        _rule(
            r"\b(?:because|given that|being|due to (?:her|his|their) being|(?:since|as)(?! an? (?:young|girl|boy"
            r"|lad)))\s+"
            rf"(?:(?:she|he|they)(?:['’]s|['’]re| is| are| was| were)\s+)?"
            rf"(?:(?:just|only|simply|still|such)\s+)?(?:an?\s+)?(?:(?:typical|true|real|proper|good|proud)\s+)?{_ONE}"
            rf"(?=\s*(?:[,.;!?—–]|$)|\s+(?:and|she|he|they)\b)"
        ),
        "What somebody does has a reason of its own, not a group for a reason",
    ),
    (
        _rule(
            r"\b(?:because|on account|due to|thanks to|in line with|as befits|typical (?:of|for)|natural (?:for"
            r"|at)|as usual (?:for|at))"
            r"\s+(?:of\s+|to\s+)?(?:her|his|their)\s+(?:advanced |old |young |cultural |ethnic |religious |social "
            r"|working-class )*"
            r"(?:age|sex|gender|generation|origins?|culture|heritage|ethnicity|race|nationality|faith|religion|weight|disability"
            r"|class|roots)\b"
        ),
        "What somebody does has a reason of its own, not a group for a reason",
    ),
    (
        _rule(
            rf"\b(?:a |an |the |her |his )?(?:stereotypical|(?:stereo)?typically|typical|classic|true"
            rf"|quintessential)\s+"
            rf"(?:{_ONE}|{_GROUP})\b(?!-(?:speaking|language))"
        ),
        "Nobody is typical",
    ),
    (_rule(rf"\b{_LIKE}\s+{_GROUP}\b"), _WHAT),
    (_rule(rf"\b(?:as|being|for) an? (?!boy|girl|lad|young){_ONE},"
           r" (?:she|he|they|naturally|of course|loves?|hates?|is|has|knows?|wants?)\b"), _WHAT),
    (_rule(rf"\bsurprisingly\b[^.]{{0,40}}"
           rf"\bfor (?:an? {_ONE}|(?:her|his|their) (?:age|generation|size|weight))\b"), _WHAT),
    (
        _rule(
            r"\b(?:fit|sharp|savvy|skilled|good|active|modern|open|curious|quick)\b[^.,;]{0,25}\bfor"
            rf" (?:an? {_ONE}|(?:her|his|their) (?:age|generation|size|weight))\b"
        ),
        _WHAT,
    ),
    (_rule(r"\b(?:despite|in spite of) (?:her|his|their) (?:\w+ )?"
            r"(?:age|gender|sex|origin|faith|religion|disability|blindness|deafness|weight|wheelchair|class)\b"),
     "Nothing has to be done in spite of a group"),
    (
        _rule(
            r"\btoo old (?:for|to (?:learn|understand|use|change|bother|get))\b|\bold dogs? new tricks\b"
            r"|\bsenior moments?\b"
            r"|\bdigital nativ|\bborn with a (?:smart)?phone\b|\b(?:even|so that|simple enough for)\s+(?:\w+\s+){0,2}"
            r"(?:grandm\w+|granny|mum|mom|mother)\s+(?:can|could)\b|\bok boomer\b|\bsnowflake generation\b"
            r"|\bat (?:her|his|their) age,? (?:\w+ )?"
            r"(?:can['’]?t|cannot|doesn['’]t|does not|no longer|is not|isn['’]t)\b"
        ),
        "Age explains nothing here: say what happened the last time",
    ),
    (
        _rule(
            r"\b(?:women['’]?s|female|feminine) intuition\b|\b(?:motherly|maternal) instincts?\b"
            r"|\bboys will be boys\b|\b(?:to|should|must) man up\b"
            r"|\blike a (?:girl|real man|man should|woman driver)\b|\bwears the (?:trousers|pants) (?:at home"
            r"|in the)|\bbiological clock\b"
            r"|\b(?:crazy )?cat lady\b|\bwom[ae]n drivers?\b|\bman flu\b|\b(?:a|the) woman['’]s touch\b"
            r"|\bhysterical (?:woman|female)\b"
        ),
        "Sex explains nothing here: say what this one person did",
    ),
    (
        _rule(
            rf"\b(?:{_PEOPLES}|jewish|nordic|mediterranean|southern)\s+(?:{_TRAITS})\b|\bfiery latin\w*"
            rf"|\bhot[- ]blooded\b"
            r"|\btiger (?:mom|mum|mother)\b|\bexotic (?:looks?|beauty|accent)\b|\b(?:stiff upper lip)\b|\bsassy black\b"
        ),
        "Origin is no character: say how this one person behaves",
    ),
    (
        _rule(
            r"\b(?:thick|heavy|strong|funny|charming|cute|exotic|sing-?song|lilting)\s+(?:\w+\s+)?accent\b(?! on)"
            r"|\bbroken english\b"
            r"|\bspeaks with an? (?:\w+\s+)?accent\b"
        ),
        "An accent is no trait: say how this person talks, in words and rhythm",
    ),
    (
        _rule(
            r"\b(?:wheelchair[- ]bound|confined to a wheelchair|suffers from (?:autism|deafness|blindness|dyslexia"
            r"|down)"
            r"|like a normal person|(?:a bit|a little|so|kind of|slightly) (?:ocd|autistic|bipolar|schizo\w*)|ocd about"
            r"|inspir\w+ (?:disabled|blind|deaf))\b"
        ),
        "A disability is neither tragedy nor character: say what this person needs and does",
    ),
    (
        _rule(
            r"\b(?:white trash|welfare queens?|trailer trash|chavs?|simple folk|too (?:poor"
            r"|uneducated) to (?:understand|care)"
            r"|uneducated,? (?:so|and therefore)|poor (?:because|but) (?:\w+ )?(?:lazy|proud|honest|happy)"
            r"|lazy (?:poor|unemployed)"
            r"|dumb blondes?|blonde moments?|(?:fat|chubby|plump) (?:and|but) (?:jolly|lazy|cheerful|happy)"
            r"|jolly fat)\b"
        ),
        "Neither purse nor body is a character: say what this person does",
    ),
)  # fmt: skip
_SPECIFIC = re.compile(r"\b(?:the|these|those|two|three|both|her|his|our|their|some|several|\d+)\s+$", re.I)


def cliches(persona: Persona) -> list[str]:
    """What hangs a trait on a group, a sentence each that a writer can act on; in English only."""
    return list(dict.fromkeys(fault for part, line in _lines(persona) if (fault := cliche(line, part))))


def without_cliches(persona: Persona) -> tuple[Persona, int]:
    """-> (the card without the lines that hang a trait on a group, how many those were)."""

    def clean(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line for line in lines if not cliche(line))

    speech = persona.speech
    kept = persona.model_copy(
        update={
            "statements": tuple(each for each in persona.statements if not cliche(each.text, each.part)),
            "knowledge": tuple(each for each in persona.knowledge if not (cliche(each.belief) or cliche(each.event))),
            "limits": clean(persona.limits),
            "quote": "" if cliche(persona.quote) else persona.quote,
            "speech": speech.model_copy(
                update={
                    "style": "" if cliche(speech.style) else speech.style,
                    "samples": clean(speech.samples),
                    "moods": clean(speech.moods),
                }
            ),
        }
    )
    return kept, len(_lines(persona)) - len(_lines(kept))


def cliche(line: str, part: Part | None = None) -> str:
    """Why the line is a cliché, with the line; empty when it is not."""
    for sentence in re.split(r"(?<=[.!?])\s+", folded(line)):
        if _QUOTED_CLICHE.search(sentence):
            continue
        why = next((why for rule, why in _RULES if rule.search(sentence)), "")
        why = why or _generalised(sentence) or _dish(sentence)
        if why:
            return f"{why}: “{_short(sentence)}”. {_INSTEAD}"
    return ""


def _generalised(sentence: str) -> str:
    match = _GENERAL.search(sentence)
    if match is None:
        return ""
    group = next(name for name in _GROUPS if match[name])
    return (
        ""
        if _SPECIFIC.search(sentence[: match.start(group)])
        else f"It says of a whole group ({group}) what it is like"
    )


def _dish(sentence: str) -> str:
    if _TRADE.search(sentence):
        return ""
    for people, dishes in _DISHES.items():
        if re.search(rf"\b{people} {_KIN}", sentence, re.I) and re.search(rf"\b(?:{dishes})\b", sentence, re.I):
            return "Origin and its dish in one line"
    return ""


def _lines(persona: Persona) -> list[tuple[Part | None, str]]:
    lines: list[tuple[Part | None, str]] = [(each.part, each.text) for each in persona.statements]
    speech = [persona.quote, persona.speech.style, *persona.speech.samples, *persona.speech.moods, *persona.limits]
    known = [line for each in persona.knowledge for line in (each.belief, each.event)]
    return [*lines, *((None, line) for line in (*speech, *known) if line)]


def _short(line: str) -> str:
    return line.rstrip(".") if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + "…"
