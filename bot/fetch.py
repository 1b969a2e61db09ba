"""The only door to the web: a page somebody names is fetched, and nothing of our own network can be reached by it.

Every connection goes through one resolver that looks a name up once, judges every address it gets and hands on only
what it judged, so what was judged is what is connected to (OWASP's SSRF cheat sheet calls this pinning). aiohttp asks
no resolver about addresses written as numbers; those are refused beforehand. Redirects are followed by hand, each
judged anew. Libraries that do this exist for httpx and requests only (ssrfguard, safehttpx), and are young.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import ssl
import zlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from errors import LOGIN, MaterialError

MOST_BYTES = 5_000_000
SECONDS = 20.0
MOST_REDIRECTS = 5
KINDS = {"text/html": "page.html", "application/xhtml+xml": "page.html", "application/pdf": "page.pdf"}
"""Content type -> a name by which the kind is known."""
AGENT = "Segue (reads pages that people name)"
REDIRECTS = {301, 302, 303, 307, 308}
NO_ADDRESS = "That is no web address I can read: it has to begin with https:// and name a site."
INSIDE = "That address leads into a network of its own, where I don't go."
NOT_THERE = "Nobody answers at that address."
UNSAFE = "Its certificate does not hold, so I can't be sure whose page it is."
SLOW = f"It took longer than {SECONDS:.0f} seconds."
LARGE = f"It is larger than {MOST_BYTES // 1_000_000} MB."
OTHER = "It is neither a web page nor a PDF."
ROUND = "It leads from one address to the next without end."
GONE = "There is no page at that address."
CLOSED = "The site does not let me in. The page saved as a file and dropped here works."
BUSY = "The site is too busy just now; later it may work."
NO_PAGE = "The site answered with an error instead of a page."
ANSWERS = {401: LOGIN, 403: CLOSED, 404: GONE, 407: LOGIN, 410: GONE, 429: BUSY, 451: CLOSED, 503: BUSY}
PACKED = "It came packed in a way that I don't open."
# Addresses that stand for others (translated, tunnelled, relayed, compatible), those of protocols and examples, and the
# one at which a machine at Azure asks its host.
# https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
_KEPT_APART = tuple(
    ipaddress.ip_network(each)
    for each in (
        "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0/96", "fec0::/10", "3fff::/20",
        "5f00::/16", "192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32",
    )
)  # fmt: skip
_LOGIN = re.compile(r"(?:^|[./_-])(?:log-?in|sign-?in|sso|saml2?|oauth2?|auth)(?:[./_-]|$)", re.I)
"""Where a redirect leads that asks who one is."""
_HOST = re.compile(r"[a-z0-9_.:\[\]-]+")
_NAMELESS = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa", ".onion")

_LOOKUPS = ThreadPoolExecutor(4, "lookup")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Judge = Callable[[Address], bool]
Lookup = Callable[[str, int], Awaitable[list[tuple[socket.AddressFamily, str]]]]


@dataclass(frozen=True)
class Page:
    """What stood at an address, after redirects. `kind` is `page.html` or `page.pdf`."""

    url: str
    kind: str
    data: bytes


def is_public(address: Address) -> bool:
    """Whether an address is one of the open net. https://www.iana.org/assignments/iana-ipv6-special-registry"""
    if any(address in network for network in _KEPT_APART):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class Web:
    """Fetches pages. `judge` and `schemes` are narrower than this nowhere, and wider only in tests."""

    def __init__(
        self,
        *,
        judge: Judge = is_public,
        schemes: frozenset[str] = frozenset({"https"}),
        lookup: Lookup | None = None,
    ) -> None:
        self._judge, self._schemes, self._lookup = judge, schemes, lookup or looked_up

    async def fetched(self, address: str) -> Page:
        """-> the page. Raises MaterialError, in words for whoever named it."""
        resolver = JudgingResolver(self._judge, self._lookup)
        connector = aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False, force_close=True, limit=2)
        timeout = aiohttp.ClientTimeout(total=None, connect=SECONDS / 2)
        try:
            async with (
                asyncio.timeout(SECONDS),
                aiohttp.ClientSession(
                    connector=connector, timeout=timeout, trust_env=False, cookie_jar=aiohttp.DummyCookieJar(),
                    auto_decompress=False, max_line_size=8190, max_field_size=16_380,
                ) as session,
            ):  # fmt: skip
                return await self._followed(session, address)
        except TimeoutError:
            raise MaterialError(SLOW) from None
        except (aiohttp.ClientSSLError, ssl.SSLError) as error:
            raise MaterialError(UNSAFE) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise MaterialError(INSIDE if resolver.refused else NOT_THERE) from error

    async def _followed(self, session: aiohttp.ClientSession, address: str) -> Page:
        url = first = self.judged(address)
        headers = {"User-Agent": AGENT, "Accept": ", ".join(KINDS), "Accept-Encoding": "gzip, identity"}
        for _ in range(MOST_REDIRECTS + 1):
            async with session.get(url, allow_redirects=False, headers=headers) as answer:
                if answer.status in REDIRECTS:
                    url = self.judged(str(url.join(URL(answer.headers.get("Location", "")))))
                    continue
                if answer.status != 200:
                    raise MaterialError(ANSWERS.get(answer.status, NO_PAGE))
                if _LOGIN.search(_where(url)) and not _LOGIN.search(_where(first)):
                    raise MaterialError(LOGIN)
                kind = KINDS.get(answer.content_type)
                if kind is None:
                    raise MaterialError(OTHER)
                data = await _body(answer)
                if (kind == "page.pdf") != data.lstrip().startswith(b"%PDF-"):
                    raise MaterialError(OTHER)
                return Page(str(url), kind, data)
        raise MaterialError(ROUND)

    def judged(self, address: str) -> URL:
        """The address as it will be asked for. Raises MaterialError for what is no address of the open net."""
        try:
            url = URL(address.strip())
            host, port = (url.raw_host or "").rstrip(".").lower(), url.port
        except ValueError:
            raise MaterialError(NO_ADDRESS) from None
        if url.scheme not in self._schemes or url.user or url.password or not _HOST.fullmatch(host):
            raise MaterialError(NO_ADDRESS)
        if "." not in host or host.endswith(_NAMELESS) or _is_number(host):
            raise MaterialError(INSIDE)
        if self._schemes == {"https"} and port != 443:
            raise MaterialError(INSIDE)
        return url.with_fragment(None)


