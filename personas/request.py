"""Whether somebody asks for a persona, and for whom."""

from __future__ import annotations

import re

from interviews.language import SMALL_NUMBERS, as_seen, small_number
from personas.names import named
from personas.schema import Persona

LONGEST_BRIEF = 4000
"""Characters of what is said about a persona that are looked at, and kept as the brief."""

_ASKS = re.compile(
    r"^\W*(?:(?:please|can you|could you|let's|we need you to|i'd like you to)\s+)*"
    r"(?:(?:make|create|build|invent|write|give|draw up|import|load)\s+(?:(?:me|us)\s+)?(?:an?\s+|the\s+|this\s+)?)?"
    r"(?:new\s+)?persona\b\s*(?:(?:of|for|about|from|called|named)\b\s*)?[:,–—-]?\s*(?P<brief>.*)$",
    re.I | re.S,
)
_BY_NAME = re.compile(
    r"^\W*(?:please\s+)?(?:make|create|build|invent|give)\s+(?:me|us)\s+(?P<brief>"
    r"(?:(?-i:[A-Z])[\w'’-]+(?:\s(?-i:[A-Z])[\w'’-]+){0,2}\s*(?:[,.!]|$|\b(?:who|an?|the|our|from|with|aged?)\b)"
    r"|(?:(?:an?|one|some|the|our|your)\s+)?(?:(?!(?:of|for|about|to|in|on)\b)[\w'’-]+\s+){0,3}?"
    r"(?:customer|user|client|buyer|shopper|employee|somebody|someone|person|man|woman|boy|girl|child|kid|student|parent"
    r"|mother|father|teacher|nurse|retiree|pensioner|tenant|patient|member|worker|owner|manager)\b(?!\s+(?:segment\w*|journey"
    r"|survey|list|interview|summary|deck|profile|base|map|persona)s?\b)).*)$",
    re.I | re.S,
)
"""'Make me Alice, …', 'make me Omar', 'make us a tired nurse'."""
_HOW_MANY = (
    rf"(?P<many>\d{{1,2}}|{'|'.join(SMALL_NUMBERS)}|a couple of|a few|some|several|a set of|a handful of|different"
    r"|possible|good|new|more|our|the|your|first|a)"
)
_COURTESY = r"(?:(?:please|hi|hello|hey|ok|okay|so|now|and|also|then)\b[,!. ]*)*"
_WISH = (
    r"(?:(?:can|could|would|will) you(?: please)?|let['’]s|let us|we (?:need|want) you to"
    r"|i['’]d like you to|help (?:me|us)(?: to)?)"
)
_SEVERAL = re.compile(
    rf"^\W*{_COURTESY}(?:{_WISH}\s+)?(?:please\s+)?"
    r"(?:(?:make|create|build|invent|write|give|draw up|propose|suggest|recommend|generate|draft|come up with|find)\s+"
    r"(?:(?:me|us)\s+)?(?:with\s+)?|(?:we|i)(?:['’]d| would)? (?:need|want|like)(?: to (?:have|meet))?\s+)?"
    rf"(?:{_HOW_MANY}\s+){{0,3}}(?:user |customer |buyer )?personas\b"
    r"(?!\s+(?:do|does|did|work|are|is|were|was|we|you|i|that (?:we|you)|already|have|has|can|should|library|list)\b)",
    re.I,
)
_WHOM = re.compile(
    rf"^\W*{_COURTESY}(?:(?:any )?(?:idea|suggestion)s?\W+)?(?:(?:can|could) you (?:tell|say|suggest"
    rf"|propose) (?:me |us )?)?"
    r"(?:who|whom|which (?:people|customers|users|personas?|kinds? of (?:people|customers|users|personas?)))\s+"
    r"(?:(?:else\s+)?(?:should|shall|could|can|would|must|do|might|to|ought)\s*(?:we|i)?|(?:we|i) (?:should|could))\s*"
    r"(?:to\s+)?(?:first\s+)?(?:interview|talk (?:to|with)|speak (?:to|with)|meet|ask|question|make|create)\b"
    r"(?!\s+(?:about|for|at|in|on|when|if)\b)",
    re.I,
)
_WORTH = re.compile(
    rf"^\W*{_COURTESY}(?:propose|suggest|recommend|tell (?:me|us)|show (?:me|us))\s+(?:me |us )?"
    r"(?:who(?:m)?\b.{0,30}\b(?:worth|interview|meet|talk to)|(?:some |a few |\w+ )?(?:people|kinds of people"
    r"|customers)\s+"
    r"(?:to|worth|for us to|we (?:should|could))\s*(?:interview|meet|talk|speak))",
    re.I,
)
FEWEST, USUAL, MOST = 3, 4, 5
"""How many are proposed: as many as were asked for, within these bounds."""
_CAPITALISED = r"(?-i:[A-Z])[\w'’-]++"
_NAME = rf"(?<![\w'’-]){_CAPITALISED}"
_YOUNG = (
    r"(?:[1-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen)"
)
_NO_PERSON = r"(?!\W+(?:company|start-?up|business|firm|brand|shop|car|van|laptop|computer|phone|house|home|dog|cat)\b)"
_ALONE = (
    r"(?=\W*$|\s*[,.;:(]|\s+(?:who|that|whose|of|in|at|from|on|with|without|and|or|living|playing|using|learning)\b)"
)
"""Not in 'a child psychologist' or 'kids' shoes'."""
_CHILD = re.compile(
    rf"\b{_YOUNG}[- ]?years?[- ]?olds?\b{_NO_PERSON}|\b{_YOUNG} ?y/?o\b|\b(?:aged?|age of) {_YOUNG}\b"
    rf"|\b(?:boy|girl|lad)(?: of|,| ?\() ?{_YOUNG}\b|^\W*{_CAPITALISED}(?: {_NAME})? ?[,(] ?{_YOUNG} ?(?:[,).]|$)"
    rf"|\b(?P<pronoun>he|she|who)(?:['’]s| is)(?: only| just| about| now)? (?!one\b){_YOUNG}"
    r"(?=\W*$|[,.;:!?)]|(?: and(?! a\b)| but| now)\b)"
    r"|\b(?:toddler|teenager|schoolboy|schoolgirl|schoolchild|schoolkid|pre-?schooler|newborn"
    rf"|pre-?teen|tween)s?\b|^\W*(?:an? )?minor{_ALONE}"
    r"|\b(?:little|small|young) (?:boy|girl)\b"
    r"|\b(?:primary|elementary|middle|high)[- ]?school(?:er| (?:student|pupil|boy|girl))s?\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))[- ]graders?\b"
    rf"|\b(?:child|children|kids?|baby|babies|infants?|teens?|pupils?){_ALONE}",
    re.I,
)
_CHILD_ELSEWHERE = re.compile(
    rf"^\W*(?:ein\w* )?{_YOUNG}[- ]?jährige|^\W*ein\w* (?:\w+ )?(?:kind|schulkind|mädchen|baby|säugling)\b(?!-)"
    r"|^\W*ein (?:\w+er )?junge\b(?!-)"
    rf"|^\W*(?:een )?{_YOUNG}[- ]?jarige|^\W*een (?:\w+ )?(?:kind|meisje|jongetje|baby|tiener)\b(?!-)"
    rf"|^\W*une? (?:\w+ ){{1,2}}de {_YOUNG} ans\b(?! (?:d|chez))|^\W*une? (?:\w+ )?(?:enfant|fillette|bébé|ado)\b"
    rf"|^\W*una? (?:\w+ ){{1,2}}de {_YOUNG} años\b(?! (?:de|en))|^\W*una? (?:niñ[oa]|bebé|adolescente)\b"
    rf"|^\W*uma? (?:\w+ ){{1,2}}de {_YOUNG} anos\b(?! (?:de|na|no))|^\W*uma? (?:criança|menin[oa]|bebê|adolescente)\b"
    rf"|^\W*una? (?:\w+ ){{1,2}}di {_YOUNG} anni\b(?! d)|^\W*una? (?:bambin[oa]|ragazzin[oa]|neonat[oa])\b",
    re.I,
)
"""Where the first words say so, in German, Dutch, French, Spanish, Portuguese and Italian."""
_BESIDE = (
    r"\b(?:with|has|have|having|had|mothers?|fathers?|mums?|moms?|dads?|parents?|grand\w+|raising|of|for|to|and|her|his"
    r"|their|our|my|uses?|owns?|drives?|teach\w*|looks?|cares?|caring|sells?|buys?|whose|without|no|about|like)\b"
)
_SOMEBODY_BESIDE = re.compile(_BESIDE, re.I)
_WITH_A_CHILD = re.compile(rf"{_BESIDE}[^.;]{{0,40}}$", re.I)
_IS_ONE = re.compile(
    r"(?:^\W*+[\w'’-]++|\b(?:who|that|she|he|they|somebody|someone)) (?:is|are|turns|turned)(?: only| just| about)?"
    r"(?: an?)?\s*$|\bwho['’]s\s*$",
    re.I,
)
_NEAR = 80
"""Characters before an age that say whose it is."""
_OURS = (
    r"ceo|cto|cfo|coo|cmo|boss|founder|co-?founder|president|chair(?:man|woman)?|managing director|head of \w+"
    r"|team lead|colleague|co-?worker|manager|supervisor|intern|investor|landlord|landlady"
)
_MINE = (
    rf"{_OURS}|neighbou?r|wife|husband|ex|friend|girlfriend|boyfriend|flatmate|roommate|mother|father|mum|mom|dad"
    r"|sister|brother|son|daughter|aunt|uncle|cousin|grandmother|grandfather|grandma|grandpa|teacher|doctor|therapist"
)
_OFFICE = r"president|prime minister|chancellor|senator|minister|governor|mayor|king|queen|prince|princess|pope"
_FAME = (
    r"singer|actor|actress|footballer|player|athlete|politician|rapper|comedian|influencer|youtuber|streamer|author"
    rf"|writer|billionaire|journalist|presenter|composer|painter|{_OFFICE}"
)
_KNOWN = (
    r"Elon Musk|Jeff Bezos|Bill Gates|Mark Zuckerberg|Steve Jobs|Tim Cook|Sundar Pichai|Satya Nadella|Sam Altman"
    r"|Warren Buffett|Donald Trump|Joe Biden|Barack Obama|Michelle Obama|Kamala Harris|(?:Bill|Hillary) Clinton"
    r"|Vladimir Putin|Volodymyr Zelensk\w+|Emmanuel Macron|Angela Merkel|Olaf Scholz|Friedrich Merz|Boris Johnson"
    r"|Keir Starmer|Rishi Sunak|Narendra Modi|Xi Jinping|Ursula [Vv]on [Dd]er Leyen|Giorgia Meloni|Greta Thunberg"
    r"|Taylor Swift|Beyonc[eé]|Rihanna|Lady Gaga|Kanye West|Kim Kardashian|Oprah(?: Winfrey)?|Tom Hanks|Brad Pitt"
    r"|Angelina Jolie|Leonardo Di[Cc]aprio|George Clooney|Cristiano Ronaldo|Lionel Messi|Le[Bb]ron James"
    r"|Serena Williams|Roger Federer|J\.? ?K\.? Rowling|Stephen King|Meghan Markle|Jamie Oliver|Mr[Bb]east"
)
"""A few of those whom everybody knows. Nobody can list them all; of the others a connected model says who is real."""
_KNOWN_ANYHOW = rf"(?:(?:mr|mrs|ms|miss|dr|sir|lord|lady)\.? )?(?-i:{_KNOWN}|{_KNOWN.lower()})"
"""'Tim Cook' and 'tim cook'; a 'Tim cook' may be somebody who cooks."""
_REAL = re.compile(
    rf"(?:^\W*|{_NAME},? |\bis )(?:my (?:{_MINE})|our (?:{_OURS}))\b"
    rf"|^\W*(?:(?:an?|the) (?:clone|copy|twin) of )?{_KNOWN_ANYHOW}\b"
    rf"|\b(?:customer|user|client|buyer|person|named|called),? {_KNOWN_ANYHOW}\b"
    rf"|^\W*(?:the |former |ex-)*(?:{_OFFICE}) {_NAME}"
    rf"|(?:^\W*|{_NAME}, )the (?:\w+ )?(?:{_OFFICE}|ceo|founder|co-?founder|inventor) of (?:the )?{_NAME}"
    rf"|{_NAME}, the (?:[\w-]+ ){{0,3}}(?:{_FAME})\b|^\W*the (?:pope|dalai lama)\b|\bthe real {_NAME}"
    r"|^\W*(?:an?|the|our) real(?:ly existing)? (?:person|customer|user|client|colleague|employee|man|woman)\b"
    r"|\b(?:based|modell?ed) (?:on|after) (?:(?:an?|the) )?(?:real|actual|living|existing|my|our)\b"
    rf"|\b(?:who|that) really exists\b|\bcelebrit(?:y|ies){_ALONE}"
    r"|^\W*@\w|^\W*+[\w.+-]++@[\w-]+\.\w{2,}|^https://(?:[\w-]+\.)?linkedin\.com/in/",
    re.I,
)
HATED = (
    r"jews?|muslims?|christians?|hindus?|sikhs?|blacks?|black people|white people|asians?|arabs?|gays?|gay people"
    r"|lesbians?|trans(?:gender)? people|queers?|women|men|immigrants?|migrants?|foreigners?|refugees?|roma"
    r"|disabled people"
)
_HATEFUL = (
    r"racist|sexist|misogynist|misogynistic|anti-?semit\w*|islamophob\w+|xenophob\w+|homophob\w+|transphob\w+"
    r"|bigot(?:ed)?|(?:neo-?)?nazi|fascist|white supremac\w+|incel|ku klux klan\w*|holocaust denier"
    r"|(?:\w+-wing |religious )?extremist|terrorist"
)
_SUFFERED = r"(?!\W+(?:remark|comment|abuse|insult|joke|attack|language|treatment|post|message|violence))"
_EXPERT = r"doctor|physician|nurse|therapist|psychiatrist|psychologist|pharmacist|lawyer|attorney|solicitor"
_ADVICE = r"(?:\w+ ){0,3}(?:medical|legal|health) advice"
_UNFIT = re.compile(
    rf"\b(?:{_HATEFUL})s?\b{_SUFFERED}"
    rf"|\b(?:hat(?:es?|ing)|despis(?:es?|ing)|loath(?:es?|ing))\W+(?:all |the |every )?(?:{HATED})\b"
    r"(?!['’]|\W+(?:shoes|clothes))"
    rf"|^\W*+(?:(?!who\b|that\b)[\w'’-]++ ){{0,4}}for {_ADVICE}\b|^\W*{_ADVICE}\b"
    rf"|\b(?:persona|somebody|someone|one|expert) (?:who|that|to) (?:can )?(?:giv|offer|provid)\w* {_ADVICE}\b"
    rf"|\b(?:giv|offer|provid)\w* (?:us|me) {_ADVICE}\b|\b(?:diagnos|prescri)\w+ (?:me|us)\b"
    rf"|\b(?:{_EXPERT})\b[^.]{{0,40}}\b(?:(?:advis\w+|treat\w*|cur\w+|heal\w*) (?:me|us)\b"
    r"|tells? (?:me|us) (?:what|how|whether|which|if) (?:\w+ ){0,2}(?:to|should|may|can|must)\b)",
    re.I,
)
MOST_ADDRESSES = 5
_ADDRESS = re.compile(r"https?://[^\s<>|\"]+", re.I)
_LABELLED = re.compile(
    rf"(?P<before>(?<![\w.-])(?P<label>[\w.-]++)\s*+\()?(?P<address>{_ADDRESS.pattern})",
    re.I,
)
"""'example.org (https://example.org)', as Slack shows a bare 'example.org'; or an address alone."""
_HERE = "\0"
"""Where an address stood."""
_LEADS_HERE = re.compile(rf"\(?\b(?:from|see|at|using|based on|read)\b[ :]{{0,3}}(?={_HERE})", re.I)
LONGEST_CHOICE = 200
ALL_PAGES = ("all", "all pages", "the pages", "them all", "all of them", "them all of them")
_COUNTED = re.compile(rf"\b(\d{{1,2}}|{'|'.join(SMALL_NUMBERS)}) (?:\w+ ){{0,2}}(?:personas|people|customers)\b", re.I)
CHILD = "I don't play children. I can make an invented adult who looks after one: who would that be?"
REAL = (
    "I don't play real people: what I would say for them, they never said. "
    "I can make an invented person of that kind: what does such a person do, and what do they care about?"
)
NAMELESS = "The persona has no name that can be used: it takes letters, and must not be mine."
UNFIT = (
    "I don't make personas for advice on health or law, nor for hatred. "
    "I can make an invented customer of yours: who uses what you offer?"
)


