"""What the worker does: flat, told as it goes, stopped when asked, and never left hanging."""

import csv
import datetime as dt
import io
import os
import time
from array import array

import openpyxl
import pytest
import time_machine
from django.utils.timezone import now

from core.models import WrongStepError
from exports import actions, tasks
from exports.models import LIFE, Export, ExportStatus
from exports.tables import Table, register, table_of
from members import tables
from tests.exports.factories import ExportFactory
from tests.factories import PartnerFactory, RoleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "long_lists")]


def made(**kwargs):
    """An export that a worker took up and worked on to its end."""
    export = ExportFactory(**kwargs)
    actions.make(actions.claim())
    export.refresh_from_db()
    return export


def lines(export):
    with export.file.open("rb") as file:
        text = io.StringIO(file.read().decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=";"))


def files(store):
    return [path for path in store.rglob("*") if path.is_file()]


def between_chunks(monkeypatch, happening):
    """Let `happening(export)` come to pass after the first chunk."""
    chunks = actions.chunks
    (export,) = Export.objects.filter(status=ExportStatus.WAITING)

    def interrupted(keys):
        for number, chunk in enumerate(chunks(keys)):
            if number == 1:
                happening(Export.objects.get(pk=export.pk))
            yield chunk

    monkeypatch.setattr(actions, "chunks", interrupted)


def test_a_table_is_registered_once_and_an_unknown_one_is_none():
    assert register(tables.PEOPLE) is tables.PEOPLE
    assert table_of("members.people") is tables.PEOPLE
    assert table_of("members.nonsense") is None


def test_the_file_holds_the_filtered_list_of_this_office_in_the_language_asked_for(cast):
    for name in ("Żak", "Bąk", "Łoś"):
        RoleFactory(partner=cast.partner, person__last_name=name, person__email="")
    RoleFactory(partner__partnership=cast.foreign, person__last_name="Cudza", person__email="")

    export = made(partnership=cast.partnership, query={"email": "no"}, language="en")

    head, *rows = lines(export)
    assert head[:2] == ["First name", "Last name"]
    assert [row[1] for row in rows] == ["Bąk", "Łoś", "Żak"]
    assert (export.status, export.done, export.total) == ("done", 3, 3)


def test_several_functions_of_one_person_are_not_parted_and_each_counts(cast):
    role = RoleFactory(partner=cast.partner, person__last_name="Aaa")
    for _number in range(4):
        RoleFactory(person=role.person, partner=PartnerFactory(partnership=cast.partnership))

    export = made(partnership=cast.partnership)

    rows = lines(export)[1:]
    assert [row[1] for row in rows[:5]] == ["Aaa"] * 5
    assert len(rows) == export.done == export.total == 8  # three people of the cast's partners


def test_equal_keys_stay_in_one_chunk():
    parts = actions.chunks(array("q", [1, 2, 2, 2, 3, 4, 5]))
    assert [list(part) for part in parts] == [[1, 2, 2, 2], [3, 4], [5]]


def test_a_workbook_is_made_in_the_background_too_and_holds_text_only(cast):
    RoleFactory(partner=cast.partner, function="=1+1", person__phone="+48 22 775 12 34")
    export = made(partnership=cast.partnership, format="xlsx")
    with export.file.open("rb") as file:
        cells = [cell for row in openpyxl.load_workbook(file).active.rows for cell in row]
    told = {cell.value: cell.data_type for cell in cells if cell.value}
    assert told["=1+1"] == told["+48 22 775 12 34"] == "s"


def test_no_cell_of_a_file_made_in_the_background_becomes_a_formula(cast):
    RoleFactory(partner=cast.partner, function="=1+1")
    assert "'=1+1" in {cell for row in lines(made(partnership=cast.partnership)) for cell in row}


def test_progress_is_told_after_each_chunk(cast, monkeypatch):
    PartnerFactory.create_batch(3, partnership=cast.partnership)
    ExportFactory(partnership=cast.partnership, table="members.partners")
    told = []
    between_chunks(monkeypatch, lambda export: told.append((export.done, export.total)))
    actions.make(actions.claim())
    assert told == [(2, 5)]


def test_stopped_in_the_middle_it_leaves_no_file(cast, monkeypatch, store):
    PartnerFactory.create_batch(3, partnership=cast.partnership)
    export = ExportFactory(partnership=cast.partnership, table="members.partners", format="xlsx")
    between_chunks(monkeypatch, lambda export: actions.stop(export=export))
    actions.make(actions.claim())
    export.refresh_from_db()
    assert (export.status, export.done, bool(export.file)) == ("stopped", 2, False)
    assert files(store) == []


def test_stopped_while_the_file_is_kept_it_leaves_no_file(cast, monkeypatch, store):
    export = ExportFactory(partnership=cast.partnership)
    saved = type(export.file).save

    def stopped_meanwhile(self, *args, **kwargs):
        saved(self, *args, **kwargs)
        assert files(store)
        actions.stop(export=Export.objects.get())

    monkeypatch.setattr(type(export.file), "save", stopped_meanwhile)
    actions.make(actions.claim())
    export.refresh_from_db()
    assert (export.status, bool(export.file), files(store)) == ("stopped", False, [])


