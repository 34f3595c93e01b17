"""A dataset of capitals and an experiment on it, written for langfuse 3; prints what the client saw as JSON."""

import json
import time
from datetime import timedelta

from langfuse import Evaluation, get_client

NAME, RUN = "quiz/capitals of Ö 100%", "by hand/1 Ö"
CAPITALS = {"Germany": "Berlin", "France": "Paris", "Spain": None}


def answer(*, item, **_):
    with langfuse.start_as_current_observation(name="look up", as_type="tool"):
        return f"It is {item.expected_output}."


def length(*, output, **_):
    return Evaluation(name="length", value=len(output))


def share(*, item_results, **_):
    return Evaluation(name="share", value=len(item_results) / 4)


langfuse = get_client()
langfuse.create_dataset(name=NAME, description="of Europe", metadata={"level": 1})
for country, capital in CAPITALS.items():
    made = langfuse.create_dataset_item(
        dataset_name=NAME, id=country, input={"country": country}, expected_output=capital, metadata={"n": len(country)}
    )
time.sleep(0.02)
langfuse.create_dataset_item(dataset_name=NAME, id="Spain", expected_output="Madrid")
langfuse.create_dataset_item(dataset_name=NAME, id="Atlantis", input={"country": "Atlantis"}, status="ARCHIVED")

before = langfuse.get_dataset(NAME, version=made.created_at + timedelta(milliseconds=5))
dataset = langfuse.get_dataset(NAME, fetch_items_page_size=2)
result = dataset.run_experiment(
    name="capitals",
    run_name=RUN,
    description="first try",
    metadata={"model": "m"},
    task=answer,
    evaluators=[length],
    run_evaluators=[share],
)
langfuse.flush()
print(
    json.dumps(
        {
            "dataset": [dataset.name, dataset.description, dataset.metadata],
            "items": [[one.id, one.input, one.expected_output, one.metadata] for one in dataset.items],
            "archived": langfuse.api.dataset_items.get("Atlantis").status,
            "before": [one.expected_output for one in before.items],
            "results": [[one.item.id, one.output, one.evaluations[0].value] for one in result.item_results],
            "run": [result.run_name, result.description, result.run_evaluations[0].value],
            "run id": result.dataset_run_id,
        }
    )
)
