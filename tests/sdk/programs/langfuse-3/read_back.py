"""Reads with langfuse 3's own client what was traced, and prints it as JSON."""

import json

from langfuse import get_client

langfuse = get_client()
[line] = langfuse.api.trace.list(name="chat", user_id="ada", tags=["beta"], order_by="timestamp.desc").data
generations = langfuse.api.observations.get_many(trace_id=line.id, type="GENERATION").data
[broken] = langfuse.api.trace.list(name="chat", session_id="trip-2").data
found = {
    "line": line,
    "broken": langfuse.api.trace.get(broken.id),
    "trace": langfuse.api.trace.get(line.id),
    "generation": langfuse.api.observations.get(generations[0].id),
    "sessions": langfuse.api.sessions.list().data,
    "session": langfuse.api.sessions.get("trip-1"),
    "scores": langfuse.api.score_v_2.get(name="tone", trace_id=line.id).data,
    "health": langfuse.api.health.health(),
    "url": langfuse.get_trace_url(trace_id=line.id),
}
print(json.dumps(found, default=lambda model: json.loads(model.json())))
