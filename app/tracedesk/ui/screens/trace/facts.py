"""The facts of a trace or an observation, in the order in which people look for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tracedesk.analysis.time_axis import end_is_missing, is_running
from tracedesk.records.stored import StoredObservation, StoredTrace
from tracedesk.ui import words
from tracedesk.ui.widgets.badge import kind_name

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table. ``copies``: it is an id or the like, and has a button to copy it."""

    title: str
    text: str
    copies: bool = False


def facts(subject: StoredTrace | StoredObservation, now_ns: int) -> list[Fact]:
    """Return every fact that is known; what is unknown has no line."""
    made = _trace_facts(subject) if isinstance(subject, StoredTrace) else _observation_facts(subject, now_ns)
    return [fact for fact in made if fact.text]


def state_words(subject: StoredObservation, now_ns: int) -> str:
    """Return how long an observation took, or how it stands."""
    if subject.end_ns is not None:
        return words.duration(max(0, subject.end_ns - subject.start_ns))
    if not is_running(subject):
        return ""
    if end_is_missing(subject.updated_ns, subject.start_ns, now_ns):
        return translate("Facts", "no end received")
    return translate("Facts", "running")


def _observation_facts(step: StoredObservation, now_ns: int) -> Iterator[Fact]:
    yield Fact(translate("Facts", "Kind"), kind_name(step.type))
    yield Fact(translate("Facts", "Level"), _level(step))
    yield Fact(translate("Facts", "Model"), step.model or "")
    yield Fact(translate("Facts", "Prompt"), _prompt(step))
    yield Fact(translate("Facts", "Started"), words.exact_time(step.start_ns))
    yield Fact(translate("Facts", "First token"), _since(step, step.completion_start_ns))
    yield Fact(translate("Facts", "Ended"), "" if step.end_ns is None else words.exact_time(step.end_ns))
    yield Fact(translate("Facts", "Latency"), state_words(step, now_ns))
    for kind, count in sorted(step.usage.items(), key=_usage_order):
        yield Fact(translate("Facts", "Usage · {kind}").format(kind=kind), words.number(count))
    for kind, amount in sorted(step.cost.items(), key=_usage_order):
        yield Fact(translate("Facts", "Cost · {kind}").format(kind=kind), words.cost(amount))
    if not step.cost:
        yield Fact(translate("Facts", "Cost"), "" if step.cost_total_pusd is None else words.cost(step.cost_total_pusd))
    yield Fact(translate("Facts", "Environment"), step.environment)
    yield Fact(translate("Facts", "Version"), step.version or "")
    yield Fact(translate("Facts", "Observation id"), step.observation_id, copies=True)
    yield Fact(translate("Facts", "Parent id"), step.parent_id or "", copies=True)
    yield Fact(translate("Facts", "Trace id"), step.trace_id, copies=True)


def _trace_facts(trace: StoredTrace) -> Iterator[Fact]:
    yield Fact(translate("Facts", "Started"), words.exact_time(trace.timestamp_ns))
    yield Fact(translate("Facts", "Latency"), "" if trace.latency_ns is None else words.duration(trace.latency_ns))
    yield Fact(translate("Facts", "Steps"), words.number(trace.observation_count))
    yield Fact(translate("Facts", "Errors"), words.number(trace.error_count) if trace.error_count else "")
    yield Fact(translate("Facts", "Warnings"), words.number(trace.warning_count) if trace.warning_count else "")
    for title, count in (
        (translate("Facts", "Usage · input"), trace.input_tokens),
        (translate("Facts", "Usage · output"), trace.output_tokens),
        (translate("Facts", "Usage · total"), trace.total_tokens),
    ):
        yield Fact(title, "" if count is None else words.number(count))
    yield Fact(translate("Facts", "Cost"), "" if trace.cost_pusd is None else words.cost(trace.cost_pusd))
    yield Fact(translate("Facts", "User"), trace.user_id or "", copies=True)
    yield Fact(translate("Facts", "Session"), trace.session_id or "", copies=True)
    yield Fact(translate("Facts", "Tags"), ", ".join(trace.tags))
    yield Fact(translate("Facts", "Environment"), trace.environment)
    yield Fact(translate("Facts", "Release"), trace.release or "")
    yield Fact(translate("Facts", "Version"), trace.version or "")
    yield Fact(translate("Facts", "Trace id"), trace.trace_id, copies=True)


def _level(step: StoredObservation) -> str:
    return {
        "DEBUG": translate("Facts", "Debug"),
        "DEFAULT": "",
        "WARNING": translate("Facts", "Warning"),
        "ERROR": translate("Facts", "Error"),
    }[step.level]


def _prompt(step: StoredObservation) -> str:
    if step.prompt_name is None:
        return ""
    if step.prompt_version is None:
        return step.prompt_name
    return translate("Facts", "{name}, version {number}").format(name=step.prompt_name, number=step.prompt_version)


def _since(step: StoredObservation, moment_ns: int | None) -> str:
    if moment_ns is None:
        return ""
    return translate("Facts", "after {time}").format(time=words.duration(max(0, moment_ns - step.start_ns)))


def _usage_order(item: tuple[str, int]) -> tuple[int, str]:
    """Input first, output next, the total last."""
    kind = item[0]
    rank = 3 if kind == "total" else 0 if kind.startswith("input") else 1 if kind.startswith("output") else 2
    return rank, kind
