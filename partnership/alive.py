"""A sign of life of workers and clock, for whoever watches over the processes.

It says that a process takes its work, and nothing of mail, broker or database: for those
there is the health page.
"""

from pathlib import Path

from django.conf import settings


def sign(**kwargs) -> None:
    """Set the time of the file `ALIVE_FILE` to now; does nothing where none is named."""
    if settings.ALIVE_FILE:
        Path(settings.ALIVE_FILE).touch()
