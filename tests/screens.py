"""Draws every screen in light and dark, off screen: ``python tests/screens.py --output DIR``."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests"), str(ROOT / "tests" / "ui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import distributed_trace  # noqa: E402 - found by the path above
import trace_examples as examples  # noqa: E402
from many_traces import store_traces  # noqa: E402
from PySide6.QtCore import QEventLoop, QItemSelectionModel, QTimer  # noqa: E402
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView, QTabWidget  # noqa: E402

from tracedesk.formats import otlp  # noqa: E402
from tracedesk.formats.json_text import dumps  # noqa: E402
from tracedesk.queries.traces import TraceFilter, trace_ids  # noqa: E402
from tracedesk.records.inbox import Refusal  # noqa: E402
from tracedesk.records.mapping_rule import MappingRule  # noqa: E402
from tracedesk.records.units import NS_PER_S  # noqa: E402
from tracedesk.runtime import open_runtime  # noqa: E402
from tracedesk.store.inbox import note_refusal  # noqa: E402
from tracedesk.store.projects import note_refused  # noqa: E402
from tracedesk.ui.application import Session, make_application  # noqa: E402
from tracedesk.ui.key_sheet import KeySheet  # noqa: E402
from tracedesk.ui.location import Location  # noqa: E402
from tracedesk.ui.receiver import ReceiverState, StandardPort  # noqa: E402
from tracedesk.ui.screens.settings.rule_dialog import RuleDialog  # noqa: E402
from tracedesk.ui.widgets.export_dialog import ExportDialog  # noqa: E402
from tracedesk.workflows.samples import load_samples, resource_spans  # noqa: E402

SIZE = (1280, 800)
REFUSED = b"\x0a\x0c\x12\x0aHello otel" + bytes(range(256)) * 3
STANDARD_PORTS = (
    StandardPort(4318, "HTTP", "listening", ""),
    StandardPort(4317, "gRPC", "taken", "otelcol (process 123)"),
)
LISTENING = ReceiverState(phase="listening", url="http://127.0.0.1:4517", port=4517, standard_ports=STANDARD_PORTS)


def pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


class Studio:
    """A window over a folder of its own, and where its pictures go."""

    def __init__(self, folder: Path, output: Path, traces: int, *, samples: bool = False) -> None:
        self.output = output
        self.runtime = open_runtime(folder)
        if traces:
            store_traces(self.runtime, traces, time.time_ns())
        if samples:
            self._store_samples()
        self._session = Session(self.runtime, None, 4517)
        self.window = self._session.window
        self._session.receiver.state_changed.emit(LISTENING)
        self.window.resize(*SIZE)
        self.window.show()

    def _store_samples(self) -> None:
        for sample in load_samples():
            body = dumps({"resourceSpans": [resource_spans(sample, time.time_ns())]}).encode()
            records = otlp.decode_json(body, now_ns=time.time_ns()).records
            self.runtime.writer.save(self.runtime.project_id, records).result()

    def show_receiver(self, state: ReceiverState) -> None:
        self._session.receiver.state_changed.emit(state)

    def newest(self, place: int = 0) -> str:
        found = list(trace_ids(self.runtime.database, TraceFilter(project_id=self.runtime.project_id)))
        return found[place]

    def draw(self, name: str, prepare: Callable[[], object] = lambda: None, *, seconds: float = 0.8) -> None:
        """Draw the window in both themes after ``prepare``."""
        prepare()
        pause(seconds)
        for theme in ("light", "dark"):
            self.window.preferences.change(theme=theme)
            pause(0.2)
            self.window.grab().save(str(self.output / f"{name}-{theme}.png"))

    def close(self) -> None:
        self.window.close()
        self._session.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True)
    output: Path = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        full = Studio(folder / "full", output, 400, samples=True)
        full.draw("traces", seconds=2)
        full.draw("trace", lambda: full.window.go(Location("trace", full.newest(4))))
        full.draw("trace-error", lambda: full.window.go(Location("trace", full.newest(5))))
        _draw_traces(full)
        full.draw("traces-selected", lambda: _select_some(full))
        full.draw("traces-no-hit", lambda: _filter(full, "zebra"))
        _filter(full, "")
        full.draw("inbox-empty", lambda: full.window.go(Location("inbox")))
        _refuse_some(full)
        full.draw("inbox", lambda: _select_refused(full), seconds=1.5)
        _add_rules(full)
        full.draw("settings", lambda: full.window.go(Location("settings")))
        rule = RuleDialog(full.window.context, full.window.context.rules.current[1], full.window)
        rule.show()
        pause(0.5)
        _draw_dialog(full, rule, "rule")
        dialog = ExportDialog(full.window.context, TraceFilter(project_id="p", text="x"), ("a", "b"), full.window)
        dialog.show()
        _draw_dialog(full, dialog, "export")
        sheet = KeySheet(full.window)
        sheet.show()
        _draw_dialog(full, sheet, "keys")
        full.close()
        empty = Studio(folder / "empty", output, 0)
        empty.draw("connect")
        empty.draw("traces-empty", lambda: empty.window.go(Location("traces")))
        note_refused(empty.runtime.database, "pk-lf-of-a-colleague", "sk", "python 2.60.10", 1)
        taken = replace(LISTENING, phase="port_taken", url=None, words="nginx (process 123)", free_port=4518)
        empty.window.context.live.tell(["clients"])
        empty.draw("banners", lambda: empty.show_receiver(taken))
        empty.close()
        few = Studio(folder / "few", output, 3)
        few.draw("traces-few", seconds=1.5)
        few.close()
    del app
    print("\n".join(str(path) for path in sorted(output.glob("*.png"))))
    return 0


def _refuse_some(studio: Studio) -> None:
    told = (
        ("python 2.60.10", "/api/public/ingestion", "langfuse", 1, "body.id must be a string", b'{"batch": []}'),
        ("otelcol/0.98", "/v1/traces", "otlp-protobuf", None, "Invalid OTLP trace export: a span has no id.", REFUSED),
    )
    for number, (client, way, encoding, count, reason, payload) in enumerate(told):
        refusal = Refusal(
            received_ns=time.time_ns() - number * 4_000_000_000_000,
            client=client,
            way=way,
            encoding=encoding,
            scores_only=False,
            refused_count=count,
            reason=reason,
            payload=payload,
        )
        runtime = studio.runtime
        runtime.writer.edit(runtime.project_id, lambda edit, one=refusal: note_refusal(edit, one)).result()
    studio.window.context.live.tell(["inbox"])


def _add_rules(studio: Studio) -> None:
    for rule in (
        MappingRule(key="acme.llm.prompt", field="input"),
        MappingRule(key="llm.token_count.", prefix=True, field="usage", first=False),
        MappingRule(key="acme.kind", value="llm-call", field="type", becomes="GENERATION", scope="acme.tracing"),
        MappingRule(place="resource", key="acme.stage", field="environment", enabled=False),
    ):
        studio.window.context.rules.add(rule)


def _select_refused(studio: Studio) -> None:
    studio.window.findChild(QTableView, "inbox_table").selectRow(1)


def _draw_traces(studio: Studio) -> None:
    """Draw the trace page with an agent, a step that runs, and thousands of steps."""
    now_ns = time.time_ns()
    running, many = (
        replace(shown, trace=replace(shown.trace, trace_id=trace_id))
        for shown, trace_id in ((examples.running(), "trace-2"), (examples.many(), "trace-3"))
    )
    agent = examples.records(examples.agent(), examples.answer_observation())
    for sent, age_s, prefix in (
        (agent, 60, ""),
        (examples.records(running), 2, "r-"),
        (examples.records(many), 300, "m-"),
    ):
        moved = examples.moved(sent, now_ns - age_s * NS_PER_S - examples.T0_NS, prefix=prefix)
        studio.runtime.writer.save(studio.runtime.project_id, moved).result()
    tabs = studio.window.trace.findChild(QTabWidget, "detail_tabs")
    assert isinstance(tabs, QTabWidget)
    studio.draw("trace-running", lambda: studio.window.go(Location("trace", "trace-2", "r-answer")))
    studio.draw("trace-many", lambda: studio.window.go(Location("trace", "trace-3")))
    for position, name in enumerate(("agent", "messages", "attributes", "metadata", "scores", "raw")):
        studio.window.go(Location("trace", "trace-1", "answer"))
        studio.draw(f"trace-{name}", lambda position=position: tabs.setCurrentIndex(position))
    tabs.setCurrentIndex(0)
    studio.draw("trace-failed", lambda: studio.window.go(Location("trace", "trace-1", "track_parcel")))
    distributed_trace.store(studio.runtime, now_ns - 30 * NS_PER_S)
    studio.draw("trace-services", lambda: studio.window.go(Location("trace", distributed_trace.TRACE)))
    receipt = Location("trace", distributed_trace.TRACE, distributed_trace.RECEIPT)
    studio.window.go(receipt)
    studio.draw("trace-links", lambda: tabs.setCurrentIndex(2))
    missing = Location("trace", distributed_trace.TRACE, distributed_trace.MISSING)
    studio.draw("trace-missing", lambda: studio.window.go(missing))
    tabs.setCurrentIndex(0)
    studio.draw("trace-unknown", lambda: studio.window.go(Location("trace", "deleted")))


def _filter(studio: Studio, text: str) -> None:
    studio.window.go(Location("traces"))
    box = studio.window.traces.findChild(QLineEdit, "traces_filter")
    assert isinstance(box, QLineEdit)
    box.setText(text)


def _select_some(studio: Studio) -> None:
    studio.window.go(Location("traces"))
    table = studio.window.traces.findChild(QTableView, "traces_table")
    assert isinstance(table, QTableView)
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (2, 3, 5):
        table.selectionModel().select(table.model().index(row, 0), flags)


def _draw_dialog(studio: Studio, dialog: QDialog, name: str) -> None:
    for theme in ("light", "dark"):
        studio.window.preferences.change(theme=theme)
        pause(0.2)
        dialog.grab().save(str(studio.output / f"{name}-{theme}.png"))
    dialog.close()


if __name__ == "__main__":
    sys.exit(main())
