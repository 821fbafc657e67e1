"""Taking a list of people into the register: upload, columns, check, confirmation."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from core.exports import unplain
from core.models import WrongStepError
from counties.models import Partnership
from documents import spreadsheets
from journal.actions import record
from members.choices import ImportStatus, Verdict
from members.models import ImportRow, ImportRun, Partner, Person, Role
from members.rules.columns import guess_header, guess_mapping
from members.selectors.judge import Options, cleaned, judge
from members.selectors.register import Register

CHUNK = 1000
# What is done within a request; more is work for the worker.
AT_ONCE = 1000


def start(*, partnership: Partnership, actor: User, file: UploadedFile) -> ImportRun:
    """Keep an uploaded list privately and guess its headings and columns.

    Nothing of the register changes. Raises `documents.spreadsheets.SpreadsheetError`
    when the file cannot be read.
    """
    spreadsheets.check_size(file.size or 0)
    content = file.read()
    table = spreadsheets.read(content)
    header_row = guess_header(table.rows)
    run = ImportRun(
        partnership=partnership,
        started_by=actor,
        status=ImportStatus.UPLOADED,
        name=clean_file_name(file.name or ""),
        sha256=hashlib.sha256(content).hexdigest(),
        header_row=header_row,
        header=header_of(table, header_row),
        total=len(table.rows) - header_row,
    )
    run.mapping = guess_mapping(run.header)
    run.file.save("list", ContentFile(content), save=False)
    run.save()
    return run


def clean_file_name(name: str) -> str:
    """A file's name without its folders and without what cannot be shown."""
    name = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in name if c.isprintable())[-200:] or "?"


def header_of(table, header_row: int) -> list[str]:
    """The headings in this row (from 1); for a list without headings (0) the column's number."""
    if header_row:
        return [cell[:100] for cell in table.rows[header_row - 1]]
    return [str(number) for number in range(1, len(table.rows[0]) + 1)]


@transaction.atomic
def move_header(run: ImportRun, header_row: int) -> None:
    """Take another row (from 1, 0 for none) for the headings and guess the columns anew."""
    table = read(run)
    run.header_row = min(header_row, len(table.rows) - 1)
    run.header = header_of(table, run.header_row)
    run.mapping = guess_mapping(run.header)
    run.total = len(table.rows) - run.header_row
    run.save()


@transaction.atomic
def set_columns(run: ImportRun, *, mapping: dict[str, str], options: Options) -> None:
    """Keep what the columns mean, and let the check begin. It may begin again later."""
    run.become(
        ImportStatus.CHECKING,
        mapping=mapping,
        add_partners=options.add_partners,
        default_sector=options.sector,
        default_kind=options.kind,
        source=options.source,
    )


def read(run: ImportRun) -> spreadsheets.Table:
    """The stored list, read again."""
    with run.file.open("rb") as file:
        return spreadsheets.read(file.read())


@transaction.atomic
def check(run: ImportRun) -> None:
    """Judge every row against the register and the rest of the file; add nothing to it.

    Ends in CHECKED. Running it twice does it once.
    """
    # The row of the run is the lock: worker and page may come together.
    if ImportRun.objects.select_for_update().get(pk=run.pk).status != ImportStatus.CHECKING:
        return
    table, options = read(run), options_of(run)
    register = Register(run.partnership)
    run.rows.all().delete()
    rows = []
    for number, cells in enumerate(table.rows[run.header_row :], run.header_row + 1):
        if not any(cells):
            continue
        cells = [unplain(cell) for cell in cells]
        values, notes = cleaned(cells, run.mapping, options)
        judged = judge(register, values, notes, options, number)
        rows.append(
            ImportRow(
                run=run,
                number=number,
                cells=[cell[:2000] for cell in cells],
                values=values if judged.verdict == Verdict.GOOD else {},
                verdict=judged.verdict,
                notes=judged.notes,
            )
        )
    ImportRow.objects.bulk_create(rows, batch_size=1000)
    run.become(ImportStatus.CHECKED, total=len(rows))


def options_of(run: ImportRun) -> Options:
    """What was chosen beside the columns."""
    return Options(
        add_partners=run.add_partners,
        sector=run.default_sector,
        kind=run.default_kind,
        source=run.source,
    )


