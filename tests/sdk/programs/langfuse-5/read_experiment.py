"""Reads the experiment on capitals with langfuse 5's API client; prints what it saw as JSON."""

import json
from datetime import UTC, datetime, timedelta

from langfuse import get_client

api = get_client().api
since = datetime.now(UTC) - timedelta(hours=1)
[experiment] = api.experiments.list(from_start_time=since, fields="core,metadata,scores").data
found = []
cursor = None
while cursor is not None or not found:
    page = api.experiments.list_items(
        from_start_time=since,
        experiment_id=experiment.id,
        fields="core,dataset,io,itemMetadata,experimentMetadata,scores",
        limit=2,
        cursor=cursor,
    )
    found += page.data
    cursor = page.meta.cursor
print(
    json.dumps(
        {
            "experiment": [experiment.name, experiment.description, experiment.metadata, experiment.item_count],
            "scores": [[one.name, one.value, one.subject.kind, one.subject.id] for one in experiment.scores],
            "item scores": sorted([one.experiment_item_id, *((s.name, s.value) for s in one.scores)] for one in found),
            "ids": [experiment.id, experiment.dataset_id],
            "items": sorted(
                [one.experiment_item_id, one.input, one.output, one.expected_output, one.experiment_item_metadata]
                for one in found
            ),
            "of": sorted({(one.experiment_id, one.experiment_name, one.environment, one.level) for one in found}),
            "told": [[one.experiment_dataset_id, one.experiment_description, one.experiment_metadata] for one in found],
        }
    )
)
