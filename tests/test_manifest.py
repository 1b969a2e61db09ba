"""The manifest is generated, never typed: it is current, it declares what the code uses, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.manifest import SEGUE, AgentView, App, Command, Shortcut, as_json, manifest
from playground.web_api.dispatch import SCOPES
from tests.slack_reference import EVENT_SCOPES, METHOD_SCOPES, OF_AGENTS
from tests.slack_use import Use, use_of

HOUSE = Path(__file__).parent.parent
AGAIN = "Declare it in bot/manifest.py (SEGUE), then write manifest.json with `segue manifest --write`."


def faults(app: App, use: Use) -> list[str]:
    """Where declaration and code differ, a line each, with what to declare."""
    found = []
    for what, declared, used, scopes in (
        ("method", app.methods, use.methods, METHOD_SCOPES),
        ("event", app.events, use.events, EVENT_SCOPES),
    ):
        for name in sorted(used - declared.keys()):
            found.append(f"{what} {name} is used and not declared; scopes: {sorted(scopes.get(name, ()))}")
        for name in sorted(declared.keys() - used):
            found.append(f"{what} {name} is declared and not used")
        for name in sorted(declared.keys() & used):
            if set(declared[name]) != scopes.get(name):
                found.append(f"{what} {name} needs {sorted(scopes.get(name, ['look it up']))}")
    for what, names, used in (
        ("command", {each.name for each in app.commands}, use.commands),
        ("interaction", set(app.interactions), use.interactions),
        ("kind of shortcut", {each.kind for each in app.shortcuts}, use.shortcut_kinds),
    ):
        found += [f"{what} {name} is used and not declared" for name in sorted(used - names)]
        found += [f"{what} {name} is declared and not used" for name in sorted(names - used)]
    ids = {each.callback_id for each in app.shortcuts}
    found += [f"shortcut {id} is used and not declared" for id in sorted(use.shortcuts - ids)]
    found += [f"shortcut {id} is declared and not used" for id in sorted(ids - use.words)]
    if app.home_tab is not ("views.publish" in use.methods):
        found.append(f"home_tab is {app.home_tab}, and views.publish says otherwise")
    if (app.agent_view is not None) is not bool(OF_AGENTS & (use.methods | use.events)):
        found.append(f"agent_view is {app.agent_view}, and the calls and events say otherwise")
    return found


def test_what_segue_uses_is_declared_and_nothing_else() -> None:
    assert faults(SEGUE, use_of(HOUSE / "bot")) == [], AGAIN


def test_the_file_is_current() -> None:
    assert (HOUSE / "manifest.json").read_text(encoding="utf-8") == as_json(), AGAIN


def test_the_playground_grants_what_the_manifest_asks_for() -> None:
    """Otherwise `segue doctor` would find a fault in a playground that has none."""

    assert set(SEGUE.scopes) <= set(SCOPES.split(","))


# The tests of the test: each kind of use is found, and missed when it is not declared.


def code(folder: Path, text: str, name: str = "listeners/a.py") -> Use:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return use_of(folder)


NOTHING = App(methods={}, events={})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("await client.views_open(trigger_id=id)", "method views.open is used and not declared; scopes: []"),
        (
            "SlackCall('x', 'reactions.add', {})",
            "method reactions.add is used and not declared; scopes: ['reactions:write']",
        ),
        ("call('calls.add')", "method calls.add is used and not declared; scopes: []"),
        ("kind == 'app_home_opened'", "event app_home_opened is used and not declared; scopes: []"),
        ("@app.event('message.im')\ndef f(): ...", "event message.im is used and not declared; scopes: ['im:history']"),
        ("kind == 'view_submission'", "interaction view_submission is used and not declared"),
        ("kind == 'message_action'", "kind of shortcut message is used and not declared"),
        ("body['command'] == '/segue'", "command /segue is used and not declared"),
        ("app.command('/segue')(f)", "command /segue is used and not declared"),
        ("app.message_shortcut('about')(f)", "shortcut about is used and not declared"),
    ],
)
def test_a_use_that_is_not_declared_is_seen(tmp_path: Path, text: str, said: str) -> None:
    assert faults(NOTHING, code(tmp_path, text)) == [said]


def test_a_message_is_four_subscriptions(tmp_path: Path) -> None:
    assert code(tmp_path, "kind == 'message'").events == {
        f"message.{place}" for place in ("channels", "groups", "im", "mpim")
    }


def test_the_home_tab_and_the_agent_view_have_to_be_switched_on(tmp_path: Path) -> None:
    use = code(tmp_path, "client.views_publish()\nif kind == 'assistant_thread_started': ...")
    app = App(methods={"views.publish": ()}, events={"assistant_thread_started": ()})
    assert [fault.split(",")[0] for fault in faults(app, use)] == ["home_tab is False", "agent_view is None"]


def test_declarations_without_use_are_seen(tmp_path: Path) -> None:
    assert faults(EVERYTHING, code(tmp_path, "")) == [
        "method chat.postMessage is declared and not used",
        "event app_mention is declared and not used",
        "command /segue is declared and not used",
        "interaction view_submission is declared and not used",
        "kind of shortcut global is declared and not used",
        "kind of shortcut message is declared and not used",
        "shortcut about_message is declared and not used",
        "shortcut start is declared and not used",
        "home_tab is True, and views.publish says otherwise",
        f"agent_view is {EVERYTHING.agent_view}, and the calls and events say otherwise",
    ]


def test_a_name_is_used_where_it_is_read(tmp_path: Path) -> None:
    code(tmp_path, 'COMMAND = "/segue"', "names.py")
    assert code(tmp_path, "from bot.names import COMMAND").commands == set()
    assert code(tmp_path, "body['command'] == COMMAND").commands == {"/segue"}


def test_a_wrong_scope_is_seen(tmp_path: Path) -> None:
    app = App(methods={"conversations.open": ("channels:manage",)}, events={})
    assert faults(app, code(tmp_path, "'conversations.open'")) == ["method conversations.open needs ['im:write']"]


def test_tools_that_serve_nobody_declare_calls_only(tmp_path: Path) -> None:
    use = code(tmp_path, "client.auth_test()\nwords = '/segue'", "doctor/slack.py")
    assert (use.methods, use.commands) == ({"auth.test"}, set())


# What comes out.

EVERYTHING = App(
    methods={"chat.postMessage": ("chat:write",)},
    events={"app_mention": ("app_mentions:read",)},
    interactions=("view_submission",),
    commands=(Command("/segue", "Interview your team", "interview, or help"),),
    shortcuts=(
        Shortcut("start", "global", "Start an interview", "Opens a form"),
        Shortcut("about_message", "message", "Interview about this", "Begins with this message"),
    ),
    home_tab=True,
    agent_view=AgentView("Interviews your team", (("Start an interview", "interview"),)),
)


def test_everything_slack_can_be_told_is_told() -> None:
    """Field names as in https://docs.slack.dev/reference/app-manifest."""
    told = manifest(EVERYTHING)
    features = told["features"]
    assert told["oauth_config"]["scopes"]["bot"] == ["app_mentions:read", "assistant:write", "chat:write", "commands"]
    assert told["settings"]["event_subscriptions"]["bot_events"] == ["app_mention"]
    assert told["settings"]["interactivity"] == {"is_enabled": True}
    assert told["settings"]["socket_mode_enabled"] is True
    assert features["app_home"]["home_tab_enabled"] is True
    assert features["agent_view"]["suggested_prompts"] == [{"title": "Start an interview", "message": "interview"}]
    assert [each["type"] for each in features["shortcuts"]] == ["global", "message"]
    assert features["slash_commands"][0]["command"] == "/segue"


