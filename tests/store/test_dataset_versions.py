"""Versions of items: one is true at any moment, whatever the clock does, and a refused change leaves none."""

from typing import Any

import pytest

from tracedesk.queries.dataset_items import ItemSearch, item_by_id, items_page
from tracedesk.queries.projects import project
from tracedesk.records.dataset import DatasetDraft, DatasetItem, ItemDraft, RunItemDraft
from tracedesk.records.units import NS_PER_MS
from tracedesk.runtime import Runtime
from tracedesk.store.database import execute, rows, write
from tracedesk.store.dataset_items import delete_item, save_item
from tracedesk.store.dataset_runs import add_run_item
from tracedesk.store.datasets import save_dataset
from tracedesk.store.edit import Edit, EditError

NOW_NS = 1_790_000_000_000_000_000


@pytest.fixture
def edit(runtime: Runtime) -> Edit:
    made = edit_at(runtime, NOW_NS)
    with write(runtime.database):
        save_dataset(made, DatasetDraft(name="d"))
    return made


def edit_at(runtime: Runtime, now_ns: int) -> Edit:
    [(seq,)] = rows(runtime.database, "SELECT seq FROM project")
    return Edit(runtime.database, runtime.project_id, seq, now_ns)


def put(runtime: Runtime, now_ns: int, **draft: Any) -> DatasetItem:
    with write(runtime.database):
        return save_item(edit_at(runtime, now_ns), ItemDraft(dataset_name="d", item_id="i", **draft))


def inputs_at(runtime: Runtime, dataset_id: str, at_ns: int | None) -> list[Any]:
    search = ItemSearch(project_id=runtime.project_id, dataset_id=dataset_id, at_ns=at_ns)
    return [one.input for one in items_page(runtime.database, search, limit=-1, offset=0)[0]]


@pytest.mark.usefixtures("edit")
def test_each_version_is_true_until_the_next_begins(runtime: Runtime) -> None:
    begin = NOW_NS + 10
    dataset_id = put(runtime, begin, input="a").dataset_id
    put(runtime, begin + 1_000, input="b")
    with write(runtime.database):
        delete_item(edit_at(runtime, begin + 2_000), "i")
    put(runtime, begin + 3_000, input="c")
    moments = {0: ["a"], 999: ["a"], 1_000: ["b"], 1_999: ["b"], 2_000: [], 2_999: [], 3_000: ["c"], -1: []}
    assert {moment: inputs_at(runtime, dataset_id, begin + moment) for moment in moments} == moments
    assert inputs_at(runtime, dataset_id, None) == ["c"]


@pytest.mark.usefixtures("edit")
def test_a_time_in_whole_milliseconds_stands_for_all_of_its_millisecond(runtime: Runtime) -> None:
    dataset_id = put(runtime, NOW_NS + 999_999, input="a").dataset_id
    put(runtime, NOW_NS + NS_PER_MS, input="b")
    assert inputs_at(runtime, dataset_id, NOW_NS) == ["a"]
    assert inputs_at(runtime, dataset_id, NOW_NS + 1) == []
    assert inputs_at(runtime, dataset_id, NOW_NS + NS_PER_MS) == ["b"]


@pytest.mark.usefixtures("edit")
def test_versions_of_one_moment_and_of_a_clock_that_goes_back_keep_their_order(runtime: Runtime) -> None:
    first = put(runtime, NOW_NS, input="a")
    second = put(runtime, NOW_NS, input="b")
    third = put(runtime, NOW_NS - 5_000, input="c")
    assert [one.valid_from_ns - NOW_NS for one in (first, second, third)] == [0, 1, 2]
    assert {one.created_ns for one in (first, second, third)} == {NOW_NS}
    assert inputs_at(runtime, first.dataset_id, NOW_NS + 1) == ["b"]


@pytest.mark.usefixtures("edit")
def test_a_refused_change_leaves_no_version(runtime: Runtime) -> None:
    put(runtime, NOW_NS, input="a")
    schema = {"type": "string"}
    with write(runtime.database):
        save_dataset(edit_at(runtime, NOW_NS), DatasetDraft(name="d", input_schema=schema))
    with pytest.raises(EditError, match="does not fit"):
        put(runtime, NOW_NS + 1, input=5)
    found = item_by_id(runtime.database, runtime.project_id, "i")
    assert found is not None
    assert (found.input, found.valid_from_ns) == ("a", NOW_NS)
    assert rows(runtime.database, "SELECT count(*) FROM dataset_item") == [(1,)]


@pytest.mark.usefixtures("edit")
def test_everything_of_datasets_goes_with_its_project(runtime: Runtime) -> None:
    put(runtime, NOW_NS, input="a")
    with write(runtime.database):
        add_run_item(edit_at(runtime, NOW_NS), RunItemDraft(run_name="r", item_id="i", trace_id="t"))
        execute(runtime.database, "DELETE FROM project")
    assert project(runtime.database, runtime.project_id) is None
    for table in ("dataset", "dataset_item", "dataset_run", "dataset_run_item"):
        assert rows(runtime.database, f"SELECT count(*) FROM {table}") == [(0,)]
