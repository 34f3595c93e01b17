"""A second project, to see that nothing of the first one shows there."""

from starlette.testclient import TestClient

from tracedesk.runtime import Runtime
from tracedesk.store.database import execute
from tracedesk.store.projects import save_key

OTHER_KEYS = ("pk-lf-other", "sk-lf-other")


def enter_other_project(client: TestClient, runtime: Runtime) -> None:
    """Make the project, and let the client use its keys from now on."""
    execute(runtime.database, "INSERT INTO project (project_id, name, created_ns) VALUES ('other', 'other', 1)")
    save_key(runtime.database, "other", *OTHER_KEYS, 1)
    client.auth = OTHER_KEYS
