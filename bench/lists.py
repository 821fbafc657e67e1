"""Takes in a list and writes exports, by the clock: the work of `bench.imports`.

Imported in a process of its own after `django.setup()`.
"""

import json
import time
import tracemalloc

from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction

from core.exports import csv_lines, xlsx_response
from counties.models import Partnership, Territory
from members import tables
from members.actions import importing
from members.models import ImportRun, Partner, Person, Role
from members.selectors.judge import Options


def main(rows=1000, exported=20_000):
    """Measure, and print one line of JSON: rows a second by both clocks, and memory."""
    call_command("migrate", verbosity=0)
    ImportRun._meta.get_field("file").storage = InMemoryStorage()
    with transaction.atomic():
        partnership = seed()
        found = {"import": timed(rows, lambda: imported(partnership, rows))}
        fill(partnership, exported)
        count = exported + rows + 1000
        found["csv"] = timed(count, lambda: csv(partnership))
        found["xlsx"] = timed(count, lambda: xlsx(partnership))
        tracemalloc.start()
        csv(partnership)
        found["memory"] = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        transaction.set_rollback(True)
    print(json.dumps(found))


def timed(rows, work):
    """Rows a second by the clock on the wall and by the clock of this process."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    return rows / (time.perf_counter() - wall), rows / (time.process_time() - own)


def seed():
    """A county with seventy organisations and a thousand people."""
    county, _new = Territory.objects.get_or_create(
        code="9914",
        defaults={"level": "county", "name": "próbny", "kind": "powiat", "as_of": "2026-01-01"},
    )
    partnership = Partnership.objects.create(
        slug="bench", name="Bench", county=county, office_name="-", office_address="-"
    )
    for number in range(70):
        Partner.objects.create(
            partnership=partnership,
            name=f"Organizacja próbna {number}",
            kind="employer",
            sector="business",
            status="admitted",
        )
    fill(partnership, 1000)
    return partnership


def fill(partnership, number):
    """Add people with a role each."""
    start = Person.objects.count()
    people = [
        Person(
            partnership=partnership,
            first_name="Próbna",
            last_name=f"Osoba {start + n}",
            email=f"osoba{start + n}@x.example",
            phone="+48 22 775 12 34",
        )
        for n in range(number)
    ]
    for person in people:
        person.fill_keys()
    people = Person.objects.bulk_create(people, batch_size=2000)
    partners = list(Partner.objects.filter(partnership=partnership))
    Role.objects.bulk_create(
        [
            Role(person=p, partner=partners[n % 70], function="prezes")
            for n, p in enumerate(people)
        ],
        batch_size=2000,
    )


def imported(partnership, rows):
    """From the uploaded bytes to the last role, checks included."""
    lines = ["Nazwisko i imię;E-mail;Telefon;Organizacja;Funkcja"]
    lines += [
        f"Nowa{n} Anna;nowa{n}@y.example;600 {n % 900 + 100} 200;Organizacja próbna {n % 70};inna"
        for n in range(rows)
    ]
    file = SimpleUploadedFile("lista.csv", "\n".join(lines).encode("cp1250"))
    run = importing.start(partnership=partnership, actor=None, file=file)
    importing.set_columns(run, mapping=run.mapping, options=Options())
    importing.check(run)
    importing.confirm(run=run, actor=None)
    importing.take_all(run)
    assert run.counted()["done"] == rows, run.counted()


def csv(partnership):
    """Write all people as CSV to nowhere."""
    rows = tables.PEOPLE.rows(partnership, {})
    for part in csv_lines(tables.PEOPLE.header(), tables.PEOPLE.lines(rows)):
        assert part


def xlsx(partnership):
    """Write all people as XLSX."""
    rows = tables.PEOPLE.rows(partnership, {})
    response = xlsx_response("osoby", tables.PEOPLE.header(), tables.PEOPLE.lines(rows))
    assert sum(len(part) for part in response.streaming_content)
