"""Reads with langfuse 4's own client what was traced, in the old ways and the new ones, and prints it as JSON."""

import json

from langfuse import get_client

langfuse = get_client()
api = langfuse.api
[line] = api.trace.list(name="chat", user_id="ada", tags=["beta"], order_by="timestamp.desc").data
[broken] = api.trace.list(name="chat", session_id="trip-2").data
generations = api.legacy.observations_v1.get_many(trace_id=line.id, type="GENERATION").data
asked = json.dumps(
    {
        "view": "observations",
        "metrics": [{"measure": "count", "aggregation": "count"}],
        "dimensions": [{"field": "type"}],
        "filters": [{"column": "traceId", "operator": "=", "value": line.id, "type": "string"}],
        "fromTimestamp": "2020-01-01T00:00:00Z",
        "toTimestamp": "2100-01-01T00:00:00Z",
    }
)
found = {
    "line": line,
    "broken": api.trace.get(broken.id),
    "trace": api.trace.get(line.id),
    "generation": api.legacy.observations_v1.get(generations[0].id),
    "sessions": api.sessions.list().data,
    "session": api.sessions.get("trip-1"),
    "scores": api.scores.get_many(name="tone", trace_id=line.id).data,
    "steps": api.observations.get_many(trace_id=line.id, fields="core,basic,io,model,usage,trace_context").data,
    "counts": api.metrics.metrics(query=asked).data,
    "health": api.health.health(),
    "url": langfuse.get_trace_url(trace_id=line.id),
}
print(json.dumps(found, default=lambda model: json.loads(model.json())))
