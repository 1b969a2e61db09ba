"""`make demo` is a whole interview, and the README shows what it prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def printed() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo"], capture_output=True, text=True, cwd=HOUSE, check=True, timeout=120
    )
    assert done.stderr == ""
    return done.stdout


def test_it_shows_everything_it_promises(printed: str) -> None:
    wanted = (
        "Dana  @Segue interview, 8 questions",
        "Ravi  skip",
        "Dana  pause",
        "the bot is killed (kill -9) and started again",
        "Question 8 of 8",
        "What we know about your customers",
        "Considerations",
        "What you are not thinking of",
        "Sizable",
    )
    rest = printed
    for words in wanted:
        _, found, rest = rest.partition(words)
        assert found, f"“{words}” does not come where it should"


def test_one_answer_comes_in_three_messages(printed: str) -> None:
    between = printed.split("Question 2 of 8")[1].split("Question 3 of 8")[0]
    assert between.count("Dana  ") == 3


def test_the_readme_shows_what_it_prints(printed: str) -> None:
    shown = re.search(r"<!-- transcript -->\n```\n(.*?)\n```", (HOUSE / "README.md").read_text(), re.S)
    assert shown is not None
    for line in shown[1].splitlines():
        assert line.strip() == "…" or line in printed.splitlines(), line


def test_alice_is_made_interviewed_and_posted() -> None:
    """From the brochure to the channel, over real sockets, with the bot as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "alice"],
        capture_output=True,
        text=True,
        cwd=HOUSE,
        timeout=120,
        check=True,
    )
    at = 0
    for words in (
        "make me Alice",
        "→ Read the material",
        "· Write the card",
        "Where is this from?",
        "Interview Alice",
        "deductible of 1,500 dollars is met.",
        "[m1.2]",
        "Dana presses “Interview Alice”",
        "Interview with Alice",
        "   Alice  ",
        "Question 1 of 10 of the guide",
        "What Alice said",
        "Ask real customers",
        "Nothing is posted",
        "#customers: 3 people would see it",
        "The whole interview",
        "Posted to the channel",
        "a link to the words it stands on: http",
    ):
        at = done.stdout.index(words, at)
    for code in ("<#", "<@", "&amp;", "in_progress", "pending:"):
        assert code not in done.stdout, f"{code} is no word"


def test_a_week_ends_with_a_digest_of_what_was_learned() -> None:
    """A clock that is turned from day to day; the digest quotes, and what invented people say stands apart."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "week"], capture_output=True, text=True, cwd=HOUSE, timeout=180
    )
    assert (done.returncode, done.stderr) == (0, "")
    digest = done.stdout.split("What we learned")[1]
    wanted = (
        "2 interviews",
        "(2 interviews · counted)",
        "bears on: Explain words like deductible",
        "Contradicted",
        "Said by personas only",
        "Took part: Dana, Ravi",
        "Next:",
        "[ Start an interview ]",
    )
    at = 0
    for words in wanted:
        at = digest.index(words, at)
    assert ".pptx" in done.stdout
