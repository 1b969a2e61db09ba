"""An export says exactly what the database keeps: to programs by a schema, to people as a page nobody can break."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.cli.search import EVERYWHERE
from bot.export.document import ConversationRecord, ExportDocument, MessageRecord, Wording, as_json, schema
from bot.export.gather import iso, permalink
from bot.export.markdown import fenced, line, markdown
from store import conversations, installations, studies, transcripts
from store.connection import Store, Transaction
from tests.flows.conversation import Conversation

HOUSE = Path(__file__).parent.parent.parent
HOSTILE = [
    "plain words",
    "",
    "\n",
    "  ends with blanks \n\n",
    "ends with a return\r",
    "one\r\ntwo\rthree\nfour",
    "line\u2028paragraph\u2029next\x85line",
    "nul \x00 bell \x07 escape \x1b[31m delete \x7f csi \x9b31m",
    "```\n# I broke out\n```\n## and again",
    "````````\n~~~~\n> quoted\n- list\n1. one",
    "    indented\n\ttabbed\n\n\n### 2020-01-01 · U1 · ts 1.0",
    "half *broken _markdown [link](http:// <b>bold</b> `` ` | table | --- \\",
    "<!-- comment\n--> </pre> <script>alert(1)</script>",
    '```json\n"no"\n```',
    "emoji 👩‍👩‍👧 \ufe0f🚀, Arabic موظفون \u202e\u2066, می\u200cخواهم, 中文, e\u0301",
    "&lt;!channel&gt; &amp; <@U123> <https://a.example|b>",
    "setext\n===\n---",
    '"',
    "\ufeff\ufffe\uffff\U0010ffff",
]
ANSWERS = [
    "Last year 290 of our 640 repairs were cargo bikes; we counted them in our bookings.",
    "Couriers told us they lose about 90 euros for every day without a bike.",
    "Families book at night, and they told us the shop has no time for cargo bikes before next week.",
]


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    """Two conversations: an interview that ended, and one that somebody said hostile things in."""
    interview = await Conversation().begun(3)
    for answer in ANSWERS:
        await interview.say(answer)
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(lambda tx: fill(tx, interview.state.model_dump_json()))
    await store.close()
    return tmp_path / "segue.db"


def fill(tx: Transaction, state: str) -> None:
    for id, channel, now in (("mivo-tana", "C1", 1.5), ("beru-sila", "C2", 2.0)):
        studies.begin(tx, team_id="T1", id=f"study-{id}", now=now)
        conversations.begin(
            tx,
            team_id="T1",
            id=id,
            study_id=f"study-{id}",
            flow="interview",
            channel=channel,
            thread_ts="1700000000.000100",
            direct=False,
            starter="U1",
            now=now,
        )
    conversations.advance(
        tx, "mivo-tana", epoch=0, state=state, status="closed", title="A `b` *c*\n# d", language="", now=3.0
    )
    for number, text in enumerate(HOSTILE):
        at = {"team_id": "T1", "conversation_id": "beru-sila", "ts": f"17000000{number:02}.000100"}
        transcripts.add(tx, **at, author="U1", text="before: " + text)
        transcripts.revise(tx, **at, author="U1", revision=f"17000001{number:02}.000200", text=text)
    first = {"team_id": "T1", "conversation_id": "mivo-tana"}
    transcripts.add(tx, **first, ts="1700000000.000100", author="U1", text="@Segue interview")
    transcripts.add(tx, **first, ts="1700000001.000100", author="UB", text="Hello", by_segue=True, name="introduction")
    transcripts.add(tx, **first, ts="1700000002.000100", author="U2", text="a secret")
    transcripts.bury(tx, **first, ts="1700000002.000100")


def exported(capfdbinary: Any, database: Path, *arguments: str) -> bytes:
    assert main(["export", "--database", str(database), *arguments]) == 0
    return bytes(capfdbinary.readouterr().out)


async def test_every_text_is_exactly_the_bytes_that_are_kept(database: Path, capfdbinary: Any) -> None:
    """Compared with what SQLite itself says the bytes are; every wording too."""
    document = json.loads(exported(capfdbinary, database, "--all"))
    said = {(c["id"], m["ts"]): m for c in document["conversations"] for m in c["messages"]}
    with sqlite3.connect(database) as file:
        kept = file.execute("SELECT conversation_id, ts, CAST(text AS BLOB) FROM messages").fetchall()
        wordings = file.execute("SELECT conversation_id, ts, revision, CAST(text AS BLOB) FROM revisions").fetchall()
    assert len(kept) == len(said) == len(HOSTILE) + 3
    for id, ts, text in kept:
        present = said[id, ts]["text"]
        assert (None if present is None else present.encode()) == text
    of_export = [
        (id, ts, each["edited_ts"] or "", each["text"].encode())
        for (id, ts), message in said.items()
        for each in message["revisions"]
    ]
    assert sorted(of_export) == sorted(wordings)


async def test_a_tombstone_says_that_there_was_a_message(database: Path, capfdbinary: Any) -> None:
    [conversation] = json.loads(exported(capfdbinary, database, "--conversation", "mivo-tana"))["conversations"]
    gone = conversation["messages"][-1]
    assert (gone["ts"], gone["author"], gone["deleted"]) == ("1700000002.000100", "U2", True)
    assert (gone["text"], gone["revisions"]) == (None, [])
    page = exported(capfdbinary, database, "--conversation", "mivo-tana", "--format", "markdown").decode()
    assert "Deleted. That there was a message is kept" in page
    assert "secret" not in page


async def test_the_interview_is_there_with_what_it_rests_on(database: Path, capfdbinary: Any) -> None:
    """The summary's statements cite answers that are in the export, and claims stand in the words of theirs."""
    arguments = ("--channel", "C1", "--workspace", "https://acme.slack.com")
    [conversation] = json.loads(exported(capfdbinary, database, *arguments))["conversations"]
    interview = conversation["interview"]
    answers = {answer["id"]: answer for answer in interview["answers"]}
    cited = {id for statement in interview["summary"]["problem"] for id in statement["answers"]}
    assert cited
    assert cited <= set(answers)
    claims = [(answer, claim) for answer in answers.values() for claim in answer["claims"]]
    assert claims
    for answer, claim in claims:
        assert claim["id"].startswith(answer["id"] + ".")
        words = " ".join(" ".join(part["text"] for part in answer["parts"]).split())
        assert " ".join(claim["quote"].split()).casefold() in words.casefold()
    assert conversation["started_at"] == "1970-01-01T00:00:01.500000+00:00"
    hello = conversation["messages"][1]
    assert (hello["at"], hello["by_segue"], hello["name"]) == (
        "2023-11-14T22:13:21.000100+00:00",
        True,
        "introduction",
    )
    link = "https://acme.slack.com/archives/C1/p1700000001000100?thread_ts=1700000000.000100&cid=C1"
    assert hello["permalink"] == link
    page = exported(capfdbinary, database, *arguments, "--format", "markdown").decode()
    assert claims[0][1]["id"] in page
    assert "## Summary" in page
    assert f"<{link}>" in page