def brief_of(said: str) -> str | None:
    """What a message says about the persona it asks for; empty: only that it wants one; None: it asks for none."""
    line = said[:LONGEST_BRIEF]
    match = _BY_NAME.match(line) or _ASKS.match(line)
    return match["brief"].strip(" .,:;–—-\n") if match else None


def addresses_in(said: str) -> tuple[str, ...]:
    """Web addresses that people wrote, each once, as https; Slack shows a bare `example.org` as one too."""
    found = (match[0].rstrip(".,;:!?)]}>»”’\"'") for match in _ADDRESS.finditer(said[:LONGEST_BRIEF]))
    return tuple(dict.fromkeys(re.sub(r"^http://", "https://", each, flags=re.I) for each in found))[:MOST_ADDRESSES]


def without_addresses(said: str) -> str:
    """What is said besides addresses; 'example.org (https://example.org)' is one address, and 'from' before it leads
    nowhere without it."""
    left = _LABELLED.sub(_left_of_address, said[:LONGEST_BRIEF].replace(_HERE, " "))
    return _LEADS_HERE.sub("", left).replace(_HERE, " ").strip(" .,:;–—-\n()")


def _left_of_address(found: re.Match[str]) -> str:
    """A host before the address is its label; another word is not, and stays."""
    label, (_, closed, after) = found["label"] or "", found["address"].rpartition(")")
    host, dot, ending = label.rpartition(".")
    if closed and host and dot and len(ending) > 1 and "-" not in ending:
        return f"{_HERE} {after}"
    return f"{found['before'] or ''}{_HERE} "


