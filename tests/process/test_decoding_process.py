"""Large bodies are decoded by a process of its own: nobody can tell, whatever happens to it."""

import signal
import time
from pathlib import Path

import httpx
import psutil

from process.server_process import PUBLIC_KEY, SECRET_KEY, ServerProcess
from server.events import batch, event
from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.runtime import open_runtime

PATIENCE_S = 20


def large_batch(number: int) -> dict[str, object]:
    """Return forty traces with a kilobyte each, and one event that nobody can read."""
    events = [event("trace-create", {"id": f"{number}-{one}", "input": f"{one} " * 500}) for one in range(40)]
    return batch(*events, event("trace-create", {"id": 5}, id="broken"))


def decoding_processes(server: ServerProcess) -> list[psutil.Process]:
    return [child for child in psutil.Process(server.pid).children() if "decode" in child.cmdline()]


def send(server: ServerProcess, number: int) -> httpx.Response:
    url = f"{server.url}/api/public/ingestion"
    return httpx.post(url, json=large_batch(number), auth=(PUBLIC_KEY, SECRET_KEY), trust_env=False, timeout=30)


def wait_for_decoding(server: ServerProcess) -> psutil.Process:
    """Send until the process takes its part: until it is ready, the receiver decodes itself."""
    deadline = time.monotonic() + PATIENCE_S
    while not (found := decoding_processes(server)):
        assert time.monotonic() < deadline
        send(server, 0)
    while found[0].cpu_times().user < 0.2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found[0]


def test_its_death_costs_nothing(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    try:
        first = wait_for_decoding(server)
        answers = []
        for number in range(1, 41):
            if number == 10:
                first.send_signal(signal.SIGKILL)
            answers.append(send(server, number))
        assert [answer.status_code for answer in answers] == [207] * 40
        for answer in answers:
            told = answer.json()
            assert (len(told["successes"]), [one["id"] for one in told["errors"]]) == (40, ["broken"])
        refused = httpx.post(
            f"{server.url}/api/public/ingestion",
            content=b"{" * 20_000,
            auth=(PUBLIC_KEY, SECRET_KEY),
            trust_env=False,
        )
        assert refused.status_code == 400
        assert wait_for_decoding(server).pid != first.pid
    finally:
        server.stop()
    runtime = open_runtime(tmp_path)
    try:
        found = set(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id)))
    finally:
        runtime.close()
    assert {f"{number}-{one}" for number in range(1, 41) for one in range(40)} <= found


def test_it_ends_with_the_receiver_however_that_ends(tmp_path: Path) -> None:
    for end in (ServerProcess.stop, ServerProcess.kill):
        server = ServerProcess(tmp_path)
        server.start()
        child = wait_for_decoding(server)
        end(server)
        child.wait(PATIENCE_S)
        assert not child.is_running()


def test_one_that_is_stuck_does_not_hold_up_the_end_of_the_receiver(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    child = wait_for_decoding(server)
    child.suspend()
    server.stop()  # fails if it takes longer than STOP_S
    child.wait(PATIENCE_S)
    assert not child.is_running()
