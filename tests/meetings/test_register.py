"""The list of recipients follows the register until it is sent, and says what changed."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from journal.models import Entry
from meetings.actions import invite, plan, send
from meetings.errors import NobodyError
from members.actions import register
from outbox import actions as outbox
from outbox.models import Letter
from tests.conftest import client_of
from tests.factories import PartnerFactory, PersonFactory, RoleFactory
from tests.meetings.factories import MeetingFactory, listed, mark_sent, prepared, released

YESTERDAY = localdate() - dt.timedelta(days=1)


@pytest.fixture
def meeting(cast):
    return listed(MeetingFactory(partnership=cast.partnership), 2, cast.officer)


@pytest.fixture(autouse=True)
def _at_once(django_capture_on_commit_callbacks, monkeypatch):
    """What follows a commit follows every change of the register here."""

    def following(action):
        def changed(**kwargs):
            with django_capture_on_commit_callbacks(execute=True):
                return action(**kwargs)

        return changed

    for name in ("keep_person", "end_role", "keep_role"):
        monkeypatch.setattr(register, name, following(getattr(register, name)))


def end_role(person, actor):
    register.end_role(role=person.roles.get(), actor=actor, until=YESTERDAY)


def move_house(person, actor, **changes):
    for name, value in changes.items():
        setattr(person, name, value)
    register.keep_person(person=person, actor=actor)


def test_an_address_corrected_before_sending_is_used_and_said(office, cast, meeting):
    row = meeting.invitations.first()
    old = row.email
    move_house(row.person, cast.officer, email="nowy@firma.example", last_name="Inna")
    for page in ("office_recipients", "office_send"):
        words = office.get(reverse(f"meetings:{page}", args=[meeting.pk])).content.decode()
        assert f"{old} → nowy@firma.example" in words
    row.refresh_from_db()
    assert row.email == old  # reading changes nothing
    released(meeting, cast.officer)
    row.refresh_from_db()
    assert (row.email, "Inna" in row.name) == ("nowy@firma.example", True)
    assert "mailto:nowy@firma.example" in Letter.objects.get(to_email=row.email).calendar
    assert not Letter.objects.filter(to_email=old).exists()
    followed = Entry.objects.get(verb="recipients followed the register")
    assert followed.after == {"followed_register": 1}


def test_somebody_whose_role_ended_after_the_list_was_made_is_not_invited(office, cast, meeting):
    row = meeting.invitations.first()
    end_role(row.person, cast.officer)
    words = office.get(reverse("meetings:office_send", args=[meeting.pk])).content.decode()
    assert "nie działają już w niczyim imieniu" in words
    assert row.name in words
    assert released(meeting, cast.officer).total == 1
    row.refresh_from_db()
    assert row.invited_at is None
    with pytest.raises(NobodyError):
        send.release(meeting=meeting, actor=cast.officer)


def test_somebody_who_acts_for_another_partner_now_is_invited_for_that_one(cast, meeting):
    row = meeting.invitations.first()
    end_role(row.person, cast.officer)
    other = PartnerFactory(partnership=cast.partnership, name="Nowa organizacja", sector="public")
    RoleFactory(person=row.person, partner=other)
    released(meeting, cast.officer)
    row.refresh_from_db()
    assert (row.organisation, row.partner, row.sector) == ("Nowa organizacja", other, "public")
    assert "Nowa organizacja" in Letter.objects.get(to_email=row.email).text


def test_cloning_leaves_out_whose_role_has_ended(office, cast, meeting):
    ended = meeting.invitations.first().person
    end_role(ended, cast.officer)
    copy = plan.create(
        actor=cast.officer,
        meeting=MeetingFactory.build(partnership=cast.partnership),
        source=meeting,
        take=frozenset({"recipients"}),
    )
    assert ended.pk not in copy.invitations.values_list("person", flat=True)
    assert copy.invitations.count() == 1


def test_a_file_leaves_out_whose_role_has_ended_and_says_so(office, cast, meeting):
    person = RoleFactory(partner__partnership=cast.partnership).person
    end_role(person, cast.officer)
    url = reverse("meetings:office_from_file", args=[meeting.pk])
    file = SimpleUploadedFile("lista.csv", f"E-mail\n{person.email}\n".encode())
    page = office.post(url, {"file": file}, follow=True)
    assert str(person) in page.content.decode()
    assert meeting.invitations.count() == 2


def test_criteria_leave_out_whose_role_has_ended(office, cast):
    meeting = MeetingFactory(partnership=cast.partnership)
    partner = PartnerFactory(partnership=cast.partnership, sector="business")
    ended, acting, later = (RoleFactory(partner=partner) for _ in range(3))
    register.end_role(role=ended, actor=cast.officer, until=YESTERDAY)
    later.since = localdate() + dt.timedelta(days=3)
    later.save()
    url = reverse("meetings:office_by_criteria", args=[meeting.pk])
    shown = office.get(url + "?sector=business&status=admitted")
    assert [person.pk for person in shown.context["people"]] == [acting.person_id]
    office.post(url, {"sector": "business", "status": "admitted"})
    assert [row.person_id for row in meeting.invitations.all()] == [acting.person_id]


def test_a_name_search_finds_nobody_of_another_office_and_adds_nobody(office, cast, meeting):
    mine = RoleFactory(partner__partnership=cast.partnership, person__last_name="Zbieżna").person
    foreign = RoleFactory(partner__partnership=cast.foreign, person__last_name="Zbieżna").person
    url = reverse("meetings:office_by_hand", args=[meeting.pk])
    assert office.get(url, {"q": "Zbieżna"}).context["people"] == [mine]
    office.post(url, {"person": [mine.pk, foreign.pk]})
    assert foreign.pk not in meeting.invitations.values_list("person", flat=True)
    assert mine.pk in meeting.invitations.values_list("person", flat=True)
    theirs = client_of(cast.foreign_officer)
    assert theirs.get(url, {"q": "Zbieżna"}).status_code == 404
    assert theirs.post(url, {"person": [foreign.pk]}).status_code == 404


def test_the_name_of_an_organisation_finds_who_acts_for_it_today(office, cast, meeting):
    partner = PartnerFactory(partnership=cast.partnership, name="Spółdzielnia Zgoda")
    ended, acting = (RoleFactory(partner=partner) for _ in range(2))
    register.end_role(role=ended, actor=cast.officer, until=YESTERDAY)
    url = reverse("meetings:office_by_hand", args=[meeting.pk])
    assert office.get(url, {"q": "zgoda"}).context["people"] == [acting.person]


def test_a_name_search_shows_whose_role_has_ended_and_does_not_add_them(office, cast, meeting):
    role = RoleFactory(partner__partnership=cast.partnership, person__last_name="Dawna")
    register.end_role(role=role, actor=cast.officer, until=YESTERDAY)
    url = reverse("meetings:office_by_hand", args=[meeting.pk])
    [person] = office.get(url, {"q": "Dawna"}).context["people"]
    assert person.has_ended
    page = office.post(url, {"person": [person.pk]}, follow=True)
    assert meeting.invitations.count() == 2
    assert str(person) in page.content.decode()


def test_somebody_who_never_had_a_role_is_invited_without_an_organisation(cast, meeting):
    person = PersonFactory(partnership=cast.partnership)
    assert invite.add(meeting=meeting, actor=cast.officer, people=[person.pk]) == 1
    released(meeting, cast.officer)
    assert "przedstawiciel" not in Letter.objects.get(to_email=person.email).text


@pytest.mark.parametrize("status", ["queued", "held"])
def test_a_letter_that_waits_follows_a_corrected_address(cast, meeting, status):
    released(meeting, cast.officer)
    row = meeting.invitations.first()
    letter = Letter.objects.get(to_email=row.email)
    if status == "held":
        outbox.hold(letter=letter, actor=cast.officer)
    move_house(row.person, cast.officer, email="nowy@firma.example")
    fresh = Letter.objects.get(pk=letter.pk)
    assert (fresh.to_email, fresh.status) == ("nowy@firma.example", status)
    assert fresh.message_id == letter.message_id
    assert "mailto:nowy@firma.example" in fresh.calendar


def test_words_that_the_office_has_changed_survive_a_corrected_address(cast, meeting):
    released(meeting, cast.officer)
    row = meeting.invitations.first()
    letter = Letter.objects.get(to_email=row.email)
    outbox.hold(letter=letter, actor=cast.officer)
    outbox.edit(letter=letter, actor=cast.officer, subject="Inaczej", text="Słowa od serca.")
    move_house(row.person, cast.officer, email="nowy@firma.example")
    letter.refresh_from_db()
    assert (letter.to_email, letter.text) == ("nowy@firma.example", "Słowa od serca.")
    assert "mailto:nowy@firma.example" in letter.calendar


def test_a_letter_that_waits_does_not_go_once_the_role_has_ended(cast, meeting):
    released(meeting, cast.officer)
    row, other = meeting.invitations.order_by("pk")
    mark_sent(Letter.objects.filter(to_email=other.email))
    end_role(row.person, cast.officer)
    assert Letter.objects.get(to_email=row.email).status == "cancelled"
    meeting.refresh_from_db()
    assert (
        plan.change(meeting=meeting, actor=cast.officer, changes={"place": "Gdzie indziej"}) == 1
    )


def test_a_letter_that_waits_does_not_go_without_an_address(cast, meeting):
    released(meeting, cast.officer)
    row = meeting.invitations.first()
    move_house(row.person, cast.officer, email="")
    letter = Letter.objects.get(about=f"meetings.invitation:{row.pk}")
    assert letter.status == "cancelled"


def test_letters_of_a_stopped_batch_follow_the_register_when_it_goes_on(cast, meeting):
    ended, corrected = (row.person for row in meeting.invitations.order_by("pk"))
    batch = send.release(meeting=meeting, actor=cast.officer)
    outbox.stop(batch=batch, actor=cast.officer)
    end_role(ended, cast.officer)
    move_house(corrected, cast.officer, email="nowy@firma.example")
    outbox.resume(batch=batch, actor=cast.officer)
    prepared(batch)
    assert [one.to_email for one in Letter.objects.all()] == ["nowy@firma.example"]


def test_what_went_out_stays_and_later_letters_go_to_the_new_address(cast, meeting):
    released(meeting, cast.officer)
    row = meeting.invitations.first()
    old = row.email
    mark_sent(Letter.objects.all())
    move_house(row.person, cast.officer, email="nowy@firma.example", last_name="Inna")
    row.refresh_from_db()
    assert (row.email, "Inna" in row.name) == ("nowy@firma.example", False)
    assert Letter.objects.get(kind="meeting_invitation", to_email=old).status == "sent"
    meeting.refresh_from_db()
    plan.change(meeting=meeting, actor=cast.officer, changes={"place": "Gdzie indziej"})
    from outbox.models import Batch

    prepared(Batch.objects.get(status="preparing"))
    assert Letter.objects.filter(kind="meeting_update", to_email="nowy@firma.example").exists()


@pytest.mark.parametrize("count", [2, 6])
def test_comparing_with_the_register_costs_the_same_for_any_list(
    cast, count, django_assert_num_queries
):
    meeting = listed(MeetingFactory(partnership=cast.partnership), count, cast.officer)
    with django_assert_num_queries(3):
        assert list(invite.differences(meeting)) == []
