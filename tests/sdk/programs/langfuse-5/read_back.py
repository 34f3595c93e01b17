"""Reads with langfuse 5's own client what was traced, in pages of two steps, and prints it as JSON."""

import json
import sys

from langfuse import get_client

langfuse = get_client()
api = langfuse.api
trace_id = sys.argv[1]
steps, cursor = [], None
while not steps or cursor:
    page = api.observations.get_many(
        trace_id=trace_id, limit=2, cursor=cursor, fields="core,basic,io,metadata,model,usage,metrics,trace_context"
    )
    steps += page.data
    cursor = page.meta.cursor
found = {
    "steps": steps,
    "roots": api.observations.get_many(trace_id=trace_id, is_root_observation=True).data,
    "scores": api.scores.get_many(trace_id=trace_id, fields="details,subject").data,
    "health": api.health.health(),
    "url": langfuse.get_trace_url(trace_id=trace_id),
}
print(json.dumps(found, default=lambda model: json.loads(model.json())))
