"""What a person decided about one letter holds for the letters that follow from it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from meetings import tasks
from meetings.actions import answer, invite, plan, remind, send
from meetings.errors import InvitedError
from meetings.models import ReminderRun
from outbox import actions as outbox
from outbox.models import Batch, Letter
from tests.meetings.factories import MeetingFactory, listed, mark_sent, prepared, released
from tests.meetings.test_reminders import due_now


@pytest.fixture
def meeting(cast):
    """Three invited people whose invitations wait: to be held, dropped and left alone."""
    noon = (now() + dt.timedelta(days=30)).replace(hour=11, minute=0, second=0, microsecond=0)
    made = MeetingFactory(partnership=cast.partnership, starts_at=noon)
    meeting = listed(made, 3, cast.officer)
    released(meeting, cast.officer)
    meeting.refresh_from_db()
    return meeting


def moved(meeting, actor, **changes):
    meeting.refresh_from_db()
    day = dt.timedelta(days=1)
    told = plan.change(
        meeting=meeting,
        actor=actor,
        changes=changes
        or {"starts_at": meeting.starts_at + day, "ends_at": meeting.ends_at + day},
    )
    written()
    meeting.refresh_from_db()
    return told


def written():
    for batch in Batch.objects.filter(status="preparing"):
        prepared(batch)


def letters_to(row):
    return Letter.objects.filter(to_email=row.email).order_by("pk")


def kinds(row):
    return [(one.kind, one.status) for one in letters_to(row)]


def test_a_held_invitation_is_followed_by_one_on_hold(cast, meeting):
    held, _, plain = meeting.invitations.order_by("pk")
    outbox.hold(letter=letters_to(held).get(), actor=cast.officer)
    for number in (1, 2):
        assert moved(meeting, cast.officer) == 3
        last = letters_to(held).last()
        assert (last.status, last.decision) == ("held", "held")
        assert f"SEQUENCE:{number}" in last.calendar
        assert letters_to(plain).last().status == "queued"
    assert [status for _, status in kinds(held)] == ["cancelled", "cancelled", "held"]


def test_after_a_dropped_invitation_nothing_follows(cast, meeting):
    dropped, *_ = meeting.invitations.order_by("pk")
    outbox.cancel(letter=letters_to(dropped).get(), actor=cast.officer)
    assert moved(meeting, cast.officer) == 2
    mark_sent(Letter.objects.filter(status="queued"))
    due_now(meeting)
    tasks.sweep()
    assert Letter.objects.filter(kind="meeting_reminder").count() == 2
    meeting.refresh_from_db()
    assert plan.cancel(meeting=meeting, actor=cast.officer, reason="choroba") == 2
    written()
    assert kinds(dropped) == [("meeting_invitation", "cancelled")]


def test_somebody_whose_invitation_was_dropped_by_mistake_can_be_invited_anew(cast, meeting):
    dropped, sent, _ = meeting.invitations.order_by("pk")
    outbox.cancel(letter=letters_to(dropped).get(), actor=cast.officer)
    mark_sent(letters_to(sent))
    with pytest.raises(InvitedError):
        invite.remove(meeting=meeting, actor=cast.officer, invitations=[sent.pk, dropped.pk])
    assert invite.remove(meeting=meeting, actor=cast.officer, invitations=[dropped.pk]) == 1
    invite.add(meeting=meeting, actor=cast.officer, people=[dropped.person_id])
    assert prepared(send.release(meeting=meeting, actor=cast.officer)).total == 1
    assert letters_to(dropped).last().status == "queued"


def test_a_changed_letter_is_followed_by_one_on_hold_beside_its_words(office, cast, meeting):
    edited, *_ = meeting.invitations.order_by("pk")
    first = letters_to(edited).get()
    outbox.hold(letter=first, actor=cast.officer)
    outbox.edit(letter=first, actor=cast.officer, subject="Inaczej", text="Słowa od serca.")
    first.refresh_from_db()
    outbox.release(letter=first, actor=cast.officer)
    for _ in range(2):
        moved(meeting, cast.officer)
        last = letters_to(edited).last()
        assert last.status == "held"
        assert "Słowa od serca." not in last.text
        page = office.get(last.get_absolute_url()).content.decode()
        assert "Słowa od serca." in page
    outbox.release(letter=last, actor=cast.officer)
    assert "Słowa od serca." not in office.get(last.get_absolute_url()).content.decode()


def test_a_changed_letter_that_went_out_is_followed_by_an_ordinary_one(cast, meeting):
    edited, *_ = meeting.invitations.order_by("pk")
    first = letters_to(edited).get()
    outbox.hold(letter=first, actor=cast.officer)
    outbox.edit(letter=first, actor=cast.officer, subject="Inaczej", text="Słowa.")
    mark_sent(letters_to(edited))
    moved(meeting, cast.officer)
    assert kinds(edited)[1] == ("meeting_update", "queued")


@pytest.mark.parametrize("ending", ["move", "cancel"])
def test_after_a_dropped_notice_the_next_one_waits_for_the_office(cast, meeting, ending):
    row, *_ = meeting.invitations.order_by("pk")
    mark_sent(Letter.objects.all())
    moved(meeting, cast.officer)
    outbox.cancel(letter=letters_to(row).last(), actor=cast.officer)
    if ending == "move":
        moved(meeting, cast.officer)
    else:
        plan.cancel(meeting=meeting, actor=cast.officer, reason="choroba")
        written()
    last = letters_to(row).last()
    assert last.status == "held"
    assert "nie wysłał" in _in_polish(last.note)
    assert Letter.objects.filter(status="queued").count() == 2


def _in_polish(note):
    from django.utils.translation import gettext, override

    with override("pl"):
        return gettext(note)


def test_a_stopped_batch_is_followed_by_a_stopped_one(cast, meeting):
    sent, *_ = meeting.invitations.order_by("pk")
    mark_sent(letters_to(sent))
    outbox.stop(batch=Batch.objects.get(), actor=cast.officer)
    assert moved(meeting, cast.officer) == 3
    assert kinds(sent)[-1] == ("meeting_update", "queued")
    assert Letter.objects.filter(status="queued").count() == 1
    stopped = Batch.objects.filter(status="stopped").latest("pk")
    assert stopped.total == 2
    tasks.sweep()
    assert Letter.objects.filter(status="queued").count() == 1
    outbox.resume(batch=stopped, actor=cast.officer)
    tasks.sweep()
    assert Letter.objects.filter(status="queued").count() == 3


def test_a_move_there_and_back_tells_nobody_what_they_know(cast, meeting):
    mark_sent(Letter.objects.all())
    begins, ends = meeting.starts_at, meeting.ends_at
    moved(meeting, cast.officer)
    assert moved(meeting, cast.officer, starts_at=begins, ends_at=ends) == 0
    assert not Letter.objects.filter(status="queued").exists()
    moved(meeting, cast.officer, place="Inna sala")
    update = Letter.objects.filter(status="queued").first()
    assert "było: Sala próbna nr 1, ul. Próbna 2, Próbowo; jest: Inna sala" in update.text
    assert "Kiedy: było" not in update.text


def test_a_letter_about_a_change_says_what_the_person_was_told_before(cast, meeting):
    """Not what the meeting was in between: that letter was taken back before it went."""
    mark_sent(Letter.objects.all())
    first = meeting.when
    moved(meeting, cast.officer)
    between = meeting.when
    moved(meeting, cast.officer)
    for letter in Letter.objects.filter(status="queued"):
        for part in (letter.text, letter.html):
            assert f"było: {first}; jest: {meeting.when}" in part
            assert between not in part


def test_a_cancellation_names_the_date_that_the_person_knows(cast, meeting):
    mark_sent(Letter.objects.all())
    first = meeting.when
    moved(meeting, cast.officer)
    plan.cancel(meeting=meeting, actor=cast.officer, reason="choroba")
    written()
    letter = Letter.objects.filter(status="queued").first()
    assert first in letter.text
    assert first in letter.html


def test_a_changed_answer_is_confirmed_with_the_earlier_one(cast, meeting):
    row = meeting.invitations.first()
    mark_sent(Letter.objects.all())
    answer.answer(invitation=row, answer="yes", channel="link")
    row.refresh_from_db()
    answer.answer(invitation=row, answer="no", channel="link")
    first, second = Letter.objects.filter(kind="meeting_receipt").order_by("pk")
    assert "Poprzednia odpowiedź" not in first.text
    for part in (second.text, second.html):
        assert "Poprzednia odpowiedź: tak" in part


def test_a_letter_that_failed_is_not_tried_again_after_a_move(cast, meeting):
    from outbox.delivery import claim, fence

    row = meeting.invitations.first()
    letters_to(row).update(status="failed")
    moved(meeting, cast.officer)
    old = letters_to(row).first()
    outbox.retry(letter=old, actor=cast.officer)
    Batch.objects.update(not_before=now())
    Letter.objects.filter(pk=old.pk).update(not_before=now())
    [claimed] = [one for one in claim("bulk", 50) if one.pk == old.pk]
    assert not fence(claimed)


def reminded(meeting):
    mark_sent(Letter.objects.filter(status="queued"))
    run = due_now(meeting)
    tasks.sweep()
    return run


def test_decisions_about_a_reminder_hold_after_a_move(cast, meeting):
    held, dropped, plain = meeting.invitations.order_by("pk")
    run = reminded(meeting)
    reminder = Letter.objects.filter(kind="meeting_reminder")
    outbox.hold(letter=reminder.get(to_email=held.email), actor=cast.officer)
    outbox.cancel(letter=reminder.get(to_email=dropped.email), actor=cast.officer)
    moved(meeting, cast.officer)
    again = ReminderRun.objects.exclude(pk=run.pk).get()
    ReminderRun.objects.filter(pk=again.pk).update(due_at=now())
    while remind.fire(run_id=again.pk):
        pass
    new = reminder.filter(batch=ReminderRun.objects.get(pk=again.pk).batch)
    assert dict(new.values_list("to_email", "status")) == {
        held.email: "held",
        plain.email: "queued",
    }


def test_nobody_is_reminded_of_an_invitation_that_was_not_sent(cast, meeting):
    held, dropped, sent = meeting.invitations.order_by("pk")
    outbox.hold(letter=letters_to(held).get(), actor=cast.officer)
    outbox.cancel(letter=letters_to(dropped).get(), actor=cast.officer)
    mark_sent(letters_to(sent))
    due_now(meeting)
    tasks.sweep()
    assert Letter.objects.get(kind="meeting_reminder").to_email == sent.email


@pytest.fixture
def page(office, meeting):
    """A helper that posts the meeting's form with changes."""
    url = reverse("meetings:office_edit", args=[meeting.pk])

    def post(**changes):
        meeting.refresh_from_db()
        data = {
            "title": meeting.title,
            "kind": meeting.kind,
            "form": meeting.form,
            "day": meeting.local_start.date(),
            "from_hour": meeting.local_start.time(),
            "to_hour": meeting.local_end.time(),
            "place": meeting.place,
            "address": meeting.address,
            "is_public": "on",
        }
        return office.post(url, data | changes)

    return post


