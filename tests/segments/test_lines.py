"""A report as numbered lines, from which questions about it are answered."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from bot.views.gallery_segments import FOUND, LATER, NONE, PUT, VOICES
from segments.line_facts import Line
from segments.line_names import names_of
from segments.lines import LONGEST, MOST_LETTERS, lines_of
from segments.report import Report
from segments.told import UNDECIDED, Apart, Criterion, Trait, Usual
from tests.views.hostile_segments import reports


def told(report: Report) -> dict[str, str]:
    return {each.id: each.text for each in lines_of(report)}


def ending(here: str, others: str, outcome: str = "Churn") -> tuple[Criterion]:
    words = f"{outcome}: {here} here, {others} among the others, another number (from +22 to +44)."
    return (Criterion("responds differently", "met", 0.4, words, outcome, here, others),)


def ranked(*endings: tuple[Criterion]) -> list[str]:
    """What is said of segments that end so, side by side, after how many they are and what they bring."""
    segments = tuple(
        replace(FOUND.segments[0], id=f"s{number}", label=number - 1, name="A", criteria=each)
        for number, each in enumerate(endings, 1)
    )
    lines = told(FOUND.model_copy(update={"segments": segments, "apart": None}))
    return [text.replace(", “A”", "") for id, text in lines.items() if id.startswith("c")][2:]


def test_every_fact_is_a_line_with_an_id_of_its_own() -> None:
    lines = told(FOUND)
    assert lines["r2"] == "4,210 rows were read and 4,060 of them used."
    assert lines["r3"] == "Not used: 120 rows, without a customer."
    assert lines["d1"] == "2 segments among 380 customers."
    assert "silhouette 2, gap 2, prediction strength 2, stability 3" in lines["d3"]
    assert lines["s1.2"] == "Segment 1, “Every fortnight”: 11 orders a year, others 3"
    assert lines["s2.1"] == "Segment 2, “Once, long ago”: 120 of 380 customers (32 %), 19 % of the money"
    assert any("coming back: Nobody has come back" in each for id, each in lines.items() if id.startswith("s2."))
    assert lines["f1"].startswith("Tested on the last 26 weeks")
    assert "Invoice (order)" in lines[max(id for id in lines if id.startswith("n"))]
    assert len({each.id for each in lines_of(FOUND)}) == len(lines_of(FOUND))


def test_who_is_largest_richest_and_leaves_most_stands_side_by_side_in_order() -> None:
    one, two = FOUND.segments
    segments = (replace(one, criteria=ending("7 %", "32 %")), replace(two, criteria=ending("57 %", "16 %")))
    apart = Apart(("tenure (average)",), ((Usual("9.5", -1.0),), (Usual("1,052", 1.0),)))
    lines = told(FOUND.model_copy(update={"segments": segments, "apart": apart}))
    assert lines["c1"].endswith("Segment 1, “Every fortnight”: 260 (68 %); Segment 2, “Once, long ago”: 120 (32 %)")
    assert lines["c2"].startswith("By their share of the money, the largest first: Segment 1, “Every fortnight”: 81 %;")
    assert lines["c3"] == (
        "By Churn, the highest first: Segment 2, “Once, long ago”: 57 %; Segment 1, “Every fortnight”: 7 %"
    )
    assert lines["c4"].startswith("By tenure (average), the highest first: Segment 2, “Once, long ago”: 1,052;")


def test_a_share_that_leaves_some_out_does_not_stand_beside_how_many_of_all_have_it() -> None:
    """Asked what share has it, two figures would answer."""
    cells = tuple((Usual(of_those, 0.0), Usual("95 %", 0.0)) for of_those in ("50 %", "22 %"))
    features = ("MultipleLines: Yes (share, leaving out “No phone service”)", "Contract: Two year (share)")
    lines = told(FOUND.model_copy(update={"apart": Apart(features, cells)}))
    side = " ".join(text for id, text in lines.items() if id.startswith("c"))
    assert "Contract: Two year (share)" in side
    assert "MultipleLines" not in side


def test_of_outcomes_from_a_thousand_on_the_highest_is_named_first() -> None:
    assert ranked(ending("1,235", "470"), ending("560", "801"), ending("210", "998")) == [
        "By Churn, the highest first: Segment 1: 1,235; Segment 2: 560; Segment 3: 210"
    ]


def test_outcomes_below_nothing_come_last() -> None:
    assert ranked(ending("-3.2", "1.5", "Margin"), ending("-12", "2"), ending("0.8", "-5", "Margin")) == [
        "By Margin, the highest first: Segment 3: 0.8; Segment 1: -3.2"
    ]


def test_a_column_with_a_colon_or_a_comma_in_its_name_is_named_whole() -> None:
    assert ranked(ending("26 %", "9 %", "Plan: pro churned, a"), ending("9 %", "26 %", "Plan: pro churned, a")) == [
        "By Plan: pro churned, a, the highest first: Segment 1: 26 %; Segment 2: 9 %"
    ]


def test_of_outcomes_that_an_earlier_version_told_in_words_alone_nothing_is_ranked() -> None:
    [now] = ending("57 %", "16 %")
    before = replace(now, outcome="", here="", others="")
    assert ranked((before,), (before,)) == []


def test_a_rule_that_does_not_decide_is_told_to_be_undecided() -> None:
    lines = told(FOUND.model_copy(update={"votes": {"silhouette": 2, "gap": UNDECIDED, "stability": 1}}))
    assert "How many segments each test would make: silhouette 2, gap undecided, stability no segments." in lines["d3"]


def test_a_line_knows_of_which_segment_each_figure_is() -> None:
    line = next(each for each in lines_of(FOUND) if each.id == "c2")
    assert [(each.segment, each.text[-4:]) for each in line.of] == [(1, "81 %"), (2, "19 %")]
    first = next(each for each in lines_of(FOUND) if each.id == "s2.1")
    assert [each.segment for each in first.of] == [2]
    assert next(each for each in lines_of(FOUND) if each.id == "a1").of[0].segment == 1


def test_what_changed_what_was_corrected_and_what_texts_say_are_lines_too() -> None:
    assert any(each.startswith("Since orders-april.csv: 34 of 361") for each in told(LATER).values())
    assert any("stand where the team put them" in each for each in told(PUT).values())
    lines = told(VOICES)
    assert lines["v1"].startswith("1. Every fortnight. What their texts say: 70 % positive")
    assert "From their texts: “The courier rang twice and waited.”" in lines["v3"]


def test_of_no_segments_the_reason_is_told() -> None:
    lines = told(NONE)
    assert lines["d1"] == "There are no real segments here."
    assert lines["d2"] == "They spread as evenly as noise does, by all four rules."
    assert not any(id.startswith(("s", "c")) for id in lines)


def test_of_a_long_report_what_says_least_is_left_out_and_no_number_is_cut() -> None:
    traits = tuple(Trait("x", 1.0, 2.0, 1.0, f"{'word ' * 117}12,345,678 {n}") for n in range(8))
    many = tuple(replace(FOUND.segments[0], id=f"s{n + 1}", label=n, traits=traits) for n in range(20))
    lines = lines_of(FOUND.model_copy(update={"segments": many}))
    assert sum(len(each.text) + len(each.id) for each in lines) <= MOST_LETTERS
    assert {f"s{n + 1}.1" for n in range(20)} <= {each.id for each in lines}
    cut = [each for each in lines if each.text.endswith("…")]
    assert cut
    assert not any(each.text.rstrip("…")[-1].isdigit() for each in cut)


def test_names_of_the_file_are_known_as_names() -> None:
    columns = (replace(FOUND.understanding.columns[0], name="Plan 9,999,999"),)
    named = names_of(FOUND.model_copy(update={"understanding": replace(FOUND.understanding, columns=columns)}))
    assert "Plan 9,999,999" in named
    assert "Every fortnight" in named


@settings(max_examples=25, deadline=None)
@given(reports)
def test_whatever_stands_in_a_file_lines_are_short_single_and_not_too_many(report: Report) -> None:
    lines = lines_of(report)
    assert sum(len(each.text) for each in lines) <= MOST_LETTERS
    assert all(isinstance(each, Line) and len(each.text) <= LONGEST + 1 and "\n" not in each.text for each in lines)


def test_of_a_forecast_that_is_not_to_be_used_no_line_has_its_number() -> None:
    useless = (
        "No forecast to plan with: tried on the last 26 weeks of the file, it did no better than a plain guess.",
    )
    tried = (f"{useless[0]} In the next 26 weeks I expect 9,446 purchases.",)
    lines = told(FOUND.model_copy(update={"predictions": useless, "tried": tried}))
    assert [text for id, text in lines.items() if id.startswith("f")] == list(useless)
