"""Stopping a worker between two letters."""

import mmap
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# One byte that the worker shares with the processes it forks.
_told = mmap.mmap(-1, 1)


def tell_all(**kwargs) -> None:
    """The worker shuts down: let every run end after its present letter."""
    _told[0] = 1


@contextmanager
def between_letters() -> Iterator[Callable[[], bool]]:
    """Give a function that says whether to stop; a SIGTERM meanwhile waits for the end.

    A process killed between the server's "250" and the row's mark would send the
    letter a second time.
    """
    terms: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: bool(_told[0])
        return
    before = signal.signal(signal.SIGTERM, lambda number, frame: terms.append(number))
    try:
        yield lambda: bool(terms or _told[0])
    finally:
        signal.signal(signal.SIGTERM, before)
        if terms:
            os.kill(os.getpid(), signal.SIGTERM)
