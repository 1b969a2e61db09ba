"""The report as Markdown: for the command line, a file, a canvas, a study's export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from segments import telling_words as words
from segments.meanings import plain
from segments.measured import COMPARED_BY, RECENCY
from segments.readings import Topic, Voice
from segments.report import Report
from segments.said import Stage
from segments.sentences import sentences
from segments.shares import percent
from segments.since import Since
from segments.standing import Standing
from segments.telling_judged import each_judged, judged
from segments.telling_since import names_in_words, once_called, since_in_words
from segments.telling_words import Say
from segments.told import UNDECIDED, Kind, Scores, Segment
from segments.validation.enough import halves

MOST_TRAITS = 3
"""Of a segment, where it is presented; the others stand at the end."""
SILENCES = ("slipping", "long silence", "leaving")
"""Stages of a way that tell how long ago somebody bought."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def safe(text: str) -> str:
    """What stood in a file is words, never markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def markdown(
    report: Report, say: Say = words.plain, safe: Callable[[str], str] = safe, *, level: int = 1,
    pictures: Sequence[str] = (),
) -> str:  # fmt: skip
    """All of it: what was found and what to do first, how it was found last.

    `say`: (English, values) -> the sentence in the language that is spoken; `safe`: words of a file -> words that mean
    nothing to whoever draws the page; `level`: of the first heading; `pictures`: addresses of what stands below the
    segments.
    """
    return "\n".join(_Page(report, say, safe, "#" * level, tuple(pictures)).lines()).rstrip() + "\n"


def title(report: Report, say: Say = words.plain) -> str:
    """How many segments there are, or that there are none."""
    if not report.found:
        return say(words.NONE)
    return say(words.SOME, count=len(report.segments), of=f"{report.customers:,}", whom=say(report.whom))


def size(report: Report, segment: Segment, say: Say = words.plain) -> str:
    told = {"size": f"{segment.size:,}", "of": f"{report.customers:,}", "whom": say(report.whom)}
    if segment.value_share is None:
        return say(words.SHARE, **told, share=percent(segment.share))
    shares = {"share": percent(segment.share), "money": percent(segment.value_share)}
    return say(words.SHARE_AND_MONEY, **told, **shares, called=money_in(report, say))


def money_in(report: Report, say: Say = words.plain) -> str:
    return money_called(report.understanding.kind, report.money, say)


def money_called(kind: Kind, column: str, say: Say = words.plain) -> str:
    """By its column, as one would say it (“monthly charges”); what orders come to is the money."""
    return say(words.THE_MONEY) if kind is Kind.TRANSACTIONS or not column else plain(column)


def stage(stage: Stage, say: Say = words.plain) -> str:
    """One of the way of a segment; what nobody saw, with what would tell it."""
    return f"{say(stage.name)}: {stage.words if stage.known else say(words.NOT_KNOWN, missing=stage.missing)}"


def follows(report: Report, say: Say = words.plain) -> str:
    """That long silences are partly how the segments were made; empty where they are not, or none is told."""
    compared = any(note.startswith(COMPARED_BY) and RECENCY in note for note in report.notes)
    silent = any(each.reached for way in report.journeys for each in way if each.name in SILENCES)
    return say(words.FOLLOWS) if compared and silent else ""


def vote(count: int, say: Say = words.plain) -> str:
    """How many segments a rule says, none, or that it does not say."""
    return str(count) if count > 1 else say(words.OPEN if count == UNDECIDED else words.NO_SEGMENTS)


def whose(report: Report, voice: Voice, say: Say = words.plain) -> str:
    """`2. Regulars`, or that it is all texts."""
    named = {each.label: f"{each.number}. {each.name}" for each in report.segments}
    return named.get(voice.label) or say(words.ALL_TEXTS)


def felt(voice: Voice, say: Say = words.plain) -> str:
    """How its texts feel, and of how many that was read where it was not all."""
    shares = [say(words.FELT[each], share=percent(share)) for each, share in voice.sentiment.items() if share]
    told = ", ".join(shares) if shares else say(words.NOT_READ)
    return f"{told}. {say(words.READ_OF, read=voice.read, of=voice.of)}" if voice.read < voice.of else told


def who_read(report: Report, say: Say = words.plain) -> str:
    """Whose reading it is: a model's, or that of a rule."""
    return say(words.RULE_SAYS if report.by_rule else words.MODEL_SAYS)


def about(topic: Topic, say: Say = words.plain) -> str:
    return say(words.ABOUT, topic=topic.name, share=percent(topic.share), negative=percent(topic.negative))


