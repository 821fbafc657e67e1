"""Letters in the office's name: how many one may cause, and what may stand in them."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import now

from core.validators import validate_no_link
from members.actions import invitations, joining
from members.models import ColleagueInvitation, JoinRequest, TeamInvitation
from outbox.models import Letter
from tests.conftest import acting_for, client_of
from tests.factories import PartnerFactory

TOMORROW = dt.timedelta(days=1, minutes=1)


def invite(cast, email, partner=None, actor=None, function="skarbnik"):
    return invitations.invite(
        partner=partner or cast.partner, actor=actor or cast.admin, email=email, function=function
    )


def test_one_address_gets_three_invitations_a_day_whoever_sends_them(cast):
    other = PartnerFactory(partnership=cast.foreign)
    invite(cast, "ktos@poczta.example")
    invite(cast, "ktos@poczta.example", partner=other, actor=acting_for(other, is_admin=True))
    invitations.invite_to_team(
        partnership=cast.partnership,
        actor=cast.coordinator,
        email="KTOS@poczta.example",
        kind="officer",
    )
    with pytest.raises(joining.JoiningError):
        invite(cast, "ktos@poczta.example")
    assert ColleagueInvitation.objects.open().count() == 2, "the earlier one still stands"
    with time_machine.travel(now() + TOMORROW):
        invite(cast, "ktos@poczta.example")


def test_an_emptied_cache_changes_no_limit(cast):
    for _ in range(invitations.TO_ONE_A_DAY):
        invite(cast, "ktos@poczta.example")
        cache.clear()
    with pytest.raises(joining.JoiningError):
        invite(cast, "ktos@poczta.example")


def test_one_person_sends_twenty_invitations_a_day(cast):
    other = PartnerFactory(partnership=cast.partnership)
    for number in range(invitations.BY_ONE_A_DAY):
        invite(cast, f"nr{number}@poczta.example", partner=[cast.partner, other][number % 2])
    with pytest.raises(joining.JoiningError):
        invite(cast, "jeszcze@poczta.example")
    assert invite(cast, "jeszcze@poczta.example", actor=acting_for(other, is_admin=True))


def test_too_many_is_said_in_words_and_what_was_typed_stays(cast):
    for _ in range(invitations.TO_ONE_A_DAY):
        invite(cast, "ktos@poczta.example")
    url = reverse("members:my_invite", args=[cast.partner.pk])
    data = {"email": "ktos@poczta.example", "function": "skarbnik"}
    page = client_of(cast.admin).post(url, data).content.decode()
    assert "Na ten adres wysłano dziś już dość zaproszeń" in page
    assert 'value="ktos@poczta.example"' in page


def test_five_requests_to_join_a_day(cast):
    partners = PartnerFactory.create_batch(joining.ASKED_A_DAY + 1, partnership=cast.partnership)
    *first, last = partners
    for partner in first:
        joining.ask(user=cast.person, partner=partner, function="prezes")
    with pytest.raises(joining.JoiningError):
        joining.ask(user=cast.person, partner=last, function="prezes")
    with time_machine.travel(now() + TOMORROW):
        joining.ask(user=cast.person, partner=last, function="prezes")


def test_whom_an_organisation_refused_asks_it_three_times_a_month(cast):
    for _ in range(joining.ASKED_OF_ONE):
        request = joining.ask(user=cast.person, partner=cast.partner, function="prezes")
        joining.refuse(request=request, actor=cast.officer, reason="Nie znamy tej osoby.")
    with pytest.raises(joining.JoiningError):
        joining.ask(user=cast.person, partner=cast.partner, function="prezes")
    assert JoinRequest.objects.count() == joining.ASKED_OF_ONE


@pytest.mark.parametrize(
    "text",
    [
        "https://zly.example/konkurs",
        "www.zly.example",
        "wejdź na zly.pl",
        "a@b.example",
        "nagroda: zly.xyz/1",
        "ZLY.COM",
        "javascript://x",
    ],
)
@pytest.mark.parametrize("where", ["invite", "ask", "sign up", "own data"])
def test_an_address_is_no_function_and_no_name(cast, text, where):
    if where == "invite":
        url = reverse("members:my_invite", args=[cast.partner.pk])
        client_of(cast.admin).post(url, {"email": "x@b.example", "function": text})
    elif where == "ask":
        url = reverse("members:my_ask", args=[cast.partner.pk])
        client_of(cast.person).post(url, {"function": text})
    elif where == "own data":
        url = reverse("members:my_data")
        data = {"first_name": text, "last_name": text, "language": "pl"}
        client_of(cast.person).post(url, data)
        cast.person.refresh_from_db()
        assert text not in (cast.person.first_name, cast.person.last_name)
    else:
        with pytest.raises(ValidationError):
            validate_no_link(text)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "spec. ds. promocji",
        "mgr inż.Jan",
        "z-ca dyrektora/kierownik",
        "Przewodniczący KGW nr 3",
        "prezes sp. z o.o.",
        "O’Neil-Żółć",
        "główna księgowa (p.o.)",
    ],
)
def test_ordinary_functions_and_names_pass(text):
    validate_no_link(text)


def test_a_withdrawn_invitation_is_not_sent_any_more(cast):
    invitation = invite(cast, "ktos@poczta.example")
    invitations.withdraw(invitation=invitation, actor=cast.admin)
    assert Letter.objects.get(kind="colleague_invited").status == Letter.Status.CANCELLED


def test_the_office_gets_one_letter_about_a_request_and_about_a_proposal(cast):
    joining.ask(user=cast.person, partner=cast.partner, function="prezes")
    admin = client_of(cast.admin)
    url = reverse("members:my_profile", args=[cast.partner.pk])
    for description in ["Pierwszy opis", "Drugi opis"]:
        admin.post(url, {"name": cast.partner.name, "description": description})
    told = Letter.objects.filter(to_email=cast.coordinator.email)
    assert sorted(told.values_list("kind", flat=True)) == ["join_filed", "profile_filed"]
    assert cast.person.get_full_name() in told.get(kind="join_filed").text


def test_twenty_open_invitations_to_the_team_are_enough(cast):
    for number in range(invitations.MOST_OPEN):
        TeamInvitation.objects.create(
            partnership=cast.partnership,
            email=f"nr{number}@poczta.example",
            kind="officer",
            status="open",
            expires_at=now() + TOMORROW,
        )
    with pytest.raises(joining.JoiningError):
        invitations.invite_to_team(
            partnership=cast.partnership,
            actor=cast.coordinator,
            email="x@b.example",
            kind="officer",
        )
