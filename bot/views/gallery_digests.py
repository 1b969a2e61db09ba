"""Digests for the gallery: a full one, one without news, one by direct message."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.views.digests import DigestEntry
from bot.views.gallery_segments import SINCE
from bot.views.rhythm import on_day
from flows import digest_replies
from flows.replies import Reply
from studies.decisions import Kind, State
from studies.digest import composed
from studies.file_news import FileNews, findings
from studies.learned import Strength
from studies.news import Change, Held, Item, News, Settled, Someone, Words
from studies.rhythm import Every, Rhythm
from studies.schedule import Alerts, Schedule

LINK = "https://example.slack.com/archives/C0123456789/p1700000000000100"
CHANNEL, DANA, MEI = "C0123456789", "U0123456789", "U0987654321"
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY, BEFORE = datetime(2026, 11, 30, 9, tzinfo=BERLIN), datetime(2026, 11, 23, 9, tzinfo=BERLIN)
WEDNESDAY, THURSDAY = ((BEFORE + timedelta(days=days)).timestamp() for days in (2, 3))
PLAN = Schedule(channel=CHANNEL, rhythm=Rhythm(every=Every.WEEK, hour=9, zone="Europe/Berlin", weekday=0))
MAY = FileNews(
    run="r2", upload="F2", file="orders-may.csv", customers=380, segments=2, at=THURSDAY, since=SINCE, conversation="e",
    channel=CHANNEL, link=LINK, people=(MEI,),
)  # fmt: skip
NEWS = News(
    about="A sharpening van for restaurants",
    items=(
        Item(
            insight="i1",
            text="Kitchens send knives away only on Mondays.",
            change=Change.CONTRADICTED,
            at=3.0,
            strength=Strength.STRONG,
            real=3,
            invented=1,
            words=(Words(quote="Eleven kitchens came, all on a Monday", link=LINK),),
            others=(LINK, LINK),
            against=(Words(quote="We sharpen on Thursdays, before the weekend", link=LINK),),
            decisions=("The van comes on Mondays",),
        ),
        Item(
            insight="i2",
            text="Cooking schools ask for forty knives at once.",
            change=Change.NEW,
            at=2.0,
            strength=Strength.MEDIUM,
            real=1,
            words=(Words(quote="They rang and asked for forty", link=LINK),),
            pinned=True,
        ),
        Item(
            insight="i3",
            text="Nobody minds the price.",
            change=Change.NEW,
            at=1.0,
            strength=Strength.WEAK,
            invented=2,
            words=(Words(quote="Four euros, who cares", link=LINK, persona="Ruth Ostler"),),
        ),
    ),
    held=(
        Held(
            id="a",
            title="A sharpening van",
            link=LINK,
            at=WEDNESDAY,
            people=(DANA,),
            open=("How many kitchens left last year?",),
        ),
        Held(id="b", title="A sharpening van", link=LINK, at=THURSDAY, channel="C0987654321", people=(MEI,)),
        Held(id="c", title="Interview with Ruth", link=LINK, at=THURSDAY, invented=True, people=(DANA,)),
    ),
    analysed=(MAY,),
    settled=(
        Settled(
            id="d1",
            kind=Kind.DECISION,
            state=State.ADOPTED,
            text="The van comes on Mondays",
            owner=DANA,
            link=LINK,
            at=2.0,
        ),
        Settled(
            id="d2",
            kind=Kind.SEGMENTATION,
            state=State.RETIRED,
            text="Kitchens, schools, homes",
            owner=DANA,
            link=LINK,
            at=1.0,
        ),
    ),
    personas=(Someone(id="tiva-melo", name="Ruth"),),
)
NAMES = {DANA: "Dana", MEI: "Mei"}
EDITION = digest_replies.DigestPost(
    "digest-1", CHANNEL, composed(NEWS), BEFORE, MONDAY, names=NAMES, late=MONDAY, channel=CHANNEL
)
DIGESTS: tuple[Reply, ...] = (
    EDITION,
    digest_replies.DigestPost("digest-2", CHANNEL, composed(News()), BEFORE, MONDAY),
    replace(EDITION, name="preview-1", to=DANA, late=None, preview=True),
    digest_replies.DigestSet("set-1", CHANNEL, PLAN, MONDAY, "Dana"),
    digest_replies.DigestSet("set-2", DANA, PLAN.model_copy(update={"personal": True}), MONDAY, "Dana"),
    digest_replies.DigestSet("set-3", CHANNEL, PLAN, None, "Dana", changed=True),
    digest_replies.DigestNote("note-1", CHANNEL, "Dana stopped this digest.", ("digest_resume",)),
    digest_replies.DigestAlert("alert-1", CHANNEL, NEWS.items[:1]),
    digest_replies.DigestAlert("alert-2", CHANNEL, findings=tuple(findings(MAY, Alerts(shrinks=10, outdated=True)))),
    digest_replies.DigestAnswer("answer-1", CHANNEL, "1.0", "When do kitchens send knives?", "Mei", NEWS.items[:1]),
    digest_replies.DigestAnswer("answer-2", CHANNEL, "1.0", "Who sharpens scissors?", "Mei"),
)
ENTRIES = (
    DigestEntry("luma-rori", PLAN, "Dana", on_day(MONDAY), running=True),
    DigestEntry("tiva-melo", PLAN.model_copy(update={"personal": True, "study": "a"}), "Dana", "", running=False),
)
