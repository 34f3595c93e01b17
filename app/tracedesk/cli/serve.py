"""``tracedesk serve``: the receiver without a window. The window runs the same command as its child."""

import argparse
import os
import sys
import threading
from pathlib import Path

from tracedesk.cli.reports import Reports
from tracedesk.config.interpreter import prepare_for_traffic
from tracedesk.config.logs import start_logging
from tracedesk.config.ports import next_free_port, port_owner
from tracedesk.config.receivers import announce, withdraw
from tracedesk.config.settings import SettingsError, chosen_port
from tracedesk.runtime import KeyPair, Runtime, ensure_key, open_runtime
from tracedesk.server.app import make_app
from tracedesk.server.listen import Listener, ListenError, PortTakenError, open_sockets, url_of
from tracedesk.server.standard_ports import StandardPort, open_grpc, open_http
from tracedesk.store.database import StoreError
from tracedesk.store.indexer import Indexer

FAILED = 1
PORT_TAKEN = 3  # the window offers another port when its child ends so
CHILD_NICENESS = 5  # a flood of traces shall not make the window stutter


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("serve", help="receive traces without a window")
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address (127.0.0.1)")
    parser.add_argument("--port", type=int, help="the port (TRACEDESK_PORT, or 4517); 0 takes a free one, and no other")
    parser.add_argument("--data-dir", type=Path, help="the data folder (TRACEDESK_DATA_DIR, or the system's place)")
    parser.add_argument("--exit-with-stdin", action="store_true", help="report on standard output; end with its parent")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT. Returns the exit status."""
    start_logging()
    reports = Reports(sys.stdout) if arguments.exit_with_stdin else None
    try:
        runtime = open_runtime(arguments.data_dir, reports.changed if reports else lambda changed: None)
    except (StoreError, SettingsError, OSError) as error:
        print(error, file=sys.stderr)
        return FAILED
    indexer = Indexer(runtime.database)
    runtime.writer.listen(indexer.changed)
    try:
        return _serve(runtime, arguments, reports)
    finally:
        indexer.close()
        runtime.close()
        if reports:
            reports.close()


def _serve(runtime: Runtime, arguments: argparse.Namespace, reports: Reports | None) -> int:
    try:
        port = chosen_port(runtime.settings) if arguments.port is None else arguments.port
        sockets = open_sockets(arguments.host, port)
    except PortTakenError:
        print(_taken(port), file=sys.stderr)
        return PORT_TAKEN
    except (ListenError, SettingsError, OverflowError) as error:
        print(error, file=sys.stderr)
        return FAILED
    key = ensure_key(runtime)
    if key.fresh:
        print(_key_lines(key), file=sys.stderr)
    url = url_of(sockets[0])

    def ready() -> None:
        announce(runtime.paths, url)
        print(f"Listening on {url}", flush=True)

    app = make_app(
        runtime.database,
        runtime.writer,
        runtime.project_id,
        *((reports.client_refused, reports.metrics_counted) if reports else ()),
    )
    door = None
    if port:
        more, http = open_http(arguments.host, port)
        door, grpc = open_grpc(app, arguments.host, port)
        sockets += more
        _tell_standard_ports((http, grpc), reports)
    listener = Listener(app, sockets, ready, door)
    if arguments.exit_with_stdin:
        os.nice(CHILD_NICENESS)
        threading.Thread(target=_stop_with_stdin, args=(listener,), daemon=True).start()
    prepare_for_traffic()
    listener.run()
    withdraw(runtime.paths)
    return 0


def _tell_standard_ports(ports: tuple[StandardPort, ...], reports: Reports | None) -> None:
    if reports is not None:
        reports.standard_ports(ports)
        return
    for port in ports:
        words = {
            "listening": "listening",
            "taken": f"taken by {port.owner or 'another program'}",
            "missing": "not received, as grpcio is not installed",
        }
        print(f"OpenTelemetry's port {port.number} ({port.protocol}): {words[port.state]}", file=sys.stderr)


def _stop_with_stdin(listener: Listener) -> None:
    sys.stdin.buffer.read()
    listener.stop()


def _taken(port: int) -> str:
    owner = port_owner(port) or "another program"
    free = next_free_port(port)
    return f"Port {port} is taken by {owner}. The next free one is {free}: tracedesk serve --port {free}"


def _key_lines(key: KeyPair) -> str:
    kept = (
        "There is no keychain here, so this is the only time that the secret key is shown."
        if key.place == "nowhere"
        else "The system's keychain keeps it."
    )
    return (
        f"A key pair was made for this data folder. {kept}\n"
        f"LANGFUSE_PUBLIC_KEY={key.public_key}\nLANGFUSE_SECRET_KEY={key.secret_key}"
    )
