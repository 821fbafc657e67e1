"""A mail server that misbehaves, and letters to give it."""

import itertools

import pytest

from outbox import actions
from outbox.models import Letter
from tests.fault.sink import SinkThread

numbers = itertools.count(1)


@pytest.fixture
def sink(settings):
    """An obedient SMTP server; set `sink.mood` to spoil it."""
    server = SinkThread().start()
    settings.MAIL_URL = server.url
    settings.MAIL_TIMEOUT = 1
    settings.BULK_RATE = 0
    yield server
    server.stop()


@pytest.fixture
def write(db):
    """Queue letters: `write(3, partnership=…)` returns them as they are stored."""

    def write(count=1, **fields):
        made = []
        for _ in range(count):
            number = next(numbers)
            made.append(
                actions.letter(
                    **{
                        "once": f"test:{number}",
                        "kind": "test",
                        "to_email": f"osoba{number}@firma.example",
                        "to_name": f"Próbna Osoba {number}",
                        "subject": f"Zaproszenie próbne nr {number}",
                        "text": "Zażółć gęślą jaźń.\n",
                        **fields,
                    }
                )
            )
        actions.queue(made)
        return list(Letter.objects.filter(once__in=[one.once for one in made]))

    return write