def pages_chosen(said: str) -> tuple[int, ...] | None:
    """'read 1, 3 and 5' -> (1, 3, 5); 'read all' -> (); None where that is not what was said."""
    if len(said) > LONGEST_CHOICE:
        return None
    read, *chosen = re.findall(r"\d+|[^\W\d_]+|[^\w\s]|_", said.lower().rstrip(" \n.!")) or [""]
    if read != "read":
        return None
    if " ".join(chosen) in ALL_PAGES:
        return ()
    if not all(each.isdecimal() or each in (",", "and", "&") for each in chosen):
        return None
    return tuple(int(each) for each in chosen if each.isdecimal()) or None


def wants_several(said: str) -> bool:
    """Whether somebody asks whom to make or meet, in the plural or without describing anybody.

    'Make us personas', 'three personas from this', 'who should we interview?'; not 'my personas' or 'how do personas
    work?'. A bare 'personas' counts.
    """
    line = said[:LONGEST_BRIEF]
    if (asked := _SEVERAL.match(line)) is not None:
        bare = asked[0].lower().split()[:-1]
        return not (bare and set(bare) <= {"our", "the", "your"})
    return _WHOM.match(line) is not None or _WORTH.match(line) is not None


def how_many(said: str) -> int:
    """How many were asked for, from FEWEST to MOST; USUAL where no number was said."""
    asked = _COUNTED.search(as_seen(said[:LONGEST_BRIEF]))
    if asked is None:
        return USUAL
    return min(MOST, max(FEWEST, small_number(asked[1])))


