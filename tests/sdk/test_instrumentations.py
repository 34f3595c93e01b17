"""Programs with the real instrumentations of others: of each call of a model, all is known that they tell."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sdk.client_program import instrumented_variables, run_program
from sdk.exported import exported_spans, is_in
from sdk.instrumented import CHECKS, PROGRAMS, Program, Told, table_of
from sdk.model_calls import ModelCall, model_call
from sdk.openai_stub import OpenAiStub
from sdk.reading import Reader
from sdk.story import serving
from told_tables import show_table
from tracedesk.records.span import Span

Marks = dict[str, list[Any]]


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Mapping[str, Marks]:
    results = {program.dialect: _marks(program, tmp_path_factory.mktemp("instrumented")) for program in PROGRAMS}
    show_table(pytestconfig, "What instrumentations tell: right ones of all, by dialect and field", table_of(results))
    return results


def _marks(program: Program, folder: Path) -> Marks:
    """Run a program with a server of its own, and hold each field of each of its calls."""
    with serving(folder) as server, OpenAiStub() as stub, Reader(server.url) as reader:
        variables = instrumented_variables(f"{server.url}/api/public/otel", stub.base_url)
        run_program(program.environment, program.script, variables | dict(program.variables), *program.arguments)
        calls = [model_call(asked) for asked in stub.asked]
        found = _generations(reader)
    assert len(found) == len(calls), [told.generation["name"] for told in found]
    marks: Marks = {name: [] for name in CHECKS}
    spans = exported_spans(folder)
    for call, told in zip(calls, found, strict=True):
        for name, check in CHECKS.items():
            marks[name].append(_mark(program, name, call, spans[told.generation["id"]], check(call, told)))
    return marks


def _mark(program: Program, name: str, call: ModelCall, span: Span, right: bool | None) -> Any:
    """Return whether a field is right, None if the call has none, or "unsaid" if that is known and true."""
    words = " ".join(text for _, text in call.turns)
    if right is None or not any(part in words for part in program.unsaid.get(name, ())):
        return right
    told = right or is_in(name, call, span)
    assert not told, f"{program.dialect} does tell the {name} of {words!r}"
    return "unsaid"


def _generations(reader: Reader) -> list[Told]:
    """Return the generations and embeddings that stand for a call, in their order; some have another around them."""
    told = [
        Told(step, trace)
        for trace in reader.traces()
        for step in trace["observations"]
        if step["type"] in ("GENERATION", "EMBEDDING")
        and not any(
            other["parentObservationId"] == step["id"] and other["type"] == step["type"]
            for other in trace["observations"]
        )
    ]
    return sorted(told, key=lambda one: str(one.generation["startTime"]))


@pytest.mark.parametrize("field", CHECKS)
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.dialect)
def test_what_a_program_tells_is_known(marks: Mapping[str, Marks], program: Program, field: str) -> None:
    assert False not in marks[program.dialect][field]


def test_of_all_answers_98_in_100_have_model_input_output_and_usage(marks: Mapping[str, Marks]) -> None:
    whole = [mark for by_field in marks.values() for mark in by_field["whole"] if mark is not None]
    assert len(whole) > 50
    assert sum(whole) / len(whole) >= 0.98
