"""By the clock: steps that are due soon, and the question three months after hiring."""

import pytest
from django.utils.timezone import localdate

from employers.choices import OrderStatus
from employers.models import CaseStep
from employers.selectors.links import token_of_order
from employers.tasks import remind_and_ask
from journal.models import Entry
from outbox.models import Letter
from tests.employers.factories import CaseFactory, OrderFactory, days_ago
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def letters(kind):
    return Letter.objects.filter(kind=kind)


def only_step(cast, days, **case):
    """A case whose one open step is due so many days from today."""
    made = CaseFactory(partnership=cast.partnership, employer_name="Zakład próbny", **case)
    step = made.steps.first()
    made.steps.exclude(pk=step.pk).delete()
    CaseStep.objects.filter(pk=step.pk).update(due_on=days_ago(-days))
    step.refresh_from_db()
    return step


@pytest.mark.parametrize(("days", "count"), [(3, 0), (2, 1), (0, 1), (-1, 0)])
def test_the_office_is_told_before_a_step_is_due(cast, days, count):
    only_step(cast, days)
    remind_and_ask()
    assert letters("step_due").count() == count


def test_the_letter_names_the_step_and_comes_once(cast):
    step = only_step(cast, 1)
    for _again in range(2):
        remind_and_ask()
    letter = letters("step_due").get()
    assert letter.to_email == cast.coordinator.email
    assert "Zakład próbny" in letter.subject
    assert str(step) in letter.text
    assert step.case.get_absolute_url() in letter.text


def test_what_is_done_or_over_is_not_reminded_of(cast):
    done = only_step(cast, 1)
    CaseStep.objects.filter(pk=done.pk).update(done_on=localdate())
    only_step(cast, 1, status="cancelled")
    remind_and_ask()
    assert not letters("step_due").exists()


def test_a_step_that_moves_is_reminded_of_on_its_new_day(cast):
    step = only_step(cast, 0)
    remind_and_ask()
    CaseStep.objects.filter(pk=step.pk).update(due_on=days_ago(-1))
    remind_and_ask()
    assert letters("step_due").count() == 2


@pytest.fixture
def order(cast):
    """Two people hired by the cast's partner, more than three months ago."""
    return OrderFactory(partnership=cast.partnership, employer=cast.partner, at_work=True)


def test_the_firm_is_asked_once_and_answers_by_link(order, cast, client):
    for _again in range(2):
        remind_and_ask()
    letter = letters("work_asked").get()
    assert letter.to_email == cast.admin.email
    address = f"/z/szybki-start/{token_of_order(order)}/"
    assert address in letter.text
    page = client.get(address)
    assert page["Referrer-Policy"] == "strict-origin"
    order.refresh_from_db()
    assert order.told is None
    response = client.post(address, {"told": 1}, follow=True)
    assert "Dziękujemy" in response.content.decode()
    order.refresh_from_db()
    assert (order.told, order.told_on, order.status) == (1, localdate(), OrderStatus.HIRED)
    assert Entry.objects.get(verb="quickstartorder answered").actor is None
    assert Entry.objects.filter(verb="quickstartorder asked about").count() == 1


@pytest.mark.parametrize("told", ["3", "-1", "", "x"])
def test_a_number_that_cannot_be_is_refused_in_words(order, client, told):
    response = client.post(f"/z/szybki-start/{token_of_order(order)}/", {"told": told})
    assert response.context["form"].errors
    order.refresh_from_db()
    assert order.told is None


def test_once_the_office_has_checked_the_link_reads_and_changes_nothing(order, client):
    address = f"/z/szybki-start/{token_of_order(order)}/"
    type(order).objects.filter(pk=order.pk).update(
        status=OrderStatus.CHECKED, kept=2, checked_on=localdate()
    )
    assert not client.get(address).context["open"]
    client.post(address, {"told": 1})
    order.refresh_from_db()
    assert (order.told, order.kept) == (None, 2)


def test_a_wrong_or_revoked_link_opens_nothing(order, client):
    token = token_of_order(order)
    assert client.get(f"/z/szybki-start/{token[:-1]}x/").status_code == 404
    order.nonce = "another"
    order.save()
    assert client.get(f"/z/szybki-start/{token}/").status_code == 404


def test_without_an_address_the_office_is_to_ask(cast):
    order = OrderFactory(partnership=cast.partnership, at_work=True)
    silent = PartnerFactory(partnership=cast.partnership, email="")
    OrderFactory(partnership=cast.partnership, employer=silent, at_work=True)
    for _again in range(2):
        remind_and_ask()
    assert letters("work_check_due").count() == 2
    assert {letter.to_email for letter in letters("work_check_due")} == {cast.coordinator.email}
    assert letters("work_check_due").filter(subject__contains=order.firm).count() == 1
    assert not letters("work_asked").exists()


def test_nobody_is_asked_before_the_day_or_after_an_answer(cast):
    fields = {"partnership": cast.partnership, "employer": cast.partner, "at_work": True}
    OrderFactory(**fields, check_on=days_ago(-1))
    OrderFactory(**fields, told=1, told_on=days_ago(1))
    remind_and_ask()
    assert not letters("work_asked").exists()
