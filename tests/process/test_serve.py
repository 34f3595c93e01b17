"""``tracedesk serve`` as a process: how it starts, what it prints, how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from process.server_process import LISTENING, PUBLIC_KEY, SECRET_KEY, ServerProcess, command, environment
from server.events import batch, event
from tracedesk.config.paths import find_paths
from tracedesk.config.receivers import running

PORT_TAKEN = 3
PATIENCE_S = 10


def serve(data_dir: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end; for starts that fail."""
    return subprocess.run(
        [*command("serve"), "--data-dir", str(data_dir), *arguments],
        env=environment() | variables,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_listens_and_ends_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [*command("serve"), "--port", "0", "--data-dir", str(tmp_path)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Listening on http://127.0.0.1:")
    found = running(find_paths(tmp_path))
    assert found is not None
    assert (found.url, found.pid) == (line.removeprefix(LISTENING).strip(), process.pid)
    begun = time.monotonic()
    process.send_signal(number)
    out, errors = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out, errors) == (0, "", "")
    assert time.monotonic() - begun < 3
    assert running(find_paths(tmp_path)) is None


def test_a_first_start_makes_keys_and_shows_them_once(tmp_path: Path) -> None:
    bare = {name: value for name, value in environment().items() if not name.startswith("TRACEDESK")}
    shown = []
    for _ in range(2):
        process = subprocess.Popen(
            [*command("serve"), "--port", "0", "--data-dir", str(tmp_path)],
            env=bare | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix(LISTENING).strip()
        process.terminate()
        shown.append((url, process.communicate(timeout=PATIENCE_S)[1]))
    assert "LANGFUSE_PUBLIC_KEY=pk-lf-" in shown[0][1]
    assert "LANGFUSE_SECRET_KEY=sk-lf-" in shown[0][1]
    assert shown[1][1] == ""


def test_a_taken_port_is_told_with_its_owner_and_a_free_one(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        ended = serve(tmp_path, "--port", str(port))
    assert ended.returncode == PORT_TAKEN
    last = ended.stderr.strip().splitlines()[-1]
    assert f"Port {port} is taken by" in last
    assert f"process {os.getpid()}" in last
    assert "tracedesk serve --port" in last


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "example.org", "::"])
def test_it_listens_on_this_machine_only(tmp_path: Path, host: str) -> None:
    ended = serve(tmp_path, "--host", host, "--port", "0")
    assert ended.returncode == 1
    assert "not a loopback address" in ended.stderr


@pytest.mark.parametrize("port", ["no number", "99999"])
def test_a_wrong_port_in_the_environment_is_told(tmp_path: Path, port: str) -> None:
    ended = serve(tmp_path, TRACEDESK_PORT=port)
    assert ended.returncode == 1
    assert "TRACEDESK_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_broken_settings_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "settings.json").write_text("{broken", encoding="utf-8")
    ended = serve(tmp_path, "--port", "0")
    assert ended.returncode == 1
    assert "settings.json is not JSON" in ended.stderr


def test_it_does_not_import_qt(tmp_path: Path) -> None:
    program = (
        "import sys, tracedesk.cli.commands, tracedesk.server.app, tracedesk.server.listen;"
        "sys.exit(any(name.split('.')[0] in ('PySide6', 'pyqtgraph', 'numpy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], env=environment()).returncode == 0


def test_a_child_ends_with_its_parent_and_reports_all_that_it_stored(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*command("serve"), "--port", "0", "--data-dir", str(tmp_path), "--exit-with-stdin"],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    url = process.stdout.readline().removeprefix(LISTENING).strip()
    begun = time.monotonic()
    with httpx.Client(trust_env=False) as client:
        for turn in range(40):
            events = [event("span-create", {"id": f"{turn}-{one}", "traceId": "t"}) for one in range(5)]
            client.post(f"{url}/api/public/ingestion", json=batch(*events), auth=(PUBLIC_KEY, SECRET_KEY))
        client.post(f"{url}/api/public/ingestion", json=batch(), auth=("pk-unknown", "sk-unknown"))
        sent_s = time.monotonic() - begun
    process.stdin.close()
    lines = process.stdout.read().splitlines()
    assert process.wait(PATIENCE_S) == 0
    process.stdout.close()
    assert sum(int(line.split()[1]) for line in lines if line.startswith("received ")) == 200
    assert any(line.startswith("changed ") and "clients" in line for line in lines)
    assert len([line for line in lines if line.startswith("received ")]) <= sent_s * 4 + 2
    assert len([line for line in lines if line.startswith("changed ")]) <= sent_s * 50 + 3


def test_two_servers_share_a_folder(tmp_path: Path) -> None:
    first, second = ServerProcess(tmp_path), ServerProcess(tmp_path)
    first.start()
    second.start()
    try:
        with httpx.Client(auth=(PUBLIC_KEY, SECRET_KEY), trust_env=False) as client:
            for server, trace_id in ((first, "a"), (second, "b")):
                sent = batch(event("trace-create", {"id": trace_id}))
                assert client.post(f"{server.url}/api/public/ingestion", json=sent).status_code == 207
            for server in (first, second):
                found = client.get(f"{server.url}/api/public/traces").json()["data"]
                assert {trace["id"] for trace in found} == {"a", "b"}
    finally:
        first.stop()
        second.stop()


def test_a_body_of_100_mb_is_refused_with_a_sentence_and_the_server_lives_on(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    try:
        with httpx.Client(auth=(PUBLIC_KEY, SECRET_KEY), trust_env=False, timeout=30) as client:
            for headers in ({}, {"Content-Type": "application/x-protobuf"}):
                path = "/v1/traces" if headers else "/api/public/ingestion"
                answer = client.post(server.url + path, content=bytes(100_000_000), headers=headers)
                assert (answer.status_code, "64 MB" in answer.json()["message"]) == (413, True)
            assert client.get(f"{server.url}/api/public/health").status_code == 200
    finally:
        server.stop()


def test_a_body_that_ends_too_early_costs_nothing_else(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    try:
        port = int(server.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(
                b"POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"Content-Length: 1000\r\n\r\n{"
            )
        answer = httpx.get(f"{server.url}/api/public/health", trust_env=False)
        assert answer.status_code == 200
    finally:
        server.stop()