async def test_two_exports_are_the_same_bytes(database: Path, capfdbinary: Any) -> None:
    for format in ("json", "markdown"):
        first, second = (exported(capfdbinary, database, "--all", "--format", format) for _ in range(2))
        assert first == second


async def test_a_state_that_cannot_be_read_does_not_cost_the_transcript(database: Path, capfdbinary: Any) -> None:
    for broken in ("{", "[]", '{"version": 99}', '{"version": 1, "phase": "dreaming"}', "null"):
        with sqlite3.connect(database) as file:
            file.execute("UPDATE conversations SET state = ? WHERE id = 'mivo-tana'", [broken])
        [conversation] = json.loads(exported(capfdbinary, database, "--conversation", "mivo-tana"))["conversations"]
        assert len(conversation["messages"]) == 3
        assert conversation["unreadable"] or broken == "null"


def test_the_schema_beside_the_page_is_the_models() -> None:
    """On failure: `python -m bot export --schema > docs/export.schema.json`, and see whether `version` must change."""
    assert (HOUSE / "docs/export.schema.json").read_text() == schema()


async def test_an_export_fits_the_schema(database: Path, capfdbinary: Any) -> None:
    described = json.loads((HOUSE / "docs/export.schema.json").read_text())
    text = exported(capfdbinary, database, "--all", "--workspace", "https://acme.slack.com").decode()
    document = json.loads(text)
    assert list(faults(document, described, described)) == []
    assert as_json(ExportDocument.model_validate_json(text)) == text
    del document["conversations"][0]["messages"][0]["author"]
    document["conversations"][1]["direct"] = "no"
    document["conversations"][1]["more"] = 1
    assert len(list(faults(document, described, described))) == 3


def test_the_page_names_every_field() -> None:
    """docs/export.md is held to the schema."""
    page = (HOUSE / "docs/export.md").read_text()
    described = json.loads(schema())
    for name in ("ConversationRecord", "MessageRecord", "Wording", "InterviewRecord", "Claim", "Answer", "Summary"):
        for field in described["$defs"][name]["properties"]:
            assert f"`{field}`" in page, f"{name}.{field}"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_cannot_leave_its_fence(text: str) -> None:
    assert texts_of(markdown(conversation(text, "between", text))) == [text, text, "between", text]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text() | st.text(alphabet="`~\n\r \t#->json\u2028", max_size=30), min_size=1, max_size=4))
