"""A list of people on the pages of the office, from the upload to the result."""

import csv
import io

import pytest

from journal.models import Entry
from members.actions import importing
from members.choices import ImportStatus
from members.models import ImportRun, Person, Role
from tests.conftest import client_of
from tests.members.lists import LIST, UPLOAD, run_of, upload

pytestmark = pytest.mark.django_db


def test_the_whole_way_through_the_pages(office, guild):
    page = office.post(UPLOAD, {"file": upload(LIST)}, follow=True)
    run = ImportRun.objects.get()
    assert page.context["form"].columns[1].value() == "reversed_name"

    data = {f"column_{number}": field for number, field in run.mapping.items()}
    preview = office.post(f"{UPLOAD}{run.pk}/kolumny/", data | {"header_row": 4}, follow=True)
    assert preview.context["counts"] == {"good": 2, "duplicate": 1, "faulty": 3, "done": 0}
    assert "123" in preview.content.decode()

    office.post(f"{UPLOAD}{run.pk}/potwierdz/")
    result = office.post(f"{UPLOAD}{run.pk}/potwierdz/", follow=True)
    assert result.context["counts"]["done"] == 2
    assert Role.objects.filter(partner=guild).count() == 2

    faulty = b"".join(office.get(f"{UPLOAD}{run.pk}/bledne/").streaming_content)
    rows = list(csv.reader(io.StringIO(faulty.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Lp.", "Nazwisko i imię"]
    assert [row[0] for row in rows[1:]] == ["4", "5", "6"]
    assert all(row[-1] for row in rows)


def test_columns_that_are_mixed_up_are_put_right_on_the_screen(office, cast):
    office.post(UPLOAD, {"file": upload("a;b;c\nPróbna;Ewa;ewa@x.example\n")})
    run = ImportRun.objects.get()
    url = f"{UPLOAD}{run.pk}/kolumny/"
    assert (run.header_row, run.mapping) == (0, {})

    nothing = office.post(url, {"header_row": 0})
    assert nothing.context["form"].non_field_errors()
    twice = office.post(url, {"header_row": 0, "column_0": "email", "column_2": "email"})
    assert twice.context["form"].non_field_errors()
    moved = office.post(url, {"header_row": 1}, follow=True)
    assert moved.context["run"].header == ["a", "b", "c"]
    columns = {"column_0": "last_name", "column_1": "first_name", "column_2": "email"}
    office.post(url, columns | {"header_row": 1})
    office.post(f"{UPLOAD}{run.pk}/potwierdz/")

    assert str(Person.objects.get(email="ewa@x.example")) == "Ewa Próbna"


def test_long_work_is_left_to_the_worker_and_can_be_gone_on_with_here(
    office, guild, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(importing, "AT_ONCE", 0)
    poked = []
    monkeypatch.setattr("members.tasks.work_on_import.delay", poked.append)
    office.post(UPLOAD, {"file": upload(LIST)})
    run = ImportRun.objects.get()
    data = {f"column_{number}": field for number, field in run.mapping.items()}

    with django_capture_on_commit_callbacks(execute=True):
        page = office.post(f"{UPLOAD}{run.pk}/kolumny/", data | {"header_row": 4}, follow=True)
    assert (page.context["working"], poked) == (True, [run.pk])
    office.post(f"{UPLOAD}{run.pk}/dalej/")
    office.post(f"{UPLOAD}{run.pk}/potwierdz/")
    assert office.get(f"{UPLOAD}{run.pk}/").context["working"]
    office.post(f"{UPLOAD}{run.pk}/dalej/")
    office.post(f"{UPLOAD}{run.pk}/dalej/")

    run.refresh_from_db()
    assert run.status == ImportStatus.DONE


def test_a_dropped_list_is_erased(office, guild):
    office.post(UPLOAD, {"file": upload(LIST)})
    run = ImportRun.objects.get()

    office.post(f"{UPLOAD}{run.pk}/odrzuc/")
    office.post(f"{UPLOAD}{run.pk}/odrzuc/")

    run.refresh_from_db()
    assert run.status == ImportStatus.DROPPED
    assert Entry.objects.filter(verb="import dropped").count() == 1


def test_an_import_of_another_office_is_not_found(cast, guild):
    run = run_of(cast, LIST)
    stranger = client_of(cast.foreign_officer)

    for part in ("", "kolumny/", "bledne/"):
        assert stranger.get(f"{UPLOAD}{run.pk}/{part}").status_code == 404
    for part in ("potwierdz/", "dalej/", "odrzuc/", "kolumny/"):
        assert stranger.post(f"{UPLOAD}{run.pk}/{part}").status_code == 404
    assert run.status == ImportStatus.CHECKED
