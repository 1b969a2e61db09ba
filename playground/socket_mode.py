"""Socket Mode: envelopes over websockets, acknowledged by id, delivered again when they are not.

Follows https://docs.slack.dev/apis/events-api/using-socket-mode and, for redelivery,
https://docs.slack.dev/apis/events-api/#retries. Second-hand: that a redelivered event has a new envelope id and
the old event id; that interactions and commands are never delivered again (the person sees a warning and
presses again); and what happens to events while nobody is connected: here they are dropped and counted, since
Slack is known not to replay them.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from playground.deliveries import Connection, Delivery
from playground.faults import Faults
from playground.inspector import Inspector
from playground.people import APP_ID

MAX_CONNECTIONS = 10
GOODBYE_SECONDS = 0.2


class SocketMode:
    """The app's connections, and everything that is under way to it."""

    def __init__(
        self,
        faults: Faults,
        *,
        ack_seconds: float,
        retries: int,
        replay_unacked: bool,
        replay_seconds: float,
        wake: Callable[[], None],
        inspector: Inspector,
        connections_changed: Callable[[], None],
    ) -> None:
        self._faults, self._wake, self._connections_changed = faults, wake, connections_changed
        self._inspector = inspector
        self._ack_seconds, self._retries = ack_seconds, retries
        self._replay_unacked, self._replay_seconds = replay_unacked, replay_seconds
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._turn = itertools.count()
        self._under_way: dict[str, Delivery] = {}
        self._open: set[Delivery] = set()
        self._sends: set[asyncio.Task[None]] = set()
        self._closing = False
        self._unanswered = 0
        self.counts: Counter[str] = Counter()

    # Connections

    def ticket(self) -> str:
        """What `apps.connections.open` puts into the address; good for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    @property
    def connected(self) -> int:
        """How many connections are open and speak."""
        return sum(not connection.silent for connection in self._connections)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The websocket itself: hello, then envelopes out and acknowledgements in, until it closes."""
        ticket = request.query.get("ticket", "")
        if self._closing or ticket not in self._tickets:
            return web.Response(status=403, text="This ticket was used before or never issued.")
        self._tickets.discard(ticket)
        if self._unanswered:
            self._unanswered -= 1
            self.counts["left_waiting"] += 1
            await asyncio.Event().wait()  # until the app gives up
        connection = Connection(web.WebSocketResponse(autoping=False, max_msg_size=1 << 20), request.transport)
        if len(self._connections) >= MAX_CONNECTIONS:
            return web.Response(status=429, text="There are ten connections already.")
        await connection.socket.prepare(request)
        self._connections.append(connection)
        self.counts["connections"] += 1
        try:
            await connection.socket.send_json(self._hello())
            self._connections_changed()
            self._replay()
            pings = asyncio.create_task(connection.ping(self.counts))
            try:
                await self._listen(connection)
            finally:
                pings.cancel()
        except ConnectionError:
            pass  # the app was cut off; what it did not acknowledge is delivered again
        finally:
            self._connections.remove(connection)
            connection.closed.set()
            self._connections_changed()
        return connection.socket

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP_ID},
        }

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type == WSMsgType.PING and connection.pongs:
                await connection.socket.pong(frame.data)
            elif frame.type == WSMsgType.TEXT and not connection.silent:
                self._acknowledge(frame.data)

    def _acknowledge(self, text: str) -> None:
        try:
            answer = json.loads(text)
            envelope_id = answer["envelope_id"]
        except (ValueError, TypeError, KeyError):
            self.counts["unreadable"] += 1
            return
        delivery = self._under_way.get(envelope_id)
        if delivery is None:
            self.counts["acked_late"] += 1
            return
        self.counts["acked"] += 1
        self._settle(delivery, answer.get("payload"))

    async def cut(self) -> None:
        """Cut every connection at once, without a goodbye."""
        cut = tuple(self._connections)
        for connection in cut:
            if connection.transport is not None:
                connection.transport.abort()
        for connection in cut:
            await connection.closed.wait()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to go and come back, as Slack does every few hours."""
        for connection in tuple(self._connections):
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})

    def silence(self, *, pongs: bool = False) -> None:
        """Freeze every open connection: open, but without envelopes, pings and (unless `pongs`) pongs."""
        for connection in self._connections:
            connection.silent, connection.pongs = True, pongs

    def leave_waiting(self, handshakes: int) -> None:
        """The next `handshakes` connections are taken and never answered; their tickets are used up."""
        self._unanswered = handshakes

    async def close(self) -> None:
        """Close the connections, refuse new ones, and forget what is under way."""
        self._closing = True
        for delivery in tuple(self._open):
            self._settle(delivery, None)
        for send in tuple(self._sends):
            send.cancel()
        goodbyes = [asyncio.create_task(connection.socket.close()) for connection in self._connections]
        if goodbyes:
            await asyncio.wait(goodbyes, timeout=GOODBYE_SECONDS)
        await self.cut()
        await asyncio.gather(*goodbyes, return_exceptions=True)

    # Deliveries

    @property
    def under_way(self) -> int:
        """How many payloads are neither acknowledged nor given up."""
        return len(self._open)

    def send_event(self, payload: dict[str, Any]) -> None:
        """Deliver an event: acknowledged, redelivered, or dropped and counted."""
        if not self._connections or self._faults.strikes("drop"):
            self.counts["dropped"] += 1
            return
        self._begin(Delivery("events_api", payload, False, self._retries))

    def send_interaction(self, type_: str, payload: dict[str, Any]) -> asyncio.Future[dict[str, Any] | None]:
        """Deliver a press, submission or command once. -> the acknowledgement's payload; raises TimeoutError
        when nobody answers in time, ConnectionError when nobody is connected."""
        answered: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()
        # Not everybody who presses waits for the answer; an unread failure is no fault of the program.
        answered.add_done_callback(lambda future: future.cancelled() or future.exception())
        if not self._connections:
            self.counts["dropped"] += 1
            answered.set_exception(ConnectionError("the app is not connected"))
            return answered
        self._begin(Delivery(type_, payload, True, 0, answered=answered))
        return answered

    def _begin(self, delivery: Delivery) -> None:
        self._open.add(delivery)
        self._inspector.sent(delivery)
        self._attempt(delivery)
        if self._faults.strikes("double"):
            self.counts["doubled"] += 1
            self._attempt(delivery, repeated=True)

    def _attempt(self, delivery: Delivery, *, repeated: bool = False) -> None:
        """One delivery of the payload; `repeated` is a fault's second copy and starts no new timer."""
        envelope_id = str(uuid.uuid4())
        delivery.envelope_ids.append(envelope_id)
        self._under_way[envelope_id] = delivery
        self.counts["sent"] += 1
        self._wake()
        if not repeated:
            loop = asyncio.get_running_loop()
            delivery.timer = loop.call_later(self._ack_seconds, self._not_acknowledged, delivery)
        envelope = {
            "envelope_id": envelope_id,
            "payload": delivery.payload,
            "type": delivery.type,
            "accepts_response_payload": delivery.accepts_response,
        }
        if delivery.type == "events_api":
            envelope["retry_attempt"] = delivery.attempt
            envelope["retry_reason"] = "timeout" if delivery.attempt else ""
        if self._faults.strikes("lose"):
            self.counts["lost"] += 1
            return
        reorder = self._faults.strikes("reorder")
        wait = self._faults.random.uniform(0, reorder.seconds) if reorder else 0.0
        send = asyncio.create_task(self._send(delivery, json.dumps(envelope, ensure_ascii=False), wait))
        self._sends.add(send)
        send.add_done_callback(self._sends.discard)

    async def _send(self, delivery: Delivery, text: str, wait: float) -> None:
        if wait:
            await asyncio.sleep(wait)
        if not self._connections:
            return  # gone meanwhile; the timer takes care of it
        connection = delivery.connection = self._connections[next(self._turn) % len(self._connections)]
        if connection.silent:
            return  # it looks open to Slack too: what goes into it is never seen
        try:
            await connection.socket.send_str(text)
        except ConnectionError:
            self.counts["cut_while_sending"] += 1

    def _not_acknowledged(self, delivery: Delivery) -> None:
        delivery.timer = None
        if delivery.attempts_left > 0 and self.connected:
            self._redeliver(delivery)
        elif delivery.attempts_left > 0 and self._replay_unacked:
            # Nobody is there: wait for the next connection, for a while.
            loop = asyncio.get_running_loop()
            delivery.timer = loop.call_later(self._replay_seconds, self._give_up, delivery)
        else:
            self._give_up(delivery)

    def _redeliver(self, delivery: Delivery) -> None:
        delivery.attempts_left -= 1
        delivery.attempt += 1
        self.counts["redelivered"] += 1
        self._attempt(delivery)

    def _replay(self) -> None:
        """Somebody connected: what was sent before and not acknowledged comes again."""
        if not self._replay_unacked:
            return
        for delivery in tuple(self._open):
            gone = delivery.connection not in self._connections
            if gone and delivery.attempts_left > 0 and delivery.timer is not None:
                delivery.timer.cancel()
                self._redeliver(delivery)

    def _give_up(self, delivery: Delivery) -> None:
        self.counts["given_up"] += 1
        if delivery.answered is not None and not delivery.answered.done():
            delivery.answered.set_exception(TimeoutError("the app did not acknowledge in time"))
        self._settle(delivery, None, acknowledged=False)

    def _settle(self, delivery: Delivery, payload: dict[str, Any] | None, *, acknowledged: bool = True) -> None:
        self._inspector.settled(delivery, payload, acknowledged)
        if delivery.timer is not None:
            delivery.timer.cancel()
        for envelope_id in delivery.envelope_ids:
            self._under_way.pop(envelope_id, None)
        self._open.discard(delivery)
        if delivery.answered is not None and not delivery.answered.done():
            delivery.answered.set_result(payload)
        self._wake()
