"""Events, presses and commands over HTTP: signed, answered within three seconds, and sent again when they are not.

Follows https://docs.slack.dev/apis/events-api/using-http-request-urls,
https://docs.slack.dev/apis/events-api/#retries (at once, after a minute, after five) and
https://docs.slack.dev/authentication/verifying-requests-from-slack. Presses, forms and commands are never sent again.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp

from playground.deliveries import Delivery
from playground.faults import Faults
from playground.inspector import Inspector

RETRIES = (0.0, 60.0, 300.0)
"""Seconds before the second, third and fourth attempt."""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def signed(secret: str, body: str, at: float) -> dict[str, str]:
    """-> the headers by which the app knows that it is Slack."""
    timestamp = str(int(at))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


class HttpMode:
    """Everything that is under way to the app's request URL. `pace` scales the waits between attempts."""

    def __init__(
        self,
        request_url: str,
        signing_secret: str,
        faults: Faults,
        *,
        ack_seconds: float,
        pace: float,
        wake: Callable[[], None],
        inspector: Inspector,
        connections_changed: Callable[[], None],
    ) -> None:
        self.request_url = request_url
        self._secret, self._faults, self._wake = signing_secret, faults, wake
        self._inspector, self._connections_changed = inspector, connections_changed
        self._ack_seconds, self._pace = ack_seconds, pace
        self._open: set[Delivery] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._answers = False
        self.counts: Counter[str] = Counter()

    @property
    def connected(self) -> int:
        """Whether the app answered at its address when it was last tried."""
        return int(self._answers)

    @property
    def under_way(self) -> int:
        """How many payloads are neither acknowledged nor given up."""
        return len(self._open)

    async def verify(self) -> bool:
        """Ask the app to say a word back, as Slack does when the address is saved. -> whether it did"""
        word = secrets.token_hex(8)
        try:
            status, answer = await self._post(json.dumps({"type": "url_verification", "challenge": word}), JSON, {})
        except (aiohttp.ClientError, TimeoutError, OSError):
            status, answer = 0, ""
        self._answers = status == 200 and word in answer
        self._connections_changed()
        return self._answers

    async def close(self) -> None:
        """Forget what is under way."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def send_event(self, payload: dict[str, Any]) -> None:
        """Deliver an event: acknowledged, sent again, or given up and counted."""
        if self._faults.strikes("drop"):
            self.counts["dropped"] += 1
            return
        self._begin(Delivery("events_api", payload, False, len(RETRIES)))

    def send_interaction(self, type_: str, payload: dict[str, Any]) -> asyncio.Future[dict[str, Any] | None]:
        """Deliver a press, submission or command once. -> what the app answered; raises TimeoutError when it does not
        in time, ConnectionError when nobody is there."""
        answered: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()
        answered.add_done_callback(lambda future: future.cancelled() or future.exception())
        self._begin(Delivery(type_, payload, True, 0, answered=answered))
        return answered

    def _begin(self, delivery: Delivery) -> None:
        self._open.add(delivery)
        self._inspector.sent(delivery)
        self._spawn(self._deliver(delivery))
        if self._faults.strikes("double"):
            self.counts["doubled"] += 1
            self._spawn(self._attempt(delivery))

    async def _deliver(self, delivery: Delivery) -> None:
        """Attempt after attempt, until one is acknowledged."""
        reason = ""
        while True:
            reason, answer = await self._attempt(delivery, reason)
            if not reason:
                self.counts["acked"] += 1
                self._settle(delivery, answer, acknowledged=True)
                return
            if delivery.attempts_left == 0:
                self._give_up(delivery, reason)
                return
            delivery.attempts_left -= 1
            await asyncio.sleep(RETRIES[delivery.attempt] * self._pace)
            delivery.attempt += 1
            self.counts["redelivered"] += 1

    async def _attempt(self, delivery: Delivery, before: str = "") -> tuple[str, dict[str, Any] | None]:
        """`before`: why the last one was none. -> (why Slack would try again, what the app answered)"""
        self.counts["sent"] += 1
        self._wake()
        if self._faults.strikes("lose"):
            self.counts["lost"] += 1
            await asyncio.sleep(self._ack_seconds)
            return "http_timeout", None
        if reorder := self._faults.strikes("reorder"):
            await asyncio.sleep(self._faults.random.uniform(0, reorder.seconds))
        headers = {}
        if delivery.attempt:
            headers = {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": before}
        try:
            status, answer = await self._post(*_written(delivery), headers)
        except TimeoutError:
            return "http_timeout", None
        except (aiohttp.ClientError, OSError):
            return "connection_failed", None
        return ("", _read(answer)) if 200 <= status < 300 else ("http_error", None)

    async def _post(self, body: str, content_type: str, more: dict[str, str]) -> tuple[int, str]:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._ack_seconds))
        headers = {**signed(self._secret, body, time.time()), "Content-Type": content_type, **more}
        async with self._session.post(self.request_url, data=body.encode(), headers=headers) as response:
            return response.status, await response.text()

    def _give_up(self, delivery: Delivery, reason: str) -> None:
        self.counts["given_up"] += 1
        if delivery.answered is not None and not delivery.answered.done():
            gone = reason == "connection_failed"
            delivery.answered.set_exception(
                ConnectionError("the app is not there") if gone else TimeoutError("the app did not answer as it should")
            )
        self._settle(delivery, None, acknowledged=False)

    def _settle(self, delivery: Delivery, answer: dict[str, Any] | None, *, acknowledged: bool) -> None:
        self._inspector.settled(delivery, answer, acknowledged)
        self._open.discard(delivery)
        if delivery.answered is not None and not delivery.answered.done():
            delivery.answered.set_result(answer)
        self._wake()

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _written(delivery: Delivery) -> tuple[str, str]:
    """-> (body, content type): events as JSON, presses and forms as JSON in a form, commands as a form."""
    if delivery.type == "events_api":
        return json.dumps(delivery.payload, ensure_ascii=False), JSON
    if delivery.type == "slash_commands":
        return urlencode(delivery.payload), FORM
    return urlencode({"payload": json.dumps(delivery.payload, ensure_ascii=False)}), FORM


def _read(answer: str) -> dict[str, Any] | None:
    """What the app wants done: JSON, or plain words as the answer to a command."""
    try:
        found = json.loads(answer)
    except ValueError:
        return {"text": answer} if answer else None
    return found if isinstance(found, dict) else None
