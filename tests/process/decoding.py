"""The decoding process of a receiver: found, and brought to work."""

import time

import httpx
import psutil

from process.server_process import PUBLIC_KEY, SECRET_KEY, ServerProcess
from server.events import batch, event

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