def test_a_move_is_shown_with_a_real_letter_before_it_is_saved(cast, meeting, page):
    held, dropped, sent = meeting.invitations.order_by("pk")
    outbox.hold(letter=letters_to(held).get(), actor=cast.officer)
    outbox.cancel(letter=letters_to(dropped).get(), actor=cast.officer)
    mark_sent(letters_to(sent))
    shown = page(place="Inna sala").context["outlook"]
    assert (shown.going, shown.waiting, shown.dropped) == (1, 1, 1)
    assert shown.person == sent
    assert "jest: Inna sala" in shown.letter["text"]
    assert "0-example" in shown.letter["text"]
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("Sala próbna nr 1", 0)
    back = page(place="Inna sala", back="1")
    assert back.context["form"]["place"].value() == "Inna sala"
    assert page(place="Inna sala", confirm="1").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("Inna sala", 1)
    batch = Batch.objects.get(status="preparing")
    assert batch.not_before > now() + dt.timedelta(seconds=50)


def test_words_that_nobody_is_told_of_are_saved_at_once(meeting, page):
    assert page(description="Więcej słów.").status_code == 302
    meeting.refresh_from_db()
    assert meeting.description == "Więcej słów."


def test_a_cancellation_is_shown_with_a_real_letter_before_it_is_saved(office, cast, meeting):
    url = reverse("meetings:office_cancel", args=[meeting.pk])
    sent = meeting.invitations.first()
    mark_sent(letters_to(sent))
    shown = office.post(url, {"reason": "Zalana sala"}).context["outlook"]
    assert (shown.going, shown.person) == (1, sent)
    assert "Zalana sala" in shown.letter["text"]
    assert "METHOD:CANCEL" in shown.letter["calendar"]
    meeting.refresh_from_db()
    assert meeting.status == "announced"
    done = office.post(url, {"reason": "Zalana sala", "confirm": "1"})
    assert done.url == reverse("meetings:office_progress", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.status == "cancelled"
    again = office.post(url, {"reason": "Zalana sala", "confirm": "1"})
    assert again.context["form"].non_field_errors()


def test_a_meeting_of_which_nobody_knows_is_cancelled_at_once(office, cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    url = reverse("meetings:office_cancel", args=[meeting.pk])
    assert office.post(url, {"reason": "brak"}).status_code == 302
