"""What a person hands to a command on the command line."""

import sys
from pathlib import Path


def content(path: Path) -> bytes:
    """Return the bytes of the file `path`; `-` is the standard input, as for `cat`.

    Raises `OSError` when the file cannot be read.
    """
    return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
