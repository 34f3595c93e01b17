"""What the receiver tells the window: seldom, and all of it in the end."""

import io

import pytest

from tracedesk.cli import reports
from tracedesk.cli.reports import Reports
from tracedesk.store.writer import Changed


def test_the_last_count_is_told_however_short_the_time_since_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "COUNT_INTERVAL_S", 3600)
    out = io.StringIO()
    told = Reports(out)
    for count in (5, 6, 7):
        told.changed(Changed(frozenset({"traces"}), frozenset(), count))
    told.close()
    lines = out.getvalue().splitlines()
    assert sum(int(line.split()[1]) for line in lines if line.startswith("received ")) == 18
    assert len([line for line in lines if line.startswith("received ")]) <= 2


def test_a_window_that_is_gone_is_no_error() -> None:
    out = io.StringIO()
    out.close()
    told = Reports(out)
    told.changed(Changed(frozenset({"traces"}), frozenset(), 1))
    told.close()
