"""Files of the data folder that are named by the hash of their bytes, so that what is equal is stored once."""

import hashlib
import os
import uuid
from pathlib import Path

DRAFTS = "draft-*"  # files that are being written


class HashedFiles:
    """The files of one folder. A file is taken away by ``store.sweeper`` alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def save(self, body: bytes) -> str:
        """Return the name of the file with these bytes, which is on disk."""
        name = hashlib.sha256(body).hexdigest()
        if not self.path(name).exists():
            draft = self.draft()
            try:
                draft.write(body)
                draft.finish()
                draft.keep()
            finally:
                draft.drop()
        return name

    def draft(self) -> "FileDraft":
        """Begin a file whose hash is not known yet."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileDraft(self)


class FileDraft:
    """A file that is being written: ``finish`` it and then ``keep`` it. ``drop`` always; what was kept stays."""

    def __init__(self, files: HashedFiles) -> None:
        self._files = files
        self._path = files.folder / DRAFTS.replace("*", uuid.uuid4().hex)
        self._file = open(self._path, "wb", opener=_private)  # noqa: SIM115  # closed by finish or drop
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def name(self) -> str:
        """What the file will be called: the hash of what was written."""
        return self._hash.hexdigest()

    def write(self, part: bytes) -> None:
        self._file.write(part)
        self._hash.update(part)
        self.size += len(part)

    def finish(self) -> None:
        """Return when the bytes are on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def keep(self) -> None:
        """Give the file its name. The writer does so inside its transaction, where nobody sweeps."""
        path = self._files.path(self.name)
        if not path.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._files.folder)
            self._path.replace(path)
            sync_folder(path.parent)

    def drop(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def sync_folder(path: Path) -> None:
    """Make a new name in a folder outlive a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
