"""The file of workspaces' own models: what a table says, what it leaves out, and every fault named at once."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.cli.playground import who_answers
from bot.config import Settings
from bot.model import Models, build_budgets, build_models, make_room_for_lookups
from bot.own_models import keys_named
from bot.paid_calls import PaidCalls
from bot.secrets import HIDDEN, without
from errors import ModelUnavailable, SettingsError
from flows.llm.tasks import WHAT_IS_MISSING, MissingInputs
from store.connection import Store

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
COMMON = {
    "OPENAI_API_KEY": "common-key-of-all",
    "OPENAI_BASE_URL": "https://all.example/v1",
    "SEGUE_MODEL": "everybodys",
    "SEGUE_MODEL_PRICE": "1/10",
    "SEGUE_IMAGE_MODEL": "draws",
    "SEGUE_IMAGE_PRICE": "0.02",
}
SMALL = MissingInputs(project="Bread.", exchanges=(), coverage={})
ACME = {"ACME_MODEL_KEY": "acme-key-of-its-own"}
THERE = 'base_url = "https://acme.example/v1"\n'
OWN = f'[T1]\n{THERE}api_key_env = "ACME_MODEL_KEY"\nmodel = "acmes"\n'


def settings(tmp_path: Path, written: str | bytes, **environ: str) -> Settings:
    path = tmp_path / "workspaces.toml"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return Settings.read({**TOKENS, "SEGUE_WORKSPACES": str(path), **environ})


def of(read: Settings, team: str) -> tuple[str | None, str | None, str]:
    """-> (key, address, model) as that workspace has them"""
    own = read.own_models.of[team].instead_of(read)
    key = own.openai_api_key
    return key.get_secret_value() if key else None, own.openai_base_url, own.model


def faults(tmp_path: Path, written: str | bytes, **environ: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        settings(tmp_path, written, **environ)
    return [line.removeprefix("  - ") for line in str(refused.value).splitlines() if line.startswith("  - ")]


def models(tmp_path: Path, read: Settings) -> Models:
    store = Store(tmp_path / "segue.db")
    paid = PaidCalls(store, lambda: 0.0)
    return build_models(read, build_budgets(read, store, lambda: 0.0, paid), paid)


def test_without_a_file_there_is_one_model_for_all(tmp_path: Path) -> None:
    made = models(tmp_path, Settings.read(TOKENS | COMMON))
    assert made.of("T1") is made.of("T2") is made.common


@pytest.mark.parametrize(
    ("table", "has"),
    [
        (OWN, ("acme-key-of-its-own", "https://acme.example/v1", "acmes")),
        # The key for all never goes to another address, and an address for nobody's key gets none.
        (f"[T1]\n{THERE}", (None, "https://acme.example/v1", "everybodys")),
        (f'[T1]\n{THERE}model = "acmes"', (None, "https://acme.example/v1", "acmes")),
        ('[T1]\nmodel = "acmes"', ("common-key-of-all", "https://all.example/v1", "acmes")),
        ("[T1]", ("common-key-of-all", "https://all.example/v1", "everybodys")),
        ("\ufeff[T1]\r\n", ("common-key-of-all", "https://all.example/v1", "everybodys")),
    ],
)
def test_what_a_table_leaves_out_is_as_for_all_and_no_key_goes_along(
    tmp_path: Path, table: str, has: tuple[str | None, str | None, str]
) -> None:
    assert of(settings(tmp_path, table, **COMMON, **ACME), "T1") == has


def test_the_key_may_stand_in_the_env_file_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "workspaces.toml").write_text(OWN)
    (tmp_path / ".env").write_text(f"SEGUE_WORKSPACES={tmp_path / 'workspaces.toml'}\nACME_MODEL_KEY=from-the-file\n")
    assert of(Settings.read(TOKENS, tmp_path / ".env"), "T1")[0] == "from-the-file"


def test_a_process_that_gets_our_settings_alone_gets_the_keys_too(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(f"{OWN}[T2]\nmodel = 'm'\n")
    values = {**COMMON, "SEGUE_WORKSPACES": str(tmp_path / "own.toml")}
    assert keys_named(values, {**values, **ACME, "OTHER_KEY": "somebody-elses"}) == ACME


@pytest.mark.parametrize(
    ("table", "prices"),
    [
        ("[T1]", ("1/10", 0.02)),
        ('[T1]\nmodel = "everybodys"', ("1/10", 0.02)),
        ('[T1]\nmodel = "acmes"', ("", 0.02)),
        (f"[T1]\n{THERE}", ("", None)),
        (f'[T1]\n{THERE}model_price = "2/3"\nimage_price = 1', ("2/3", 1)),
    ],
)
def test_a_price_is_that_of_a_model_at_its_address(tmp_path: Path, table: str, prices: tuple[str, float]) -> None:
    own = settings(tmp_path, table, **COMMON).own_models.of["T1"].instead_of(Settings.read(TOKENS | COMMON))
    assert (own.model_price, own.image_price) == prices


def test_each_has_gates_of_its_own_and_the_others_those_for_all(tmp_path: Path) -> None:
    two = f'{OWN}image_model = ""\n[T2]\n{THERE}embedding_model = "places"\n'
    made = models(tmp_path, settings(tmp_path, two, **COMMON, **ACME))
    one, other, rest = (made.of(team) for team in ("T1", "T2", "T3"))
    assert [each.words.description for each in (one, other, rest)] == ["acmes", "everybodys", "everybodys"]
    assert (one.pictures, rest.pictures and rest.pictures.description) == (None, "draws")
    assert (other.vectors and other.vectors.description, rest.vectors) == ("places", None)
    assert len({id(each.words) for each in (one, other, rest, made.common)}) == 3
    assert rest is made.common
    assert (one.cost(1_000_000, 0, 0), rest.cost(1_000_000, 0, 0)) == (None, 1.0)


def test_beside_it_others_rehearse_where_there_is_none_for_all(tmp_path: Path) -> None:
    made = models(tmp_path, settings(tmp_path, OWN, **ACME))
    assert [made.of(team).words.description for team in ("T1", "T2")] == ["acmes", "the rehearsal model"]


@pytest.mark.parametrize("common", [{}, COMMON])
def test_with_own_only_nobody_answers_where_there_is_no_table(tmp_path: Path, common: dict[str, str]) -> None:
    made = models(tmp_path, settings(tmp_path, f"own_only = true\n{OWN}", **common, **ACME))
    assert [made.of(team).words.description for team in ("T1", "T2")] == ["acmes", "no model"]
    assert (made.of("T2").pictures, made.of("T2").vectors) == (None, None)


@pytest.mark.parametrize(
    ("team", "organisation", "answers"),
    [
        ("T1", "E1", "acmes"),
        ("T2", "E1", "everybodys"),
        ("T3", "", "the rehearsal model"),
        ("T4", "E2", "the rehearsal model"),
        # Not known yet: it may be of E1, so nobody is asked.
        ("T5", None, "no model"),
    ],
)
async def test_a_workspace_has_its_own_table_before_that_of_its_organisation(
    tmp_path: Path, team: str, organisation: str | None, answers: str
) -> None:
    read = settings(tmp_path, f'{OWN}[E1]\n{THERE}model = "everybodys"\n', **ACME)
    store = Store(tmp_path / "segue.db")
    paid = PaidCalls(store, lambda: 0.0)
    made = build_models(read, build_budgets(read, store, lambda: 0.0, paid), paid, organisation=lambda _: organisation)
    assert made.of(team).words.description == answers
    if organisation is None:
        with pytest.raises(ModelUnavailable, match="Slack has not said yet"):
            await made.of(team).words.bound(team, "c1").run(WHAT_IS_MISSING, SMALL)


async def test_silent_name_servers_of_own_models_hold_up_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look-up holds a thread, and as many as the machine usually has are soon taken."""
    usual, silent, over = socket.getaddrinfo, [f"s{number}.example" for number in range(40)], threading.Event()

    def looked_up(host: str, *arguments: Any, **more: Any) -> Any:
        if host in silent:
            over.wait(30)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return usual(host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    tables = "".join(f"[T{number}]\nbase_url = 'http://{host}/v1'\n" for number, host in enumerate(silent))
    made = models(tmp_path, settings(tmp_path, tables, SEGUE_MODEL_TIMEOUT_SECONDS="1", SEGUE_MODEL_TRIES="1"))
    make_room_for_lookups(made)
    asked = [made.of(f"T{number}").words.bound(f"T{number}", "c1") for number in range(len(silent))]
    try:
        done = await asyncio.gather(*(each.run(WHAT_IS_MISSING, SMALL) for each in asked), return_exceptions=True)
        assert all(isinstance(each, ModelUnavailable) for each in done)
        assert await asyncio.wait_for(asyncio.to_thread(lambda: "at once"), 5) == "at once"
    finally:
        over.set()
        await made.close()


KEY = "gsk_4fJdq8Rz1bWc0TnYx7Lm"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[T1", "is no TOML: "),
        (f"[sk-{KEY}]\n[sk-{KEY}]", "is no TOML: Cannot declare "),
        (f"[T1]\nimage_price = {'9' * 5000}", "is no TOML: "),
        (b"[T1]\nmodel = '\xff'", "it is not UTF-8 text"),
        ("own_only = 1", "own_only must be true or false."),
        ("own_onyl = true", "own_onyl is no table and no setting. Did you mean own_only?"),
        ("[acme]", "[acme] is no id. A workspace's begins with T"),
        ("[t1]", "[t1] is no id."),
        ("[T1]\nmodle = 'm'", "[T1] modle is not a setting there. Did you mean model?"),
        ("[T1]\ncolour = 'red'", "[T1] colour is not a setting there. There are api_key_env, base_url,"),
        ("[T1]\nmodel = 7", "[T1] model: input should be a valid string."),
        ("[T1]\nmodel = ''", "[T1] model: string should have at least 1 character."),
        ("[T1]\nmodel_price = 'cheap'", "[T1] model_price: string should match"),
        ("[T1]\nimage_price = -1", "[T1] image_price: input should be greater than or equal to 0."),
        ("[T1]\nbase_url = 'acme.example'", "[T1] base_url must begin with http:// or https://"),
        ("[T1]\nbase_url = ' https://acme.example/v1'", "[T1] base_url must begin with http:// or https://"),
        ('[T1]\nbase_url = "https://acme.example/v1\\n"', "[T1] base_url must begin with http:// or https://"),
        ('[T1]\nbase_url = "https://ac\\tme.example"', "[T1] base_url must begin with http:// or https://"),
        ("[T1]\nbase_url = 'https://u:p@acme.example/v1'", "[T1] base_url must be an address alone"),
        ("[T1]\nbase_url = 'https://acme.example/v1?key=7'", "[T1] base_url must be an address alone"),
        ("[T1]\napi_key_env = 'ACME_MODEL_KEY'", "[T1] names a key and not where it is for: add base_url."),
        (f"[T1]\n{THERE}api_key_env = 'ACME_KEY'", "[T1] api_key_env names ACME_KEY, which is not set."),
        (f"[T1]\n{THERE}api_key_env = 'SLACK_BOT_TOKEN'", "names SLACK_BOT_TOKEN, which is no key of a model."),
        (f"[T1]\n{THERE}api_key_env = '{KEY}'", "[T1] api_key_env must be the name of an environment variable"),
        (f"[T1]\n{THERE}api_key_env = '{KEY.upper()}'", "[T1] api_key_env must be the name of an environment"),
        (f"[T1]\n{THERE}api_key_env = 'sk-{KEY}'", "[T1] api_key_env must be the name of an environment variable"),
        (f"[T1]\n{THERE}api_key = '{KEY}'", "[T1] api_key: a key never stands in this file."),
        (f"[T1]\n{THERE}model = 'sk-{KEY}'", "[T1] model: a key never stands in this file."),
        (f"[T1]\n{THERE}api_key_env = 'ODD_KEY'", "[T1] ODD_KEY contains a character that no key has."),
        (f"[T1]\n{THERE}api_key_env = 'OPENAI_API_KEY'", "OPENAI_API_KEY and [T1] have one key for two addresses."),
        (
            f"{OWN}[T2]\nbase_url = 'https://other.example/v1'\napi_key_env = 'ACME_MODEL_KEY'",
            "[T1] and [T2] have one key for two addresses.",
        ),
    ],
)
def test_a_fault_is_named_and_no_key_with_it(tmp_path: Path, written: str | bytes, said: str) -> None:
    environ = {**ACME, "OPENAI_API_KEY": "common-key-of-all", "ODD_KEY": "“quoted”"}
    [fault] = faults(tmp_path, written, **environ)
    assert said in fault
    assert fault.startswith("SEGUE_WORKSPACES: ")
    assert not any(secret in fault for secret in (KEY, KEY.upper(), *environ.values()))


