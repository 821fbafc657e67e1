"""The annual report: frozen, sealed, compared, published."""

import hashlib
import io
import json
import time

import docx
import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from documents.models import Document
from journal.models import Entry
from meetings.choices import MeetingStatus
from reports import actions, pdf
from reports.models import ReportSnapshot, ReportStatus
from reports.selectors import annual as reporting
from sampledata import demo
from sampledata.demo import accounts
from tests.conftest import client_of
from tests.drill_down import count_behind
from tests.factories import PartnerFactory
from tests.meetings.factories import MeetingFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db


WORDS = {"introduction": "Był to <b>dobry</b> rok.\n\nDziękujemy.", "closing": "Do zobaczenia."}


def freeze(cast, year=2026, **words):
    """A report of the cast's partnership."""
    chapters = reporting.collect(cast.partnership, year)
    return actions.freeze(
        partnership=cast.partnership, year=year, chapters=chapters, actor=cast.officer, **words
    )


def number(report, chapter, key):
    """A frozen number."""
    found = next(c for c in report.content["chapters"] if c["key"] == chapter)
    return next(n["value"] for n in found["numbers"] if n["key"] == key)


@pytest.fixture
def report(cast):
    MeetingFactory(partnership=cast.partnership, over=True, status=MeetingStatus.HELD)
    ProjectFactory(
        partnership=cast.partnership,
        first_year=2026,
        rows__jobs={"created": 3},
        rows__funding={"private": "700.50"},
    )
    return freeze(cast)


def test_a_year_is_reported_with_two_clicks_and_the_numbers_open_their_lists(db):
    demo.build()
    office = client_of(User.objects.get(email=accounts.OFFICE.email))
    assert reverse("office_reports") in office.get(reverse("office")).content.decode()
    started = time.monotonic()
    response = office.post(reverse("office_report_prepare"), {"year": "2018"}, follow=True)
    assert time.monotonic() - started < 30
    lines = [line for _title, rows in response.context["chapters"] for line in rows]
    opened = [line for line in lines if line.url and line.then and line.unit != "%"]
    assert len(opened) >= 8
    assert [line for line in opened if count_behind(office, line.url) != line.then] == []


def test_the_report_holds_what_was_counted(cast, report):
    assert number(report, "partners", "partners") == 2
    assert number(report, "meetings", "held") == 1
    assert number(report, "projects", "jobs-created") == 3
    assert number(report, "projects", "money") == "700.50"


def test_a_later_edit_shows_as_a_difference_and_never_in_the_report(cast, office, report):
    sealed = report.sha256
    PartnerFactory(partnership=cast.partnership)
    page = office.get(reverse("office_report", args=[report.pk])).content.decode()
    assert "dziś: 3, w sprawozdaniu: 2" in page
    report.refresh_from_db()
    assert number(report, "partners", "partners") == 2
    assert (report.sha256, report.is_intact) == (sealed, True)


def test_a_report_without_later_edits_says_so(office, report):
    response = office.get(reverse("office_report", args=[report.pk]))
    assert response.context["differences"] == 0
    assert "w sprawozdaniu:" not in response.content.decode()


def test_a_new_kind_of_number_shows_as_a_difference(cast, office, report):
    MeetingFactory(partnership=cast.partnership, over=True, status=MeetingStatus.HELD, kind="gala")
    context = office.get(reverse("office_report", args=[report.pk])).context
    lines = [line for _title, rows in context["chapters"] for line in rows if line.differs]
    assert (str(lines[0].now), str(lines[-1].then)) == ("2", "0")


def test_changed_numbers_break_the_seal(cast, office, report):
    report.content["chapters"][0]["numbers"][0]["value"] = 66
    ReportSnapshot.objects.filter(pk=report.pk).update(content=report.content)
    assert not ReportSnapshot.objects.get(pk=report.pk).is_intact
    page = office.get(reverse("office_report", args=[report.pk])).content.decode()
    assert "Zawiadom administratora" in page


def test_the_downloaded_numbers_have_the_hash_that_is_printed(office, report):
    response = office.get(reverse("office_report_json", args=[report.pk]))
    assert hashlib.sha256(response.content).hexdigest() == report.sha256
    assert json.loads(response.content)["year"] == 2026


def test_the_pdf_is_tagged_and_stored_with_its_own_hash(office, report):
    response = office.get(reverse("office_report_pdf", args=[report.pk]))
    content = b"".join(response.streaming_content)
    assert hashlib.sha256(content).hexdigest() == Document.objects.get().sha256
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("pl")
        assert "2026" in str(pdf.docinfo.Title)


def document(client, report):
    """The report as a DOCX that this person downloads."""
    response = client.get(reverse("office_report_docx", args=[report.pk]))
    assert 'filename="sprawozdanie-2026-1.docx"' in response["Content-Disposition"]
    return docx.Document(io.BytesIO(response.content))


def test_the_document_has_the_headings_tables_and_numbers_of_the_page(office, report):
    paper = document(office, report)
    chapters = pdf.read(report, "pl")
    headings = [p.text for p in paper.paragraphs if p.style.name == "Heading 2"]
    assert headings == [title for title, _rows in chapters]
    told = [[row.cells[0].text, row.cells[1].text] for t in paper.tables for row in t.rows[1:]]
    assert told == [[row["label"], pdf.shown(row)] for _title, rows in chapters for row in rows]
    assert ["Miejsca pracy zapisane za rok: utworzone", "3"] in told
    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in paper.tables)
    assert paper.core_properties.language == "pl"
    assert "2026" in paper.core_properties.title


