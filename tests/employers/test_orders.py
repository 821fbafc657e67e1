"""A Quick Start order from its request to three months after hiring."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.models import WrongStepError
from employers.actions import orders
from employers.choices import OrderStatus as S
from employers.errors import RefusedError
from employers.models import QuickStartOrder
from employers.selectors import yearly
from tests.employers.factories import CaseFactory, OrderFactory
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db
D = dt.date
PLAN = {
    "hours": 80,
    "trainer": "szkoła próbna",
    "instructor": "brygadzista",
    "trainees": 4,
    "starts_on": D(2025, 3, 3),
    "ends_on": D(2025, 3, 28),
}
EXAM = {"trained": 4, "passed": 3, "examined_on": D(2025, 3, 31)}
HIRING = {"hired": 2, "hired_on": D(2025, 4, 1)}
CHECK = {"kept": 2, "checked_on": D(2025, 7, 1)}


def fresh(order):
    return QuickStartOrder.objects.get(pk=order.pk)


def go(order, status, **fields):
    orders.step(order=order, status=status, fields=fields, actor=None)


@pytest.fixture
def order():
    order = OrderFactory()
    order.tasks.create(task="szycie prostego szwu", test="próbka oceniona przez brygadzistę")
    return order


def test_the_whole_story_of_an_order(order):
    for status, fields in [
        (S.ANALYSED, {}),
        (S.PLANNED, PLAN),
        (S.TRAINING, {}),
        (S.EXAMINED, EXAM),
        (S.HIRED, HIRING),
        (S.CHECKED, CHECK),
    ]:
        go(order, status, **fields)
    stored = fresh(order)
    assert [number for _what, number, _day in stored.counts] == [4, 4, 3, 2, 2]
    assert (stored.check_on, stored.next_step) == (D(2025, 7, 1), None)
    assert yearly.years(order.partnership) == [
        yearly.Year(2025, requested=1, trained=4, hired=2, kept=2)
    ]


def test_a_job_is_analysed_only_with_its_tasks():
    with pytest.raises(RefusedError):
        go(OrderFactory(), S.ANALYSED)


@pytest.mark.parametrize("missing", PLAN)
def test_a_plan_is_whole_or_refused(missing):
    order = OrderFactory(status=S.ANALYSED)
    with pytest.raises(RefusedError):
        go(order, S.PLANNED, **{**PLAN, missing: None})
    assert fresh(order).status == S.ANALYSED


@pytest.mark.parametrize(
    ("before", "status", "fields"),
    [
        (S.ANALYSED, S.PLANNED, {**PLAN, "ends_on": D(2025, 3, 1)}),
        (S.TRAINING, S.EXAMINED, {**EXAM, "passed": 5}),
        (S.TRAINING, S.EXAMINED, {**EXAM, "examined_on": D(2025, 3, 1)}),
        (S.TRAINING, S.EXAMINED, {**EXAM, "examined_on": D(2999, 3, 1)}),
        (S.EXAMINED, S.HIRED, {**HIRING, "hired": 4}),
        (S.EXAMINED, S.HIRED, {**HIRING, "hired_on": D(2025, 3, 30)}),
        (S.HIRED, S.CHECKED, {**CHECK, "kept": 3}),
        (S.HIRED, S.CHECKED, {**CHECK, "checked_on": D(2025, 6, 30)}),
    ],
)
def test_numbers_and_days_that_do_not_fit_are_refused(before, status, fields):
    known = {S.ANALYSED: {}, S.TRAINING: PLAN, S.EXAMINED: {**PLAN, **EXAM}}
    also = known.get(before, {**PLAN, **EXAM, **HIRING, "check_on": D(2025, 7, 1)})
    order = OrderFactory(status=before, **also)
    with pytest.raises(RefusedError):
        go(order, status, **fields)
    assert fresh(order).status == before


def test_the_database_itself_refuses_more_hired_than_passed():
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderFactory(passed=1, hired=2)


def test_no_step_is_left_out(order):
    with pytest.raises(WrongStepError):
        go(order, S.HIRED, **HIRING)


def test_of_two_officers_who_click_one_wins(order):
    mine, theirs = fresh(order), fresh(order)
    go(theirs, S.ANALYSED)
    with pytest.raises(WrongStepError):
        orders.withdraw(order=mine, reason="Firma zrezygnowała.", actor=None)
    assert fresh(order).status == S.ANALYSED


def test_an_order_is_withdrawn_with_a_reason_until_somebody_is_hired(order):
    with pytest.raises(RefusedError):
        orders.withdraw(order=order, reason=" ", actor=None)
    with pytest.raises(WrongStepError):
        orders.withdraw(order=OrderFactory(at_work=True), reason="Za późno.", actor=None)
    orders.withdraw(order=order, reason="Firma zrezygnowała.", actor=None)
    assert (fresh(order).status, fresh(order).end_reason) == (S.WITHDRAWN, "Firma zrezygnowała.")


def test_a_request_sent_twice_makes_one_order():
    words = {
        "partnership": PartnershipFactory(),
        "employer_name": "Szwalnia",
        "position": "szwaczka",
        "wanted": 2,
        "once": uuid.uuid4(),
    }
    first = orders.request(order=QuickStartOrder(**words), actor=None)
    assert orders.request(order=QuickStartOrder(**words), actor=None) == first


def test_the_request_does_not_change_once_the_training_is_planned():
    order = OrderFactory(status=S.PLANNED)
    with pytest.raises(RefusedError):
        orders.change(order=order, version=1, fields={"wanted": 9}, actor=None)


@pytest.mark.parametrize(("day", "waits"), [("2025-06-30", False), ("2025-07-01", True)])
def test_the_check_waits_for_its_day(day, waits):
    OrderFactory(at_work=True)
    with time_machine.travel(f"{day} 10:00:00Z", tick=False):
        assert QuickStartOrder.objects.to_check().exists() is waits


def test_each_year_counts_what_fell_into_it():
    partnership = PartnershipFactory()
    OrderFactory(partnership=partnership, at_work=True, requested_on=D(2024, 12, 30))
    OrderFactory(partnership=partnership, requested_on=D(2025, 1, 2))
    case = CaseFactory(partnership=partnership, notified_on=D(2024, 5, 6), planned=70)
    case.readings.create(on=D(2024, 9, 1), covered=60, employed=5)
    case.readings.create(on=D(2025, 2, 1), covered=60, employed=50, other=10, final=True)
    CaseFactory(notified_on=D(2025, 1, 1), planned=99)
    new, old = yearly.years(partnership)
    assert (old.year, old.notified, old.planned, old.requested, old.closed) == (2024, 1, 70, 1, 0)
    assert (new.year, new.notified, new.closed, new.covered, new.employed) == (2025, 0, 1, 60, 50)
    assert (new.requested, new.trained, new.hired, new.kept) == (1, 4, 2, 0)
    assert sum(year.notified for year in yearly.published()) == 2