def test_every_text_comes_back_from_the_page(texts: list[str]) -> None:
    """Read as docs/export.md says, a page gives back what was said, whatever it was."""
    assert texts_of(markdown(conversation(*texts))) == [texts[0], *texts]


@settings(max_examples=300, deadline=None)
@given(st.text() | st.sampled_from(HOSTILE))
def test_nothing_in_a_page_obeys_a_terminal(text: str) -> None:
    """No control characters but line breaks and tabs, and no line break that Markdown does not know."""
    for shown in (*fenced(text), line(text)):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", shown)
    assert "\n" not in line(text)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a `b` *c* _d_ [e](f) <g> #h | ~i~ &amp; !", r"a \`b\` \*c\* \_d\_ \[e\](f) \<g\> \#h \| \~i\~ \&amp; \!"),
        (
            "see https://a.example or www.b.example, x@y.example",
            r"see https\://a.example or www\.b.example, x\@y.example",
        ),
        ("  two\n\n# lines ", r"two \# lines"),
        ("$x$ \\ ok", r"\$x\$ \\ ok"),
    ],
)
def test_words_on_a_line_mean_nothing_to_markdown(words: str, shown: str) -> None:
    assert line(words) == shown


@pytest.mark.parametrize(
    ("ts", "at"),
    [
        ("1700000000.000100", "2023-11-14T22:13:20.000100+00:00"),
        ("1700000000.999999", "2023-11-14T22:13:20.999999+00:00"),
        ("1.5", "1970-01-01T00:00:01.500000+00:00"),
        ("", None),
        (None, None),
        ("soon", None),
        ("17000000000000.0", None),
    ],
)
def test_slacks_ts_is_a_time(ts: str | None, at: str | None) -> None:
    assert iso(ts) == at


def test_a_link_leads_into_the_thread() -> None:
    assert permalink(None, "C1", "1.000001", None) is None
    assert permalink("https://a.slack.com/", "C1", "1.000001", "1.000001") == (
        "https://a.slack.com/archives/C1/p1000001"
    )


async def test_a_folder_gets_a_file_per_conversation(database: Path, tmp_path: Path, capfdbinary: Any) -> None:
    folder = tmp_path / "out" / "of" / "here"
    assert exported(capfdbinary, database, "--all", "--format", "markdown", "--out", f"{folder}/") == b""
    assert sorted(path.name for path in folder.iterdir()) == ["beru-sila.md", "mivo-tana.md"]
    whole = exported(capfdbinary, database, "--all", "--format", "markdown")
    assert whole == b"\n".join((folder / name).read_bytes() for name in ("mivo-tana.md", "beru-sila.md"))
    exported(capfdbinary, database, "--conversation", "beru-sila", "--out", str(tmp_path / "one.json"))
    assert (tmp_path / "one.json").read_bytes() == exported(capfdbinary, database, "--conversation", "beru-sila")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["export", "--conversation", "nobody-here"], "There is no conversation 'nobody-here' in this database."),
        (["export", "--channel", "C9"], "There is no conversation of channel 'C9' in this database."),
        (["export", "--all", "--out", "/dev/null/x.json"], "/dev/null/x.json cannot be written: Not a directory."),
        (["export", "--all", "--database", "gone.db"], "There is no database at gone.db."),
        (["search", "words", "--database", "gone.db"], "There is no database at gone.db."),
    ],
)
async def test_what_is_not_there_is_said_in_a_line(
    database: Path, capsys: Any, arguments: list[str], answer: str
) -> None:
    given = [] if "--database" in arguments else ["--database", str(database)]
    assert main([*arguments, *given]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(answer)
    assert said.err.count("\n") == 1


async def test_the_playgrounds_database_is_named_where_it_is_the_only_one(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "playground-segue.db").touch()
    for arguments in (["search", "words"], ["audit"], ["backup", str(tmp_path / "copy.db")], ["dead-letters"]):
        assert main([*arguments, "--database", str(tmp_path / "segue.db")]) == 2
        assert f"The playground's is {tmp_path / 'playground-segue.db'}: name it with" in capsys.readouterr().err


async def test_links_begin_with_the_address_that_slack_named_last(database: Path, capfdbinary: Any) -> None:
    def links(*arguments: str) -> set[str]:
        [told] = json.loads(exported(capfdbinary, database, "--channel", "C1", *arguments))["conversations"]
        return {str(each["permalink"])[:20] for each in (told, *told["messages"]) if not each.get("deleted")}

    assert links() == {"None"}
    store = Store(database)
    await store.open()
    for team, address in (
        ("T1", "https://old.example/"),
        ("T2", "https://two.example/"),
        ("T1", "https://one.example/"),
    ):
        await store.write(partial(installations.serve, team_id=team, address=address))
    await store.close()
    assert links() == {"https://one.example/"}
    assert links("--workspace", "https://new.example/") == {"https://new.example/"}


async def test_the_environment_names_the_database(database: Path) -> None:
    """As a process of its own, whatever its locale; no token is needed."""

    def segue(*arguments: str, url: str = f"sqlite:///{database}") -> subprocess.CompletedProcess[bytes]:
        environment = {"SEGUE_DATABASE_URL": url, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(HOUSE)}
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, capture_output=True, env=environment, cwd=database.parent, check=False)

    ran = segue("export", "--conversation", "beru-sila")
    assert ran.returncode == 0, ran.stderr
    assert HOSTILE[14] in [m["text"] for m in json.loads(ran.stdout)["conversations"][0]["messages"]]
    wrong = segue("export", "--all", url="postgres://x")
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (2, 1)


