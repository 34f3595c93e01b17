"""The same dataset and the same run over it, by the clients of every generation."""

import hashlib
import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from sdk.client_program import langfuse_variables, run_program
from sdk.environments import JAVASCRIPT_3, JAVASCRIPT_5, LANGFUSE_2, LANGFUSE_3, LANGFUSE_4, LANGFUSE_5
from sdk.reading import JsonObject, Reader
from sdk.story import NO_DEPRECATIONS, serving

LONG_AGO = "2020-01-01T00:00:00Z"
NAME, RUN = "quiz/capitals of Ö 100%", "by hand/1 Ö"
ITEMS = [
    ["Spain", {"country": "Spain"}, "Madrid", {"n": 5}],
    ["France", {"country": "France"}, "Paris", {"n": 6}],
    ["Germany", {"country": "Germany"}, "Berlin", {"n": 7}],
]
ANSWERS = {"Spain": "It is Madrid.", "France": "It is Paris.", "Germany": "It is Berlin."}
SEEN = {"dataset": [NAME, "of Europe", {"level": 1}], "items": ITEMS, "archived": "ARCHIVED"}
PROGRAMS = {
    LANGFUSE_2: "langfuse-2/capitals.py",
    LANGFUSE_3: "langfuse-3/capitals.py",
    LANGFUSE_4: "langfuse-3/capitals.py",
    LANGFUSE_5: "langfuse-3/capitals.py",
    JAVASCRIPT_3: "javascript-3/capitals.mjs",
    JAVASCRIPT_5: "javascript-5/capitals.mjs",
}


class Told:
    """A server to which one client told of the capitals; ``saw`` is what that client saw meanwhile."""

    def __init__(self, client: str, url: str) -> None:
        self._client = client
        self._variables = langfuse_variables(url) | NO_DEPRECATIONS
        self.reader = Reader(url)
        self.saw = self.run(PROGRAMS[client])

    def run(self, script: str) -> JsonObject:
        """Run a program of this client, which must have nothing to complain about."""
        finished = run_program(self._client, script, self._variables)
        assert finished.complaints == ""
        found: JsonObject = json.loads(finished.printed)
        return found


@pytest.fixture(scope="module")
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    with serving(tmp_path_factory.mktemp("capitals")) as server:
        told = Told(request.param, server.url)
        with told.reader:
            yield told


def clients(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("told", names, indirect=True)


@clients(*PROGRAMS)
def test_every_client_sees_the_same_dataset(told: Told) -> None:
    assert {name: told.saw[name] for name in SEEN} == SEEN


@clients(LANGFUSE_3, LANGFUSE_4, LANGFUSE_5)
def test_a_dataset_reads_as_it_was_before_its_items_changed(told: Told) -> None:
    assert told.saw["before"] == [None, "Paris", "Berlin"]


@clients(LANGFUSE_3, LANGFUSE_4, LANGFUSE_5, JAVASCRIPT_5)
def test_an_experiment_has_its_results(told: Told) -> None:
    assert told.saw["results"] == [[country, answer, len(answer)] for country, answer in ANSWERS.items()]
    assert told.saw["run"] == [RUN, "first try", 0.75]


@clients(LANGFUSE_2, LANGFUSE_3, LANGFUSE_4, JAVASCRIPT_3, JAVASCRIPT_5)
def test_a_run_holds_the_traces_of_all_items(told: Told) -> None:
    run = told.reader.get(f"/datasets/{quote(NAME, safe='')}/runs/{quote(RUN, safe='')}")
    assert (run["name"], run["description"], run["metadata"]) == (RUN, "first try", {"model": "m"})
    traces = {one["datasetItemId"]: told.reader.get(f"/traces/{one['traceId']}") for one in run["datasetRunItems"]}
    assert {item_id: trace["output"] for item_id, trace in traces.items()} == ANSWERS
    assert {item_id: trace["input"]["country"] for item_id, trace in traces.items()} == {one: one for one in ANSWERS}


@clients(LANGFUSE_3, LANGFUSE_4, JAVASCRIPT_5)
def test_a_run_is_an_experiment_too_and_has_its_score(told: Told) -> None:
    [experiment] = told.reader.get("/experiments", fromStartTime=LONG_AGO)["data"]
    assert (experiment["id"], experiment["name"], experiment["itemCount"]) == (told.saw["run id"], RUN, 3)
    [score] = told.reader.get("/v2/scores", datasetRunId=told.saw["run id"])["data"]
    assert (score["name"], score["value"]) == ("share", 0.75)


@clients(LANGFUSE_5)
def test_the_last_client_makes_an_experiment_and_no_run(told: Told) -> None:
    seen = told.run("langfuse-5/read_experiment.py")
    assert seen["experiment"] == [RUN, "first try", {"model": "m"}, 3]
    experiment_id, dataset_id = seen["ids"]
    assert experiment_id == told.saw["run id"] == derived_id(told.reader, dataset_id)
    assert seen["items"] == sorted(
        [name, given, ANSWERS[name], expected, metadata] for name, given, expected, metadata in ITEMS
    )
    assert seen["scores"] == [["share", 0.75, "experiment", experiment_id]]
    assert seen["item scores"] == [[name, ["length", len(ANSWERS[name])]] for name in sorted(ANSWERS)]
    assert seen["of"] == [[experiment_id, RUN, "sdk-experiment", "DEFAULT"]]
    assert seen["told"] == [[dataset_id, "first try", {"model": "m"}]] * 3
    assert told.reader.get(f"/datasets/{quote(NAME, safe='')}/runs")["data"] == []


def derived_id(reader: Reader, dataset_id: str) -> str:
    """The id that the client makes of what it knows (wire protocol, 5.9.4)."""
    project_id = reader.get("/projects")["data"][0]["id"]
    known = json.dumps(
        ["langfuse-experiment-v1", project_id, dataset_id, RUN], separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(known.encode()).hexdigest()[:16]


@clients(LANGFUSE_3, LANGFUSE_4)
def test_clients_read_and_delete_a_run(told: Told) -> None:
    seen = told.run("langfuse-3/read_run.py")
    assert seen == {
        "run": [RUN, "first try", {"model": "m"}, True, True],
        "items": sorted(ANSWERS),
        "listed": sorted(ANSWERS),
        "deleted": "Dataset run successfully deleted",
        "left": 0,
    }


@clients(LANGFUSE_2, JAVASCRIPT_3)
def test_the_first_clients_read_their_run(told: Told) -> None:
    assert told.saw["run"] == [RUN, "first try", {"model": "m"}, 3, True]
