"""The few pages that somebody sees who installs Segue. Pure."""

from __future__ import annotations

from html import escape

from bot.manifest import INSTALL

HEADERS = {
    "content-type": ["text/html; charset=utf-8"],
    "content-security-policy": ["default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"],
    "x-content-type-options": ["nosniff"],
    "referrer-policy": ["no-referrer"],
    "cache-control": ["no-store"],
}
STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1.5em;color:#1d2b33}"
    "h1{font-size:1.5em}a{color:#1f3a4d}"
)
AGAIN = ("Install Segue again", INSTALL)


def install_page(address: str) -> str:
    return _page(
        "Add Segue to your Slack",
        "Segue interviews your team about its customers, and keeps the evidence. Slack asks you next what it may do.",
        ("Add to Slack", address),
    )


def installed_page(workspace: str) -> str:
    where = f"in {workspace}" if workspace else "in your workspace"
    return _page(f"Segue is {where}", "Go back to Slack, invite it to a channel, and write “@Segue interview”.", None)


REFUSED = {
    "access_denied": ("Nothing was installed", "You chose not to. That is fine, and nothing was kept.", AGAIN),
    "invalid_browser": (
        "This did not begin here",
        "Somebody else's link, or another browser: nothing was installed. Please begin in this one.",
        AGAIN,
    ),
    "invalid_state": ("That took too long, or was done before", "Nothing was installed just now.", AGAIN),
    "whole_organisation": (
        "One workspace at a time",
        "Segue cannot be installed for a whole organisation. Choose one of its workspaces.",
        AGAIN,
    ),
    "not_listed": (
        "This Segue is not for every workspace",
        "Nothing was installed, and nothing was kept. Ask whoever runs it to let your workspace in.",
        AGAIN,
    ),
    "storage_error": ("That could not be kept", "Nothing was installed. Please try again in a minute.", AGAIN),
}
NOT_DONE = ("Slack did not agree", "Nothing was installed. Please try again.", AGAIN)


def refused_page(reason: str) -> str:
    return _page(*REFUSED.get(reason, NOT_DONE))


def _page(title: str, words: str, link: tuple[str, str] | None) -> str:
    leads = f'<p><a href="{escape(link[1])}">{escape(link[0])}</a></p>' if link else ""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
        f"<h1>{escape(title)}</h1><p>{escape(words)}</p>{leads}</html>"
    )
