"""Where uploaded files lie: a private folder that no address leads to."""

import os
import uuid
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages


class DurableStorage(FileSystemStorage):
    """A folder in which a file is either whole and on the disk, or not there."""

    def _save(self, name, content):
        """Write beside the final place, force it to the disk, then rename.

        A crash leaves a `.part` file at worst, which `files sweep` removes.
        """
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{uuid.uuid4().hex}.part")
        try:
            with part.open("xb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            part.rename(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return name.replace("\\", "/")


def private_store():
    """The configured store; a plain folder becomes a durable one."""
    store = storages["default"]
    return DurableStorage() if type(store) is FileSystemStorage else store
