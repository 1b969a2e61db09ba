"""The doctor on workspaces whose token opens with none of the keys."""

from __future__ import annotations

from pathlib import Path

from bot.seal import Seal
from playground.server import Playground
from store import installations, unopened
from store.connection import Store
from store.installations import Installation
from tests.doctor.conftest import Doctor, Report
from tests.doctor.test_http import CLIENT, KEY, NO_TOKENS, SIGNED

OTHER_KEY = "YW5vdGhlci1zZWNyZXQtYW5vdGhlci1zZWNyZXQtISE="
MINE = KEY["SEGUE_ENCRYPTION_KEY"]


async def installed(folder: Path, *, noticed: float | None = None, **keys: str) -> None:
    store = Store(folder / "segue.db")
    await store.open()
    for team, key in keys.items():
        sealed = Seal([key]).sealed(team, "xoxb-very-secret-3")
        one = Installation(team, f"{team} Ltd", "", "U0", "B0", "", sealed, "U1", 0.0)
        await store.write(lambda tx, one=one: installations.keep(tx, one))  # type: ignore[misc]
        if noticed is not None and key != MINE:
            await store.write(lambda tx, team=team: unopened.seen(tx, [team], noticed, counts=True))  # type: ignore[misc]
    await store.close()


async def looked(doctor: Doctor, playground: Playground) -> Report:
    address = playground.api_url.removesuffix("/api/")
    return await doctor(playground.api_url, http=True, **NO_TOKENS, **SIGNED, **CLIENT, **KEY, SEGUE_PUBLIC_URL=address)


async def test_one_that_does_not_open_is_named_with_its_day_and_what_to_do(
    doctor: Doctor, playground: Playground, tmp_path: Path
) -> None:
    await installed(tmp_path, T1=MINE, T2=OTHER_KEY, noticed=0.0)
    report = await looked(doctor, playground)
    assert report.to_mend == ["workspaces"]
    assert "T2 Ltd (T2)" in report["workspaces"].said
    assert "is erased on 1970-01-31 00:00 UTC" in report["workspaces"].said
    assert "old key" in report["workspaces"].mend
    assert "install Segue there again" in report["workspaces"].mend


async def test_one_that_no_running_segue_noticed_has_no_day_yet(
    doctor: Doctor, playground: Playground, tmp_path: Path
) -> None:
    await installed(tmp_path, T1=MINE, T2=OTHER_KEY)
    assert "Once Segue runs" in (await looked(doctor, playground))["workspaces"].said


async def test_where_none_opens_the_key_is_wrong_and_nothing_is_erased(
    doctor: Doctor, playground: Playground, tmp_path: Path
) -> None:
    await installed(tmp_path, T1=OTHER_KEY, T2=OTHER_KEY, noticed=0.0)
    said = (await looked(doctor, playground))["workspaces"].said
    assert "a wrong key, and nothing is erased" in said
    assert "1970" not in said


async def test_where_all_open_all_is_well(doctor: Doctor, playground: Playground, tmp_path: Path) -> None:
    await installed(tmp_path, T1=MINE, T2=MINE)
    report = await looked(doctor, playground)
    assert report.to_mend == []
    assert report["workspaces"].said == "2 installed, and every token opens."