async def test_the_operator_searches(database: Path, capsys: Any) -> None:
    """A line per message; what a terminal would obey does not reach it."""
    assert main(["search", "BELL", "delete", "--database", str(database)]) == 0
    [found] = capsys.readouterr().out.splitlines()
    assert found.startswith("beru-sila  C2  1700000007.000100  U1: nul bell escape [31m delete")
    assert "\x1b" not in found
    assert main(["search", "--database", str(database), "--", "-nothing*"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"Nothing found. {EVERYWHERE}\n")


def conversation(*texts: str) -> ConversationRecord:
    """The first text has an earlier wording, the same."""
    return ConversationRecord(
        id="mivo-tana",
        team="T1",
        study_id="s",
        study_title=texts[0],
        flow="interview",
        title=texts[0],
        status="open",
        channel="C1",
        thread_ts=None,
        direct=False,
        starter="U1",
        started_at="2023-11-14T22:13:20.000000+00:00",
        permalink=None,
        messages=tuple(message(text, edited=number == 0) for number, text in enumerate(texts)),
        interview=None,
        unreadable=None,
    )


def message(text: str, *, edited: bool) -> MessageRecord:
    first = Wording(edited_ts=None, edited_at=None, text=text)
    return MessageRecord(
        ts="1.000001",
        at=iso("1.000001"),
        author="U1",
        by_segue=False,
        name=None,
        text=text,
        edited_ts="2.000001" if edited else None,
        edited_at=iso("2.000001") if edited else None,
        deleted=False,
        permalink=None,
        revisions=(first,),
    )


def texts_of(page: str) -> list[str]:
    """What stands in the fences of a page, read as docs/export.md says."""
    texts, lines = [], iter(page.split("\n"))
    for each in lines:
        if opening := re.fullmatch("(`{3,})(text|json)", each):
            inside = []
            while (following := next(lines)) != opening[1]:
                inside.append(following)
            text = "\n".join(inside)
            texts.append(json.loads(text) if opening[2] == "json" else text)
    return texts


def faults(value: Any, described: Any, root: Any, at: str = "$") -> list[str]:
    """What of a value does not fit its JSON Schema, for the keywords that our schema uses."""
    known = {"title", "description", "default", "$defs", "$schema", "type", "properties", "required", "items", "anyOf"}
    assert set(described) <= known | {"additionalProperties", "enum", "const", "$ref", "prefixItems"}, described
    if "$ref" in described:
        return faults(value, root["$defs"][described["$ref"].rsplit("/", 1)[1]], root, at)
    if "anyOf" in described:
        return [] if any(not faults(value, each, root, at) for each in described["anyOf"]) else [f"{at}: none fits"]
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}
    kind = kinds[described["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [f"{at}: no {described['type']}"]
    found = []
    if value != described.get("const", value) or value not in described.get("enum", [value]):
        found.append(f"{at}: not allowed")
    if kind is dict:
        found += [f"{at}: {name} is missing" for name in described.get("required", ()) if name not in value]
        for name, each in value.items():
            if name in described.get("properties", {}):
                found += faults(each, described["properties"][name], root, f"{at}.{name}")
            elif described["additionalProperties"] is False:
                found.append(f"{at}: {name} is unknown")
    if kind is list:
        found += [
            fault for n, each in enumerate(value) for fault in faults(each, described["items"], root, f"{at}[{n}]")
        ]
    return found