class JudgingResolver(AbstractResolver):
    """Looks a name up, and gives what it found only if every address of it may be gone to."""

    def __init__(self, judge: Judge, lookup: Lookup) -> None:
        self._judge, self._lookup = judge, lookup
        self.refused = False
        """A name led to an address that may not be gone to."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = await self._lookup(host, port)
        if not addresses or not all(self._judge(_address(text)) for _, text in addresses):
            self.refused = True
            raise OSError(INSIDE)
        return [
            ResolveResult(hostname=host, host=text, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
            for kind, text in addresses
        ]

    async def close(self) -> None:
        pass


async def looked_up(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    """Every address of a name, as the system's resolver gives them. Raises OSError.

    In threads of their own: a name server that keeps silent holds up other look-ups, and nothing else of ours.
    """
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(_LOOKUPS, partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM))
    return [(each[0], str(each[4][0])) for each in found]


def _where(url: URL) -> str:
    return f"{url.host}{url.path}"


def _address(text: str) -> Address:
    return ipaddress.ip_address(text.partition("%")[0])


def _is_number(host: str) -> bool:
    """An address in numbers, in any notation that some resolver understands: 127.1, 0x7f.0.0.1, [::1]."""
    try:
        ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        last = host.rpartition(".")[2]
        return last.isdigit() or last.startswith("0x")
    return True


async def _body(answer: Any) -> bytes:
    """The body, opened with its size in mind: a few bytes of gzip may stand for gigabytes."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "deflate"):
        raise MaterialError(PACKED)
    opener = zlib.decompressobj(zlib.MAX_WBITS | 32) if packing in ("gzip", "deflate") else None
    data, came = bytearray(), 0
    async for piece in answer.content.iter_chunked(1 << 15):
        came += len(piece)
        try:
            data += opener.decompress(piece, MOST_BYTES + 1 - len(data)) if opener else piece
        except zlib.error as error:
            raise MaterialError(PACKED) from error
        if len(data) > MOST_BYTES or came > MOST_BYTES:
            raise MaterialError(LARGE)
    return bytes(data)