def no_forecast(report: Report) -> bool:
    """Whether what was foretold is not to be used."""
    return bool(report.predictions) and report.predictions[0].startswith(words.NO_FORECAST)


def standing_in_words(found: Standing | None, say: Say = words.plain) -> tuple[str, ...]:
    """What became of what people corrected."""
    if found is None:
        return ()
    text = words.STAND if found.customers > 1 else words.STANDS
    return (*([say(text, count=f"{found.customers:,}")] if found.customers else []), *undone(found, say))


def undone(found: Standing | None, say: Say = words.plain) -> tuple[str, ...]:
    """What could not be done, and why."""
    return tuple(say(words.UNDONE[each.why], number=each.number) for each in found.undone) if found else ()


@dataclass(frozen=True)
class _Page:
    report: Report
    say: Say
    safe: Callable[[str], str]
    head: str
    """Before the title; what is below it has a mark more."""
    pictures: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        report = self.report
        yield from [f"{self.head} {title(report, self.say)}", "", self.safe(report.why), ""]
        yield from [self.safe(report.sorted_already), ""] if report.sorted_already and report.found else []
        for segment in report.segments:
            yield from self._segment(segment)
        yield from (line for each in names_in_words(report, self.say) for line in (self.safe(each), ""))
        yield from (line for each in self.pictures for line in (f"![]({each})", ""))
        yield from self._listed(self.say(words.NEXT), map(self.safe, report.next_steps))
        yield from self._voices()
        yield from self._since(report.since)
        yield from self._listed(self.say(words.CORRECTED), standing_in_words(report.standing, self.say))
        for heading, said in (
            (words.LIKELY, report.predictions),
            (words.BEST, report.best),
            (words.CAREFUL, report.cautions),
        ):
            yield from self._listed(self.say(heading), map(self.safe, said))
        yield from self._how()

    def _segment(self, segment: Segment) -> Iterator[str]:
        """What everybody reads of it; the rest stands at the end."""
        many = self.safe(size(self.report, segment, self.say))
        yield from [f"{self.head}# {self._named(segment)}", "", f"{many}.", ""]
        yield from [*(f"- {self.safe(trait.words)}" for trait in segment.traits[:MOST_TRAITS]), ""]

    def _how(self) -> Iterator[str]:
        """The method, below one heading: nothing of it has to be read to use the segments."""
        report, below = self.report, replace(self, head=f"{self.head}#")
        yield from [f"{self.head}# {self.say(words.HOW_FOUND)}", ""]
        yield from below._listed(self.say(words.EVERY), map(self.safe, judged(report.segments, self.say)))
        for segment in report.segments:
            yield from below._judged(segment)
        yield from below._apart()
        yield from below._ways()
        tried = (each for each in sentences(report.tried) if each not in sentences(report.predictions))
        yield from below._listed(self.say(words.TRIED), map(self.safe, tried))
        once = once_called(report.once_called, self.say)
        yield from below._listed(self.say(words.COMPARED), map(self.safe, (*once, *report.notes)))
        yield from below._rules()
        # Which test says which number stands with the tests.
        undecided = (each for each in report.disagreements if each.startswith(words.UNDECIDED) or not report.votes)
        yield from below._listed(self.say(words.NOT_ANOTHER), map(self.safe, (*undecided, *report.vetoes)))
        yield from below._listed(self.say(words.OTHERWISE), map(self.safe, report.other_ways))
        yield from below._receipt()

    def _judged(self, segment: Segment) -> Iterator[str]:
        """Its rule, what else sets it apart, and the six criteria as far as they are its own."""
        rule = [segment.rule] if segment.rule else []
        more = (each.words for each in segment.traits[MOST_TRAITS:])
        told = [*rule, *more, *each_judged(segment, self.report.segments, self.say)]
        yield from self._listed(self._named(segment), map(self.safe, told))

    def _ways(self) -> Iterator[str]:
        """The way of each segment; a stage that all have in common is told once."""
        report = self.report
        ways = [[self.safe(stage(each, self.say)) for each in stages] for stages in report.journeys]
        common = [each for each in ways[0] if all(each in way for way in ways)] if len(ways) > 1 else []
        of_all = [*common, *filter(None, [follows(report, self.say)])]
        yield from self._listed(self.say(words.WAY_OF_ALL), of_all)
        for segment, way in zip(report.segments, ways, strict=False):
            own = [each for each in way if each not in common]
            yield from self._listed(self.say(words.WAY, name=self.safe(segment.name)), own)

    def _named(self, segment: Segment) -> str:
        return f"{segment.number}. {self.safe(segment.name)}"

    def _apart(self) -> Iterator[str]:
        apart, given = self.report.apart, self.report.segments
        if apart is None or len(apart.rows) != len(given):
            return
        yield from [f"{self.head}# {self.say(words.APART)}", "", self.say(words.USUAL), ""]
        rows = zip(given, apart.rows, strict=True)
        everybody = [[self.say(words.EVERYBODY), *apart.everybody]] if apart.everybody else []
        yield from self._table(
            [self.say(words.SEGMENT), *apart.features],
            [*([f"{each.number} {each.name}", *(cell.words for cell in cells)] for each, cells in rows), *everybody],
        )

    def _voices(self) -> Iterator[str]:
        """What the texts say, each quote behind its topic."""
        if self.report.voices:
            yield from [f"{self.head}# {self.say(words.TEXTS_SAY)}", "", who_read(self.report, self.say), ""]
        for voice in self.report.voices:
            often = [self.say(words.OFTEN, words=", ".join(voice.keywords))] if voice.keywords else []
            said = [felt(voice, self.say), *(self._topic(each) for each in voice.topics), *often]
            yield from [f"{self.head}## {self.safe(whose(self.report, voice, self.say))}", ""]
            yield from [*(f"- {self.safe(each)}" for each in said), ""]

    def _topic(self, topic: Topic) -> str:
        quotes = " ".join(f"“{each}”" for each in topic.quotes)
        return f"{about(topic, self.say)}{': ' if quotes else ''}{quotes}"

    def _since(self, since: Since | None) -> Iterator[str]:
        if since is not None:
            heading = self.say(words.SINCE, file=self.safe(since.file))
            yield from self._listed(heading, map(self.safe, since_in_words(since, self.say)))

    def _rules(self) -> Iterator[str]:
        report = self.report
        votes = [
            f"{self.say(words.TESTS.get(rule, rule))}: {vote(count, self.say)}" for rule, count in report.votes.items()
        ]
        yield from self._listed(self.say(words.RULES), votes)
        header = (words.SEGMENTS, words.SILHOUETTE, words.GAP, words.STRENGTH, words.JACCARD, words.SIZES)
        if report.scores:
            yield from self._table([self.say(each) for each in header], [_scored(each) for each in report.scores])

    def _receipt(self) -> Iterator[str]:
        receipt = self.report.receipt
        yield from [f"{self.head}# {self.say(words.ROWS)}", "", self.safe(self.report.understanding.said), ""]
        left = [[f"−{left.rows:,}", left.why] for left in receipt.left]
        rows = [[f"{receipt.read:,}", self.say(words.READ)], *left, [f"{receipt.used:,}", self.say(words.USED)]]
        rows += [[f"{receipt.customers:,}", self.say(words.CUSTOMERS_IN)]] if receipt.customers else []
        rows += [[receipt.amount, self._counted()]] if receipt.amount else []
        rows += [[receipt.returned, self.say(words.GONE_BACK)]] if receipt.returned else []
        yield from self._table([self.say(words.HOW_MANY), self.say(words.BECAME)], rows)
        yield from (f"- {self.safe(each)}" for each in (receipt.choice, *receipt.noted) if each)

    def _counted(self) -> str:
        """What the money is, where no single column says it."""
        by = self.report.understanding.money
        plainly = by in ("", self.report.money)
        return self.say(words.MONEY_IN) if plainly else self.say(words.MONEY_COUNTED, money=by)

    def _listed(self, heading: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
        """Nothing where nothing is listed."""
        said = [f"- {each}" for each in lines]
        yield from [f"{self.head}# {heading}", "", *said, ""] if said else []

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        yield self._row(header)
        yield self._row(["---"] * len(header), plainly=True)
        yield from map(self._row, rows)
        yield ""

    def _row(self, cells: Sequence[str], *, plainly: bool = False) -> str:
        return f"| {' | '.join(each if plainly else self.safe(each) or ' ' for each in cells)} |"


def _scored(scores: Scores) -> list[str]:
    return [
        str(scores.count),
        f"{scores.silhouette:.2f}",
        f"{scores.gap:.2f} ± {scores.gap_error:.2f}" if scores.has_gap else "not measured",
        halves(scores),
        ", ".join(f"{each:.2f}" for each in scores.jaccard),
        ", ".join(f"{size:,}" for size in scores.sizes),
    ]
