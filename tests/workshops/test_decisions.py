"""Decisions are minuted point by point, and the protocol prints them so."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from documents import pdf
from journal.models import Entry
from meetings.actions.plan import set_agenda
from tests.conftest import client_of
from tests.workshops.factories import make_cycle, open_at, with_meeting
from workshops.actions import cycle
from workshops.actions import protocol as actions
from workshops.errors import ProtocolKeptError
from workshops.models import Decision
from workshops.pdf import protocol

pytestmark = pytest.mark.django_db
POINTS = ["Diagnoza", "Wybór projektów"]


@pytest.fixture
def row(cast):
    """A meeting of an open stage with two points on its agenda."""
    tied = with_meeting(open_at(make_cycle(cast.partnership), "opening"), title="Pierwsze próbne")
    items = [{"title": title, "minutes": None, "presenter": ""} for title in POINTS]
    set_agenda(meeting=tied.meeting, actor=None, items=items)
    return tied


def address(row):
    return reverse("workshops:office_decisions", args=[row.pk])


def sent(*rows, initial=0, **more):
    """The form as a browser sends it back."""
    data = {"decisions-TOTAL_FORMS": len(rows), "decisions-INITIAL_FORMS": initial}
    for number, fields in enumerate(rows):
        data |= {f"decisions-{number}-{name}": value for name, value in fields.items()}
    return data | more


def minuted(row, *texts, point=""):
    kept = [Decision(text=text, point=point) for text in texts]
    actions.minute(row=row, kept=kept, actor=None)


def test_a_number_of_votes_that_nobody_wrote_down_is_not_nought():
    told = protocol.decided(Decision(text="Targ rusza.", in_favour=12))
    assert told == "Targ rusza. (za 12)"
    assert "przeciw 0" in protocol.decided(Decision(text="Targ rusza.", against=0))


def test_the_office_minutes_a_decision_under_its_point(office, row, cast):
    response = office.post(
        address(row),
        sent(
            {
                "point": POINTS[1],
                "text": "Targ rusza w maju.",
                "responsible": "gmina Próbowo",
                "due_on": "2026-05-01",
                "in_favour": 12,
                "against": 1,
                "abstained": 2,
            },
            {"point": "", "text": "Następnym razem w bibliotece."},
        ),
    )
    assert response.url == reverse("workshops:office_stage", args=[row.stage_id])
    assert protocol.course(row) == [
        {"title": POINTS[0], "decisions": []},
        {
            "title": POINTS[1],
            "decisions": [
                "Targ rusza w maju. (wykonuje: gmina Próbowo; do 1 maja 2026;"
                " za 12, przeciw 1, wstrzymało się 2)"
            ],
        },
        {"title": "Poza porządkiem obrad", "decisions": ["Następnym razem w bibliotece."]},
    ]
    entry = Entry.objects.get(verb="decisions minuted")
    assert entry.before == {"decisions": []}
    assert entry.after["decisions"][0] == f"{POINTS[1]}: Targ rusza w maju."
    assert (entry.actor, entry.partnership) == (cast.officer, cast.partnership)


def test_a_decision_is_changed_and_taken_out_and_the_journal_keeps_what_stood(office, row):
    minuted(row, "Pierwsze.", "Drugie.")
    first, second = row.decisions.all()
    office.post(
        address(row),
        sent(
            {"id": first.pk, "text": "Poprawione."},
            {"id": second.pk, "text": "Drugie.", "DELETE": "on"},
            initial=2,
        ),
    )
    assert [one.text for one in row.decisions.all()] == ["Poprawione."]
    entry = Entry.objects.filter(verb="decisions minuted").first()
    assert entry.before["decisions"] == ["Pierwsze.", "Drugie."]
    assert entry.after["decisions"] == ["Poprawione."]


def test_one_more_row_keeps_what_was_typed_and_stores_nothing(office, row):
    page = office.post(address(row), sent({"text": "Wpisane."}, more="1"))
    assert len(page.context["formset"].forms) == 2
    assert "Wpisane." in page.content.decode()
    assert not Decision.objects.exists()


def test_a_point_that_nobody_put_on_the_agenda_is_refused_and_the_words_stay(office, row):
    page = office.post(address(row), sent({"point": "Inny punkt", "text": "Coś."}))
    assert page.context["formset"].errors[0]["point"]
    assert "Coś." in page.content.decode()
    assert not Decision.objects.exists()


def test_a_point_that_leaves_the_agenda_stays_with_its_decision(office, row):
    minuted(row, "Ustalono.", point=POINTS[0])
    set_agenda(
        meeting=row.meeting,
        actor=None,
        items=[{"title": "Nowy punkt", "minutes": None, "presenter": ""}],
    )
    assert [point["title"] for point in protocol.course(row)] == ["Nowy punkt", POINTS[0]]
    assert f'value="{POINTS[0]}" selected' in office.get(address(row)).content.decode()


def test_once_the_stage_is_closed_its_decisions_stand(office, row):
    minuted(row, "Ustalono.")
    stage = row.stage
    cycle.close_stage(stage=stage, summary="Koniec.", actor=None)
    read = office.get(address(row)).content.decode()
    assert "<li>Ustalono.</li>" in read
    assert "<textarea" not in read
    page = office.post(address(row), sent({"text": "Za późno."}))
    assert "Za późno." in page.content.decode()
    with pytest.raises(ProtocolKeptError):
        minuted(row, "Za późno.")
    assert [one.text for one in row.decisions.all()] == ["Ustalono."]


def test_the_next_protocol_begins_with_what_was_decided(row):
    minuted(row, "Targ rusza w maju.")
    later = with_meeting(row.stage, title="Drugie próbne", starts_at=now() + dt.timedelta(days=90))
    assert "Ustalono: Targ rusza w maju." in protocol.data(later)["recap"]


def test_the_protocol_is_made_with_its_decisions(row):
    minuted(row, "Targ rusza w maju.", point=POINTS[0])
    made = pdf.make(protocol.TEMPLATE, protocol.data(row), "pl")
    assert made.startswith(b"%PDF")


def test_another_office_finds_nothing_and_an_auditor_changes_nothing(cast, row):
    assert client_of(cast.foreign_officer).get(address(row)).status_code == 404
    assert client_of(cast.auditor).post(address(row), sent({"text": "x"})).status_code == 403
    assert not Decision.objects.exists()