def test_the_offices_own_words_stand_around_the_numbers_everywhere(cast, client, office):
    form = {"year": "2026", **WORDS}
    page = office.post(reverse("office_report_prepare"), form, follow=True).content.decode()
    report = ReportSnapshot.objects.get()
    actions.publish(report=report, actor=cast.officer)
    public = client.get(reverse("report", args=[report.pk])).content.decode()
    for shown in (page, public):
        assert "<p>Był to &lt;b&gt;dobry&lt;/b&gt; rok.</p>" in shown
        assert shown.index("Dziękujemy.") < shown.index("<table") < shown.index("Do zobaczenia.")
    said = [paragraph.text for paragraph in document(office, report).paragraphs]
    assert [said[6:9], said[-1]] == [
        ["Wprowadzenie", "Był to <b>dobry</b> rok.", "Dziękujemy."],
        "Do zobaczenia.",
    ]
    assert json.loads(client.get(reverse("report_json", args=[report.pk])).content)["closing"]


def test_a_report_of_an_unfinished_year_says_what_it_leaves_out(cast, client, office):
    unfinished, finished = (freeze(cast, year=year) for year in (now().year, now().year - 1))
    words = "podaje się dopiero po zakończeniu roku"
    for report, told in [(unfinished, True), (finished, False)]:
        assert (
            words in office.get(reverse("office_report", args=[report.pk])).content.decode()
        ) is told
        actions.publish(report=report, actor=cast.officer)
        assert (words in client.get(reverse("report", args=[report.pk])).content.decode()) is told
        assert any(words in value for _name, value in pdf.facts(report)) is told


def test_changed_words_break_the_seal_too(cast):
    report = freeze(cast, **WORDS)
    assert report.is_intact
    report.content["closing"] = "Nic się nie stało."
    assert not report.is_intact


def test_a_new_edition_begins_with_the_words_of_the_last_one(cast, office):
    report = freeze(cast, **WORDS)
    address = f"{reverse('office_reports')}?after={report.pk}"
    assert address in office.get(reverse("office_report", args=[report.pk])).content.decode()
    form = office.get(address).context["form"]
    assert {name: form[name].value() for name in form.fields} == {"year": 2026, **WORDS}


def test_refused_words_stay_in_the_form(office):
    form = {"year": "2026", "introduction": "a" * 10_001, "closing": "Do zobaczenia."}
    response = office.post(reverse("office_report_prepare"), form)
    assert response.status_code == 422
    assert "introduction" in response.context["form"].errors
    assert "Do zobaczenia." in response.content.decode()


def test_a_second_report_of_a_year_is_a_new_edition(cast, report):
    PartnerFactory(partnership=cast.partnership)
    second = freeze(cast)
    assert (report.edition, second.edition) == (1, 2)
    assert number(second, "partners", "partners") == 3
    assert freeze(cast, year=2025).edition == 1


def test_the_words_are_kept_in_both_languages(cast, report):
    client = client_of(cast.officer)
    address = reverse("office_report", args=[report.pk])
    assert "Spotkania" in client.get(address).content.decode()
    assert "Meetings" in client.get(f"/en{address}").content.decode()


def answers(client, addresses):
    """The status codes of several addresses."""
    found = set()
    for address in addresses:
        response = client.get(address)
        for close in response._resource_closers:  # a file would stay open
            close()
        found.add(response.status_code)
    return found


def test_only_a_published_report_is_for_everyone(cast, client, report):
    addresses = [
        reverse(name, args=[report.pk])
        for name in ("report", "report_pdf", "report_docx", "report_json")
    ]
    assert answers(client, addresses) == {404}
    actions.publish(report=report, actor=cast.officer)
    assert answers(client, addresses) == {200}
    assert addresses[0] in client.get(reverse("statistics")).content.decode()
    actions.withdraw(report=report, actor=cast.officer)
    assert answers(client, addresses) == {404}
    assert addresses[0] not in client.get(reverse("statistics")).content.decode()


def test_the_office_publishes_by_a_button_once(cast, office, report):
    address = reverse("office_report_publish", args=[report.pk])
    assert office.post(address).status_code == 302
    page = office.post(address, follow=True).content.decode()
    assert "Za późno: stan tymczasem się zmienił." in page
    assert ReportSnapshot.objects.get().status == ReportStatus.PUBLISHED
    assert Entry.objects.filter(verb="report published").count() == 1


def test_a_year_that_is_not_offered_is_refused_in_words(office):
    response = office.post(reverse("office_report_prepare"), {"year": "1517"})
    assert response.status_code == 422
    assert "year" in response.context["form"].errors
    assert not ReportSnapshot.objects.exists()


def test_an_auditor_reads_and_changes_nothing(cast, report):
    auditor = client_of(cast.auditor)
    assert auditor.get(reverse("office_report", args=[report.pk])).status_code == 200
    assert auditor.post(reverse("office_report_prepare"), {"year": "2026"}).status_code == 403
    assert "Przygotuj sprawozdanie" not in auditor.get(reverse("office_reports")).content.decode()


def test_a_report_costs_the_same_for_any_number(cast):
    costs = []
    for count in (1, 3):
        for _n in range(count):
            MeetingFactory(partnership=cast.partnership, over=True, status=MeetingStatus.HELD)
            ProjectFactory(partnership=cast.partnership, first_year=2026)
        with CaptureQueriesContext(connection) as done:
            reporting.collect(cast.partnership, 2026)
        costs.append(len(done))
    assert costs[0] == costs[1] <= 25