@transaction.atomic
def confirm(*, run: ImportRun, actor: User) -> None:
    """Let the good rows be added. Of two clicks one counts, the other raises `WrongStepError`."""
    run.become(ImportStatus.RUNNING, started_by=actor)
    record(
        verb="import confirmed", row=run, actor=actor, after={"file": run.name, **run.counted()}
    )


def take_all(run: ImportRun) -> None:
    """Add all good rows, chunk by chunk, and finish. May be called again after a crash."""
    while take_chunk(run):
        pass


@transaction.atomic
def take_chunk(run: ImportRun) -> bool:
    """Add the next good rows; say whether there may be more. Finishes the run at its end.

    The partnership's row is the lock: what another import added meanwhile is
    seen, and its rows become duplicates here.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=run.partnership_id)
    waiting = run.rows.select_for_update().filter(verdict=Verdict.GOOD).order_by("number")
    rows = list(waiting[:CHUNK])
    if not rows:
        finish(run)
        return False
    register, options = Register(run.partnership), options_of(run)
    taken = Taken(run, register)
    for row in rows:
        judged = judge(register, row.values, [], options, row.number)
        row.verdict = judged.verdict
        if judged.verdict == Verdict.GOOD:
            taken.take(row, judged)
        else:
            row.notes = judged.notes
    taken.store()
    overtaken = [row for row in rows if row.verdict != Verdict.GOOD]
    ImportRow.objects.bulk_update(overtaken, ["verdict", "notes"], batch_size=CHUNK)
    run.rows.filter(pk__in=[row.pk for row in rows], verdict=Verdict.GOOD).update(
        verdict=Verdict.DONE
    )
    return True


def finish(run: ImportRun) -> None:
    """Close a run that has no good rows left."""
    try:
        run.become(ImportStatus.DONE)
    except WrongStepError:
        # Another worker closed it.
        return
    record(
        verb="people imported",
        row=run,
        actor=run.started_by,
        after={"file": run.name, **run.counted()},
    )


class Taken:
    """The rows of one chunk on their way into the tables."""

    def __init__(self, run, register):
        self.run, self.register = run, register
        self.people, self.roles, self.partners = {}, [], {}

    def take(self, row, judged):
        values = row.values
        if judged.person == ("row", row.number):
            self.people[judged.person] = self._person(values)
        if judged.partner is None:
            return
        if isinstance(judged.partner, tuple) and judged.partner not in self.partners:
            self.partners[judged.partner] = self._partner(values)
        self.roles.append((judged.person, judged.partner, values))

    def store(self):
        for person in self.people.values():
            person.fill_keys()
        Person.objects.bulk_create(self.people.values())
        Role.objects.bulk_create(
            Role(
                person_id=self.people[person].pk if person in self.people else person,
                partner_id=self.partners[partner].pk if partner in self.partners else partner,
                function=values["function"],
                since=values["since"] or None,
            )
            for person, partner, values in self.roles
        )

    def _person(self, values):
        return Person(
            partnership_id=self.run.partnership_id,
            **{name: values[name] for name in ("first_name", "last_name", "honorific", "email")},
            **{name: values[name] for name in ("phone", "language", "source")},
        )

    def _partner(self, values):
        partner = Partner.objects.create(
            partnership=self.run.partnership,
            name=values["partner"],
            nip=values["nip"],
            sector=values["sector"],
            kind=values["kind"],
            commune_id=values.get("commune_code") or None,
            status=Partner.Status.CONTACT,
        )
        record(
            verb="partner added",
            row=partner,
            actor=self.run.started_by,
            after={"name": partner.name, "file": self.run.name},
        )
        return partner


@transaction.atomic
def drop(*, run: ImportRun, actor: User) -> None:
    """Give the list up before anything was added; its rows and file are erased."""
    run.become(ImportStatus.DROPPED)
    run.rows.all().delete()
    record(verb="import dropped", row=run, actor=actor, after={"file": run.name})
    file = run.file
    transaction.on_commit(lambda: file.delete(save=False), robust=True)
