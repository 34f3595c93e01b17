"""``tracedesk export``: writes what is stored as CSV or JSON lines."""

import argparse
import sys
from pathlib import Path
from typing import get_args

from tracedesk.config.settings import SettingsError
from tracedesk.queries.projects import projects
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store.database import StoreError
from tracedesk.workflows.export_file import ExportKind, ExportRequest, FileFormat, export_file

FAILED = 1


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("export", help="write traces, observations or scores into a file")
    parser.add_argument("kind", choices=get_args(ExportKind))
    parser.add_argument("--format", choices=get_args(FileFormat), required=True)
    parser.add_argument("--output", type=Path, required=True, metavar="FILE")
    parser.add_argument("--project", metavar="NAME", help="the project (the first one)")
    parser.add_argument("--data-dir", type=Path, help="the data folder (TRACEDESK_DATA_DIR, or the system's place)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export a project. Returns the exit status."""
    try:
        runtime = open_runtime(arguments.data_dir)
    except (StoreError, SettingsError, OSError) as error:
        print(error, file=sys.stderr)
        return FAILED
    try:
        project_id = _project_id(runtime, arguments.project)
        if project_id is None:
            return FAILED
        request = ExportRequest(project_id=project_id, kind=arguments.kind, file_format=arguments.format)
        lines = export_file(runtime.database, request, arguments.output)
    except OSError as error:
        print(f"{arguments.output} cannot be written: {error.strerror}.", file=sys.stderr)
        return FAILED
    finally:
        runtime.close()
    print(f"{lines} {arguments.kind} written to {arguments.output}")
    return 0


def _project_id(runtime: Runtime, name: str | None) -> str | None:
    """Return the id of a project; None: there is none of that name, which is said."""
    if name is None:
        return runtime.project_id
    known = {project.name: project.project_id for project in projects(runtime.database)}
    if name not in known:
        print(f"There is no project {name}. There are {', '.join(known)}.", file=sys.stderr)
    return known.get(name)
