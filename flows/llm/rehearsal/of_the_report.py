"""Whether a question is about the report at all, or what people ask each other in its thread."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from flows.llm.rehearsal.report_words import ASKING, MEANING, MONEY, SIZE, WEAK
from flows.llm.report_tasks import ReportLine
from interviews.language import content_stems, words

_OF_CUSTOMERS = re.compile(
    r"\b(?:segments?|groups?|clusters?|segmentation|customers|clients|buyers|shoppers|spenders|subscribers|members"
    r"|leavers|look-?alikes?)\b",
    re.I,
)
"""Said of a report, whatever stands beside it."""
_TO_SOMEBODY = re.compile(
    r"\b(?:he|she|him|his|her|hers|your|yours|yourself|today|tonight|tomorrow|yesterday"
    r"|this (?:morning|afternoon|evening)|(?:on|till|until) (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\byou\b(?! (?:\w+ )?(?:find|found|tell|say|said|show|explain|describe|give|list|ma[dk]e|count|compare|recommend"
    r"|advise|suggest|calculate|use|choose|chose|decide|split|build|built|create|forecast|predict|foretell|expect|leave"
    r"|drop|skip|exclude|ignore|omit|see|come up|arrive|derive|know|mean|look|get to)\w*\b)",
    re.I,
)
_REPORT = re.compile(
    r"\b(?:first|most|least|next|best|top|highest|lowest|largest|smallest|biggest|fewest|priorit\w+|focus"
    r"|invest|worth|offers?|discounts?|campaigns?|vouchers?|coupons?|upsell|cross-?sell|churn\w*|loyal\w*"
    r"|retention|retain|expect\w*|risk|slipping|inactive|quiet|silent|lifetime value|forecast\w*"
    r"|predict\w*|revenue|money|sales|spen[dt]\w*|laps\w+|orders|purchases?|bought|buy|trust\w*|reliab\w+"
    r"|significan\w+|confident|certain|valid\w*|accura\w+|robust\w*|averages?|typical\w*|vips?|columns?"
    r"|rows|file|data|report|analysis|results?|tests?|votes?|rules|bias\w*|fair\w*|careful|how many"
    r"|how often|what share|which ones?|them|they|these|there|moved|grew|shrank|left out|leave out|by|why|compared)\b"
    r"|\bwhat (?:should|shall|can|do) (?:we|i) do(?: now)?\W*$|^\W*who (?:left|leaves)\W*$",
    re.I,
)
_BESIDE = content_stems(
    "first most least next best top highest lowest largest smallest biggest fewest call contact phone ring email mail "
    "message write talk speak approach target address visit focus prioritise prioritize priority start begin invest "
    "concentrate care look attractive important promising worth calling offer discount campaign voucher coupon deal "
    "upsell win back keep retain stay stayed reduce increase churn churned lapse lapsed loyal loyalty trust reliable "
    "statistically significant accurate valid robust confident certain moved grew grow growing shrank lost lose gain "
    "gained joined new left leave gone leaving right number make made build built calculate calculated create created "
    "derive based compare compared get give made arrive segmented recommend advise suggest steps step treat handle "
    "should can while risk silent quiet inactive last time times ago since once again still ones two three four five "
    "lifetime"
)
_NEVER_ALONE = content_stems("time day days call ask people work here look good make left new line lines")
"""Words of reports that people use all day."""


def of_the_report(lines: Sequence[ReportLine], question: str, names: Collection[str]) -> bool:
    """Whether it names segments or customers, or has words of the report and no others. `names`: of the segments."""
    if _OF_CUSTOMERS.search(question) or any(name.casefold() in question.casefold() for name in names):
        return True
    told = {word for line in lines for word in content_stems(line.text)}
    asked = {each for each in content_stems(question) if not each.isdigit()}
    known = told | MEANING.keys() | ASKING | MONEY | SIZE | WEAK | _BESIDE
    if _TO_SOMEBODY.search(question) or asked - known or _names_somebody(question, told):
        return False
    return _REPORT.search(question) is not None or bool(asked & told - _NEVER_ALONE - ASKING)


def _names_somebody(question: str, told: Collection[str]) -> bool:
    """Whether a word within it begins with a capital letter that no line has."""
    within = re.findall(r"(?<=[\w,] )[A-Z][a-z]+", question)
    return any(content_stems(each) - set(told) for each in within if words(each))