def test_what_is_not_declared_is_not_asked_for() -> None:
    told = manifest(NOTHING)
    assert told["oauth_config"]["scopes"]["bot"] == []
    assert told["settings"]["interactivity"] == {"is_enabled": False}
    assert set(told["features"]) == {"app_home", "bot_user"}


@pytest.mark.parametrize("app", [SEGUE, EVERYTHING], ids=["segue", "everything"])
def test_slack_takes_it(app: App) -> None:
    """Slack's limits on lengths and numbers."""
    told = manifest(app)
    features = told["features"]
    assert len(told["display_information"]["name"]) <= 35
    assert len(told["display_information"]["description"]) <= 140
    for shortcut in features.get("shortcuts", ()):
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    assert len(features.get("shortcuts", ())) <= 10
    for command in features.get("slash_commands", ()):
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    agent = features.get("agent_view", {"agent_description": "", "suggested_prompts": ()})
    assert len(agent["agent_description"]) <= 300
    assert len(agent["suggested_prompts"]) <= 4


def segue(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE)}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, cwd=folder, env=environ, check=False
    )


def test_the_command_prints_it_and_writes_it(tmp_path: Path) -> None:
    printed = segue(tmp_path, "manifest")
    assert (printed.returncode, json.loads(printed.stdout)) == (0, manifest())
    assert not list(tmp_path.iterdir())
    assert segue(tmp_path, "manifest", "--write").returncode == 0
    assert (tmp_path / "manifest.json").read_text(encoding="utf-8") == printed.stdout


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()
    done = segue(tmp_path, "manifest", "--write")
    assert (done.returncode, done.stderr) == (2, "manifest.json cannot be written: Is a directory.\n")


def test_over_http_every_address_is_named_and_no_socket_opens() -> None:
    told = manifest(url="https://segue.example.com/")
    here = "https://segue.example.com/slack/events"
    assert told["settings"]["socket_mode_enabled"] is False
    assert told["settings"]["event_subscriptions"]["request_url"] == here
    assert told["settings"]["interactivity"]["request_url"] == here
    assert [each["url"] for each in told["features"]["slash_commands"]] == [here]
    assert told["oauth_config"]["redirect_urls"] == ["https://segue.example.com/slack/oauth_redirect"]


@pytest.mark.parametrize(
    "said", [["--http"], ["--http", "--url", "http://segue.example.com"], ["--url", "https://x.example"]]
)
def test_half_of_an_address_is_refused(said: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "manifest", *said], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "segue manifest --http --url https://" in done.stderr
