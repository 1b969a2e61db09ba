"""Pages that people name: what is fetched, and everything that is not."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import socket
import threading
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot import fetch
from bot.clients import is_slacks
from bot.fetch import Web, is_public
from bot.material.links import links
from bot.material.reading import read_page
from errors import LOGIN, MaterialError
from tests.personas.site import PAGE, Site, fails, gives, leads, opened

PATIENCE = 8.0


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with opened() as site:
        yield site


async def unread(site: Site, path: str) -> str:
    with pytest.raises(MaterialError) as caught:
        await read_page(site.web(), site.url(path), 1)
    return caught.value.happened


async def refused(site: Site, path: str = "/") -> str:
    with pytest.raises(MaterialError) as caught:
        await site.web().fetched(site.url(path))
    return caught.value.happened


async def test_a_page_becomes_passages_that_name_it(site: Site) -> None:
    site.pages["/plans"] = gives(PAGE)
    sheet = await read_page(site.web(), site.url("/plans"), 2)
    assert [(each.id, each.title) for each in sheet.passages] == [("m2.1", "plans.example/plans")]
    assert "1,500 dollars" in sheet.passages[0].text


async def test_redirects_are_followed_and_looked_up_again_each_time(site: Site) -> None:
    site.pages = {"/": leads("/plans"), "/plans": gives(PAGE)}
    page = await site.web().fetched(site.url())
    assert (page.url, page.kind, site.lookups) == (site.url("/plans"), "page.html", ["plans.example"] * 2)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("http://127.0.0.1/", fetch.INSIDE),
        ("http://169.254.169.254/latest/meta-data", fetch.INSIDE),
        ("http://localhost/", fetch.INSIDE),
        ("http://[64:ff9b::7f00:1]/", fetch.INSIDE),
        ("https://[64:ff9b::7f00:1]/", fetch.INSIDE),
        ("https://[::ffff:169.254.169.254]/", fetch.INSIDE),
        ("ftp://plans.example/", fetch.NO_ADDRESS),
        ("file:///etc/passwd", fetch.NO_ADDRESS),
        ("/", fetch.ROUND),
    ],
)
async def test_where_a_redirect_leads_is_judged_anew(site: Site, to: str, words: str) -> None:
    site.pages["/"] = leads(to)
    assert await refused(site) == words
    assert set(site.asked) == {"/"}, "nobody was asked for anything else"


@pytest.mark.parametrize("inner", ["169.254.169.254", "10.0.0.7", "64:ff9b::7f00:1", "2002:7f00:1::"])
async def test_a_redirect_to_a_name_of_an_inner_address_goes_nowhere(site: Site, inner: str) -> None:
    """The first name leads to the site of this test and passes for public; the second is judged as always."""

    async def lookup(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
        kind = socket.AF_INET6 if ":" in inner else socket.AF_INET
        return [(kind, inner)] if host == "inside.example" else [(socket.AF_INET, "127.0.0.1")]

    site.pages["/"] = leads(f"http://inside.example:{site.port}/latest")
    door = Web(
        judge=lambda address: str(address) == "127.0.0.1" or is_public(address),
        schemes=frozenset({"http"}),
        lookup=lookup,
    )
    with pytest.raises(MaterialError) as caught:
        await door.fetched(site.url())
    assert caught.value.happened == fetch.INSIDE
    assert site.asked == ["/"]


LOGIN_FORM = b"<html><h1>Welcome</h1><form><input name=user><input name=word type=password></form></html>"


async def test_a_page_behind_a_login_and_a_page_that_is_not_there_are_said(site: Site) -> None:
    site.pages = {
        "/basic": fails(401),
        "/form": gives(LOGIN_FORM),
        "/members": leads("/account/sign-in?next=/members"),
        "/account/sign-in": gives(PAGE),
        "/staff": fails(403),
        "/moved-out": fails(410),
        "/busy": fails(503),
        "/broken": fails(500),
    }
    told = {path: await unread(site, path) for path in (*site.pages, "/missing") if path != "/account/sign-in"}
    assert told == {
        "/basic": LOGIN,
        "/form": LOGIN,
        "/members": LOGIN,
        "/staff": fetch.CLOSED,
        "/moved-out": fetch.GONE,
        "/busy": fetch.BUSY,
        "/broken": fetch.NO_PAGE,
        "/missing": fetch.GONE,
    }


async def test_a_page_whose_address_speaks_of_a_login_is_read_when_it_was_asked_for(site: Site) -> None:
    site.pages = {"/sign-in": leads("/sign-in/"), "/sign-in/": gives(PAGE)}
    assert (await site.web().fetched(site.url("/sign-in"))).url == site.url("/sign-in/")


async def test_what_is_no_page_is_not_read(site: Site) -> None:
    site.pages = {
        "/json": gives(b"{}", "application/json"),
        "/lying": gives(b"%PDF-1.7", "text/html"),
        "/picture": gives(PAGE, "application/pdf"),
        "/brotli": gives(b"x", Content_Encoding="br"),
        "/broken": gives(b"no gzip at all", Content_Encoding="gzip"),
        "/large": gives(b"x" * (fetch.MOST_BYTES + 1)),
        "/bomb": gives(gzip.compress(b"\0" * 400_000_000, 9), Content_Encoding="gzip"),
    }
    assert [await refused(site, path) for path in site.pages] == [
        fetch.OTHER, fetch.OTHER, fetch.OTHER, fetch.PACKED, fetch.PACKED, fetch.LARGE, fetch.LARGE,
    ]  # fmt: skip


async def test_no_cookie_and_no_credential_goes_along(site: Site) -> None:
    seen: list[dict[str, str]] = []

    async def look(request: web.Request) -> web.Response:
        seen.append(dict(request.headers))
        found = web.Response(status=302, headers={"Location": "/plans"})
        found.set_cookie("session", "secret")
        return found

    async def last(request: web.Request) -> web.Response:
        seen.append(dict(request.headers))
        return web.Response(body=PAGE, content_type="text/html")

    site.pages = {"/": look, "/plans": last}
    await site.web().fetched(site.url())
    assert not {"Cookie", "Authorization"} & {name for headers in seen for name in headers}


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/", "https://user:secret@example.org/", "ftp://example.org/", "example.org", "https://", "",
        "javascript:alert(1)", "https://exa mple.org/", "https://[::1]/", "//example.org", "data:text/html,x",
    ],
)  # fmt: skip
def test_only_whole_https_addresses_without_a_password_are_taken(address: str) -> None:
    with pytest.raises(MaterialError):
        Web().judged(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0", "10.0.0.7",
        "[::ffff:127.0.0.1]", "[::1]", "[fe80::1%25eth0]", "localhost", "localhost.", "app.localhost", "db.internal",
        "printer.local", "metadata.google.internal", "intranet", "169.254.169.254", "[64:ff9b::7f00:1]",
        "example.org:8443", "example.org:22",
    ],
)  # fmt: skip
def test_inner_hosts_in_any_notation_are_refused_before_anything_is_asked(host: str) -> None:
    with pytest.raises(MaterialError):
        Web().judged(f"https://{host}/")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.0.2.1", "192.168.1.1",
        "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::10.0.0.1",
        "64:ff9b::a00:1", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fc00::1", "fe80::1", "fec0::1",
        "ff02::1", "2001:db8::1", "3fff::1", "5f00::1", "192.0.0.8", "192.88.99.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_open_net(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_addresses_of_the_open_net() -> None:
    for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"):
        assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses())
def test_whatever_is_let_through_is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(address):
        assert address.is_global
        assert getattr(address, "ipv4_mapped", None) is None


async def test_one_inner_address_among_many_is_enough_to_refuse() -> None:
    async def lookup(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
        return [(socket.AF_INET, "93.184.215.14"), (socket.AF_INET, "10.0.0.7")]

    with pytest.raises(MaterialError) as caught:
        await Web(lookup=lookup).fetched("https://example.org/")
    assert caught.value.happened == fetch.INSIDE


async def test_nobody_at_home_is_said() -> None:
    async def lookup(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
        raise socket.gaierror("no such name")

    with pytest.raises(MaterialError) as caught:
        await Web(lookup=lookup).fetched("https://example.org/")
    assert caught.value.happened == fetch.NOT_THERE


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.com\\@files.slack.com/", "https://files.slack.com\\@evil.com/", "https://evil.com#.slack.com/",
        "https://evil.com?@files.slack.com/", "https://files.slack.com:x@evil.com/", "https://evil.com/.slack.com/",
        "https://evilslack.com/", "https://.slack.com/", "https://evil.com\t.slack.com/", "https://evil.com%2f.slack.com/",
        "https://evil.com;.slack.com/", "https://evil.com／.slack.com/", "http://files.slack.com/x", "https://[",
        "https://files.slack.com.evil.com/", "https://files.slack.com", "http://127.0.0.1:80800/x", "",
    ],
)  # fmt: skip
def test_our_token_goes_to_nobody_who_looks_like_slack(url: str) -> None:
    assert not is_slacks(url, "http://127.0.0.1:8080/api/")


@pytest.mark.parametrize(
    "url",
    [
        "https://files.slack.com/x",
        "HTTPS://FILES.SLACK.COM/x",
        "https://a.enterprise.slack.com:443/",
        "http://127.0.0.1:8080/x",
    ],
)
def test_our_token_goes_to_slack_and_to_where_the_api_is(url: str) -> None:
    assert is_slacks(url, "http://127.0.0.1:8080/api/")


def test_links_stay_on_the_site_and_what_tells_of_the_product_comes_first() -> None:
    page = b"""<html><body><a href="/team">Team</a><a href="/pricing#top">What it costs</a><a href="/login">Log in</a>
    <a href="https://other.example/plans">Elsewhere</a><a href="javascript:x">x</a><a href="http://[">broken</a>
    <a href="/pricing">Again</a><a href="mailto:a@b.example">Mail</a><a href="/logo.png">Logo</a><a href="//">y</a>
    <a href="https://plans.example:8443/faq">Odd port</a><a href="how-it-works/"> How it <b>works</b> </a>"""
    assert links(page, "https://plans.example/") == [
        {"url": "https://plans.example/pricing", "title": "What it costs"},
        {"url": "https://plans.example/how-it-works", "title": "How it works"},
        {"url": "https://plans.example/team", "title": "Team"},
    ]


def test_a_long_list_of_links_ends_at_nineteen() -> None:
    page = "".join(f"<a href='/p{number}'>Page {number}</a>" for number in range(200)).encode()
    assert len(links(page, "https://plans.example/")) == 19


async def test_a_name_server_that_keeps_silent_holds_up_nothing_but_look_ups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else that is done beside the loop has the loop's own threads, of which there are few."""
    answers = threading.Event()
    asked: list[str] = []

    def silent(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        answers.wait(PATIENCE)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    waiting = [asyncio.create_task(fetch.looked_up(f"{number}.example", 443)) for number in range(40)]
    try:
        async with asyncio.timeout(PATIENCE / 2):
            while not asked:
                await asyncio.sleep(0.01)
            assert await asyncio.to_thread(len, "abc") == 3
    finally:
        answers.set()
        await asyncio.gather(*waiting)
