"""The office's pages: what waits, forms that keep what was typed, the sheet."""

import datetime as dt
import re

import pytest
from django.utils.timezone import localdate

from employers.choices import CaseStatus as S
from employers.choices import OrderStatus, Side
from employers.models import LayoffCase, QuickStartOrder
from employers.selectors.counters import waiting
from meetings.models import Meeting
from tests.conftest import client_of
from tests.employers.factories import BALANCED, CaseFactory, OrderFactory, asked_of, days_ago
from tests.factories import CommuneFactory, PartnerFactory, PersonFactory
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db
CASES, ORDERS = "/biuro/zwolnienia/", "/biuro/szybki-start/"
NOTICE = {"employer_name": "Meble próbne", "planned": "60", "reason": "Brak zamówień (próba)."}


@pytest.fixture
def case(cast):
    return CaseFactory(partnership=cast.partnership, team=BALANCED)


@pytest.fixture
def order(cast):
    return OrderFactory(partnership=cast.partnership, employer=cast.partner)


def test_the_office_enters_a_notice_and_sending_twice_makes_one_case(office, cast):
    form = office.get(f"{CASES}nowe/").content.decode()
    once = re.search(r'name="submission" value="([^"]+)"', form)[1]
    data = {**NOTICE, "submission": once, "notified_on": "2026-03-02"}
    first, second = (office.post(f"{CASES}nowe/", data) for _ in range(2))
    case = LayoffCase.objects.get()
    assert first.url == second.url == case.get_absolute_url()
    page = office.get(first.url).content.decode()
    assert "Art. 217 ustawy z 20 marca 2025 r. (Dz.U. 2025 poz. 620)" in page
    assert "po terminie o" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"employer_name": ""}, "__all__"),
        ({"planned": "0"}, "planned"),
        ({"notified_on": "2999-01-01"}, "notified_on"),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "__all__"),
        ({"most": "61"}, "__all__"),
        ({"employer_name": "a\x00b"}, "employer_name"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_the_rest_is_kept(office, wrong, field):
    data = {**NOTICE, "notified_on": "2026-03-02", **wrong}
    response = office.post(f"{CASES}nowe/", data)
    assert field in response.context["form"].errors
    assert "Brak zamówień (próba)." in response.content.decode()
    assert not LayoffCase.objects.exists()


def test_a_foreign_firm_commune_or_contact_is_no_choice(office, cast, case):
    data = {
        **NOTICE,
        "notified_on": "2026-03-02",
        "employer": PartnerFactory(partnership=cast.foreign).pk,
        "commune": CommuneFactory(parent=cast.foreign.county).pk,
    }
    errors = office.post(f"{CASES}nowe/", data).context["form"].errors
    assert set(errors) == {"employer", "commune"}
    stranger = PersonFactory(partnership=cast.foreign)
    seat = {"side": "chair", "function": "mediator", "person": stranger.pk}
    response = office.post(f"{CASES}{case.pk}/zespol/", seats(seat, version=1))
    assert "person" in response.context["formset"].forms[0].errors


def seats(*rows, version, **more):
    """The team's formset as a browser sends it; the rows are new."""
    data = {"team-TOTAL_FORMS": len(rows), "team-INITIAL_FORMS": 0, "version": version}
    for number, row in enumerate(rows):
        data.update({f"team-{number}-{name}": value for name, value in row.items()})
    return {**data, **more}


def test_the_team_is_entered_by_function_and_its_balance_is_said(office, cast):
    case = CaseFactory(partnership=cast.partnership)
    page = f"{CASES}{case.pk}/"
    rows = [{"side": side, "function": f"funkcja {n}"} for n, side in enumerate(BALANCED[:-1])]
    more = office.post(f"{page}zespol/", seats(*rows, version=1, more="1"))
    assert len(more.context["formset"].forms) == 7
    assert not case.team.exists()
    assert office.post(f"{page}zespol/", seats(*rows, version=1)).status_code == 302
    assert "Nikt bezstronny nie przewodniczy." in office.get(page).content.decode()
    chair = seats({"side": Side.CHAIR, "function": "mediator"}, version=2)
    chair |= {"team-INITIAL_FORMS": 0}
    assert office.post(f"{page}zespol/", chair).status_code == 302
    assert "Zespół jest w równowadze." in office.get(page).content.decode()


def test_a_new_team_offers_the_seats_that_make_a_balance(office, cast):
    case = CaseFactory(partnership=cast.partnership)
    page = f"{CASES}{case.pk}/zespol/"
    offered = [form["side"].value() for form in office.get(page).context["formset"]]
    assert offered == BALANCED
    rows = [
        {"side": side, "function": "kadry" if n == 0 else ""} for n, side in enumerate(offered)
    ]
    assert office.post(page, seats(*rows, version=1)).status_code == 302
    assert list(case.team.values_list("side", "function")) == [(Side.MANAGEMENT, "kadry")]
    assert len(office.get(page).context["formset"].forms) == 3, "one seat and two empty rows"


def test_the_second_of_two_people_is_told_and_can_save_again(office, case):
    page = f"{CASES}{case.pk}/zmien/"
    data = {**NOTICE, "notified_on": "2026-03-02", "version": 1}
    assert office.post(page, data).status_code == 302
    response = office.post(page, {**data, "planned": "70"})
    assert "W międzyczasie ktoś inny" in response.content.decode()
    version = re.search(r'name="version" value="(\d+)"', response.content.decode())[1]
    assert office.post(page, {**data, "planned": "70", "version": version}).status_code == 302
    assert LayoffCase.objects.get().planned == 70


def test_a_step_is_noted_and_no_day_to_come_is_taken(office, case):
    page = f"{CASES}{case.pk}/kroki/contact/"
    data = {"done_on": str(localdate() + dt.timedelta(days=1)), "note": "Rozmowa z dyrektorem."}
    response = office.post(page, data)
    assert "Ten dzień jeszcze nie nadszedł." in response.content.decode()
    assert "Rozmowa z dyrektorem." in response.content.decode()
    data |= {"done_on": str(localdate()), "responsible": "Centrum aktywizacji"}
    assert office.post(page, data).status_code == 302
    assert case.steps.get(kind="contact").responsible == "Centrum aktywizacji"


def test_a_case_is_closed_with_its_numbers_or_told_why_not(office, cast):
    case = CaseFactory(partnership=cast.partnership, status=S.HELP)
    page = f"{CASES}{case.pk}/zamkniecie/"
    numbers = {"on": str(localdate()), "covered": 38, "training": 4, "employed": 24}
    numbers |= {"retired": 6, "looking": 0, "other": 3}
    response = office.post(page, numbers)
    assert "Liczby nie sumują się: objętych 38, policzonych 37." in response.content.decode()
    assert 'value="24"' in response.content.decode()
    assert office.post(page, {**numbers, "employed": ""}).status_code == 200
    assert LayoffCase.objects.get().status == S.HELP
    assert office.post(page, {**numbers, "employed": 25}).status_code == 302
    assert LayoffCase.objects.get().status == S.CLOSED
    assert "wynik" in office.get(case.get_absolute_url()).content.decode()


def test_a_meeting_of_the_team_is_planned_or_tied(office, cast, case):
    page = f"{CASES}{case.pk}/spotkania/"
    data = {
        "title": "Zespół",
        "day": "2026-12-01",
        "from_hour": "10:00",
        "to_hour": "09:00",
        "place": "świetlica",
        "form": "person",
    }
    assert "to_hour" in office.post(f"{page}nowe/", data).context["form"].errors
    response = office.post(f"{page}nowe/", {**data, "to_hour": "12:00"})
    meeting = Meeting.objects.get()
    assert response.url == f"/biuro/spotkania/{meeting.pk}/"
    other = MeetingFactory(partnership=cast.partnership, kind="adjustment")
    foreign = MeetingFactory(partnership=cast.foreign, kind="adjustment")
    assert "meeting" in office.post(page, {"meeting": foreign.pk}).context["form"].errors
    assert office.post(page, {"meeting": other.pk}).status_code == 302
    assert set(case.case_meetings.values_list("meeting", flat=True)) == {meeting.pk, other.pk}


@pytest.mark.parametrize(
    ("given", "when"),
    [
        ({"day": "2024-05-14"}, "wtorek, 14 maja 2024"),
        ({"year": "2024", "month": "5"}, "maj 2024"),
        ({"year": "2024"}, "2024"),
    ],
)
def test_hours_and_days_of_a_team_meeting_may_be_unknown(office, case, given, when):
    page = f"{CASES}{case.pk}/spotkania/nowe/"
    words = {"title": "Zespół", "form": "remote", "is_public": "on", "kind": "gala"}
    office.post(page, words | given)
    meeting = case.case_meetings.get().meeting
    assert (meeting.when, meeting.kind, meeting.is_public) == (when, "adjustment", False)
    assert "day" in office.post(page, words).context["form"].errors
    assert Meeting.objects.count() == 1


def test_the_sheet_is_a_pdf_with_everything(office, case):
    case.readings.create(on=localdate(), covered=10, employed=4)
    response = office.get(f"{CASES}{case.pk}/karta.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_the_list_says_when_each_order_was_or_will_be_checked(office, cast):
    OrderFactory(partnership=cast.partnership, published=True)
    OrderFactory(partnership=cast.partnership, at_work=True, check_on=dt.date(2999, 1, 2))
    page = " ".join(office.get(ORDERS).content.decode().split())
    assert 'data-label="Sprawdzenie"> 2.07.2025 <' in page
    assert 'data-label="Sprawdzenie"> 2.01.2999 <' in page


def test_an_order_goes_on_with_what_becomes_known(office, order):
    page = f"{ORDERS}{order.pk}/"
    assert "Najpierw wpisz zadania" in office.post(f"{page}dalej/").content.decode()
    task = {
        "tasks-TOTAL_FORMS": 1,
        "tasks-INITIAL_FORMS": 0,
        "version": 1,
        "tasks-0-task": "szycie",
        "tasks-0-test": "próbka",
    }
    assert office.post(f"{page}zadania/", task).status_code == 302
    assert office.post(f"{page}dalej/").status_code == 302
    response = office.post(f"{page}dalej/", {"hours": "80"})
    assert set(response.context["form"].errors) == {
        "trainer",
        "instructor",
        "trainees",
        "starts_on",
        "ends_on",
    }
    assert QuickStartOrder.objects.get().status == OrderStatus.ANALYSED


def test_an_order_at_its_end_has_no_next_step(office, cast):
    order = OrderFactory(partnership=cast.partnership, published=True)
    assert office.get(f"{ORDERS}{order.pk}/dalej/").status_code == 302
    assert office.post(f"{ORDERS}{order.pk}/dalej/").status_code == 302


def test_a_note_is_published_changed_and_taken_back(office, cast, client):
    case = CaseFactory(partnership=cast.partnership, status=S.CLOSED, closed_on=localdate())
    page = f"{CASES}{case.pk}/publikacja/"
    words = {"title": "Fabryka próbna", "note": "Wszyscy mają pracę.", "consent": "dyrektor"}
    assert office.post(page, {**words, "note": ""}).status_code == 200
    assert office.post(page, words).status_code == 302
    assert "Fabryka próbna" in client.get("/pracodawcy/").content.decode()
    assert office.post(page, {"withdraw": "1"}).status_code == 302
    assert "Fabryka próbna" not in client.get("/pracodawcy/").content.decode()


def test_what_waits_equals_the_lists_behind_it(office, cast):
    CaseFactory(partnership=cast.partnership, notified_on=days_ago(60))
    CaseFactory(partnership=cast.foreign, notified_on=days_ago(60))
    OrderFactory.create_batch(2, partnership=cast.partnership, taken_up_at=None)
    OrderFactory(partnership=cast.partnership, at_work=True)
    asked_of(cast.partnership)
    asked_of(cast.partnership, status="declined")
    found = waiting(cast.partnership)
    assert [figure.count for figure in found] == [1, 2, 1, 1]
    for figure in found:
        assert office.get(figure.url).context["page"].paginator.count == figure.count


@pytest.mark.parametrize("count", [1, 4])
def test_the_lists_cost_the_same_for_any_number(office, cast, count, django_assert_num_queries):
    CaseFactory.create_batch(count, partnership=cast.partnership, employer=cast.partner)
    OrderFactory.create_batch(count, partnership=cast.partnership, employer=cast.partner)
    with django_assert_num_queries(7):
        assert len(office.get(CASES).context["page"]) == count
    with django_assert_num_queries(6):
        assert len(office.get(ORDERS).context["page"]) == count


@pytest.mark.parametrize("count", [1, 4])
def test_the_pages_cost_the_same_for_any_number(office, cast, count, django_assert_num_queries):
    case = CaseFactory(partnership=cast.partnership, employer=cast.partner, team=BALANCED[:count])
    order = OrderFactory(partnership=cast.partnership, employer=cast.partner)
    for number in range(count):
        meeting = MeetingFactory(partnership=cast.partnership)
        case.case_meetings.create(meeting=meeting)
        case.readings.create(on=days_ago(number), covered=5)
        order.tasks.create(task="zadanie", test="próba")
        order.funding.create(source="eu", amount=100)
    with django_assert_num_queries(10):
        office.get(case.get_absolute_url())
    with django_assert_num_queries(8):
        office.get(order.get_absolute_url())


def test_an_auditor_reads_and_changes_nothing(cast, case, order):
    auditor = client_of(cast.auditor)
    page = auditor.get(case.get_absolute_url()).content.decode()
    assert "Zmień zespół" not in page
    assert auditor.post(f"{CASES}{case.pk}/stan/", {"status": "cancelled"}).status_code == 403
    assert auditor.post(f"{ORDERS}{order.pk}/wycofanie/", {"reason": "x"}).status_code == 403
