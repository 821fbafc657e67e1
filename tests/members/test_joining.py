"""How people come to act for an organisation: ask, be approved, be invited, leave."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from journal.models import Entry
from members.actions import invitations, joining
from members.choices import InvitationStatus, JoinStatus, PartnerStatus
from members.models import ColleagueInvitation, JoinRequest, Partner, Person, Role
from members.selectors import counters
from outbox.models import Letter
from tests.conftest import client_of
from tests.factories import PartnerFactory, PersonFactory, RoleFactory, UserFactory

ASK = {"function": "sekretarz", "message": "Dzień dobry"}


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


@pytest.fixture
def wish(cast):
    return joining.ask(user=cast.person, partner=cast.partner, **ASK)


@pytest.fixture
def invited(cast):
    """An invitation for `cast.person`, and the address in the letter."""
    invitation = invitations.invite(
        partner=cast.partner, actor=cast.admin, email=cast.person.email, function="skarbnik"
    )
    text = Letter.objects.get(kind="colleague_invited").text
    return invitation, re.search(r"/z/kolega/\S+", text)[0]


def acts_for(user, partner):
    return Partner.objects.of_user(user).filter(pk=partner.pk).exists()


def test_a_person_asks_the_administrator_approves_and_the_pages_open(cast):
    person, admin = client_of(cast.person), client_of(cast.admin)
    person.post(reverse("members:my_ask", args=[cast.partner.pk]), ASK)
    wish = JoinRequest.objects.get()
    assert Letter.objects.get(kind="join_asked").to_email == cast.admin.email
    page = reverse("members:my_organisation", args=[cast.partner.pk])
    assert person.get(page).status_code == 404
    url = reverse("members:my_decide", args=[cast.partner.pk, wish.pk])
    admin.post(url, {"answer": "approve"})
    assert person.get(page).status_code == 200
    assert Letter.objects.get(kind="join_approved").to_email == cast.person.email
    role = Role.objects.get(person__user=cast.person)
    assert (role.function, role.is_admin) == ("sekretarz", False)
    assert role.person.source
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["asked to join", "join request approved"]


def test_the_office_approves_and_names_the_administrator(cast, wish, office):
    url = reverse("members:office_join_request", args=[wish.pk])
    office.post(url, {"answer": "approve", "is_admin": "on"})
    assert Partner.objects.managed_by(cast.person).get() == cast.partner


def test_a_refusal_needs_a_reason_which_the_person_reads(cast, wish, office):
    url = reverse("members:office_join_request", args=[wish.pk])
    assert office.post(url, {"answer": "refuse"}).status_code == 200
    office.post(url, {"answer": "refuse", "reason": "Nie znamy tej osoby."})
    wish.refresh_from_db()
    assert wish.status == JoinStatus.REFUSED
    assert "Nie znamy tej osoby." in Letter.objects.get(kind="join_refused").text
    assert not acts_for(cast.person, cast.partner)


def test_of_two_decisions_one_wins(cast, wish, office):
    url = reverse("members:office_join_request", args=[wish.pk])
    office.post(url, {"answer": "refuse", "reason": "Nie."})
    office.post(url, {"answer": "approve"})
    assert not acts_for(cast.person, cast.partner)


def test_asking_twice_makes_one_request(cast):
    person = client_of(cast.person)
    url = reverse("members:my_ask", args=[cast.partner.pk])
    assert [person.post(url, ASK).status_code for _ in range(2)] == [302, 200]
    assert JoinRequest.objects.count() == 1


def test_the_register_knows_a_person_by_the_address(cast, wish):
    known = PersonFactory(partnership=cast.partnership, email=cast.person.email.upper())
    joining.approve(request=wish, actor=cast.officer)
    known.refresh_from_db()
    assert known.user == cast.person
    assert Person.objects.filter(user=cast.person).count() == 1


def test_a_person_of_another_partnership_is_not_taken(cast, wish):
    foreign = PersonFactory(partnership=cast.foreign, email=cast.person.email)
    joining.approve(request=wish, actor=cast.officer)
    foreign.refresh_from_db()
    assert foreign.user is None


def test_a_person_linked_to_another_account_is_not_taken(cast, wish):
    other = PersonFactory(
        partnership=cast.partnership, email=cast.person.email, user=UserFactory()
    )
    joining.approve(request=wish, actor=cast.officer)
    assert Role.objects.get(person__user=cast.person).person != other


def test_a_colleague_accepts_by_the_button_only(cast, invited):
    _, url = invited
    person = client_of(cast.person)
    before = list(ColleagueInvitation.objects.values())
    assert person.get(url).status_code == 200
    assert person.head(url).status_code in {200, 405}
    assert list(ColleagueInvitation.objects.values()) == before
    person.post(url)
    assert acts_for(cast.person, cast.partner)
    assert person.get(url)["Referrer-Policy"] == "strict-origin"


def test_an_invitation_works_once(cast, invited):
    _, url = invited
    person = client_of(cast.person)
    person.post(url)
    Role.objects.filter(person__user=cast.person).delete()
    person.post(url)
    assert not acts_for(cast.person, cast.partner)


def test_an_invitation_works_for_the_invited_address_only(cast, invited):
    _, url = invited
    client_of(cast.neighbour).post(url)
    assert not acts_for(cast.neighbour, cast.partner)


def test_an_invitation_needs_a_confirmed_address(cast, invited):
    _, url = invited
    cast.person.emailaddress_set.update(verified=False)
    client_of(cast.person).post(url)
    assert not acts_for(cast.person, cast.partner)


def test_an_expired_invitation_stays_refused_after_a_password_reset(cast, invited, mailoutbox):
    _, url = invited
    with time_machine.travel(now() + dt.timedelta(days=14, seconds=1)):
        visitor = Client()
        visitor.post(reverse("account_reset_password"), {"email": cast.person.email})
        letter = mailoutbox[-1].body
        key = re.search(r"/konto/password/reset/key/\S+", letter)[0]
        form = visitor.get(key, follow=True).redirect_chain[-1][0]
        word = "czerwony-tramwaj-9"
        visitor.post(form, {"password1": word, "password2": word})
        visitor.post(reverse("account_login"), {"login": cast.person.email, "password": word})
        assert visitor.session["_auth_user_id"] == str(cast.person.pk)
        visitor.post(url)
        assert not acts_for(cast.person, cast.partner)


def test_a_withdrawn_invitation_is_worthless(cast, invited):
    invitation, url = invited
    admin = client_of(cast.admin)
    admin.post(reverse("members:my_withdraw", args=[cast.partner.pk, invitation.pk]))
    client_of(cast.person).post(url)
    assert not acts_for(cast.person, cast.partner)


def test_a_new_invitation_withdraws_the_earlier_one(cast, invited):
    earlier, _ = invited
    invitations.invite(
        partner=cast.partner, actor=cast.admin, email=cast.person.email, function="prezes"
    )
    earlier.refresh_from_db()
    assert earlier.status == InvitationStatus.WITHDRAWN


def test_the_link_stands_in_no_row_but_its_letter(invited):
    invitation, url = invited
    secret = url.rstrip("/").rpartition("/")[2].partition("-")[2]
    assert len(secret) >= 27  # 160 bits in base64
    assert secret not in str(ColleagueInvitation.objects.values().get(pk=invitation.pk))


def test_an_unknown_token_does_not_exist(cast):
    assert client_of(cast.person).get("/z/kolega/abc/").status_code == 404


def test_an_ended_role_closes_the_pages_at_once(cast):
    member, admin = client_of(cast.member), client_of(cast.admin)
    page = reverse("members:my_organisation", args=[cast.partner.pk])
    assert member.get(page).status_code == 200
    role = Role.objects.get(person__user=cast.member)
    url = reverse("members:my_role", args=[cast.partner.pk, role.pk])
    admin.post(url, {"step": "end"})
    assert member.get(page).status_code == 404


def test_a_role_that_began_today_ends_at_once_too(cast, wish):
    role = joining.approve(request=wish, actor=cast.officer)
    joining.end_role(role=role, actor=cast.admin)
    assert not acts_for(cast.person, cast.partner)


@pytest.mark.parametrize("step", ["take", "end"])
def test_the_last_administrator_stays(cast, step):
    role = Role.objects.get(person__user=cast.admin)
    url = reverse("members:my_role", args=[cast.partner.pk, role.pk])
    client_of(cast.admin).post(url, {"step": step})
    assert Partner.objects.managed_by(cast.admin).get() == cast.partner


def test_the_administrators_right_is_given_and_taken(cast):
    role = Role.objects.get(person__user=cast.member)
    url = reverse("members:my_role", args=[cast.partner.pk, role.pk])
    admin = client_of(cast.admin)
    admin.post(url, {"step": "give"})
    assert Partner.objects.managed_by(cast.member).exists()
    admin.post(url, {"step": "take"})
    assert not Partner.objects.managed_by(cast.member).exists()


@pytest.mark.parametrize("who", ["member", "neighbour", "person", "officer", "foreign_officer"])
def test_only_its_administrators_change_an_organisation(cast, wish, invited, who):
    client, pk = client_of(getattr(cast, who)), cast.partner.pk
    role = Role.objects.get(person__user=cast.member)
    addresses = [
        reverse("members:my_profile", args=[pk]),
        reverse("members:my_invite", args=[pk]),
        reverse("members:my_decide", args=[pk, wish.pk]),
        reverse("members:my_role", args=[pk, role.pk]),
        reverse("members:my_withdraw", args=[pk, invited[0].pk]),
    ]
    assert [client.post(url).status_code for url in addresses] == [404] * 5


@pytest.mark.parametrize("who", ["neighbour", "person"])
def test_a_strangers_organisation_does_not_exist(cast, who):
    client = client_of(getattr(cast, who))
    theirs = client.get(reverse("members:my_organisation", args=[cast.partner.pk]))
    nobodys = client.get(reverse("members:my_organisation", args=[10**6]))
    assert theirs.status_code == nobodys.status_code == 404


def test_another_organisations_request_and_role_are_out_of_reach(cast, wish):
    other = PartnerFactory(partnership=cast.partnership)
    person = Person.objects.get(user=cast.neighbour)
    RoleFactory(partner=other, person=person, is_admin=True)
    client = client_of(cast.neighbour)
    role = Role.objects.get(person__user=cast.member)
    assert client.post(reverse("members:my_decide", args=[other.pk, wish.pk])).status_code == 404
    assert client.post(reverse("members:my_role", args=[other.pk, role.pk])).status_code == 404


def test_a_foreign_office_finds_no_request(cast, wish):
    foreign = client_of(cast.foreign_officer)
    assert foreign.get(reverse("members:office_join_request", args=[wish.pk])).status_code == 404
    listed = foreign.get(reverse("members:office_join_requests"))
    assert list(listed.context["page"]) == []


def test_an_auditor_reads_requests_and_decides_nothing(cast, wish):
    auditor = client_of(cast.auditor)
    url = reverse("members:office_join_request", args=[wish.pk])
    assert auditor.get(url).status_code == 200
    assert auditor.post(url, {"answer": "approve"}).status_code == 403


def test_the_search_shows_ten_public_organisations_at_most(cast):
    PartnerFactory.create_batch(12, partnership=cast.partnership, name="Szukana Fundacja")
    hidden = PartnerFactory(
        partnership=cast.partnership, name="Szukana Tajna", status=PartnerStatus.CONTACT
    )
    client = client_of(cast.person)
    response = client.get(reverse("members:my_join"), {"q": "szukana"})
    assert len(response.context["found"]) == 10
    assert hidden not in response.context["found"]
    short = client.get(reverse("members:my_join"), {"q": "sz"})
    assert short.context["found"] is None
    ask = reverse("members:my_ask", args=[hidden.pk])
    assert client.get(ask).status_code == 404


def test_the_search_shows_no_people(cast):
    client = client_of(cast.person)
    body = client.get(reverse("members:my_join"), {"q": "organizacja"}).content.decode()
    assert cast.member.email not in body
    assert cast.member.last_name not in body


def test_searching_without_end_is_stopped(cast):
    client = client_of(cast.person)
    url = reverse("members:my_join")
    codes = [client.get(url, {"q": "abc"}).status_code for _ in range(61)]
    assert codes[59:] == [200, 429]


def test_what_waits_is_counted_for_each_side(cast, wish):
    assert [item.count for item in counters.waiting_for(cast.admin)] == [1]
    assert [item.count for item in counters.waiting_for(cast.person)] == [1]
    assert counters.waiting_for(cast.member) == []
    assert [item.count for item in counters.waiting(cast.partnership)] == [1]
    assert counters.waiting(cast.foreign) == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_requests_costs_the_same(office, cast, django_assert_num_queries, count):
    for user in UserFactory.create_batch(count):
        joining.ask(user=user, partner=cast.partner, **ASK)
    url = reverse("members:office_join_requests")
    office.get(url)
    with django_assert_num_queries(7):
        response = office.get(url)
    assert len(response.context["page"]) == count


@pytest.mark.parametrize("count", [1, 4])
def test_an_organisations_page_costs_the_same(cast, django_assert_num_queries, count):
    for number, user in enumerate(UserFactory.create_batch(count)):
        joining.ask(user=user, partner=cast.partner, **ASK)
        email = f"nowa{number}@poczta.example"
        invitations.invite(partner=cast.partner, actor=cast.admin, email=email, function="x")
        RoleFactory(partner=cast.partner)
    admin = client_of(cast.admin)
    url = reverse("members:my_organisation", args=[cast.partner.pk])
    admin.get(url)
    with django_assert_num_queries(11):
        assert admin.get(url).status_code == 200


@pytest.mark.parametrize("count", [1, 4])
def test_ones_organisations_cost_the_same(cast, django_assert_num_queries, count):
    person = PersonFactory(partnership=cast.partnership, user=cast.person)
    for partner in PartnerFactory.create_batch(count, partnership=cast.partnership):
        RoleFactory(partner=partner, person=person)
    client = client_of(cast.person)
    client.get(reverse("members:my_organisations"))
    with django_assert_num_queries(6):
        client.get(reverse("members:my_organisations"))
