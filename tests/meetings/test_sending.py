"""Releasing, moving and cancelling: who gets which letters, whatever happens meanwhile."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime, now

from journal.models import Entry
from meetings import tasks
from meetings.actions import answer, invite, plan, send
from meetings.errors import FixedError, IncompleteError, InvitedError, NobodyError, PastError
from meetings.models import Invitation, Meeting
from outbox.models import Batch, Letter
from tests.crowd import at_once, crowded
from tests.factories import PartnerFactory, PersonFactory, RoleFactory
from tests.meetings.factories import (
    MeetingFactory,
    listed,
    mark_sent,
    people_of,
    prepared,
    released,
)


@pytest.fixture
def meeting(cast):
    return listed(MeetingFactory(partnership=cast.partnership), 4, cast.officer)


def test_releasing_asks_the_table_of_invitations_once(meeting, cast):
    """A sub-select of the table itself cost the database 46 s for a fresh list of 5,000."""
    with CaptureQueriesContext(connection) as queries:
        send.release(meeting=meeting, actor=cast.officer)

    table = f'"{Invitation._meta.db_table}"'
    updates = [q["sql"] for q in queries if q["sql"].startswith(f"UPDATE {table}")]
    assert len(updates) == 2  # the addresses, and who is invited
    assert not any(f"FROM {table}" in update for update in updates)


def moved(meeting, actor, **changes):
    told = plan.change(meeting=meeting, actor=actor, changes=changes)
    for batch in Batch.objects.filter(status="preparing"):
        prepared(batch)
    meeting.refresh_from_db()
    return told


def test_somebody_with_two_roles_stands_on_the_list_once(cast):
    meeting = MeetingFactory(partnership=cast.partnership)
    role = RoleFactory(partner=PartnerFactory(partnership=cast.partnership))
    RoleFactory(partner=PartnerFactory(partnership=cast.partnership), person=role.person)
    add = {"meeting": meeting, "actor": cast.officer, "people": [role.person.pk, role.person.pk]}
    assert invite.add(**add) == 1
    assert invite.add(**add) == 0
    assert meeting.invitations.get().person == role.person


def test_people_of_another_office_cannot_be_put_on_the_list(cast):
    meeting = MeetingFactory(partnership=cast.partnership)
    foreign = PersonFactory(partnership=cast.foreign)
    assert invite.add(meeting=meeting, actor=cast.officer, people=[foreign.pk]) == 0


def test_an_invitation_keeps_what_was_known_when_it_was_made(meeting):
    row = meeting.invitations.first()
    row.person.last_name = "Inna"
    row.person.save()
    row.refresh_from_db()
    assert "Inna" not in row.name


def test_criteria_choose_and_say_for_whom(office, cast):
    meeting = MeetingFactory(partnership=cast.partnership)
    wanted = people_of(cast.partnership, 2, sector="business", kind="employer")
    people_of(cast.partnership, 1, sector="public", kind="school")
    url = reverse("meetings:office_by_criteria", args=[meeting.pk])
    shown = office.get(url + "?sector=business&status=admitted")
    assert len(shown.context["people"]) == 2
    office.post(url, {"sector": "business", "status": "admitted"})
    assert {row.person_id for row in meeting.invitations.all()} == {p.pk for p in wanted}
    assert set(meeting.invitations.values_list("sector", flat=True)) == {"business"}


def test_a_file_finds_people_by_their_addresses(office, cast, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    meeting = MeetingFactory(partnership=cast.partnership)
    person = people_of(cast.partnership, 1)[0]
    text = f"Nazwisko;E-mail\nKowalska;{person.email.upper()}\nObcy;obcy@nikt.example\n"
    file = SimpleUploadedFile("lista.csv", text.encode("cp1250"))
    url = reverse("meetings:office_from_file", args=[meeting.pk])
    response = office.post(url, {"file": file})
    assert meeting.invitations.get().person == person
    assert response.context["unknown"] == ["obcy@nikt.example"]


def test_the_balance_names_what_is_missing(office, cast, meeting):
    page = office.get(reverse("meetings:office_recipients", args=[meeting.pk]))
    balance = page.context["balance"]
    assert balance["total"] == 4
    assert len(balance["missing_sectors"]) == 3


def test_releasing_queues_one_letter_for_each_person(cast, meeting):
    batch = released(meeting, cast.officer)
    meeting.refresh_from_db()
    assert meeting.status == "announced"
    assert batch.status == "running"
    letters = Letter.objects.filter(batch=batch)
    assert letters.count() == batch.total == 4
    assert letters.values("to_email").distinct().count() == 4
    for letter in letters:
        assert letter.not_before == batch.not_before > now() + dt.timedelta(seconds=50)
        assert letter.calendar_method == "REQUEST"


def test_people_without_mail_or_with_an_objection_get_no_letter(cast, meeting):
    rows = list(meeting.invitations.all())
    type(rows[0].person).objects.filter(pk=rows[0].person_id).update(email="")
    person = rows[1].person
    person.invitations_stopped_at = now()
    person.save()
    assert released(meeting, cast.officer).total == 2


def test_an_objection_between_release_and_writing_is_heard(cast, meeting):
    batch = send.release(meeting=meeting, actor=cast.officer)
    row = meeting.invitations.first()
    answer.stop_invitations(person=row.person, invitation=row)
    prepared(batch)
    assert not Letter.objects.filter(to_email=row.email).exists()
    assert Letter.objects.count() == 3


def test_an_objection_takes_back_what_waits(cast, meeting):
    released(meeting, cast.officer)
    row = meeting.invitations.first()
    answer.stop_invitations(person=row.person, invitation=row)
    assert Letter.objects.get(to_email=row.email).status == "cancelled"


def test_nothing_is_released_twice_nor_for_nobody_nor_for_the_past(cast, meeting):
    released(meeting, cast.officer)
    with pytest.raises(NobodyError):
        send.release(meeting=meeting, actor=cast.officer)
    past = listed(MeetingFactory(partnership=cast.partnership, over=True), 1)
    with pytest.raises(PastError):
        send.release(meeting=past, actor=cast.officer)
    nowhere = listed(MeetingFactory(partnership=cast.partnership, place=""), 1)
    with pytest.raises(IncompleteError):
        send.release(meeting=nowhere, actor=cast.officer)
    nowhere.refresh_from_db()
    assert nowhere.status == "draft"


def test_more_people_later_get_a_batch_of_their_own(cast, meeting):
    first = released(meeting, cast.officer)
    listed(meeting, 2)
    second = released(meeting, cast.officer)
    assert (first.total, second.total) == (4, 2)
    assert Letter.objects.count() == 6


def test_an_invited_person_is_not_taken_off_the_list(cast, meeting):
    ids = list(meeting.invitations.values_list("pk", flat=True))
    assert invite.remove(meeting=meeting, actor=cast.officer, invitations=ids[:1]) == 1
    released(meeting, cast.officer)
    with pytest.raises(InvitedError):
        invite.remove(meeting=meeting, actor=cast.officer, invitations=ids)
    assert meeting.invitations.count() == 3


def test_what_was_forgotten_is_written_by_the_sweep(cast, meeting):
    batch = send.release(meeting=meeting, actor=cast.officer)
    tasks.sweep()
    tasks.sweep()
    tasks.prepare(batch.pk)
    batch.refresh_from_db()
    assert batch.status == "running"
    assert Letter.objects.filter(batch=batch).count() == 4
    assert send.unfinished() == []


def test_a_stopped_batch_is_written_after_it_goes_on(cast, meeting):
    from outbox import actions as outbox

    batch = send.release(meeting=meeting, actor=cast.officer)
    outbox.stop(batch=batch, actor=cast.officer)
    tasks.sweep()
    assert not Letter.objects.exists()
    outbox.resume(batch=Batch.objects.get(pk=batch.pk), actor=cast.officer)
    tasks.sweep()
    assert Letter.objects.count() == 4


def test_moving_three_times_while_sending_leaves_everyone_with_the_last_date(cast, meeting):
    released(meeting, cast.officer)
    start = meeting.starts_at
    for step in range(1, 4):
        mark_sent(Letter.objects.filter(status="queued"), 2)
        day = dt.timedelta(days=step)
        moved(meeting, cast.officer, starts_at=start + day, ends_at=start + day * 1.1)
    mark_sent(Letter.objects.filter(status="queued"))
    assert meeting.sequence == 3
    last = localtime(meeting.starts_at).strftime("%Y%m%d")
    for row in meeting.invitations.all():
        mine = Letter.objects.filter(to_email=row.email)
        assert f"TZID=Europe/Warsaw:{last}" in mine.filter(status="sent").last().calendar
        assert "SEQUENCE:3" in mine.filter(status="sent").last().calendar
        assert mine.filter(status="sent", kind="meeting_invitation").count() <= 1
    assert not Letter.objects.filter(status="queued").exists()


def test_a_move_takes_queued_letters_back_and_tells_everyone_once(cast, meeting):
    released(meeting, cast.officer)
    mark_sent(Letter.objects.all(), 1)
    assert moved(meeting, cast.officer, place="Inna sala próbna")
    kinds = sorted(Letter.objects.filter(status="queued").values_list("kind", flat=True))
    assert kinds == ["meeting_invitation"] * 3 + ["meeting_update"]
    assert Letter.objects.filter(status="cancelled").count() == 3


def test_other_words_change_without_letters(cast, meeting):
    released(meeting, cast.officer)
    assert not moved(meeting, cast.officer, description="Więcej słów.")
    assert meeting.sequence == 0
    assert Letter.objects.count() == 4


def test_an_announced_meeting_is_not_moved_into_the_past(cast, meeting):
    released(meeting, cast.officer)
    with pytest.raises(PastError):
        plan.change(
            meeting=meeting,
            actor=cast.officer,
            changes={"starts_at": now() - dt.timedelta(days=1)},
        )
    meeting.refresh_from_db()
    assert meeting.starts_at > now()


def test_cancelling_halfway_tells_exactly_those_who_got_a_letter(cast, meeting):
    released(meeting, cast.officer)
    sent = mark_sent(Letter.objects.all(), 2)
    told = set(Letter.objects.filter(pk__in=sent).values_list("to_email", flat=True))
    assert plan.cancel(meeting=meeting, actor=cast.officer, reason="choroba") == 2
    prepared(Batch.objects.get(status="preparing"))
    tasks.sweep()
    waiting = Letter.objects.filter(status="queued")
    assert {letter.to_email for letter in waiting} == told
    for letter in waiting:
        assert letter.kind == "meeting_cancelled"
        assert letter.calendar_method == "CANCEL"
        assert "METHOD:CANCEL" in letter.calendar
        assert "SEQUENCE:1" in letter.calendar
        assert "STATUS:CANCELLED" in letter.calendar
        assert "choroba" in letter.text
        assert letter.statutory
    assert Letter.objects.filter(kind="meeting_invitation", status="cancelled").count() == 2


def test_cancelling_before_the_letters_are_written_writes_none(cast, meeting):
    batch = send.release(meeting=meeting, actor=cast.officer)
    assert plan.cancel(meeting=meeting, actor=cast.officer, reason="brak sali") == 0
    prepared(batch)
    assert not Letter.objects.exists()


def test_a_batch_that_lost_its_letters_does_not_wait_for_ever(cast, meeting):
    batch = send.release(meeting=meeting, actor=cast.officer)
    plan.cancel(meeting=meeting, actor=cast.officer, reason="brak sali")
    tasks.sweep()
    batch.refresh_from_db()
    assert batch.status == "running"
    assert send.unfinished() == []


def test_a_cancelled_meeting_no_longer_changes(cast, meeting):
    plan.cancel(meeting=meeting, actor=cast.officer, reason="brak sali")
    with pytest.raises(FixedError):
        plan.change(meeting=meeting, actor=cast.officer, changes={"place": "x"})
    with pytest.raises(FixedError):
        invite.add(meeting=meeting, actor=cast.officer, people=[])
    with pytest.raises(FixedError):
        send.release(meeting=meeting, actor=cast.officer)


def test_the_journal_tells_of_every_step(cast, meeting):
    released(meeting, cast.officer)
    moved(meeting, cast.officer, place="Inna sala próbna")
    plan.cancel(meeting=meeting, actor=cast.officer, reason="brak sali")
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"invitations released", "meeting moved", "meeting cancelled"} <= verbs
    entry = Entry.objects.get(verb="meeting moved")
    assert entry.after["place"] == "Inna sala próbna"
    assert entry.before["place"] == "Sala próbna nr 1"


def test_only_the_first_letter_tells_where_the_data_come_from(cast, meeting):
    row = meeting.invitations.first()
    row.person.source = "lista obecności z 6 czerwca"
    row.person.save()
    released(meeting, cast.officer)
    first = Letter.objects.get(to_email=row.email)
    assert "lista obecności z 6 czerwca" in first.text
    assert "lista obecności z 6 czerwca" in first.html
    mark_sent(Letter.objects.all())
    tasks.sweep()
    row.person.refresh_from_db()
    assert row.person.notified_at
    moved(meeting, cast.officer, place="Inna sala próbna")
    second = Letter.objects.get(to_email=row.email, status="queued")
    assert "lista obecności z 6 czerwca" not in second.text
    assert "/prywatnosc/" in second.text


def test_the_page_says_how_many_and_sends_with_a_button(office, meeting):
    url = reverse("meetings:office_send", args=[meeting.pk])
    assert office.get(url).context["count"] == 4
    assert not Batch.objects.exists()
    for _ in range(2):
        office.post(url)
    assert Batch.objects.count() == 1


def test_a_test_letter_goes_to_the_officer_with_links_that_lead_nowhere(office, cast, meeting):
    row = meeting.invitations.first()
    office.post(reverse("meetings:office_test", args=[meeting.pk]), {"o": row.pk})
    letter = Letter.objects.get()
    assert letter.to_email == cast.officer.email
    assert letter.calendar == ""
    assert "/z/0-example/" in letter.text
    assert Meeting.objects.get(pk=meeting.pk).status == "draft"


@crowded
def test_fifty_presses_of_the_button_release_once(cast, meeting):
    def press(_number):
        try:
            return send.release(meeting=meeting, actor=cast.officer).pk
        except NobodyError:
            return None

    found = [pk for pk in at_once(press, range(50), hands=10) if pk]
    assert len(found) == 1
    assert Batch.objects.count() == 1
    prepared(Batch.objects.get())
    assert Letter.objects.count() == 4


@crowded
def test_two_workers_write_each_letter_once(cast):
    meeting = listed(MeetingFactory(partnership=cast.partnership), 12, cast.officer)
    batch = send.release(meeting=meeting, actor=cast.officer)

    assert at_once(tasks.prepare, [batch.pk] * 3) == [None] * 3
    assert Letter.objects.count() == 12
    assert Invitation.objects.filter(letter__isnull=True).count() == 0
