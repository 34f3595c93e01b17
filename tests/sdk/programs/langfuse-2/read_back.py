"""Reads with langfuse 2's own client what was traced, and prints it as JSON."""

import json

from langfuse import Langfuse

langfuse = Langfuse()
[line] = langfuse.fetch_traces(name="chat", user_id="ada", tags=["beta"]).data
generations = langfuse.fetch_observations(trace_id=line.id, type="GENERATION").data
[broken] = langfuse.fetch_traces(name="chat", session_id="trip-2").data
found = {
    "line": line,
    "broken": langfuse.fetch_trace(broken.id).data,
    "trace": langfuse.fetch_trace(line.id).data,
    "generation": langfuse.fetch_observation(generations[0].id).data,
    "sessions": langfuse.fetch_sessions().data,
    "session": langfuse.api.sessions.get("trip-1"),
    "scores": langfuse.api.score.get(name="tone").data,
    "health": langfuse.api.health.health(),
}
print(json.dumps(found, default=lambda model: json.loads(model.json())))
