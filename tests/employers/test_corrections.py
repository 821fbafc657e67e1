"""Wrong numbers and days of orders and cases are mended, with a reason; both stay known."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from employers.actions import corrections, layoffs, orders
from employers.choices import CaseStatus
from employers.errors import RefusedError, SumError
from employers.models import LayoffCase, QuickStartOrder
from journal.models import Entry
from tests.employers.factories import CaseFactory, OrderFactory, days_ago

pytestmark = pytest.mark.django_db
OUTCOME = {"covered": 40, "training": 4, "employed": 25, "retired": 6, "looking": 3, "other": 2}


@pytest.fixture
def order(cast):
    return OrderFactory(partnership=cast.partnership, employer=cast.partner, at_work=True)


def sent(form):
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def test_a_wrong_number_of_those_hired_is_corrected_with_a_reason(office, order):
    address = f"/biuro/szybki-start/{order.pk}/popraw/"
    data = sent(office.get(address).context["form"]) | {"hired": 3, "hired_on": "2025-05-05"}
    assert office.post(address, data).context["form"].errors["why"]
    assert office.post(address, {**data, "why": "Pomyłka"}).url == order.get_absolute_url()
    order.refresh_from_db()
    assert (order.hired, order.check_on) == (3, dt.date(2025, 8, 5))
    entry = Entry.objects.get(verb="quickstartorder corrected")
    assert (entry.before["hired"], entry.after["hired"], entry.reason) == (2, 3, "Pomyłka")
    stale = office.post(address, {**data, "hired": 1, "why": "drugie okno"})
    assert stale.context["form"].errors


@pytest.mark.parametrize(
    "wrong",
    [
        {"trained": 99},
        {"passed": 5},
        {"hired": 4},
        {"hired": None},
        {"hired_on": dt.date(2025, 3, 1)},
        {"hired_on": localdate() + dt.timedelta(days=1)},
        {"examined_on": localdate() + dt.timedelta(days=1)},
    ],
)
def test_a_correction_that_does_not_fit_is_refused(order, wrong):
    with pytest.raises(RefusedError):
        corrections.correct_order(order=order, version=1, fields=wrong, reason="x", actor=None)


def test_fewer_hired_than_the_firm_said_still_work_is_refused(order):
    QuickStartOrder.objects.update(told=2, told_on=localdate())
    with pytest.raises(RefusedError):
        corrections.correct_order(
            order=order, version=1, fields={"hired": 1}, reason="x", actor=None
        )


def test_ninety_nine_trained_of_five_is_refused_everywhere(order):
    training = OrderFactory(
        status="training",
        starts_on=days_ago(30),
        ends_on=days_ago(5),
        hours=8,
        trainees=5,
        trainer="szkoła",
        instructor="brygadzista",
    )
    fields = {"trained": 99, "passed": 4, "examined_on": days_ago(1)}
    with pytest.raises(RefusedError):
        orders.step(order=training, status="examined", fields=fields, actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuickStartOrder.objects.filter(pk=training.pk).update(trained=99)


def test_a_training_that_lies_ahead_has_not_begun():
    planned = OrderFactory(status="planned", starts_on=days_ago(-1), ends_on=days_ago(-5))
    with pytest.raises(RefusedError):
        orders.step(order=planned, status="training", fields={}, actor=None)


def test_a_typo_in_a_planned_request_is_corrected_with_a_reason(office, order):
    address = f"/biuro/szybki-start/{order.pk}/zmien/"
    data = sent(office.get(address).context["form"]) | {"position": "krojczy próbny"}
    data.pop("why", None)
    assert office.post(address, data).context["form"].errors["why"]
    assert office.post(address, {**data, "why": "literówka"}).status_code == 302
    order.refresh_from_db()
    assert order.position == "krojczy próbny"
    assert Entry.objects.get(verb="quickstartorder changed").reason == "literówka"


@pytest.mark.parametrize("name", ["requested_on", "agreed_on", "done_on"])
def test_days_ahead_are_refused_for_what_has_happened(office, cast, order, name):
    case = CaseFactory(partnership=cast.partnership)
    address = {
        "requested_on": "/biuro/szybki-start/nowe/",
        "agreed_on": f"/biuro/zwolnienia/{case.pk}/zmien/",
        "done_on": f"/biuro/zwolnienia/{case.pk}/kroki/contact/",
    }[name]
    ahead = localdate() + dt.timedelta(days=1)
    assert name in office.post(address, {name: ahead}).context["form"].errors


def test_an_outcome_knows_who_is_still_looking_for_work():
    case = CaseFactory(status=CaseStatus.HELP)
    layoffs.close(case=case, on=localdate(), numbers=OUTCOME, actor=None)
    outcome = case.readings.get(final=True)
    assert (outcome.looking, outcome.rest) == (3, 0)
    page_of = LayoffCase.objects.get()
    assert page_of.status == CaseStatus.CLOSED


def test_a_wrong_outcome_is_corrected_with_a_reason_and_still_adds_up(office, cast):
    case = CaseFactory(
        partnership=cast.partnership, status=CaseStatus.HELP, notified_on=days_ago(90)
    )
    layoffs.close(case=case, on=days_ago(2), numbers=OUTCOME, actor=None)
    reading = case.readings.get()
    address = f"/biuro/zwolnienia/{case.pk}/liczby/{reading.pk}/"
    assert address in office.get(case.get_absolute_url()).content.decode()
    data = sent(office.get(address).context["form"]) | {"employed": 24, "why": "Pomyłka"}
    assert office.post(address, data).context["form"].errors
    assert office.post(address, {**data, "looking": 4, "on": days_ago(1)}).status_code == 302
    case.refresh_from_db()
    assert case.closed_on == days_ago(1)
    entry = Entry.objects.get(verb="layoffcase numbers corrected")
    assert (entry.before["looking"], entry.after["looking"]) == (3, 4)
    assert "nadal szukają pracy" in str(entry.changes).lower()


def test_numbers_of_a_day_are_not_moved_onto_another_reading(cast):
    case = CaseFactory(partnership=cast.partnership, notified_on=days_ago(9))
    first, second = (
        layoffs.read(case=case, on=days_ago(day), numbers={"covered": 9}, actor=None)
        for day in (3, 1)
    )
    with pytest.raises(RefusedError):
        corrections.correct_reading(
            reading=first, on=second.on, numbers={"covered": 9}, reason="x", actor=None
        )
    with pytest.raises(SumError):
        corrections.correct_reading(
            reading=first, on=first.on, numbers={"covered": 1, "other": 2}, reason="x", actor=None
        )


def test_the_same_day_again_keeps_the_old_numbers_in_the_journal():
    case = CaseFactory()
    layoffs.read(case=case, on=localdate(), numbers={"covered": 9}, actor=None)
    layoffs.read(case=case, on=localdate(), numbers={"covered": 8}, actor=None)
    entry = Entry.objects.filter(verb="layoffcase numbers read").first()
    assert (entry.before["covered"], entry.after["covered"]) == (9, 8)


def test_a_closed_case_is_corrected_with_a_reason(office, cast):
    case = CaseFactory(partnership=cast.partnership, status=CaseStatus.CLOSED)
    address = f"/biuro/zwolnienia/{case.pk}/zmien/"
    data = sent(office.get(address).context["form"]) | {"planned": 44}
    assert office.post(address, data).context["form"].errors["why"]
    assert office.post(address, {**data, "why": "literówka"}).status_code == 302
    case.refresh_from_db()
    assert case.planned == 44