def test_a_worker_that_comes_late_finds_it_passed_on(cast, monkeypatch):
    """Its lease ran out, another one has it: what it wrote is dropped, not mixed in."""
    PartnerFactory.create_batch(3, partnership=cast.partnership)
    export = ExportFactory(partnership=cast.partnership, table="members.partners")

    def passed_on(export):
        with time_machine.travel(now() + 2 * actions.LEASE, tick=False):
            actions.take_back()
            assert actions.claim().claims == 2

    between_chunks(monkeypatch, passed_on)
    actions.make(actions.claim())
    export.refresh_from_db()
    assert (export.status, export.claims, bool(export.file)) == ("running", 2, False)


def test_what_a_dead_worker_left_is_taken_up_again_and_given_up_after_three_deaths(cast):
    export = ExportFactory(partnership=cast.partnership)
    moment = now()
    for death in (1, 2, 3):
        assert actions.claim().claims == death
        with time_machine.travel(moment + dt.timedelta(minutes=1), tick=False):
            actions.take_back()
        assert Export.objects.get().status == "running"
        with time_machine.travel(moment + dt.timedelta(minutes=3), tick=False):
            actions.take_back()
    export.refresh_from_db()
    assert (export.status, export.note) == ("failed", actions.BROKE_OFF)


def test_the_task_makes_one_and_rings_for_the_next(cast, monkeypatch):
    rings = []
    monkeypatch.setattr(tasks.work, "delay", lambda: rings.append(1))
    first, second = ExportFactory.create_batch(2, partnership=cast.partnership)
    tasks.work()
    states = [Export.objects.get(pk=export.pk).status for export in (first, second)]
    assert (states, rings) == (["done", "waiting"], [1])
    tasks.work()
    tasks.work()
    assert len(rings) == 2
    assert not Export.objects.exclude(status="done").exists()


@pytest.mark.parametrize(
    ("harm", "note"),
    [
        ({"query": {"sector": "nonsense"}}, actions.GONE),
        ({"table": "members.nonsense"}, actions.FAULT),
    ],
)
def test_failure_is_told_in_words(cast, harm, note):
    export = made(partnership=cast.partnership, **harm)
    assert (export.status, export.note) == ("failed", note)
    assert export.filter_in_words == []


def test_a_full_disk_is_told_in_words(cast, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions, "write", full)
    assert made(partnership=cast.partnership).note == actions.NO_ROOM


def test_a_failed_export_can_be_tried_again_and_a_ready_one_cannot(cast):
    export = made(partnership=cast.partnership, table="members.nonsense")
    Export.objects.update(table="members.people")
    actions.try_again(export=export)
    actions.make(actions.claim())
    export.refresh_from_db()
    assert (export.status, export.note) == ("done", "")
    with pytest.raises(WrongStepError):
        actions.try_again(export=export)
    with pytest.raises(WrongStepError):
        actions.stop(export=export)


def test_after_a_day_file_and_row_are_erased(cast, store):
    export = made(partnership=cast.partnership)
    waits = ExportFactory(partnership=cast.partnership, asked_by=export.asked_by)
    mine = Export.objects.asked_for(export.asked_by, cast.partnership)
    with time_machine.travel(export.finished_at + LIFE - dt.timedelta(minutes=1), tick=False):
        tasks.erase()
        assert export in mine.all()
        assert len(files(store)) == 1
    with time_machine.travel(export.finished_at + LIFE, tick=False):
        fresh = Export.objects.asked_for(export.asked_by, cast.partnership)
        assert list(fresh) == [waits]
        tasks.erase()
    assert list(Export.objects.all()) == [waits]
    assert files(store) == []


def test_a_file_that_a_crash_left_without_a_row_is_erased(cast, store):
    export = made(partnership=cast.partnership)
    (kept,) = files(store)
    left = kept.with_name("left.part")
    left.touch()
    days_ago = time.time() - 3 * 24 * 60 * 60
    os.utime(left, (days_ago, days_ago))
    tasks.erase()
    assert files(store) == [kept]
    assert Export.objects.get() == export


@pytest.mark.parametrize(
    ("table", "more", "queries"),
    [
        ("members.partners", 0, 4 + 2 * 1),
        ("members.partners", 8, 4 + 2 * 5),
        ("members.people", 1, 4 + 2 * 2),
        ("members.people", 7, 4 + 2 * 5),
    ],
)
def test_a_chunk_costs_two_queries_and_a_row_none(
    table, more, queries, cast, django_assert_num_queries
):
    """Two to begin, two to end, and two a chunk of two: its rows and the sign of life."""
    for partner in PartnerFactory.create_batch(more, partnership=cast.partnership):
        RoleFactory(partner=partner)
    ExportFactory(partnership=cast.partnership, table=table)
    export = actions.claim()
    with django_assert_num_queries(queries):
        actions.make(export)


def test_a_table_must_say_what_it_holds():
    bare = Table("x", "X", "x", "x exported", frozenset())
    for asked in (bare.header, lambda: bare.rows(None, {}), lambda: bare.lines(None)):
        with pytest.raises(NotImplementedError):
            asked()
    assert bare.told(None, {}) == []
