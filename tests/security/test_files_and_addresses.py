"""Files and addresses that harm: what tests/personas/test_material.py and test_fetch.py leave open."""

from __future__ import annotations

import asyncio
import gzip
import io
import ipaddress
import socket
import zipfile
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web

from bot import fetch
from bot.fetch import Web, is_public
from bot.material.kinds import ARCHIVE, KINDS
from bot.material.reading import read_bytes
from errors import MaterialError, PersonaFormatError
from personas.formats import imported
from tests.personas.hostile_files import RULE, docx, exchanged, pdf, unpacked
from tests.personas.site import PAGE, Site, opened


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with opened() as site:
        yield site


def named(*names: str) -> bytes:
    """A Word document with members of those names beside its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in {**unpacked(docx()), **dict.fromkeys(names, b"owned")}.items():
            packed.writestr(name, data)
    return out.getvalue()


async def test_names_of_members_lead_nowhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """`../`, absolute, with a drive, endless: nothing is ever unpacked to the disk, and the text is read."""
    there = tmp_path_factory.getbasetemp()
    target = there / "owned-by-a-member"
    sheet = await read_bytes(named("../" * 20 + str(target)[1:], str(target), "C:\\x", "a" * 60_000), "a.docx", 1)
    assert any(RULE in each.text for each in sheet.passages)
    assert not target.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.md",
        "/etc/shadow",
        "a\0b.md",
        "x" * 5000 + ".md",
        "a\u202efdp.exe",
        "CON",
        ".",
        "",
        "<!channel>.csv.md",
    ],
)
async def test_a_files_name_opens_nothing_and_decides_nothing(name: str) -> None:
    sheet = await read_bytes(RULE.encode(), name, 1)
    assert [RULE in each.text for each in sheet.passages] == [True]


POLYGLOTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PDF that is a zip": (lambda: pdf(RULE) + docx(), ""),
    "a zip behind a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + docx(), KINDS),
    "a page behind a GIF": (lambda: b"GIF89a/*\0" + b"<html>" + RULE.encode(), KINDS),
    "a program in an archive": (lambda: exchanged(docx(), "evil.exe", b"MZ"), ""),
    "an archive in an archive": (lambda: gzip.compress(docx()), KINDS),
    "a jar": (lambda: _zip({"META-INF/MANIFEST.MF": b"x"}), ARCHIVE),
}


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("name", POLYGLOTS)
async def test_what_is_two_things_is_one_of_them_or_nothing(name: str) -> None:
    make, told = POLYGLOTS[name]
    if not told:
        assert any(RULE in each.text for each in (await read_bytes(make(), "a.pdf", 1)).passages)
        return
    with pytest.raises(MaterialError) as caught:
        await read_bytes(make(), "a.pdf", 1)
    assert caught.value.happened == told


@pytest.mark.parametrize(
    "card",
    [
        "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n",
        "!!python/object/apply:os.system ['id']",
        "kind: &x {y: *x}",
        "a: " + "[" * 2000,
        "{" + '"a":{' * 2000,
        "n: " + "9" * 5000,
        "x" * 200_001,
    ],
    ids=["aliases", "an object", "holds itself", "deep", "deep JSON", "a number", "large"],
)
def test_a_card_that_bursts_is_no_card(card: str) -> None:
    with pytest.raises(PersonaFormatError):
        imported(card.encode())


@pytest.mark.parametrize(
    "address",
    [
        "https://①②⑦.⓪.⓪.①/", "https://127。0。0。1/", "https://0x7f.1/", "https://0177.1/", "https://2130706433/", "https://[::]/",
        "https://[::ffff:7f00:1]/", "https://[fec0::1]/", "https://[2002:7f00:1::]/", "https://224.0.0.1/",
        "https://localhost%2eexample/", "https://example.org%00.evil/", "https://a:b@example.org/",
        "https://example.org:0/", "https://example.org:65536/", "file:///etc/passwd", "gopher://example.org/_x",
        "dict://example.org/", "ftp://example.org/", "ldap://example.org/", "jar:https://example.org/!/",
        "HTTPS://LOCALHOST/",
        "https://metadata.google.internal/", "https://x.local./",
        "https://[fe80::1%25lo]/", "\\\\host\\share", "https:/\\127.0.0.1/",
    ],
)  # fmt: skip
def test_an_address_in_any_odd_notation_is_refused_before_anything_is_asked(address: str) -> None:
    with pytest.raises(MaterialError):
        Web().judged(address)


def test_a_name_in_other_letters_is_asked_for_as_it_is_registered() -> None:
    """What looks like another site's name is looked up under its own, in Latin letters."""
    assert Web().judged("https://аpple.example/").raw_host == "xn--pple-43d.example"


@pytest.mark.parametrize("address", ["64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "fec0::1", "168.63.129.16"])
def test_what_python_calls_global_and_is_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


async def test_a_name_that_changes_between_look_up_and_call_is_called_where_it_was_judged(site: Site) -> None:
    """Asked once: the address that was judged is the one that is connected to; a second answer is never heard."""
    answers = iter(["127.0.0.1", "10.0.0.7", "169.254.169.254"])

    async def lookup(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
        site.lookups.append(host)
        return [(socket.AF_INET, next(answers))]

    async def page(request: web.Request) -> web.Response:
        return web.Response(body=PAGE, content_type="text/html")

    site.pages["/"] = page
    door = Web(judge=lambda address: str(address) == "127.0.0.1", schemes=frozenset({"http"}), lookup=lookup)
    assert (await door.fetched(site.url())).data == PAGE
    assert site.lookups == ["plans.example"]
    with pytest.raises(MaterialError) as caught:
        await door.fetched(site.url())
    assert (caught.value.happened, site.asked) == (fetch.INSIDE, ["/"])


async def test_bodies_that_never_end_lie_or_drip_are_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/html"})
        await answer.prepare(request)
        for _ in range(200):
            await answer.write(b"x" * 100_000)
        return answer

    async def dripping(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/html"})
        await answer.prepare(request)
        while True:
            await answer.write(b".")
            await asyncio.sleep(0.05)

    async def short(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "5000"})
        await answer.prepare(request)
        await answer.write(PAGE)
        assert request.transport is not None
        request.transport.close()
        return answer

    site.pages = {"/endless": endless, "/dripping": dripping, "/short": short}
    monkeypatch.setattr(fetch, "SECONDS", 0.6)
    for path, told in (("/endless", fetch.LARGE), ("/dripping", fetch.SLOW), ("/short", fetch.NOT_THERE)):
        with pytest.raises(MaterialError) as caught:
            await site.web().fetched(site.url(path))
        assert caught.value.happened == told, path
