"""Score configs, comments and annotation queues are edits: all of one or nothing, and none outlives its project."""

import pytest

from tracedesk.records.annotation import QueueDraft, QueueItemDraft
from tracedesk.records.comment import CommentDraft
from tracedesk.records.score_config import TRUTHS, ScoreConfigChange, ScoreConfigDraft
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime
from tracedesk.store.annotation_queues import change_item, create_item, create_queue
from tracedesk.store.comments import create_comment
from tracedesk.store.database import execute, rows
from tracedesk.store.edit import Edit, EditError, UnknownThingError
from tracedesk.store.score_configs import change_score_config, create_score_config

QUEUE = QueueDraft(name="to review", description=None, score_config_ids=("c",))
ITEM = QueueItemDraft(object_type="TRACE", object_id="t", status="PENDING")
COMMENT = CommentDraft(object_type="TRACE", object_id="t", content="Look", author_id=None)
TABLES = ("score_config", "comment", "annotation_queue", "annotation_item")


def review(edit: Edit) -> None:
    create_score_config(edit, ScoreConfigDraft(name="ok", data_type="BOOLEAN"))
    create_item(edit, create_queue(edit, QUEUE).queue_id, ITEM)
    create_comment(edit, COMMENT)


def counts(runtime: Runtime) -> dict[str, int]:
    return {table: rows(runtime.database, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_a_review_is_stored_as_a_whole_or_not_at_all(runtime: Runtime) -> None:
    with pytest.raises(UnknownThingError, match="Trace t not found"):  # which comes last
        runtime.writer.edit(runtime.project_id, review).result()
    assert counts(runtime) == dict.fromkeys(TABLES, 0)
    runtime.writer.save(runtime.project_id, [Trace(trace_id="t", said_ns=1)]).result()
    runtime.writer.edit(runtime.project_id, review).result()
    assert counts(runtime) == dict.fromkeys(TABLES, 1)


def test_nothing_of_a_review_outlives_its_project(runtime: Runtime) -> None:
    runtime.writer.save(runtime.project_id, [Trace(trace_id="t", said_ns=1)]).result()
    runtime.writer.edit(runtime.project_id, review).result()
    execute(runtime.database, "DELETE FROM project WHERE project_id = ?", (runtime.project_id,))
    assert counts(runtime) == dict.fromkeys(TABLES, 0)


def test_a_change_keeps_what_it_does_not_name(runtime: Runtime) -> None:
    def make_and_change(edit: Edit) -> None:
        made = create_score_config(
            edit, ScoreConfigDraft(name="n", data_type="NUMERIC", min_value=1.0, max_value=2.0, description="d")
        )
        changed = change_score_config(edit, made.config_id, ScoreConfigChange(max_value=3.0))
        assert (changed.min_value, changed.max_value, changed.description) == (1.0, 3.0, "d")
        truth = create_score_config(edit, ScoreConfigDraft(name="t", data_type="BOOLEAN"))
        assert change_score_config(edit, truth.config_id, ScoreConfigChange(is_archived=True)).categories == TRUTHS
        with pytest.raises(EditError, match="maxValue must be greater than minValue"):
            change_score_config(edit, made.config_id, ScoreConfigChange(min_value=3.0))

    runtime.writer.edit(runtime.project_id, make_and_change).result()
    assert rows(runtime.database, "SELECT min_value, max_value FROM score_config ORDER BY seq") == [
        (1.0, 3.0),
        (None, None),
    ]


def test_an_item_is_completed_at_the_moment_of_its_change(runtime: Runtime) -> None:
    def complete(edit: Edit) -> tuple[int | None, int]:
        queue_id = create_queue(edit, QUEUE).queue_id
        item_id = create_item(edit, queue_id, ITEM).item_id
        return change_item(edit, queue_id, item_id, "COMPLETED").completed_ns, edit.now_ns

    completed_ns, now_ns = runtime.writer.edit(runtime.project_id, complete).result()
    assert completed_ns == now_ns
    assert rows(runtime.database, "SELECT status, completed_ns FROM annotation_item") == [("COMPLETED", now_ns)]
