"""A dataset of capitals and a run over it, written for langfuse 2; prints what the client saw as JSON."""

import json

from langfuse import Langfuse

NAME, RUN = "quiz/capitals of Ö 100%", "by hand/1 Ö"
CAPITALS = {"Germany": "Berlin", "France": "Paris", "Spain": None}

langfuse = Langfuse()
langfuse.create_dataset(name=NAME, description="of Europe", metadata={"level": 1})
for country, capital in CAPITALS.items():
    langfuse.create_dataset_item(
        dataset_name=NAME, id=country, input={"country": country}, expected_output=capital, metadata={"n": len(country)}
    )
langfuse.create_dataset_item(dataset_name=NAME, id="Spain", expected_output="Madrid")
langfuse.create_dataset_item(dataset_name=NAME, id="Atlantis", input={"country": "Atlantis"}, status="ARCHIVED")

dataset = langfuse.get_dataset(NAME)
for item in dataset.items:
    answer = f"It is {item.expected_output}."
    trace = langfuse.trace(name="answer", input=item.input, output=answer)
    item.link(trace, run_name=RUN, run_description="first try", run_metadata={"model": "m"})
langfuse.flush()

run = langfuse.get_dataset_run(NAME, RUN)
[line] = langfuse.get_dataset_runs(NAME).data
print(
    json.dumps(
        {
            "dataset": [dataset.name, dataset.description, dataset.metadata],
            "items": [[one.id, one.input, one.expected_output, one.metadata] for one in dataset.items],
            "archived": langfuse.get_dataset_item("Atlantis").status,
            "run": [run.name, run.description, run.metadata, len(run.dataset_run_items), line.id == run.id],
        },
        default=str,
    )
)
