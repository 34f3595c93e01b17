"""Projects and their keys as rows. Secrets are kept as salted hashes only."""

import hashlib
import secrets

from peewee import Database

from tracedesk.records.ids import new_id
from tracedesk.records.project import ApiKey
from tracedesk.store.database import execute, rows, write

DEFAULT_PROJECT = "default"
MOST_REFUSED_CLIENTS = 50
LONGEST_NAME = 100


class ProjectError(Exception):
    """A project cannot be made, renamed, deleted or brought back; the text says why."""


class UnknownClientError(Exception):
    """The refused program is not on the list any more."""


def hash_secret(secret_key: str, salt: bytes) -> bytes:
    """Return what is kept of a secret. People choose keys such as "sk-test", so the hash is slow (about 10 ms)."""
    return hashlib.scrypt(secret_key.encode(), salt=salt, n=2**12, r=8, p=1, dklen=32)


def create_project(database: Database, name: str, now_ns: int) -> str:
    """Return the id of a new project.

    Raises:
        ProjectError: the name is empty or taken.
    """
    project_id = new_id()
    with write(database):
        execute(
            database,
            "INSERT INTO project (project_id, name, created_ns) VALUES (?, ?, ?)",
            (project_id, _free_name(database, name, project_id), now_ns),
        )
    return project_id


def rename_project(database: Database, project_id: str, name: str) -> None:
    """Give a project another name.

    Raises:
        ProjectError: the name is empty or taken.
    """
    with write(database):
        free = _free_name(database, name, project_id)
        execute(database, "UPDATE project SET name = ? WHERE project_id = ?", (free, project_id))


def delete_project(database: Database, project_id: str, now_ns: int) -> None:
    """Hide a project, and refuse its keys from now on.

    Raises:
        ProjectError: it is the first one, which takes what comes without a key.
    """
    with write(database):
        first = rows(database, "SELECT project_id FROM project ORDER BY seq LIMIT 1")
        if first[0][0] == project_id:
            raise ProjectError("The first project cannot be deleted: what comes without a key goes there.")
        execute(database, "UPDATE project SET deleted_ns = ? WHERE project_id = ?", (now_ns, project_id))


def restore_project(database: Database, project_id: str) -> None:
    """Undo ``delete_project``.

    Raises:
        ProjectError: another project has its name by now.
    """
    with write(database):
        found = rows(database, "SELECT name FROM project WHERE project_id = ?", (project_id,))
        for (name,) in found:
            _free_name(database, name, project_id)
        execute(database, "UPDATE project SET deleted_ns = NULL WHERE project_id = ?", (project_id,))


def _free_name(database: Database, name: str, project_id: str) -> str:
    name = name.strip()[:LONGEST_NAME]
    if not name:
        raise ProjectError("A project needs a name.")
    taken = "SELECT 1 FROM project WHERE name = ? AND project_id <> ? AND deleted_ns IS NULL"
    if rows(database, taken, (name, project_id)):
        raise ProjectError(f"There is a project {name} already.")
    return name


def ensure_project(database: Database, now_ns: int) -> str:
    """Return the id of the default project, made on first start; it stays the same for ever, as clients derive ids."""
    with write(database):
        found = rows(database, "SELECT project_id FROM project ORDER BY seq LIMIT 1")
        if found:
            return str(found[0][0])
        project_id = new_id()
        execute(
            database,
            "INSERT INTO project (project_id, name, created_ns) VALUES (?, ?, ?)",
            (project_id, DEFAULT_PROJECT, now_ns),
        )
        return project_id


def save_key(database: Database, project_id: str, public_key: str, secret_key: str, now_ns: int) -> None:
    """Let a key pair into a project; an older pair with the same public key is replaced."""
    salt = secrets.token_bytes(16)
    key = ApiKey(
        public_key=public_key,
        project_id=project_id,
        salt=salt,
        secret_hash=hash_secret(secret_key, salt),
        created_ns=now_ns,
    )
    with write(database):
        _insert_key(database, key)


def delete_key(database: Database, public_key: str) -> None:
    with write(database):
        execute(database, "DELETE FROM api_key WHERE public_key = ?", (public_key,))


def note_refused(database: Database, public_key: str, secret_key: str, client: str, now_ns: int) -> None:
    """Remember a program with an unknown key, so that its user can accept it; the oldest make room for new ones."""
    salt = secrets.token_bytes(16)
    with write(database):
        execute(
            database,
            "INSERT INTO refused_client (public_key, salt, secret_hash, client, seen_ns, count) "
            "VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (public_key) DO UPDATE SET salt = excluded.salt, "
            "secret_hash = excluded.secret_hash, client = excluded.client, seen_ns = excluded.seen_ns, "
            "count = count + 1",
            (public_key, salt, hash_secret(secret_key, salt), client, now_ns),
        )
        execute(
            database,
            "DELETE FROM refused_client WHERE public_key NOT IN "
            "(SELECT public_key FROM refused_client ORDER BY seen_ns DESC LIMIT ?)",
            (MOST_REFUSED_CLIENTS,),
        )


def accept_client(database: Database, project_id: str, public_key: str, now_ns: int) -> None:
    """Let a refused program in with the pair that it last showed.

    Raises:
        UnknownClientError: it is not among the refused ones.
    """
    with write(database):
        found = rows(database, "SELECT salt, secret_hash FROM refused_client WHERE public_key = ?", (public_key,))
        if not found:
            raise UnknownClientError(f"No program with the key {public_key} was refused.")
        salt, secret_hash = found[0]
        _insert_key(
            database,
            ApiKey(public_key=public_key, project_id=project_id, salt=salt, secret_hash=secret_hash, created_ns=now_ns),
        )
        _forget(database, public_key)


def dismiss_client(database: Database, public_key: str) -> None:
    """Take a refused program off the list; it comes back when it tries again."""
    with write(database):
        _forget(database, public_key)


def _forget(database: Database, public_key: str) -> None:
    execute(database, "DELETE FROM refused_client WHERE public_key = ?", (public_key,))


def _insert_key(database: Database, key: ApiKey) -> None:
    execute(
        database,
        "INSERT OR REPLACE INTO api_key (public_key, project_seq, salt, secret_hash, created_ns) "
        "SELECT ?, seq, ?, ?, ? FROM project WHERE project_id = ?",
        (key.public_key, key.salt, key.secret_hash, key.created_ns, key.project_id),
    )
