"""Slack's markup, as its readers see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack_markup import as_people_read_it, mentions, storable
from bot.views.text import escaped

US = "U0SEGUE"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("plain words", "plain words"),
        (f"<@{US}> interview, 5 questions", "interview, 5 questions"),
        (f"<@{US}>", ""),
        (f"hey <@{US}|segue> go on", "hey go on"),
        (f"<@{US}>\nWe rent violins.", "We rent violins."),
        ("<@U2> knows", "@U2 knows"),
        ("<@U2|ravi> knows", "@ravi knows"),
        ("see <#C1|customers>", "see #customers"),
        ("see <#C1>", "see #C1"),
        ("<!channel> and <!here|here>", "@channel and here"),
        ("<!subteam^S1|@marketing>", "@marketing"),
        ("<!subteam^S1>", "@subteam"),
        ("<!date^1700000000^{date}|14 November>", "14 November"),
        ("<https://a.example/x?y=1&amp;z=2>", "https://a.example/x?y=1&z=2"),
        ("<https://a.example|our list>", "our list (https://a.example)"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<tel:+441234|01234>", "01234 (+441234)"),
        ("<http://a.example|a.example>", "a.example (http://a.example)"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("typed &amp;lt; by hand", "typed &lt; by hand"),
        ("&lt;!channel&gt; typed by hand", "<!channel> typed by hand"),
        ("موظفون <@U2> ok", "موظفون @U2 ok"),
        ("```if a &lt; b```", "```if a < b```"),
        (":tada: :+1:", ":tada: :+1:"),
        ("  spaces  \n", "spaces"),
    ],
)
def test_markup_reads_as_words(raw: str, read: str) -> None:
    assert as_people_read_it(raw, US) == read


@given(st.text())
def test_what_somebody_typed_is_what_we_read(typed: str) -> None:
    """Slack escapes what people type; reading takes exactly that back."""
    assert as_people_read_it(escaped(typed), US) == typed.strip()


@pytest.mark.parametrize(
    ("text", "us"),
    [
        (f"<@{US}> hi", True),
        (f"hi <@{US}|segue>", True),
        ("<@U2> hi", False),
        (f"<@{US}2> hi", False),
        (f"@{US} hi", False),
        (f"&lt;@{US}&gt;", False),
        ("", False),
    ],
)
def test_a_mention_of_us(text: str, us: bool) -> None:
    assert mentions(text, US) is us


@pytest.mark.parametrize(
    ("text", "kept"), [("a\ud83d b", "a\ufffd b"), ("💶 café", "💶 café"), ("", ""), ("\ude00", "\ufffd")]
)
def test_half_a_character_can_be_kept(text: str, kept: str) -> None:
    """JSON may carry a lone surrogate; a database may not."""
    assert storable(text) == kept
    storable(text).encode()
