"""Reads the run of capitals with the API client of langfuse 3 and 4, then deletes it; prints what it saw as JSON."""

import json
from urllib.parse import quote

from langfuse import get_client

NAME, RUN = "quiz/capitals of Ö 100%", "by hand/1 Ö"
PLACE = {"dataset_name": quote(NAME, safe=""), "run_name": quote(RUN, safe="")}

api = get_client().api
dataset = api.datasets.get(PLACE["dataset_name"])
run = api.datasets.get_run(**PLACE)
[line] = api.datasets.get_runs(PLACE["dataset_name"]).data
items = api.dataset_run_items.list(dataset_id=dataset.id, run_name=RUN)
print(
    json.dumps(
        {
            "run": [run.name, run.description, run.metadata, run.id == line.id, run.dataset_id == dataset.id],
            "items": sorted(one.dataset_item_id for one in run.dataset_run_items),
            "listed": sorted(one.dataset_item_id for one in items.data),
            "deleted": api.datasets.delete_run(**PLACE).message,
            "left": len(api.datasets.get_runs(PLACE["dataset_name"]).data),
        }
    )
)
