"""What goes wrong between us and a model's server, in the words of our own errors.

https://platform.openai.com/docs/guides/error-codes
"""

from __future__ import annotations

import math
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from errors import ModelError, ModelMisconfigured, ModelRefused, ModelUnavailable

KEPT = "What you wrote is kept."
NOW = "Whoever runs Segue should check OPENAI_API_KEY, OPENAI_BASE_URL and SEGUE_MODEL, or the workspace's own table."
TOO_LONG = ("context_length_exceeded", "string_above_max_length")
NO_CREDIT = ("insufficient_quota", "billing_hard_limit_reached")
NOT_THE_FORM = ("model_not_found", "invalid_api_key")
"""What a simpler form of answer would not change."""


class FormRefused(Exception):
    """The server does not take the request in this form (400, 404, 422); perhaps it takes a simpler one."""

    def __init__(self, verdict: ModelMisconfigured) -> None:
        self.verdict = verdict
        """What it means if there is no simpler one."""
        super().__init__(str(verdict))


def judged(error: Exception) -> ModelError | FormRefused | None:
    """What an exception of the client means; None: it is not the server's doing."""
    # Here and in OpenAIModel only, because importing it takes most of a second.
    import openai

    if isinstance(error, openai.APIStatusError):
        return _by_status(error.status_code, str(error.code or ""), error.response.headers.get("retry-after"))
    # APITimeoutError too: the client has no time-out of its own, and its aiohttp transport calls a cut line one.
    if isinstance(error, openai.OpenAIError):
        return ModelUnavailable("The language model cannot be reached.", kept=KEPT)
    if isinstance(error, ValueError):  # a body that is no JSON, or no text at all, leaves the client as it is
        return ModelUnavailable("The language model's server sent something unreadable.", kept=KEPT)
    return None


def _by_status(status: int, code: str, retry_after: str | None) -> ModelError | FormRefused:
    if code == "content_filter":
        return ModelRefused("The language model's filter declined this.", kept=KEPT)
    if code in TOO_LONG:
        return ModelRefused("This is more than the language model can read at once.", kept=KEPT)
    if code in NO_CREDIT or status == 402:
        return misconfigured("The account of the language model has no credit left.")
    if status == 429:
        return ModelUnavailable("The language model asks us to slow down.", kept=KEPT, retry_after=seconds(retry_after))
    if status >= 500 or status in (408, 409, 425):
        return ModelUnavailable("The language model has trouble.", kept=KEPT, retry_after=seconds(retry_after))
    if status in (401, 403):
        return misconfigured("The language model's server does not accept our key.")
    if 300 <= status < 400:
        return misconfigured(
            f"The language model's server sends us on to another address (HTTP {status}): none is named."
        )
    what = "does not know this model or address" if status == 404 else "turns our requests down"
    verdict = misconfigured(f"The language model's server {what} (HTTP {status}).")
    return FormRefused(verdict) if status in (400, 404, 422) and code not in NOT_THE_FORM else verdict


def check_connection(api_key: str | None, base_url: str) -> None:
    """Raises ModelMisconfigured for a key or an address that cannot even be sent: no server would tell us."""
    # A key copied together with a typographic quote or an ellipsis; HTTP headers are visible ASCII (RFC 9110, 5.5).
    if api_key and not (api_key.isascii() and api_key.isprintable() and api_key == api_key.strip()):
        raise misconfigured("The key of the language model contains characters that no key has.")
    try:
        address = urlsplit(base_url)
        usable = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:  # brackets without an end, a port that is no number
        usable = False
    if not usable:
        raise misconfigured("The address of the language model's server is not a complete address.")


def misconfigured(happened: str) -> ModelMisconfigured:
    return ModelMisconfigured(happened, kept=KEPT, now=NOW)


def too_slow() -> ModelUnavailable:
    return ModelUnavailable("The language model took too long.", kept=KEPT)


def seconds(header: str | None) -> float | None:
    """A Retry-After header, in seconds or as a date (RFC 9110, 10.2.3); None where it says nothing usable."""
    if not header:
        return None
    try:
        said = float(header)
    except ValueError:
        try:
            said = parsedate_to_datetime(header).timestamp() - time.time()
        except ValueError:
            return None
    return max(0.0, said) if math.isfinite(said) else None
