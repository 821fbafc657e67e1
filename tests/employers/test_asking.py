"""A firm outside the register asks for Quick Start; confirmed by e-mail, then decided."""

import datetime as dt

import pytest
from django.utils.timezone import now

from employers.actions import asking
from employers.models import FirmRequest, QuickStartOrder
from employers.selectors.counters import waiting
from employers.selectors.links import token_of_request
from employers.tasks import remind_and_ask
from members.choices import PartnerStatus
from members.models import Partner
from outbox.models import Letter
from tests.employers.factories import asked_of

pytestmark = pytest.mark.django_db
FORM = "/pracodawcy/szybki-start/"


def data(cast, **changes):
    return {
        "partnership": cast.partnership.pk,
        "organisation": "Szwalnia spoza rejestru",
        "contact": "kierownik próbny",
        "email": "szwalnia@firma.example",
        "phone": "",
        "position": "szwaczka próbna",
        "wanted": "3",
        "needed_from": "od wiosny",
        "needs": "Szycie tapicerki (próba).",
        **changes,
    }


def opened(asked):
    return f"/z/zapytanie/{token_of_request(asked)}/"


def test_the_office_sees_a_request_only_after_it_was_confirmed(cast, client, office):
    assert client.post(FORM, data(cast)).url == "/pracodawcy/szybki-start/wyslane/"
    asked = FirmRequest.objects.get()
    letter = Letter.objects.get(kind="request_confirm")
    assert letter.to_email == "szwalnia@firma.example"
    assert opened(asked) in letter.text
    assert "tapicerki" not in letter.text + letter.subject
    assert "spoza rejestru" not in letter.text + letter.subject
    row = f"/biuro/szybki-start/zapytania/{asked.pk}/"
    assert office.get(row).status_code == 404
    client.get(opened(asked))
    assert waiting(cast.partnership) == []
    for _twice in range(2):
        assert client.post(opened(asked)).status_code == 302
    assert [one.count for one in waiting(cast.partnership)] == [1]
    told = Letter.objects.get(kind="firm_asked")
    assert told.to_email == cast.coordinator.email
    assert row in told.text
    assert "Szycie tapicerki (próba)." in office.get(row).content.decode()
    assert "Szwalnia" in office.get("/biuro/szybki-start/zapytania/").content.decode()
    assert not QuickStartOrder.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": ""},
        {"email": "x"},
        {"wanted": "0"},
        {"wanted": "9" * 5000},
        {"wanted": "²"},
        {"phone": "abc"},
        {"position": "x" * 201},
        {"partnership": "0"},
    ],
)
def test_a_wrong_request_is_told_beside_its_field_and_sends_nothing(cast, client, wrong):
    answer = client.post(FORM, data(cast, **wrong))
    assert set(answer.context["form"].errors) == set(wrong)
    assert not FirmRequest.objects.exists()
    assert not Letter.objects.exists()


def test_a_robot_hears_the_same_and_leaves_nothing(cast, client):
    assert client.post(FORM, data(cast, website="x")).url == "/pracodawcy/szybki-start/wyslane/"
    assert not FirmRequest.objects.exists()


def test_one_address_gets_no_heap_of_letters(cast):
    for number in range(6):
        fields = data(cast, position=f"próba {number}", partnership=cast.partnership)
        asking.ask(asked=FirmRequest(**fields))
    assert Letter.objects.filter(kind="request_confirm").count() == asking.MOST_UNCONFIRMED


def test_a_request_in_emoji_goes_all_the_way(cast, client, office):
    client.post(FORM, data(cast, organisation="Firma 🧵\u00ad próbna", position="szwaczka 🪡"))
    asked = FirmRequest.objects.get()
    client.post(opened(asked))
    office.post(f"/biuro/szybki-start/zapytania/{asked.pk}/", {"decision": "take"})
    assert "🪡" in QuickStartOrder.objects.get().position


def test_taking_up_makes_an_order_and_puts_the_firm_into_the_register(cast, office):
    asked = asked_of(cast.partnership)
    row = asked.get_absolute_url()
    answers = [office.post(row, {"decision": "take"}) for _twice in range(2)]
    order = QuickStartOrder.objects.get()
    assert answers[0].url == order.get_absolute_url()
    firm = Partner.objects.get(name="Szwalnia spoza rejestru")
    assert (order.employer, firm.status, firm.email) == (firm, PartnerStatus.CONTACT, asked.email)
    assert order.taken_up_at
    assert order.needs == "Od kiedy: od wiosny"
    assert order.get_absolute_url() in office.get(row).content.decode()


def test_a_firm_that_is_in_the_register_is_not_entered_twice(cast, office):
    asked = asked_of(cast.partnership, organisation=cast.partner.name)
    row = asked.get_absolute_url()
    assert office.get(row).context["form"]["employer"].value() == cast.partner.pk
    before = Partner.objects.count()
    office.post(row, {"decision": "take", "employer": cast.partner.pk})
    assert QuickStartOrder.objects.get().employer == cast.partner
    assert Partner.objects.count() == before


def test_a_request_is_declined_with_a_reason_that_the_firm_reads(cast, office, client):
    asked = asked_of(cast.partnership)
    row = asked.get_absolute_url()
    assert office.post(row, {"decision": "decline"}).context["form"].errors
    office.post(row, {"decision": "decline", "reason": "Brak trenera (próba)"})
    assert "Brak trenera (próba)" in Letter.objects.get(kind="request_declined").text
    assert "Brak trenera (próba)" in client.get(opened(asked)).content.decode()


def test_what_nobody_confirms_is_forgotten_after_a_week(cast):
    old = asked_of(cast.partnership, status="sent", confirmed_at=None)
    FirmRequest.objects.filter(pk=old.pk).update(created_at=now() - dt.timedelta(days=8))
    asked_of(cast.partnership, status="sent", confirmed_at=None)
    remind_and_ask()
    assert FirmRequest.objects.count() == 1


def test_the_public_page_leads_to_the_form(client, cast):
    assert f'href="{FORM}"' in client.get("/pracodawcy/").content.decode()
