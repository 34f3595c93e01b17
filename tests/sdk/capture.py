"""Captures what the instrumented programs export: ``python -m sdk.capture`` writes tests/payloads/otlp anew for them.

Arguments are the dialects that it is to be done for; without, it is done for all.

What names a machine or a moment of its user is left out: stack traces, files, processes, the id of the instance.
"""

import json
import re
import sys
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from google.protobuf.message import Message
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from formats.golden import PAYLOADS, as_json
from sdk.client_program import instrumented_variables, run_program
from sdk.instrumented import PROGRAMS, Program
from sdk.openai_stub import OpenAiStub
from tracedesk.formats.otlp import decode_json, decode_protobuf

FOLDER = PAYLOADS / "otlp"
PRIVATE = ("exception.stacktrace", "service.instance.id", "process.", "code.", "host.", "telemetry.distro")


class _Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        bodies: list[bytes] = self.server.bodies  # type: ignore[attr-defined]
        body = (
            self._chunks()
            if "Content-Length" not in self.headers
            else self.rfile.read(int(self.headers["Content-Length"]))
        )
        if self.path.endswith("/traces"):
            bodies.append(body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _chunks(self) -> bytes:
        parts: list[bytes] = []
        while length := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(length))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def capture(program: Program) -> list[bytes]:
    """Return the bodies of the exports of a program's spans."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Recorder)
    server.bodies = []  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    with server, OpenAiStub() as stub:
        variables = instrumented_variables(f"http://127.0.0.1:{server.server_port}", stub.base_url)
        run_program(program.environment, program.script, variables | dict(program.variables), *program.arguments)
        server.shutdown()
    return list(server.bodies)  # type: ignore[attr-defined]


def write(dialect: str, bodies: list[bytes]) -> None:
    if bodies[0].startswith(b"{"):
        payload = json.dumps({"resourceSpans": [one for body in bodies for one in _cleaned(json.loads(body))]}).encode()
        suffix, batch = ".json", decode_json(payload, now_ns=1)
    else:
        request = ExportTraceServiceRequest()
        for body in bodies:
            request.MergeFromString(body)
        _clean(request)
        payload = request.SerializeToString()
        suffix, batch = ".pb", decode_protobuf(payload, now_ns=1)
    name = dialect.lower().replace(",", "").replace(" ", "-")
    (FOLDER / "sent" / f"{name}{suffix}").write_bytes(payload)
    records = json.dumps(as_json(batch.records), indent=1, ensure_ascii=False)
    (FOLDER / "records" / f"{name}.json").write_text(f"{records}\n", encoding="utf-8")


def _clean(message: Message) -> None:
    for found, value in message.ListFields():
        if isinstance(value, str):
            setattr(message, found.name, _masked(value))
        if found.message_type is None:
            continue
        children: Iterable[Message] = value if found.is_repeated else (value,)
        if found.message_type.name == "KeyValue":
            kept = [one for one in value if not one.key.startswith(PRIVATE)]
            del value[:]
            value.extend(kept)
        for child in children:
            _clean(child)


def _cleaned(export: object) -> list[object]:
    def clean(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: [clean(one) for one in inner if not one["key"].startswith(PRIVATE)]
                if key == "attributes"
                else clean(inner)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [clean(one) for one in value]
        return _masked(value) if isinstance(value, str) else value

    found = clean(export)
    assert isinstance(found, dict)
    resource_spans: list[object] = found["resourceSpans"]
    return resource_spans


def _masked(text: str) -> str:
    """Return a text without the paths of this machine, which messages of errors repeat."""
    return re.sub(r"(?:/[\w.@-]+)+/(?:site-packages|lib/python3\.\d+|node_modules|tests)/", "/", text)


if __name__ == "__main__":
    for one in PROGRAMS:
        wanted = not sys.argv[1:] or one.dialect in sys.argv[1:]
        if wanted and not one.dialect.endswith("logs"):  # its spans hold nothing that the other does not
            write(one.dialect, capture(one))
