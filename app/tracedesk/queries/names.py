"""What things are called, for those who have nothing but an id; whichever project they are in."""

from peewee import Database

from tracedesk.store.database import rows

_IN_ANY_PROJECT = "FROM project p CROSS JOIN"


def trace_name(database: Database, trace_id: str) -> tuple[str | None, int] | None:
    """Return the name of a trace and when it began; None: there is no such trace."""
    found = rows(
        database,
        f"SELECT t.name, t.timestamp_ns {_IN_ANY_PROJECT} trace t ON t.project_seq = p.seq AND t.trace_id = ? LIMIT 1",
        (trace_id,),
    )
    return (found[0][0], found[0][1]) if found else None


def run_name(database: Database, run_id: str) -> tuple[str, str] | None:
    """Return the name of a dataset and of its run."""
    found = rows(
        database,
        f"SELECT d.name, u.name {_IN_ANY_PROJECT} dataset_run u ON u.project_seq = p.seq AND u.run_id = ? "
        "JOIN dataset d ON d.seq = u.dataset_seq LIMIT 1",
        (run_id,),
    )
    return (found[0][0], found[0][1]) if found else None


def experiment_name(database: Database, experiment_id: str) -> str | None:
    """Return the name of an experiment, as the latest of its spans gives it."""
    found = rows(
        database,
        "SELECT coalesce(e.name, e.experiment_id) "
        f"{_IN_ANY_PROJECT} experiment_span e INDEXED BY experiment_span_by_id "
        "ON e.project_seq = p.seq AND e.experiment_id = ? ORDER BY e.start_ns DESC LIMIT 1",
        (experiment_id,),
    )
    return found[0][0] if found else None
