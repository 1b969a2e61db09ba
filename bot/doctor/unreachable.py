"""A call that nothing came back of, in the words of whoever says no: resolver, proxy, TLS, the other machine."""

from __future__ import annotations

import os
import ssl

import aiohttp

from bot.config import Settings
from bot.doctor.finding import shown


class Unreachable(Exception):
    """No answer at all. `said`, and the `mend`."""

    def __init__(self, said: str, mend: str) -> None:
        self.said, self.mend = said, mend
        super().__init__(said)


def unreachable(error: Exception, settings: Settings, proxy: str) -> Unreachable:
    """`error`: one of CALL_ERRORS without an answer. `proxy`: the one the call went through, or none."""
    where = shown(settings.api_url)
    if isinstance(error, aiohttp.ClientProxyConnectionError | aiohttp.ClientHttpProxyError):
        why = f"HTTP {error.status}" if isinstance(error, aiohttp.ClientHttpProxyError) else _os_words(error.os_error)
        return Unreachable(
            f"The proxy {shown(proxy)} does not let us through to {where}: {why}.",
            "Correct HTTPS_PROXY in the environment, or unset it if this machine needs no proxy.",
        )
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        reason = getattr(error.certificate_error, "verify_message", "") or type(error.certificate_error).__name__
        return Unreachable(
            f"The certificate of {where} is not trusted: {reason}.",
            "If a firewall of yours re-signs traffic, name the file with its root certificate in SSL_CERT_FILE.",
        )
    if isinstance(error, aiohttp.ClientConnectorSSLError | aiohttp.ClientSSLError):
        cause = getattr(error, "os_error", None)
        reason = cause.reason if isinstance(cause, ssl.SSLError) and cause.reason else "no TLS there"
        return Unreachable(
            f"No secure connection to {where}: {reason}.",
            "See that SLACK_API_URL and HTTPS_PROXY say https:// only where the other side speaks it.",
        )
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Unreachable(
            f"The name in {where} has no address: {_os_words(error.os_error)}.",
            "See that this machine is online and its DNS works; leave SLACK_API_URL out for Slack itself.",
        )
    if isinstance(error, aiohttp.ClientConnectorError):
        return Unreachable(
            f"No connection to {where}: {_os_words(error.os_error)}.",
            "See that a firewall lets this machine out to it; if there is a proxy, name it in HTTPS_PROXY.",
        )
    if isinstance(error, TimeoutError):
        return Unreachable(
            f"{where} did not answer within {settings.slack_timeout_seconds:g} seconds.",
            "See that a firewall lets this machine out to it, or raise SEGUE_SLACK_TIMEOUT_SECONDS.",
        )
    return Unreachable(
        f"The connection to {where} broke off ({type(error).__name__}).", "Try again; then look at proxy and firewall."
    )


def _os_words(error: OSError) -> str:
    """A resolver's numbers are negative and none of the system's."""
    number = error.errno or 0
    return os.strerror(number) if number > 0 else error.strerror or type(error).__name__
