"""From "Join the partnership" to an organisation in the register, and what the person sees on the way."""

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from members.actions import applying, joining
from members.choices import JoinStatus, PartnerStatus
from members.models import Application, Partner, Role
from outbox.models import Letter
from tests.conftest import client_of
from tests.factories import PartnerFactory

NEW = {
    "name": "Koło Gospodyń Próbne",
    "nip": "123-456-32-18",
    "kind": "association",
    "function": "przewodnicząca",
    "message": "Dzień dobry",
}
MINE = "/moje/organizacje/"


@pytest.fixture
def reported(cast):
    return applying.apply(
        partnership=cast.partnership, actor=cast.person, **{**NEW, "nip": "1234563218"}
    )


def test_everybody_reads_who_may_join_what_comes_next_and_whom_to_ask(cast):
    page = Client().get(reverse("members:join")).content.decode()
    for words in ["Kto może dołączyć", "Co dalej", "Kogo zapytać", "Załóż konto"]:
        assert words in page
    assert reverse("members:join") in Client().get("/").content.decode()


def test_a_person_reports_an_organisation_and_the_office_enters_it(cast, office):
    person = client_of(cast.person)
    data = {**NEW, "partnership": cast.partnership.pk}
    assert person.post(reverse("members:my_apply"), data).status_code == 302
    application = Application.objects.get()
    assert "Koło Gospodyń Próbne" in person.get(MINE).content.decode()
    told = Letter.objects.get(kind="application_filed")
    assert told.to_email == cast.coordinator.email
    assert reverse("members:office_application", args=[application.pk]) in told.text
    assert application.name in office.get(reverse("members:office_join_requests")).content.decode()
    url = reverse("members:office_application_enter", args=[application.pk])
    form = office.get(url).context["form"]
    assert form.initial["name"] == NEW["name"]
    office.post(url, {**form.initial, "sector": "social", "commune": ""})
    partner = Partner.objects.get(name=NEW["name"])
    assert (partner.status, partner.nip) == (PartnerStatus.APPLIED, "1234563218")
    assert Partner.objects.managed_by(cast.person).get() == partner
    assert Letter.objects.get(kind="join_approved").to_email == cast.person.email
    assert "zatwierdzona" in person.get(MINE).content.decode()


def test_a_refusal_says_why_and_stays_visible(cast, reported, office):
    url = reverse("members:office_application", args=[reported.pk])
    assert office.post(url, {"reason": ""}).status_code == 200
    office.post(url, {"reason": "Jest już w rejestrze pod inną nazwą."})
    assert "pod inną nazwą" in Letter.objects.get(kind="join_refused").text
    assert "pod inną nazwą" in client_of(cast.person).get(MINE).content.decode()
    assert not Role.objects.filter(person__user=cast.person).exists()


def test_of_two_decisions_one_counts(cast, reported, office):
    office.post(reverse("members:office_application", args=[reported.pk]), {"reason": "Nie."})
    url = reverse("members:office_application_enter", args=[reported.pk])
    data = {"name": "X", "kind": "association", "sector": "social", "language": "pl"}
    assert office.post(url, data).status_code == 200
    reported.refresh_from_db()
    assert reported.status == JoinStatus.REFUSED
    assert not Partner.objects.filter(name="X").exists()


def test_a_known_nip_is_refused_by_name_and_nothing_is_decided(cast, reported, office):
    holder = PartnerFactory(partnership=cast.partnership, nip="1234563218")
    url = reverse("members:office_application_enter", args=[reported.pk])
    form = office.get(url).context["form"]
    page = office.post(url, {**form.initial, "sector": "social", "commune": ""})
    assert holder.name in page.content.decode()
    reported.refresh_from_db()
    assert reported.status == JoinStatus.ASKED


def test_the_same_organisation_is_reported_once_and_five_a_day(cast, reported):
    told = {**NEW, "nip": ""}
    with pytest.raises(joining.JoiningError):
        applying.apply(partnership=cast.partnership, actor=cast.person, **told)
    for number in range(joining.ASKED_A_DAY - 1):
        named = {**told, "name": f"Inna {number}"}
        applying.apply(partnership=cast.partnership, actor=cast.person, **named)
    with pytest.raises(joining.JoiningError):
        applying.apply(partnership=cast.partnership, actor=cast.person, **{**told, "name": "Y"})


def test_another_office_finds_no_report(cast, reported):
    foreign = client_of(cast.foreign_officer)
    for page in ("office_application", "office_application_enter"):
        assert foreign.get(reverse(f"members:{page}", args=[reported.pk])).status_code == 404


def test_who_has_asked_reads_the_state_and_gets_no_second_form(cast):
    person = client_of(cast.person)
    url = reverse("members:my_ask", args=[cast.partner.pk])
    assert '<form method="post"\n        class="form' in person.get(url).content.decode()
    joining.ask(user=cast.person, partner=cast.partner, function="prezes")
    page = person.get(url).content.decode()
    assert "czeka na zatwierdzenie" in page
    assert "Wyślij prośbę" not in page
    search = reverse("members:my_join")
    found = person.get(search, {"q": cast.partner.name}).content.decode()
    assert "Twoja prośba czeka na zatwierdzenie" in found
    assert url not in found


def test_who_acts_for_an_organisation_is_not_asked_to_join_it(cast):
    member = client_of(cast.member)
    page = member.get(reverse("members:my_ask", args=[cast.partner.pk])).content.decode()
    assert "Wyślij prośbę" not in page
    found = member.get(reverse("members:my_join"), {"q": cast.partner.name}).content.decode()
    assert "działasz w jej imieniu" in found


def test_the_journal_tells_what_was_reported_and_what_became_of_it(cast, reported, office):
    url = reverse("members:office_application_enter", args=[reported.pk])
    form = office.get(url).context["form"]
    office.post(url, {**form.initial, "sector": "social", "commune": ""})
    entry = Entry.objects.get(verb="reported organisation entered")
    assert entry.after == {"partner": "Koło Gospodyń Próbne", "function": "przewodnicząca"}
