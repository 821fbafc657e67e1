"""Where the engines listen: known to the settings, to run.py and to the tests."""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

# The kernel takes 107 bytes for the path of a unix socket.
SOCKET_PATH_LIMIT = 100


def broker_socket(data_dir: Path) -> Path:
    """The socket of the private broker that belongs to `data_dir`.

    It stands in the folder itself, or, where that path is too long for a socket,
    in a folder of its own below the user's runtime directory.
    """
    near = data_dir.resolve() / "broker.sock"
    if len(os.fsencode(near)) <= SOCKET_PATH_LIMIT:
        return near
    runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    name = hashlib.sha256(os.fsencode(near)).hexdigest()[:12]
    return Path(runtime) / f"portal-{os.getuid()}-{name}" / "broker.sock"


def with_password(url: str, password: str) -> str:
    """Return the address `url` with `password` in it, whatever signs that holds.

    A server's address is returned as it is when there is no password to add.
    """
    if not password:
        return url
    parts = urlsplit(url)
    user = quote(unquote(parts.username or ""), safe="")
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{place}"))


def celery_broker(redis_url: str) -> str:
    """The address of a Redis server in Celery's spelling.

    Django writes `unix:///path?db=1`, kombu `redis+socket:///path?virtual_host=1`.
    """
    if not redis_url.startswith("unix://"):
        return redis_url
    return redis_url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
