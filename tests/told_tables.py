"""Tables that tests make of what they hold are shown at the end of the run, whichever process ran them."""

from typing import Any

import pytest

TABLES = pytest.StashKey[dict[str, str]]()


def show_table(config: pytest.Config, title: str, table: str) -> None:
    config.stash.setdefault(TABLES, {})[title] = table


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)  # of pytest-xdist
    if output is not None:
        output["told_tables"] = session.config.stash.get(TABLES, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    for title, table in getattr(node, "workeroutput", {}).get("told_tables", {}).items():
        show_table(node.config, title, table)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for title, table in config.stash.get(TABLES, {}).items():
        terminalreporter.section(title)
        terminalreporter.write_line(table)
