"""The lines that point a program at Tracedesk, for each kind of client."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Target:
    """Where a program shall send, and with which keys."""

    url: str
    public_key: str
    secret_key: str


@dataclass(frozen=True, slots=True)
class Snippet:
    key: str
    title: Callable[[], str]
    note: Callable[[], str]
    lines: Callable[[Target], str]


def _langfuse(target: Target, *variables: str) -> str:
    lines = [f"export LANGFUSE_PUBLIC_KEY={target.public_key}", f"export LANGFUSE_SECRET_KEY={target.secret_key}"]
    return "\n".join(lines + [f"export {variable}={target.url}" for variable in variables])


def _open_telemetry(target: Target) -> str:
    pair = base64.b64encode(f"{target.public_key}:{target.secret_key}".encode()).decode()
    return "\n".join(
        (
            translate("ConnectScreen", "# Without a key:"),
            f"export OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={target.url}/v1/traces",
            translate("ConnectScreen", "# Or with the keys of a project:"),
            f"export OTEL_EXPORTER_OTLP_ENDPOINT={target.url}/api/public/otel",
            f'export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Basic%20{pair}"',
        )
    )


def _curl(target: Target) -> str:
    return "\n".join(
        (
            "now=$(date -u +%Y-%m-%dT%H:%M:%SZ)",
            f"curl -sS -u {target.public_key}:{target.secret_key} {target.url}/api/public/ingestion \\",
            '  -H \'Content-Type: application/json\' -d \'{"batch": [{"type": "trace-create",',
            '  "id": "event-\'"$now"\'", "timestamp": "\'"$now"\'",',
            '  "body": {"id": "curl-\'"$now"\'", "name": "hello from curl", "input": "ping", "output": "pong"}}]}\'',
        )
    )


SNIPPETS: tuple[Snippet, ...] = (
    Snippet(
        "python",
        lambda: translate("ConnectScreen", "Python SDK 3 and later"),
        lambda: translate("ConnectScreen", "Set these before the program starts. No line of it changes."),
        lambda target: _langfuse(target, "LANGFUSE_BASE_URL", "LANGFUSE_HOST"),
    ),
    Snippet(
        "python2",
        lambda: translate("ConnectScreen", "Python SDK 2"),
        lambda: translate("ConnectScreen", "Set these before the program starts. No line of it changes."),
        lambda target: _langfuse(target, "LANGFUSE_HOST"),
    ),
    Snippet(
        "js",
        lambda: translate("ConnectScreen", "JavaScript"),
        lambda: translate("ConnectScreen", "Version 3 reads LANGFUSE_BASEURL, later ones read LANGFUSE_BASE_URL."),
        lambda target: _langfuse(target, "LANGFUSE_BASE_URL", "LANGFUSE_BASEURL"),
    ),
    Snippet(
        "otel",
        lambda: translate("ConnectScreen", "OpenTelemetry"),
        lambda: translate("ConnectScreen", "For every exporter that speaks OTLP over HTTP, in protobuf or JSON."),
        _open_telemetry,
    ),
    Snippet(
        "curl",
        lambda: translate("ConnectScreen", "curl"),
        lambda: translate("ConnectScreen", "Paste it into a terminal: one trace appears in the list."),
        _curl,
    ),
)