def test_one_key_may_serve_two_workspaces_at_one_address(tmp_path: Path) -> None:
    two = f'{OWN}[T2]\nbase_url = "https://ACME.example/v1/"\napi_key_env = "ACME_MODEL_KEY"'
    assert of(settings(tmp_path, two, **ACME), "T2")[0] == "acme-key-of-its-own"


def test_a_model_that_is_nowhere_is_a_fault(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, "[T1]\nmodel = 'm'")
    assert (
        "[T1] names a model and not where it is: add base_url, and api_key_env where its server wants a key." in fault
    )


def test_a_file_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(SettingsError, match=r"there is no nowhere\.toml\. Write that file, or leave the setting out"):
        Settings.read({**TOKENS, "SEGUE_WORKSPACES": "nowhere.toml"})


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    written = "own_only = 'yes'\n[acme]\n[T1]\nmodle = 'm'\nbase_url = 'x'\n[T2]\nbase_url = 'x'"
    assert len(faults(tmp_path, written, SEGUE_LOG="LOUD")) == 5


@pytest.mark.parametrize(
    ("budget", "wants"),
    [("5", True), ("5,T1=7", True), ("T1=7", True), ("T2=7", False), ("dear", False)],
)
def test_a_budget_in_dollars_wants_the_price_of_the_own_model(tmp_path: Path, budget: str, wants: bool) -> None:
    said = "\n".join(faults(tmp_path, OWN + "own = 1", SEGUE_BUDGET_DAY=budget, **ACME))
    assert "needs model_price" not in said, "a table with a fault is not looked at further"
    table = OWN if wants else f"{OWN}[T3]\nmodle = 'm'"
    said = "\n".join(faults(tmp_path, table, SEGUE_BUDGET_DAY=budget, SEGUE_MODEL_PRICE="1/10", **ACME))
    assert ("[T1] needs model_price for SEGUE_BUDGET_DAY: without it nothing adds up." in said) == wants


def test_keys_are_known_to_whatever_shows_none(tmp_path: Path) -> None:
    read = settings(tmp_path, OWN, **ACME)
    assert "acme-key" not in repr(read) + repr(read.own_models)
    assert without("he said acme-key-of-its-own", read.own_models.secrets) == f"he said {HIDDEN}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[T0PLAY00001]\nmodel = "ours"\n', "the model of T0PLAY00001"),
        (OWN, "everybodys answers"),
        (f"own_only = true\n{OWN}", "no model answers"),
    ],
)
def test_the_playground_says_whose_model_answers_in_its_workspace(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "workspaces.toml"
    path.write_text(written)
    assert told in who_answers({**COMMON, "SEGUE_WORKSPACES": str(path)}, ACME)