def objection(brief: str) -> str | None:
    """-> a kind refusal with what can be had instead, for a child, a real person, or what no persona is for."""
    line = _without_capitals(as_seen(brief[:LONGEST_BRIEF])[:LONGEST_BRIEF])
    if _UNFIT.search(line):
        return UNFIT
    if _REAL.search(line):
        return REAL
    if _CHILD_ELSEWHERE.search(line):
        return CHILD
    return CHILD if any(_is_child(line, found) for found in _CHILD.finditer(line)) else None


def objection_to_card(persona: Persona) -> str | None:
    """The same of a card: nobody who is not made comes in by another way, such as a file or a model's draft."""
    if not named(persona.name):
        return NAMELESS
    ages = re.findall(r"\d+", persona.age_band)
    aged = f"a {ages[-1]}-year-old" if ages else f"aged {persona.age_band}"
    told = (f"{persona.name}, {persona.occupation}", aged, persona.brief)
    return next(filter(None, map(objection, told)), None)


def _is_child(brief: str, found: re.Match[str]) -> bool:
    """Whether it is the persona that is so young, and not somebody or something beside it."""
    end = found.start()
    near = max(0, end - _NEAR)
    if found["pronoun"]:
        return not _SOMEBODY_BESIDE.search(brief, near, end)
    return _IS_ONE.search(brief, near, end) is not None or not _WITH_A_CHILD.search(brief, near, end)


def _without_capitals(line: str) -> str:
    """'ELON MUSK' as 'Elon Musk': a name is one however loudly it is written."""
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize() if word[0].isupper() else word[0], line)
