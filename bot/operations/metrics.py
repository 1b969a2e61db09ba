"""What Prometheus is told. Names follow https://prometheus.io/docs/practices/naming/: a base unit, `_total` for counts.

No label holds a word that somebody wrote. Methods, tasks, flows and outcomes are ours and few; workspaces are counted
up to `MOST_TEAMS` by Slack's id, the rest together as `other`.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import generate_latest

from bot.watch import Trace, Watch, untraced
from flows.llm.task import Usage
from store.figures import Figures

MOST_TEAMS = 100
OTHER = "other"
TURN_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
ACK_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5)


class Metrics(Watch):
    """One process's figures, in a registry of their own."""

    def __init__(self, version: str, trace: Trace = untraced) -> None:
        super().__init__(trace)
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("segue_build", "Which Segue runs", registry=registry).info({"version": version})
        self._turns = Counter("segue_turns", "Turns that ended", ["flow", "outcome"], registry=registry)
        self._turn = Histogram(
            "segue_turn_duration_seconds", "A turn from its beginning to its commit", ["flow"],
            buckets=TURN_BUCKETS, registry=registry,
        )  # fmt: skip
        self._own = Histogram(
            "segue_turn_own_duration_seconds", "The same, without the time in which a model was awaited", ["flow"],
            buckets=TURN_BUCKETS, registry=registry,
        )  # fmt: skip
        self._model = Histogram(
            "segue_model_call_duration_seconds", "A request to a model", ["task", "outcome"],
            buckets=TURN_BUCKETS, registry=registry,
        )  # fmt: skip
        self._tokens = Counter("segue_model_tokens", "Tokens of models", ["team", "kind"], registry=registry)
        self._cost = Counter(
            "segue_model_cost_dollars", "What models cost, where their price is known", ["team"], registry=registry
        )
        self._slack = Counter(
            "segue_slack_calls", "Calls of the outbox that ended", ["method", "outcome"], registry=registry
        )
        self._ack = Histogram(
            "segue_acknowledgement_duration_seconds", "From a payload's coming to its acknowledgement", ["kind"],
            buckets=ACK_BUCKETS, registry=registry,
        )  # fmt: skip
        self._openings = Counter("segue_socket_openings", "Sockets that Slack said hello on", registry=registry)
        self._sockets = Gauge("segue_sockets_open", "Sockets that are open", registry=registry)
        self._rows = Gauge("segue_queue_rows", "Rows that are not done with", ["queue", "state"], registry=registry)
        self._ages = Gauge(
            "segue_queue_oldest_age_seconds", "How long the oldest row has waited", ["queue"], registry=registry
        )
        self._conversations = Gauge("segue_conversations", "Conversations", ["status"], registry=registry)
        self._parked = Gauge("segue_conversations_parked", "Conversations that wait for a model", registry=registry)
        self._teams: set[str] = set()

    def acknowledged(self, kind: str, seconds: float) -> None:
        self._ack.labels(kind).observe(seconds)

    def turn(self, flow: str, outcome: str, seconds: float, thinking: float) -> None:
        self._turns.labels(flow, outcome).inc()
        if outcome == "committed":
            self._turn.labels(flow).observe(seconds)
            self._own.labels(flow).observe(max(0.0, seconds - thinking))

    def model_called(self, usage: Usage, team: str) -> None:
        self._model.labels(usage.task, usage.outcome).observe(usage.seconds)
        label = self._bounded(team)
        self._tokens.labels(label, "prompt").inc(usage.prompt_tokens)
        self._tokens.labels(label, "completion").inc(usage.completion_tokens)
        if usage.cost_usd is not None:
            self._cost.labels(label).inc(usage.cost_usd)

    def slack_called(self, method: str, outcome: str) -> None:
        self._slack.labels(method, outcome).inc()

    def socket_opened(self) -> None:
        self._openings.inc()

    def page(self, figures: Figures, sockets: int) -> bytes:
        """-> Prometheus' text format. `figures`: what the database says at this moment."""
        for (queue, state), number in figures.rows.items():
            self._rows.labels(queue, state).set(number)
        for queue, seconds in figures.oldest.items():
            self._ages.labels(queue).set(seconds)
        for status, number in figures.conversations.items():
            self._conversations.labels(status).set(number)
        self._parked.set(figures.parked)
        self._sockets.set(sockets)
        return generate_latest(self.registry)

    def _bounded(self, team: str) -> str:
        if len(self._teams) < MOST_TEAMS:
            self._teams.add(team)
        return team if team in self._teams else OTHER
