"""Where a page leads to on its own site, in a process of its own like everything that reads what strangers made."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from bot.material.unreadable import BROKEN, Unreadable

MOST = 19
"""With the page itself, twenty."""
_TELLS = re.compile(
    r"pric|plan|feature|product|how|faq|help|benefit|about|cover|compare|service|question|guide|learn", re.I
)
_TELLS_NOT = re.compile(
    r"log-?in|sign-?(?:in|up)|account|cart|privacy|terms|legal|imprint|cookie|career|jobs|press|investor|contact|search|"
    r"subscribe|share|\.(?:png|jpe?g|gif|svg|webp|zip|docx?|xlsx?|pptx?|mp[34]|css|js|xml|json)$",
    re.I,
)


def links(data: bytes, base: str) -> list[dict[str, str]]:
    """Address and title of pages on the same host, those that tell of the product first; at most MOST."""
    try:
        tree = html.document_fromstring(data)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(BROKEN) from error
    host, found = urlsplit(base).hostname, dict[str, str]()
    for anchor in tree.iter("a"):
        address = _address(base, str(anchor.get("href") or ""), host)
        title = " ".join("".join(map(str, anchor.itertext())).split())[:100]
        if address and title and address != _plain(base):
            found.setdefault(address, title)
    ranked = sorted(found.items(), key=lambda each: not _TELLS.search(urlsplit(each[0]).path + each[1]))
    return [{"url": url, "title": title} for url, title in ranked[:MOST]]


def _address(base: str, href: str, host: str | None) -> str:
    try:
        parts = urlsplit(urljoin(base, href))
        same = parts.scheme == "https" and parts.hostname == host and parts.port in (None, 443)
    except ValueError:
        return ""
    path = f"{parts.path}?{parts.query}"
    return _plain(parts.geturl()) if same and not _TELLS_NOT.search(path.rstrip("?")) else ""


def _plain(address: str) -> str:
    return address.partition("#")[0].rstrip("/")
