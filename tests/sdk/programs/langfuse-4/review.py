"""A person reviews an answer, written for langfuse 4: configs say what may be judged, a queue what to look at."""

import json

from langfuse import get_client

TONES = [{"label": "kind", "value": 3}, {"label": "rude", "value": -1}]

client = get_client()
api = client.api
with client.start_as_current_observation(name="answer", as_type="span") as step:
    trace_id, step_id = step.trace_id, step.id
client.flush()

number = api.score_configs.create(name="accuracy", data_type="NUMERIC", min_value=0, max_value=1)
truth = api.score_configs.create(name="ok", data_type="BOOLEAN", description="or not")
tone = api.score_configs.create(name="tone", data_type="CATEGORICAL", categories=TONES)
archived = api.score_configs.update(number.id, is_archived=True)
api.score_configs.update(number.id, is_archived=False)
configs = [api.score_configs.get_by_id(one.id) for one in (number, truth, tone)]
listed = api.score_configs.get(limit=2)

queue = api.annotation_queues.create_queue(name="to review", score_config_ids=[number.id, tone.id])
first = api.annotation_queues.create_queue_item(queue.id, object_id=trace_id, object_type="TRACE")
second = api.annotation_queues.create_queue_item(queue.id, object_id=step_id, object_type="OBSERVATION")
done = api.annotation_queues.update_queue_item(queue.id, first.id, status="COMPLETED")
waiting = api.annotation_queues.list_queue_items(queue.id, status="PENDING")
deleted = api.annotation_queues.delete_queue_item(queue.id, second.id)
left = api.annotation_queues.list_queue_items(queue.id)
same = [api.annotation_queues.get_queue(queue.id), api.annotation_queues.get_queue_item(queue.id, first.id)]

comment = api.comments.create(project_id="any", object_type="TRACE", object_id=trace_id, content=" Look. ")
comments = api.comments.get(object_type="TRACE", object_id=trace_id).data

for config, value in ((number, 0.5), (truth, 1), (tone, "kind")):
    client.create_score(name="any", value=value, trace_id=trace_id, config_id=config.id)
client.flush()


def shape(config):
    categories = config.categories and [[one.label, one.value] for one in config.categories]
    return [config.name, config.data_type, config.min_value, config.max_value, categories, config.description]


print(
    json.dumps(
        {
            "trace": trace_id,
            "configs": [shape(one) for one in configs],
            "archived": [archived.is_archived, configs[0].is_archived],
            "listed": [[one.name for one in listed.data], listed.meta.total_items, listed.meta.total_pages],
            "queue": [queue.name, queue.description, queue.score_config_ids == [number.id, tone.id]],
            "items": [first.status, first.completed_at, done.status, done.completed_at == done.updated_at],
            "waiting": [one.id == second.id for one in waiting.data],
            "left": [one.id == first.id for one in left.data],
            "same": same == [queue, done] and deleted.success,
            "comments": [[one.id == comment.id, one.content, one.object_type, one.author_user_id] for one in comments],
        }
    )
)
