"""Whoever acted for a party yesterday does nothing for it today."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from agreements import actions
from agreements.models import Accession, Remark, Signatory, Signature
from members.models import Role
from outbox.models import Letter
from tests.agreements.factories import DAY, make_draft, make_in_force, seats
from tests.conftest import client_of
from tests.factories import PersonFactory, RoleFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def end(user, on=None):
    """The roles of `user` have `on`, by default yesterday, as their last day."""
    last = on or localdate() - ONE
    Role.objects.filter(person__user=user).update(until=last)


@pytest.fixture
def consulted(cast):
    draft = make_draft(cast, parties=1)
    actions.add_parties(agreement=draft, partners=[cast.partner], actor=cast.officer)
    return actions.consult(agreement=draft, actor=cast.officer)


def test_remark_of_somebody_whose_role_ended_is_not_taken(cast, consulted):
    """Not even from a page that was opened before."""
    admin, form = client_of(cast.admin), url("my_remark", consulted.pk)
    sent = {"partner": cast.partner.pk, "text": "Uwaga próbna"}
    end(cast.admin, localdate())
    assert admin.get(form).status_code == 200
    end(cast.admin)
    for address in (form, url("my_detail", consulted.pk)):
        assert admin.get(address).status_code == 404
    assert admin.post(form, sent).status_code == 404
    assert not Remark.objects.exists()
    assert consulted.title not in admin.get(url("my_index")).content.decode()


def test_accession_of_somebody_whose_role_ended_is_not_taken(cast):
    agreement = make_in_force(cast, 1, public=True)
    admin, form = client_of(cast.admin), url("my_accede", agreement.pk, cast.partner.pk)
    assert form in admin.get(url("my_index")).content.decode()
    end(cast.admin)
    assert form not in admin.get(url("my_index")).content.decode()
    assert admin.get(form).status_code == 404
    data = {"name": "Próbna", "function": "prezes", "declared_on": DAY}
    assert admin.post(form, data).status_code == 404
    assert not Accession.objects.exists()
    assert not Letter.objects.exists()


@pytest.fixture
def signing(cast):
    """Being signed by a person of the register, and one whom it does not know."""
    draft = make_draft(cast, parties=1)
    (party,) = actions.add_parties(agreement=draft, partners=[cast.partner], actor=cast.officer)
    party.signatories.all().delete()
    person = PersonFactory(partnership=cast.partnership, first_name="Była", last_name="Prezeska")
    RoleFactory(partner=cast.partner, person=person, function="prezeska", since=DAY)
    actions.add_signatory(
        party=party, person=person, name=str(person), function="prezeska", actor=cast.officer
    )
    return actions.open_signing(agreement=draft, actor=cast.officer)


def given(agreement):
    return [actions.Given(seat) for seat in seats(agreement)]


def test_signature_of_somebody_whose_role_had_ended_is_refused_in_words(cast, office, signing):
    """All or none: the other one has not signed, either."""
    Role.objects.filter(person__last_name="Prezeska").update(until=localdate() - ONE)
    ticked = {f"sign_{seat.pk}": "on" for seat in seats(signing)}
    form = {"on": localdate(), "method": "paper", **ticked}
    answer = office.post(url("office_sign", signing.pk), form)
    (words,) = answer.context["form"].non_field_errors()
    assert "Była Prezeska" in words
    assert not Signature.objects.exists()
    last_day = {**form, "on": localdate() - ONE}
    assert office.post(url("office_sign", signing.pk), last_day).status_code == 302
    assert Signature.objects.count() == 2


def test_signature_is_not_corrected_to_a_day_after_the_role(cast, signing):
    actions.sign(agreement=signing, given=given(signing), on=DAY, actor=cast.officer)
    Role.objects.filter(person__last_name="Prezeska").update(until=DAY)
    signature = Signature.objects.get(signatory__name="Była Prezeska")
    how = {
        "place": "",
        "method": "paper",
        "name": "Była Prezeska",
        "function": "p",
        "reason": "x",
        "actor": cast.officer,
    }
    with pytest.raises(actions.AgreementError):
        actions.correct_signature(signature=signature, on=DAY + ONE, **how)
    actions.correct_signature(signature=signature, on=DAY, **{**how, "place": "Próbowo"})


def test_whoever_has_another_function_there_signs(cast, signing):
    role = Role.objects.get(person__last_name="Prezeska")
    Role.objects.filter(pk=role.pk).update(until=DAY)
    RoleFactory(partner=cast.partner, person=role.person, function="pełnomocniczka", since=DAY)
    actions.sign(agreement=signing, given=given(signing), on=localdate(), actor=cast.officer)
    assert Signature.objects.count() == 2


def test_whose_role_has_ended_is_not_offered_as_a_signatory(cast, office, signing):
    role = Role.objects.get(person__last_name="Prezeska")
    Role.objects.filter(pk=role.pk).update(until=localdate() - ONE)
    seat = Signatory.objects.get(name="Była Prezeska")
    form = {"role": role.pk, "reason": "Zamiana próbna"}
    address = url("office_replace", signing.pk, seat.pk)
    assert office.post(address, form).context["form"].errors["role"]
