"""What *Details* shows of an analysis: a page that is read in a few minutes, in the order of the message."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.cli.dialogue import parts
from bot.views.details import whole_report_view
from bot.views.gallery_segments import FOUND, NONE, VOICES
from flows.segmentation_replies import WholeReport
from segments.report import Report
from segments.said import Stage
from segments.telling import markdown
from segments.told import Criterion, Scores, Trait

TRAIT = "days from one purchase to the next on average 112, the others 56.6"
ASIDE = " (each customer's own, known of 62 % of them, 66 % of the others)"
RULE = (
    "Orders over 3 and money spent over 880. This gets 96 of 100 customers right: 96 of 100 it picks are members, and "
    "it finds 92 of 100 members (tried on customers it was not learnt from)."
)
WIDE = "Members differ as much from each other as from others"
BACK = "It comes back almost the same when they are drawn anew"
CRITERIA = (
    Criterion("sizable", "met", 0.31, "31 % of the customers (1,350) and 82 % of the money; the line is at 5 %."),
    Criterion("identifiable", "met", 0.94, "A rule in one sentence finds 92 % of them, and 96 % it picks are members."),
    Criterion("reachable", "unknown", None, "The list of their numbers reaches them alone."),
    Criterion("responds differently", "met", 0.41, "Churn: 57 % here, 16 % elsewhere (from +38 to +44). Not tried."),
    Criterion("coherent", "not met", 1.16, f"{WIDE} (within/between 1.16).", aside=" (within/between 1.16)"),
    Criterion("stable", "met", 0.97, f"{BACK} (Jaccard 0.97).", aside=" (Jaccard 0.97)"),
)
WAY = tuple(Stage(name, 9, words=f"Half of these within 95 days, {name}.") for name in ("first purchase", "slipping"))


def large(segments: int) -> Report:
    """As much as Online Retail gives."""
    traits = tuple(Trait(f"f{n}", 1.0, 2.0, 1.0 - n / 9, f"{n}: {TRAIT}{ASIDE}", ASIDE) for n in range(8))
    given = tuple(
        replace(
            FOUND.segments[0],
            label=at,
            id=f"s{at + 1}",
            name=f"Regulars {at}",
            traits=traits,
            criteria=CRITERIA,
            rule=RULE,
        )
        for at in range(segments)
    )
    scores = tuple(Scores(count, 0.4, 1.5, 0.01, 0.9, (0.9,) * count, (9,) * count) for count in range(2, 9))
    told = {
        "segments": given,
        "journeys": (WAY,) * segments,
        "scores": scores,
        "next_steps": ("Begin here.", "Then there."),
    }
    return FOUND.model_copy(update=told)


def shown(report: Report) -> list[str]:
    return "\n".join(parts(whole_report_view(WholeReport("report", report)))).split("\n")


def words(lines: list[str]) -> int:
    return sum(bool(re.search(r"\w", word)) for line in lines for word in line.split())


def test_three_segments_are_told_in_seven_hundred_words_and_six_in_little_more() -> None:
    assert words(shown(large(3))) < 520, "with forecasts and the rows of a real file it stays below 800"
    assert words(shown(large(6))) - words(shown(large(3))) < 3 * 65


def test_what_became_of_columns_and_the_facts_of_steps_stand_on_the_canvas() -> None:
    notes = ("Segment 2 was called “Once” before.", "churn is held out.")
    told = {"notes": notes, "of_columns": notes[1:], "steps_in_short": ("Begin here, in short.",)}
    report = large(2).model_copy(update=told)
    lines, page = shown(report), markdown(report)
    assert notes[0] in lines
    assert "• Begin here, in short." in lines
    assert notes[1] not in "\n".join(lines)
    assert all(each in page for each in (*notes, *report.next_steps))


def test_of_many_segments_each_has_two_traits() -> None:
    assert sum(line.startswith("• ") and TRAIT in line for line in shown(large(4))) == 4 * 3
    assert sum(line.startswith("• ") and TRAIT in line for line in shown(large(5))) == 5 * 2


def test_a_segment_is_three_traits_a_rule_and_a_line_of_marks() -> None:
    lines = shown(large(2))
    at = next(at for at, line in enumerate(lines) if line.startswith("1. Regulars 0 · 68 % of customers, 81 % of "))
    assert lines[at + 1 : at + 4] == [f"• {n}: {TRAIT}" for n in range(3)]
    assert lines[at + 4] == "Orders over 3 and money spent over 880. This gets 96 of 100 customers right."
    assert lines[at + 5] == (
        "✓ Sizable · ✓ Identifiable · ? Reachable · ✓ Responds differently · ✗ Coherent · ✓ Stable"
    )
    assert lines[at + 6] == "✓ Responds differently: Churn: 57 % here, 16 % elsewhere"
    assert lines[at + 7].startswith("2. Regulars 1")


def test_what_holds_of_several_segments_is_told_once_with_their_numbers() -> None:
    report = large(3)
    apart = Criterion("coherent", "not met", 1.4, f"{WIDE} (within/between 1.4).", aside=" (within/between 1.4)")
    others = (*CRITERIA[:4], apart, CRITERIA[5])
    fine = (*CRITERIA[:4], Criterion("coherent", "met", 0.3, "Members differ less."), CRITERIA[5])
    one, two, three = report.segments
    given = (one, replace(two, criteria=others), replace(three, criteria=fine))
    lines = shown(report.model_copy(update={"segments": given}))
    assert "? Reachable, every segment: The list of their numbers reaches them alone." in lines
    told = f"✗ Coherent, segments 1 and 2: {WIDE}."
    assert [line for line in lines if "Coherent" in line and "·" not in line] == [told]


def test_what_only_one_segment_does_not_meet_is_told_with_it() -> None:
    first, second = FOUND.segments
    late = (
        *first.criteria[:-1],
        Criterion("stable", "not met", 0.4, "It often dissolves (Jaccard 0.40).", aside=" (Jaccard 0.40)"),
    )
    lines = shown(FOUND.model_copy(update={"segments": (replace(first, criteria=late), second)}))
    told = lines.index("✗ Stable: It often dissolves.")
    assert told < next(at for at, line in enumerate(lines) if line.startswith("2. "))


def test_it_tells_what_was_found_what_to_do_and_what_is_likely_before_how_it_was_found() -> None:
    lines = shown(large(2))
    heads = ["2 segments among 380 customers", "What I would do next:", "What is likely to come", "How this was found"]
    places = [lines.index(head) for head in heads]
    assert places == sorted(places)
    how = lines[places[-1] :]
    assert FOUND.why in how
    tests = "2 by how far apart the groups stand; 2 by how much tighter than chance they are; "
    assert any(line.startswith(f"How many segments each test would make: {tests}") for line in how)
    assert not any(name in line for line in how for name in ("silhouette", "prediction strength", "Jaccard"))
    assert words(how) < 200
    assert how[-1].startswith("All traits, each criterion with its figure")


def test_what_it_leaves_out_stands_on_the_canvas() -> None:
    report, page = large(2), markdown(large(2))
    text = "\n".join(shown(report))
    for told in (f"4: {TRAIT}", WAY[0].words, "0.40", "finds 92 of 100 members", CRITERIA[0].words):
        assert told not in text
        assert told in page


def test_where_there_are_none_it_begins_with_why() -> None:
    lines = shown(NONE)
    assert lines[:2] == ["There are no real segments here", NONE.why]
    assert "\n".join(lines).count(NONE.why) == 1
    assert lines[-1].startswith("The figures of every test stand on the canvas")


def test_what_texts_say_stays() -> None:
    text = "\n".join(shown(VOICES))
    assert all(topic.name in text for voice in VOICES.voices for topic in voice.topics)
