"""``kill -9`` in the middle of a flood: whatever was answered with success is there after a restart."""

import random
import threading
import time
from pathlib import Path

import httpx
import pytest

from process.server_process import PUBLIC_KEY, SECRET_KEY, ServerProcess
from server.events import batch, event
from tracedesk.store.database import open_database, rows

SENDERS = 4


class Sender(threading.Thread):
    """Sends fresh events until the server is gone, and remembers what it was told is stored."""

    def __init__(self, url: str, number: int) -> None:
        super().__init__()
        self.url = url
        self.number = number
        self.stored: list[str] = []

    def run(self) -> None:
        size = (1, 100, 20, 2)[self.number]
        with httpx.Client(auth=(PUBLIC_KEY, SECRET_KEY), trust_env=False) as client:
            for turn in range(10_000):
                ids = [f"{self.number}-{turn}-{one}" for one in range(size)]
                events = [
                    event("generation-create", {"id": one, "traceId": f"t{turn % 50}", "input": "x" * 500})
                    for one in ids
                ]
                try:
                    answer = client.post(f"{self.url}/api/public/ingestion", json=batch(*events))
                except httpx.HTTPError:
                    return
                assert answer.status_code == 207
                assert answer.json()["errors"] == []
                self.stored += ids


@pytest.mark.parametrize("seed", range(4))
def test_what_was_answered_with_success_survives_a_kill(tmp_path: Path, seed: int) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    senders = [Sender(server.url, number) for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    deadline = time.monotonic() + 10
    while not all(sender.stored for sender in senders):
        assert time.monotonic() < deadline, "nothing was answered within 10 s"
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0.1, 0.8))
    server.kill()
    for sender in senders:
        sender.join()
    server.start()
    server.stop()
    database = open_database(tmp_path / "tracedesk.db")
    stored = {row[0] for row in rows(database, "SELECT observation_id FROM observation")}
    wrong = rows(
        database,
        "SELECT t.trace_id FROM trace t WHERE t.observation_count <> "
        "(SELECT count(*) FROM observation o WHERE o.trace_seq = t.seq)",
    )
    database.close()
    answered = {one for sender in senders for one in sender.stored}
    assert len(answered) > 100
    assert answered <= stored
    assert wrong == []
