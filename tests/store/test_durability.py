"""How safe a commit is, is for the user to say."""

from dataclasses import replace
from pathlib import Path

import pytest

from tracedesk.config.settings import Durability, save_settings
from tracedesk.runtime import open_runtime
from tracedesk.store.database import rows
from tracedesk.store.disk_speed import commit_costs


@pytest.mark.parametrize(("durability", "synchronous"), [("full", 2), ("normal", 1)])
def test_each_connection_takes_the_setting(tmp_path: Path, durability: Durability, synchronous: int) -> None:
    runtime = open_runtime(tmp_path)
    save_settings(runtime.paths.settings, replace(runtime.settings, durability=durability))
    runtime.close()
    runtime = open_runtime(tmp_path)
    try:
        assert rows(runtime.database, "PRAGMA synchronous") == [(synchronous,)]
    finally:
        runtime.close()


def test_the_cost_is_measured_and_nothing_is_left_behind(tmp_path: Path) -> None:
    costs = commit_costs(tmp_path)
    assert 0 < costs.normal_ms < 1_000
    assert 0 < costs.full_ms < 5_000
    assert list(tmp_path.iterdir()) == []
