"""How long it takes to write the invitations of a large meeting into the outbox.

Run by `make bench`, or alone: `python -m bench.invitations [count]`. The whole
way from the officer's click: releasing, rendering every letter with its personal
links and its calendar request, and storing it. The officer waits for the release by the
clock on the wall; the writing is the worker's and goes by the clock of the process.
"""

import os
import sys
import tempfile
import time

from bench.report import Report

COUNT = 5000
REQUEST = 0.3  # seconds
LETTER = 5  # milliseconds


def run(report, count=COUNT):
    """Measure on a private PostgreSQL and Redis and add the lines to `report`."""
    from tests.servers.postgres import Postgres
    from tests.servers.redis import Redis

    with tempfile.TemporaryDirectory(prefix="portal-bench-", dir="/tmp") as folder:
        database, broker = Postgres().start(), Redis().start()
        try:
            os.environ.update(
                DATABASE_URL=database.url,
                REDIS_URL=broker.url(),
                DATA_DIR=folder,
                LOG_LEVEL="ERROR",
                DJANGO_SETTINGS_MODULE="partnership.settings",
            )
            measure(report, count)
        finally:
            broker.stop()
            database.stop()


def measure(report, count):
    """Release `count` invitations and write their letters."""
    import django

    django.setup()
    from django.core.management import call_command

    from meetings.actions import send

    call_command("migrate", verbosity=0)
    # A worker has read its addresses and templates long before the letters come.
    warm = seeded(1)
    send.write_letters(batch=send.release(meeting=warm, actor=None))
    meeting = seeded(count)
    wall = time.perf_counter()
    batch = send.release(meeting=meeting, actor=None)
    report.add(f"release {count} invitations", time.perf_counter() - wall, REQUEST, "s")
    wall, own = time.perf_counter(), time.process_time()
    while send.write_letters(batch=batch):
        pass
    each = 1000 * (time.process_time() - own) / count
    report.add(
        "write an invitation",
        each,
        LETTER,
        "ms",
        note=f"{1000 * (time.perf_counter() - wall) / count:.1f} ms by the clock on the wall",
    )
    report.add("letters written", batch.letters.count(), count, at_least=True)


def seeded(count):
    """An announced meeting with `count` people on its list."""
    from meetings.models import Invitation
    from members.models import Person
    from tests.meetings.factories import MeetingFactory

    meeting = MeetingFactory(announced=True, description="Opis próbny. " * 20)
    for number in range(4):
        meeting.agenda.create(title=f"Punkt próbny {number}", minutes=20, order=number)
    people = [
        Person(
            partnership=meeting.partnership,
            first_name="Próbna",
            last_name=f"Osoba {n}",
            email=f"osoba{n}@firma.example",
        )
        for n in range(count)
    ]
    people = Person.objects.bulk_create(people)
    Invitation.objects.bulk_create(
        Invitation(
            meeting=meeting, person=person, name=str(person), email=person.email, sector="social"
        )
        for person in people
    )
    return meeting


if __name__ == "__main__":
    own_report = Report()
    run(own_report, *map(int, sys.argv[1:]))
    sys.exit(len(own_report.broken))
