"""The application without a port, and a client with the keys of its project."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tracedesk.runtime import Runtime
from tracedesk.server.app import make_app
from tracedesk.store.projects import save_key

KEYS = ("pk-lf-test", "sk-lf-test")


@pytest.fixture
def client(runtime: Runtime) -> Iterator[TestClient]:
    save_key(runtime.database, runtime.project_id, *KEYS, 1)
    app = make_app(runtime.database, runtime.writer, runtime.project_id)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        client.auth = KEYS
        yield client
