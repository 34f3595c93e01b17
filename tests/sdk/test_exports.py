"""What langfuse 2 told reads back right from the files that ``tracedesk export`` writes."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from process.server_process import export
from sdk.environments import LANGFUSE_2
from sdk.expected import ANSWER, BROKEN_QUESTION, QUESTION
from sdk.openai_answers import BREAKDOWN
from sdk.openai_stub import OpenAiStub
from sdk.story import Story, tell


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    with tell(
        tmp_path_factory.mktemp("exports"), LANGFUSE_2, ("langfuse-2/chat.py", "langfuse-2/past.py"), openai_stub
    ) as story:
        yield story


def csv_lines(story: Story, kind: str, folder: Path) -> list[dict[str, str]]:
    """The lines of the CSV file, by the names in its header."""
    output = folder / f"{kind}.csv"
    export(story.server.data_dir, kind, "csv", output)
    with output.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def json_objects(story: Story, kind: str, folder: Path) -> list[dict[str, Any]]:
    output = folder / f"{kind}.jsonl"
    export(story.server.data_dir, kind, "jsonl", output)
    with output.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_csv_of_traces_tells_who_asked_what_and_how_it_was_judged(told: Story, tmp_path: Path) -> None:
    lines = {(line["name"], line["user_id"]): line for line in csv_lines(told, "traces", tmp_path)}
    assert set(lines) == {("chat", "ada"), ("chat", "bob"), ("past", "ada")}
    chat, broken = lines["chat", "ada"], lines["chat", "bob"]
    assert (chat["input"], chat["output"], chat["session_id"]) == (QUESTION, ANSWER, "trip-1")
    assert (chat["tags"], chat["observations"], chat["errors"]) == ("beta, weather", "5", "0")
    assert json.loads(chat["metadata"]) == {"channel": "web", "attempt": 1, "client": {"os": "linux"}}
    assert json.loads(chat["scores"]) == {"helpfulness": 0.9, "tone": "friendly", "correct": "True", "brevity": 0.5}
    assert json.loads(chat["comments"]) == {"helpfulness": "said it all"}
    assert (broken["input"], broken["output"], broken["errors"]) == (BROKEN_QUESTION, "", "1")


def test_csv_of_observations_keeps_the_tree_and_the_error(told: Story, tmp_path: Path) -> None:
    broken_trace = told.reader.trace(name="chat", userId="bob")["id"]
    lines = {
        line["name"]: line for line in csv_lines(told, "observations", tmp_path) if line["trace_id"] == broken_trace
    }
    parents = {name: line["parent_id"] for name, line in lines.items()}
    assert parents == {
        "chat": "", "plan": lines["chat"]["id"], "look-up": lines["plan"]["id"],
        "cache-miss": lines["look-up"]["id"], "answer": lines["chat"]["id"],
    }  # fmt: skip
    assert lines["chat"]["output"] == f"Error: {BREAKDOWN}"
    assert json.loads(lines["chat"]["input"])[-1]["content"] == BROKEN_QUESTION
    assert (lines["answer"]["level"], lines["answer"]["status_message"]) == ("ERROR", BREAKDOWN)
    assert (lines["cache-miss"]["type"], lines["cache-miss"]["end"]) == ("EVENT", "")


def test_csv_keeps_times_costs_and_difficult_texts(told: Story, tmp_path: Path) -> None:
    [call] = [line for line in csv_lines(told, "observations", tmp_path) if line["name"] == "call"]
    assert (call["start"], call["end"]) == ("2026-03-01T10:00:01.250Z", "2026-03-01T10:00:03.375Z")
    assert (call["latency_s"], call["time_to_first_token_s"]) == ("2.125", "0.5")
    assert (call["input_tokens"], call["output_tokens"], call["total_tokens"]) == ("4", "2", "6")
    assert call["cost_usd"] == "0.25"
    assert call["input"] == "'=1+1\r\nor not"  # the apostrophe keeps a spreadsheet from running it
    assert call["output"] == "naïve “quotes”, commas\nand lines"


def test_csv_of_scores_tells_what_each_verdict_is_about(told: Story, tmp_path: Path) -> None:
    trace = told.reader.trace(name="chat", userId="ada")
    lines = {line["name"]: line for line in csv_lines(told, "scores", tmp_path)}
    assert {name: line["data_type"] for name, line in lines.items()} == {
        "helpfulness": "NUMERIC", "tone": "CATEGORICAL", "correct": "BOOLEAN", "brevity": "NUMERIC",
    }  # fmt: skip
    assert (lines["helpfulness"]["value"], lines["helpfulness"]["comment"]) == ("0.9", "said it all")
    assert (lines["tone"]["string_value"], lines["tone"]["trace_id"]) == ("friendly", trace["id"])
    [answer] = [one["id"] for one in trace["observations"] if one["name"] == "answer"]
    assert lines["brevity"]["observation_id"] == answer


def test_json_lines_are_the_objects_of_the_api(told: Story, tmp_path: Path) -> None:
    observations = json_objects(told, "observations", tmp_path)
    assert {one["name"] for one in observations} >= {"chat", "plan", "answer", "call"}
    for one in observations:
        assert one == told.reader.get(f"/observations/{one['id']}")
    for trace in json_objects(told, "traces", tmp_path):
        shown = told.reader.get(f"/traces/{trace['id']}")
        for field in ("name", "userId", "sessionId", "tags", "input", "output", "metadata", "timestamp", "totalCost"):
            assert trace[field] == shown[field]
        assert {score["id"] for score in trace["scores"]} == {score["id"] for score in shown["scores"]}
    for score in json_objects(told, "scores", tmp_path):
        assert score == told.reader.get(f"/v2/scores/{score['id']}")
