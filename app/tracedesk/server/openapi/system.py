"""Whether the server is well, whose key it is, and this document."""

from tracedesk.server import health, read_openapi, read_project
from tracedesk.server.openapi.fields import flag
from tracedesk.server.openapi.operation import Operation, Operations

OPERATIONS: Operations = {
    health.get_health: Operation(demands=(flag("failIfDatabaseUnavailable"), flag("failIfNoRecentEvents")), open=True),
    health.get_ready: Operation(open=True),
    read_project.get_projects: Operation(),
    read_openapi.get_openapi: Operation(open=True),
}
