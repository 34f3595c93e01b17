"""Large bodies are decoded by a process of its own: nobody can tell, whatever happens to it."""

import signal
from pathlib import Path

import httpx

from process.decoding import PATIENCE_S, send, wait_for_decoding
from process.server_process import PUBLIC_KEY, SECRET_KEY, ServerProcess
from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.runtime import open_runtime


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
