"""The office's clubs: data, hours, advisers, leaders, status, meetings."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from clubs.choices import ClubStatus
from clubs.models import Adviser, Club, ClubMeeting
from clubs.selectors.counters import waiting
from journal.models import Entry
from meetings.models import Meeting
from tests.clubs.factories import AdviserFactory, ClubFactory, logged
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory, UserFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
BASIC = {"name": "Klub nowy (próbny)", "place": "Dom próbny"}


@pytest.fixture
def club(cast):
    return ClubFactory(partnership=cast.partnership)


def page(name, club, *args):
    return reverse(f"clubs:{name}", args=[club.pk, *args])


def test_the_office_enters_a_club(office, cast):
    commune = CommuneFactory(parent=cast.partnership.county)
    data = {
        **BASIC,
        "host": cast.partner.pk,
        "commune": commune.pk,
        "support": ["talk", "course"],
        "groups": ["women"],
        "logs_from": "2026-03-17",
    }
    response = office.post(reverse("clubs:office_add"), data)
    club = Club.objects.get()
    assert response.url == page("office_detail", club)
    assert (club.partnership, club.status, club.host) == (cast.partnership, "open", cast.partner)
    assert (club.support, club.groups) == (["talk", "course"], ["women"])
    assert club.logs_from == dt.date(2026, 3, 1)
    assert not club.is_public


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"place": ""}, "place"),
        ({"support": ["nonsense"]}, "support"),
        ({"groups": ["all"]}, "groups"),
        ({"opened_on": "2026-02-31"}, "opened_on"),
        ({"name": "Klub zajęty"}, "name"),
        ({"host": "999999"}, "host"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_the_rest_is_kept(office, cast, wrong, field):
    ClubFactory(partnership=cast.partnership, name="Klub zajęty")
    data = {**BASIC, "description": "Opis zachowany.", **wrong}
    response = office.post(reverse("clubs:office_add"), data)
    assert set(response.context["form"].errors) == {field}
    assert "Opis zachowany." in response.content.decode()
    assert Club.objects.count() == 1


def test_a_foreign_host_or_commune_is_no_choice(office, cast):
    data = {
        **BASIC,
        "host": PartnerFactory(partnership=cast.foreign).pk,
        "commune": CommuneFactory(parent=cast.foreign.county).pk,
    }
    response = office.post(reverse("clubs:office_add"), data)
    assert set(response.context["form"].errors) == {"host", "commune"}


def test_a_change_is_journalled_with_before_and_after(office, club):
    data = {**BASIC, "name": club.name, "place": "Nowe miejsce"}
    office.post(page("office_edit", club), data)
    assert Club.objects.get().place == "Nowe miejsce"
    entry = Entry.objects.get(verb="club changed")
    assert (entry.before, entry.after) == (
        {"place": "Dom próbny, sala 1"},
        {"place": "Nowe miejsce"},
    )


def test_hours_are_rows_that_can_be_added_without_a_script(office, club):
    address = page("office_rows", club, "godziny")
    row = {
        "hours-TOTAL_FORMS": 1,
        "hours-INITIAL_FORMS": 0,
        "hours-0-weekday": 2,
        "hours-0-opens": "16:00",
        "hours-0-closes": "18:30",
        "hours-0-note": "w roku szkolnym",
    }
    more = office.post(address, {**row, "more": "1"})
    assert len(more.context["formset"].forms) == 2
    assert 'value="w roku szkolnym"' in more.content.decode()
    assert not club.hours.exists()
    wrong = office.post(address, {**row, "hours-0-closes": "15:00"})
    assert "Godzina zamknięcia jest wcześniejsza" in wrong.content.decode()
    assert office.post(address, row).status_code == 302
    hours = club.hours.get()
    assert (hours.weekday, hours.opens, hours.closes) == (2, dt.time(16), dt.time(18, 30))
    stored = {
        **row,
        "hours-INITIAL_FORMS": 1,
        "hours-0-id": hours.pk,
        "hours-0-club": club.pk,
        "hours-0-DELETE": "on",
    }
    assert office.post(address, stored).status_code == 302
    assert not club.hours.exists()


def test_projects_for_sponsors_may_point_to_a_project_of_the_partnership(office, cast, club):
    own = ProjectFactory(partnership=cast.partnership)
    foreign = ProjectFactory(partnership=cast.foreign)
    row = {
        "sponsor_projects-TOTAL_FORMS": 1,
        "sponsor_projects-INITIAL_FORMS": 0,
        "sponsor_projects-0-title": "Kurs (próbny)",
        "sponsor_projects-0-year": 2004,
        "sponsor_projects-0-result": "sponsored",
        "sponsor_projects-0-project": foreign.pk,
    }
    address = page("office_rows", club, "projekty")
    assert office.post(address, row).status_code == 200
    row["sponsor_projects-0-project"] = own.pk
    assert office.post(address, row).status_code == 302
    assert club.sponsor_projects.get().project == own


def test_advisers_stand_in_the_list_only_if_they_agreed(office, club):
    data = {"name": "Doradca Próbny", "agreed_on": "2026-01-02", "trained_on": "2026-02-01"}
    refused = office.post(page("office_adviser_add", club), data)
    assert set(refused.context["form"].errors) == {"agreed"}
    office.post(page("office_adviser_add", club), {**data, "agreed": "on"})
    assert Adviser.objects.get().name == "Doradca Próbny"
    entry = Entry.objects.get(verb="adviser added")
    assert "Doradca" not in f"{entry.about_name} {entry.after}"


def test_the_office_is_warned_thirty_days_before_a_training_ends(office, cast, club):
    today = localdate()
    ends = {
        days: AdviserFactory(club=club, valid_until=today + dt.timedelta(days=days))
        for days in (-5, 0, 30, 31)
    }
    AdviserFactory(club=club)
    closed = ClubFactory(partnership=cast.partnership, status=ClubStatus.CLOSED)
    AdviserFactory(club=closed, valid_until=today)
    AdviserFactory(club=ClubFactory(partnership=cast.foreign), valid_until=today)
    (figure,) = waiting(cast.partnership)
    listed = office.get(figure.url).context["page"]
    assert figure.count == listed.paginator.count == 3
    assert set(listed) == {ends[days] for days in (-5, 0, 30)}
    states = {days: adviser.training for days, adviser in ends.items()}
    assert states == {-5: "ended", 0: "ending", 30: "ending", 31: "valid"}


def test_removing_an_adviser_asks_and_leaves_nothing_of_the_person(office, club):
    adviser = AdviserFactory(club=club, name="Zdzisława Tajna")
    address = page("office_adviser_drop", club, adviser.pk)
    assert "Zdzisława Tajna" in office.get(address).content.decode()
    assert Adviser.objects.exists()
    office.post(address)
    assert not Adviser.objects.exists()
    told = [f"{e.about_name} {e.before} {e.after} {e.reason}" for e in Entry.objects.all()]
    assert not any("Tajna" in words for words in told)


def test_a_leader_is_named_by_a_confirmed_address_once(office, club):
    user = UserFactory()
    unknown = office.post(page("office_leader_add", club), {"email": "nikt@poczta.example"})
    assert unknown.context["form"].errors["email"]
    assert office.post(page("office_leader_add", club), {"email": user.email.upper()}).url
    twice = office.post(page("office_leader_add", club), {"email": user.email})
    assert twice.context["form"].errors["email"]
    assert list(club.leaders.all()) == [user]
    assert str(user) in office.get(page("office_leader_remove", club, user.pk)).content.decode()
    assert club.leaders.exists()
    office.post(page("office_leader_remove", club, user.pk))
    assert not club.leaders.exists()


def test_a_status_changes_along_its_arrows_with_a_reason(office, club):
    address = page("office_step", club)
    refused = office.post(address, {"status": "suspended", "reason": " "})
    assert refused.context["form"].errors["reason"]
    office.post(address, {"status": "suspended", "reason": "Remont."})
    club.refresh_from_db()
    assert club.status == ClubStatus.SUSPENDED
    assert Entry.objects.get(verb="club suspended").reason == "Remont."
    office.post(address, {"status": "closed", "reason": "Koniec."})
    wrong = office.post(address, {"status": "suspended", "reason": "x"})
    assert wrong.context["form"].errors["status"]


def test_publishing_is_a_switch(office, client, club):
    office.post(page("office_publish", club))
    assert client.get(club.get_absolute_url()).status_code == 200
    office.post(page("office_publish", club), {"hide": "1"})
    assert client.get(club.get_absolute_url()).status_code == 404


def test_calling_a_club_meeting_makes_a_draft_and_leads_to_its_recipients(office, cast, club):
    form = office.get(page("office_meeting", club)).context["form"]
    day = localdate() + dt.timedelta(days=20)
    data = {
        "title": form["title"].value(),
        "kind": form["kind"].value(),
        "form": "person",
        "place": form["place"].value(),
        "day": day,
        "from_hour": "17:00",
        "to_hour": "19:00",
    }
    wrong = office.post(page("office_meeting", club), {**data, "to_hour": "16:00"})
    assert wrong.context["form"].errors["to_hour"]
    response = office.post(page("office_meeting", club), data)
    meeting = Meeting.objects.get()
    assert response.url == reverse("meetings:office_recipients", args=[meeting.pk])
    assert (meeting.status, meeting.kind, meeting.place) == ("draft", "club", club.place)
    assert club.name in meeting.title
    assert ClubMeeting.objects.get().club == club
    assert meeting.local_start.hour == 17


@pytest.mark.parametrize(
    ("given", "when"),
    [
        ({"day": "2024-05-14"}, "wtorek, 14 maja 2024"),
        ({"year": "2024", "month": "5"}, "maj 2024"),
        ({"year": "2024"}, "2024"),
    ],
)
def test_hours_and_days_of_a_club_meeting_may_be_unknown(office, club, given, when):
    words = {"title": "Dyżur próbny", "kind": "club", "form": "person", "place": "Ratusz"}
    office.post(page("office_meeting", club), words | given)
    assert ClubMeeting.objects.get().meeting.when == when
    half = office.post(page("office_meeting", club), words | {**given, "from_hour": "09:00"})
    assert half.context["form"].errors
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number(office, cast, count, django_assert_num_queries):
    for club in ClubFactory.create_batch(count, partnership=cast.partnership, host=cast.partner):
        AdviserFactory(club=club)
    with django_assert_num_queries(7):
        response = office.get(reverse("clubs:office_index"))
    assert len(response.context["page"]) == count


@pytest.mark.parametrize("count", [1, 4])
def test_a_club_costs_the_same_for_any_number_of_rows(
    office, cast, club, count, django_assert_num_queries
):
    for number in range(count):
        AdviserFactory(club=club)
        logged(club, dt.date(2025, number + 1, 1), talk=9)
        club.leaders.add(UserFactory())
    with django_assert_num_queries(20):
        office.get(page("office_detail", club))


def test_another_office_and_an_auditor(cast, club):
    adviser = AdviserFactory(club=club)
    for name, args in [
        ("office_detail", []),
        ("office_edit", []),
        ("office_adviser", [adviser.pk]),
        ("office_rows", ["godziny"]),
        ("office_meeting", []),
        ("office_month", [2026, 1]),
    ]:
        address = page(name, club, *args)
        assert client_of(cast.foreign_officer).get(address).status_code == 404
        assert client_of(cast.auditor).get(address).status_code == 200
        assert client_of(cast.auditor).post(address).status_code in {403, 405}


def test_an_adviser_of_another_club_is_not_found(office, cast, club):
    other = AdviserFactory(club=ClubFactory(partnership=cast.partnership))
    assert office.get(page("office_adviser", club, other.pk)).status_code == 404


def test_no_model_of_the_room_has_a_place_for_a_person_who_is_helped():
    from django.apps import apps

    named = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("clubs").get_models()
        for field in model._meta.get_fields()
        if re.search(r"name|person|client|email|phone|pesel|birth", field.name)
    }
    assert named == {
        "Club.name",
        "Adviser.name",
        "Adviser.email",
        "Adviser.phone",
        "ClubClaim.named",
    }
