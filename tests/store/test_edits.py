"""Edits run in the writer's transaction: their answers come after the commit, and a refused one costs only itself."""

import pytest

from tracedesk.queries.projects import project
from tracedesk.queries.traces import TraceFilter, count_traces
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime
from tracedesk.store.database import execute, rows, write
from tracedesk.store.edit import ConflictError, Edit
from tracedesk.store.writer import Changed


def rename(edit: Edit) -> str:
    execute(edit.database, "UPDATE project SET name = 'renamed' WHERE seq = ?", (edit.project_seq,))
    return edit.project_id


def rename_and_refuse(edit: Edit) -> None:
    rename(edit)
    raise ConflictError("It is there already.")


def test_an_edit_answers_after_its_commit(runtime: Runtime) -> None:
    assert runtime.writer.edit(runtime.project_id, rename).result() == runtime.project_id
    found = project(runtime.database, runtime.project_id)
    assert found is not None
    assert found.name == "renamed"


def test_a_refused_edit_leaves_nothing_and_costs_its_neighbours_nothing(runtime: Runtime) -> None:
    with write(runtime.database):  # the writer waits, so that all end up in one group
        before = runtime.writer.save(runtime.project_id, [Trace(trace_id="a", said_ns=1)])
        refused = runtime.writer.edit(runtime.project_id, rename_and_refuse)
        after = runtime.writer.save(runtime.project_id, [Trace(trace_id="b", said_ns=1)])
    before.result()
    after.result()
    with pytest.raises(ConflictError, match="there already"):
        refused.result()
    found = project(runtime.database, runtime.project_id)
    assert found is not None
    assert found.name == "default"
    assert count_traces(runtime.database, TraceFilter(project_id=runtime.project_id)) == 2


def test_an_edit_sees_what_was_given_before_it_and_not_what_comes_after(runtime: Runtime) -> None:
    with write(runtime.database):
        runtime.writer.save(runtime.project_id, [Trace(trace_id="a", said_ns=1)])
        counted = runtime.writer.edit(
            runtime.project_id, lambda edit: rows(edit.database, "SELECT count(*) FROM trace")[0][0]
        )
        last = runtime.writer.save(runtime.project_id, [Trace(trace_id="b", said_ns=1)])
    last.result()
    assert counted.result() == 1


def test_listeners_hear_the_kinds_of_edits_that_were_made(runtime: Runtime) -> None:
    heard: list[Changed] = []
    runtime.writer.listen(heard.append)
    with pytest.raises(ConflictError):
        runtime.writer.edit(runtime.project_id, rename_and_refuse, kinds=frozenset({"refused"})).result()
    runtime.writer.edit(runtime.project_id, rename, kinds=frozenset({"projects"})).result()
    runtime.close()
    assert [changed.kinds for changed in heard] == [{"projects"}]
