"""Traces of a message's way, for whoever collects them with OpenTelemetry: `pip install segue[otel]`, SEGUE_TRACES=on.

Steps: `inbox`, `turn` with `model` and `commit` inside it, `post`. A step that begins a trace is linked to the step of
the same conversation before it. Spans carry ids and names of ours, never what somebody wrote. Where they go, the
exporter reads in its own settings: https://opentelemetry.io/docs/specs/otel/protocol/exporter/
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from bot.watch import Trace, untraced
from errors import SettingsError

if TYPE_CHECKING:
    from opentelemetry.trace import SpanContext, Tracer

CONVERSATIONS_REMEMBERED = 4096


def traced(on: bool) -> Trace:
    """-> what traces; nothing is imported unless it is wanted. Raises SettingsError where the extra is missing."""
    if not on:
        return untraced
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise SettingsError(
            "SEGUE_TRACES is on, but OpenTelemetry is not installed.",
            now="Install it with `pip install 'segue[otel]'`, or set SEGUE_TRACES=off.",
        ) from error
    provider = TracerProvider(resource=Resource.create({"service.name": "segue"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Traces(provider.get_tracer("segue"))


class Traces:
    """Call it as a `Trace`: one span for each step."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer
        self._last: OrderedDict[str, SpanContext] = OrderedDict()

    def __call__(self, name: str, ids: dict[str, str]) -> AbstractContextManager[object]:
        return self._span(name, ids)

    @contextmanager
    def _span(self, name: str, ids: dict[str, str]) -> Iterator[None]:
        from opentelemetry import trace

        begins = not trace.get_current_span().get_span_context().is_valid
        # What a turn raises may quote what somebody wrote: its kind is told, not its words.
        with self._tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False) as span:
            try:
                yield
            except BaseException as error:
                span.set_status(trace.StatusCode.ERROR, type(error).__name__)
                raise
            finally:
                span.set_attributes({f"segue.{key}": value for key, value in ids.items()})
                if begins and (conversation := ids.get("conversation")):
                    if before := self._last.get(conversation):
                        span.add_link(before)
                    self._remember(conversation, span.get_span_context())

    def _remember(self, conversation: str, context: SpanContext) -> None:
        self._last[conversation] = context
        self._last.move_to_end(conversation)
        if len(self._last) > CONVERSATIONS_REMEMBERED:
            self._last.popitem(last=False)
