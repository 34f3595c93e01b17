"""Projects, their keys, and the programs that were refused."""

from peewee import Database

from tracedesk.records.project import ApiKey, Project, RefusedClient
from tracedesk.store.database import rows


def projects(database: Database) -> list[Project]:
    """Return the projects that are not deleted, oldest first."""
    return _projects(database, "deleted_ns IS NULL ORDER BY seq")


def deleted_projects(database: Database) -> list[Project]:
    """Return the projects that can be brought back, last deleted first."""
    return _projects(database, "deleted_ns IS NOT NULL ORDER BY deleted_ns DESC")


def trace_count(database: Database, project_id: str) -> int:
    sql = "SELECT count(*) FROM trace WHERE project_seq = (SELECT seq FROM project WHERE project_id = ?)"
    return int(rows(database, sql, (project_id,))[0][0])


def _projects(database: Database, which: str) -> list[Project]:
    found = rows(database, f"SELECT project_id, name, created_ns, deleted_ns FROM project WHERE {which}")
    return [Project(project_id=row[0], name=row[1], created_ns=row[2], deleted_ns=row[3]) for row in found]


def project(database: Database, project_id: str) -> Project | None:
    return next((found for found in projects(database) if found.project_id == project_id), None)


def api_key(database: Database, public_key: str) -> ApiKey | None:
    found = rows(
        database,
        "SELECT k.public_key, p.project_id, k.salt, k.secret_hash, k.created_ns "
        "FROM api_key k JOIN project p ON p.seq = k.project_seq AND p.deleted_ns IS NULL WHERE k.public_key = ?",
        (public_key,),
    )
    return _key(found[0]) if found else None


def api_keys(database: Database, project_id: str) -> list[ApiKey]:
    """Return the keys of a project, oldest first."""
    found = rows(
        database,
        "SELECT k.public_key, p.project_id, k.salt, k.secret_hash, k.created_ns "
        "FROM api_key k JOIN project p ON p.seq = k.project_seq WHERE p.project_id = ? ORDER BY k.created_ns",
        (project_id,),
    )
    return [_key(row) for row in found]


def refused_clients(database: Database) -> list[RefusedClient]:
    """Return the programs whose key nobody knows, latest first."""
    found = rows(
        database,
        "SELECT public_key, salt, secret_hash, client, seen_ns, count FROM refused_client ORDER BY seen_ns DESC",
    )
    return [
        RefusedClient(public_key=row[0], salt=row[1], secret_hash=row[2], client=row[3], seen_ns=row[4], count=row[5])
        for row in found
    ]


def _key(row: tuple[str, str, bytes, bytes, int]) -> ApiKey:
    return ApiKey(public_key=row[0], project_id=row[1], salt=row[2], secret_hash=row[3], created_ns=row[4])
