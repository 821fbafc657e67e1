"""Writing and reading the archive of a backup."""

import hashlib
import io
import json
import os
import shutil
import tarfile
from pathlib import Path
from typing import IO

DATABASE, FILES, MANIFEST = "database", "files", "manifest.json"
KEYS = ("secret_key", "journal_key")  # not encryption_key: ADR 16
FORM = 1  # of the archive; raised when an older portal could not read it
CHUNK = 1024 * 1024


class BackupError(Exception):
    """The backup cannot be made or not be restored; says why in words."""


class _Counted:
    """A file that is hashed while it is read."""

    def __init__(self, file):
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size=-1):
        content = self.file.read(size)
        self.sum.update(content)
        return content


class Writing:
    """A new archive: beside its final place until it is whole, forced to the disk, renamed."""

    def __init__(self, target: Path):
        self.target, self.part = target, target.with_name(f"{target.name}.part")
        self.members: dict[str, dict] = {}

    def __enter__(self):
        if self.target.exists():
            raise BackupError(f"{self.target} is there already.")
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.part.unlink(missing_ok=True)
        self.out = os.fdopen(os.open(self.part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self.tar = tarfile.open(fileobj=self.out, mode="w", format=tarfile.PAX_FORMAT)
        return self

    def add(self, name: str, path: Path) -> None:
        """Put the file `path` into the archive as `name`."""
        with path.open("rb") as file:
            content = _Counted(file)
            member = tarfile.TarInfo(name)
            member.size, member.mode = os.fstat(file.fileno()).st_size, 0o600
            self.tar.addfile(member, content)
        self.members[name] = {"size": member.size, "sha256": content.sum.hexdigest()}

    def finish(self, **facts) -> dict:
        """Write the manifest as the last member; give it."""
        manifest = {"form": FORM, **facts, "members": self.members}
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(content), 0o600
        self.tar.addfile(member, io.BytesIO(content))
        return manifest

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.tar.close()
            self.out.flush()
            os.fsync(self.out.fileno())
        self.out.close()
        if kind is None:
            self.part.rename(self.target)
        else:
            self.part.unlink(missing_ok=True)


class Reading:
    """An archive that was made here or elsewhere; nothing in it is believed before `checked`."""

    def __init__(self, source: Path):
        self.source = source

    def __enter__(self):
        try:
            self.tar = tarfile.open(self.source)
        except (OSError, tarfile.TarError) as error:
            raise BackupError(f"{self.source} is no backup of a portal: {error}.") from error
        return self

    def checked(self) -> dict:
        """The manifest, after every member was found to be as it says."""
        try:
            members = {member.name: member for member in self.tar}
            sums = {name: self._sum(member) for name, member in members.items()}
            manifest = json.loads(self._opened(members[MANIFEST]).read())
        except KeyError as error:
            raise BackupError("The backup has no manifest: it was cut off.") from error
        except (OSError, tarfile.TarError, ValueError) as error:
            raise BackupError(f"The backup cannot be read: {error}.") from error
        if manifest.get("form") != FORM:
            raise BackupError("The backup was made by another version of the portal.")
        del sums[MANIFEST]
        told = {name: told["sha256"] for name, told in manifest["members"].items()}
        for name in sorted(sums.keys() | told.keys()):
            if sums.get(name) != told.get(name):
                raise BackupError(f"{name} in the backup is not what was saved.")
        return manifest

    def unpack(self, folder: Path) -> None:
        """Put every member below `folder`, and nothing outside of it."""
        folder = folder.resolve()
        for member in self.tar.getmembers():
            target = (folder / member.name).resolve()
            if not target.is_relative_to(folder):
                raise BackupError(f"{member.name} in the backup lies outside of it.")
            target.parent.mkdir(parents=True, exist_ok=True)
            # By hand, because tarfile's safe extraction came with Python 3.11.4 only.
            with self._opened(member) as content, target.open("xb") as file:
                shutil.copyfileobj(content, file, CHUNK)
            target.chmod(0o600)

    def _sum(self, member):
        content = _Counted(self._opened(member))
        while content.read(CHUNK):
            pass
        return content.sum.hexdigest()

    def _opened(self, member: tarfile.TarInfo) -> IO[bytes]:
        file = self.tar.extractfile(member) if member.isfile() else None
        if file is None:
            raise BackupError(f"{member.name} in the backup is no file.")
        return file

    def __exit__(self, *error):
        self.tar.close()
