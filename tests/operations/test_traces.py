"""A message's way as spans, for whoever wants them; nothing of it where nobody does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot.operations.traces import Traces, traced
from bot.watch import Watch, untraced
from errors import SettingsError
from tests.engine.stage import PROJECT, scene
from tests.operations.process import HOUSE


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def watch(exporter: InMemorySpanExporter) -> Watch:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return Watch(Traces(provider.get_tracer("test")))


async def test_a_turn_is_traced_from_inbox_to_post(
    tmp_path: Path, watch: Watch, exporter: InMemorySpanExporter
) -> None:
    async with scene(tmp_path, watch=watch) as on:
        await on.begins()
        conversation = await on.conversation()
    spans = exporter.get_finished_spans()
    names = ("inbox", "turn", "model", "commit", "post")
    by_name = {name: [span for span in spans if span.name == name] for name in names}
    assert all(by_name.values()), {name: len(each) for name, each in by_name.items()}
    assert {attribute(span, "conversation") for span in spans} == {conversation}
    turns = {span.context.span_id: span for span in by_name["turn"] if span.context}
    for inner in (*by_name["model"], *by_name["commit"]):
        assert inner.parent is not None
        assert inner.parent.span_id in turns
    known = {span.context.span_id for span in spans if span.context}
    for post in by_name["post"]:
        assert [link.context.span_id for link in post.links]
        assert {link.context.span_id for link in post.links} <= known
    assert attribute(by_name["turn"][0], "inbox").startswith("message:C1:")
    assert attribute(by_name["post"][0], "method") == "chat.postMessage"


async def test_no_span_holds_what_somebody_said(tmp_path: Path, watch: Watch, exporter: InMemorySpanExporter) -> None:
    async with scene(tmp_path, watch=watch) as on:
        await on.begins()
    with pytest.raises(ValueError, match="secret"), watch.span("turn", conversation="c"):
        raise ValueError("a secret of the team")
    everything = "".join(span.to_json() for span in exporter.get_finished_spans())
    assert "ValueError" in everything
    assert "a secret" not in everything
    assert not [word for word in PROJECT.split() if len(word) > 5 and word in everything]


def attribute(span: ReadableSpan, name: str) -> str:
    return str((span.attributes or {}).get(f"segue.{name}", ""))


def test_without_the_extra_and_without_traces_nothing_of_it_is_imported() -> None:
    """Other libraries take OpenTelemetry up where it is installed; ours asks for it only when it is wanted."""
    without = "import sys; sys.modules['opentelemetry'] = None; import bot.app; bot.app.traced(False); print('runs')"
    idle = "import sys, bot.app; bot.app.traced(False); print([n for n in sys.modules if 'telemetry.exporter' in n])"
    for code, said in ((without, "runs"), (idle, "[]")):
        ended = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True)
        assert ended.stdout.strip() == said
    assert traced(False) is untraced


def test_wanted_and_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(SettingsError, match="segue\\[otel\\]"):
        traced(True)


def test_wanted_and_installed_it_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    trace = traced(True)
    assert isinstance(trace, Traces)
    with trace("turn", {"conversation": "c"}):
        pass
