"""E-mail and IP addresses. Every pattern here looks at a bounded piece of text, whatever the text is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from segments.privacy.kinds import Found, Kind

_LOCAL, _LONGEST_LOCAL, _LONGEST_DOMAIN = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}\Z"), 64, 255
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.){1,8}(?:xn--[\w-]{2,59}|[^\W\d_]{2,24})(?![\w@])")
# `jane (at) example (dot) com`, `jane [at] example.com`, `jane @ example . com`, `jane at example dot com`.
_SPELT_AT = re.compile(r"[ ]?[(\[{<][ ]?(?:at|@|arroba|ät)[ ]?[)\]}>][ ]?| @ ?|@ | (?:at|arroba) ", re.I)
_SPELT_DOMAIN = re.compile(
    r"[\w-]{1,63}(?:(?: ?[(\[{<] ?(?:dot|punkt|punto|point|\.) ?[)\]}>] ?| ?\. ?| (?:dot|punkt|punto|point) )"
    r"[\w-]{1,63}){1,4}",
    re.I,
)
_SPELT_DOTS = re.compile(r" ?[(\[{<] ?(?:dot|punkt|punto|point|\.) ?[)\]}>] ?| ?\. ?| (?:dot|punkt|punto|point) ", re.I)
_DOT_SAID = re.compile(r" (?:dot|punkt|punto|point) ", re.I)
_SPELT_LOCAL = re.compile(r"[\w.+-]{1,64}\Z")
_ENDINGS = (
    "com net org edu gov info biz io co app dev example test invalid eu uk de fr es it nl be ch at ie us ca au nz br "
    "mx ar in jp cn kr se no dk fi pl pt cz ro gr tr za"
)
_FILES = "png jpg jpeg gif svg webp ico pdf css js ts html htm json xml zip csv mp"
_V4 = re.compile(r"(?<![\w.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w]|\.\d)")
_V6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,8}(?:\.\d{1,3}){0,3}(?![\w:])")
_A_VERSION = re.compile(
    r"(?:\bv|version|ver|release|firmware|build|update|section|chapter|kapitel|abschnitt)\W{0,3}\Z", re.I
)


def emails(text: str) -> Iterator[Found]:
    """As people write them, in letters of any script; a local part and a domain of bounded length."""
    at = text.find("@")
    while at >= 0:
        before = text[max(0, at - _LONGEST_LOCAL) : at]
        local = _LOCAL.search(before)
        domain = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN) if local else None
        if local and domain and domain[0].rpartition(".")[2].casefold() not in _FILES.split():
            yield Found(Kind.EMAIL, at - len(local[0].lstrip("'/=.(")), domain.end())
        at = text.find("@", at + 1)
    for spelt in _SPELT_AT.finditer(text):
        local = _SPELT_LOCAL.search(text[max(0, spelt.start() - _LONGEST_LOCAL) : spelt.start()])
        domain = _SPELT_DOMAIN.match(text, spelt.end(), spelt.end() + _LONGEST_DOMAIN) if local else None
        # “at” alone is a common word: then its dots must be words too.
        if local and domain and (not spelt[0].strip().isalpha() or _DOT_SAID.search(domain[0])):
            end = _spelt_end(domain)
            if end:
                yield Found(Kind.EMAIL, spelt.start() - len(local[0]), end)


def _spelt_end(domain: re.Match[str]) -> int:
    """Where the domain ends: at the last of its parts that domains end in. 0: it is none (“two at once. Then”)."""
    end = 0
    for dot in _SPELT_DOTS.finditer(domain[0]):
        part = re.compile(r"[\w-]+").match(domain[0], dot.end())
        if part and part[0].casefold() in _ENDINGS.split():
            end = domain.start() + part.end()
    return end


def addresses_of_machines(text: str) -> Iterator[Found]:
    """IPv4 in dotted decimals, IPv6 in its usual forms; no versions, and no address that is nobody's."""
    if text.count(".") >= 3:
        for match in _V4.finditer(text):
            parts = [int(part) for part in match.groups()]
            nobody = max(parts) > 255 or parts[0] in (0, 127, 255)
            if not nobody and not _A_VERSION.search(text[max(0, match.start() - 14) : match.start()]):
                yield Found(Kind.IP, match.start(), match.end())
    if text.count(":") >= 3:
        for match in _V6.finditer(text):
            if len(re.findall(r"[0-9A-Fa-f]+", match[0])) >= 2 and _is_ip(match[0]):
                yield Found(Kind.IP, match.start(), match.end())


def _is_ip(text: str) -> bool:
    try:
        return not ip_address(text).is_loopback
    except ValueError:
        return False
