"""Letters of an office about one of its rows, to one reader."""

from dataclasses import dataclass

from django.db import models

from counties.models import Partnership
from journal.rules.references import about
from outbox.actions import letter, render
from outbox.models import Letter


@dataclass(frozen=True)
class Reader:
    """Somebody who gets a letter, or an organisation's or an office's own address."""

    email: str
    name: str
    language: str

    def once(self, occasion: str) -> str:
        """The key of the one letter to this reader on `occasion`."""
        return f"{occasion}:{self.email}"


def letter_to(
    reader: Reader, kind: str, row: models.Model, partnership: Partnership, *, once: str, **words
) -> Letter:
    """The letter of `kind` about `row`, in the reader's language; answers go to the office.

    The template reads `partnership` and `words`. It tells of the reader's own affairs,
    so that also those get it who want no other letters.
    """
    return letter(
        once=once[:200],
        kind=kind,
        to_email=reader.email,
        to_name=reader.name[:200],
        about=about(row),
        statutory=True,
        partnership=partnership,
        reply_to=partnership.office_email,
        **render(kind, {"partnership": partnership, **words}, reader.language),
    )
