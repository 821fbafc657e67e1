"""What a partner filed stays visible with its state, and the office gets a letter."""

import pytest
from django.urls import reverse

from agreements import actions
from outbox.models import Letter
from tests.agreements.factories import DAY, make_draft, make_in_force
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
DATA = {"name": "Próbna Prezeska", "function": "prezeska", "declared_on": DAY}


@pytest.fixture
def agreement(cast):
    return make_in_force(cast, 1, public=True)


@pytest.fixture
def form(cast, agreement):
    return reverse("agreements:my_accede", args=[agreement.pk, cast.partner.pk])


def mine(user):
    return client_of(user).get("/moje/porozumienia/").content.decode()


def decide(cast, agreement, **decision):
    actions.decide_accession(accession=agreement.accessions.last(), actor=cast.officer, **decision)


def test_a_declaration_stays_visible_and_nobody_is_offered_the_form_again(cast, agreement, form):
    admin = client_of(cast.admin)
    assert form in mine(cast.admin)
    for _twice in range(2):
        assert admin.post(form, DATA).url == "/moje/porozumienia/"
    assert agreement.accessions.count() == 1
    assert form not in mine(cast.admin)
    assert "czeka na urząd" in mine(cast.admin)
    assert "czeka na urząd" in mine(cast.member)
    assert admin.get(form).url == "/moje/porozumienia/"


def test_an_answer_is_read_where_the_declaration_stands(cast, agreement, form):
    client_of(cast.admin).post(form, DATA)
    decide(cast, agreement, accepted=False, reason="Brak uchwały (próba)")
    assert "Brak uchwały (próba)" in mine(cast.admin)
    assert form in mine(cast.admin)
    client_of(cast.admin).post(form, DATA)
    decide(cast, agreement, accepted=True, effective_on=DAY)
    assert "strona od 2 marca 2026" in mine(cast.admin)
    assert form not in mine(cast.admin)


def test_the_office_gets_one_letter_about_a_declaration(cast, agreement, form):
    for _twice in range(2):
        client_of(cast.admin).post(form, DATA)
    letter = Letter.objects.get(kind="accession_filed")
    assert letter.to_email == cast.coordinator.email
    address = reverse(
        "agreements:office_accession", args=[agreement.pk, agreement.accessions.get().pk]
    )
    assert address in letter.text
    assert str(cast.partner) in letter.subject


def test_what_the_office_records_itself_is_not_written_to_it(cast, office, agreement):
    address = reverse("agreements:office_accede", args=[agreement.pk])
    office.post(address, {**DATA, "partner": cast.partner.pk})
    assert agreement.accessions.get().declared_on == DAY
    assert not Letter.objects.filter(kind="accession_filed").exists()


def test_the_office_gets_a_letter_about_a_remark_of_a_party(cast, office):
    draft = make_draft(cast)
    actions.add_parties(agreement=draft, partners=[cast.partner], actor=cast.officer)
    actions.consult(agreement=draft, actor=cast.officer)
    data = {"partner": cast.partner.pk, "text": "Uwaga próbna"}
    office.post(reverse("agreements:office_remark_add", args=[draft.pk]), data)
    assert not Letter.objects.exists()
    address = reverse("agreements:my_remark", args=[draft.pk])
    client_of(cast.admin).post(address, data)
    letter = Letter.objects.get(kind="remark_made")
    assert letter.to_email == cast.coordinator.email
    assert str(draft) in letter.text
