"""Reminders: at the right hour of the wall clock, to the right people, once, never late."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from core.times import WARSAW, at_wall
from meetings import tasks
from meetings.actions import answer, plan, remind
from meetings.errors import PlannedError, SpentError
from meetings.models import Meeting, ReminderRule, ReminderRun
from outbox import actions as outbox
from outbox.models import Letter
from tests.crowd import at_once, crowded
from tests.meetings.factories import InvitationFactory, MeetingFactory, ReminderRuleFactory


@pytest.fixture
def meeting(cast):
    return MeetingFactory(partnership=cast.partnership, announced=True)


def due_now(meeting, audience="silent", side="before"):
    """A rule whose reminder is due, a minute ago."""
    moment = (now() - dt.timedelta(minutes=1)).astimezone(WARSAW)
    days = 2
    if side == "before":
        start = at_wall(moment.date() + dt.timedelta(days=days), dt.time(12))
        meeting.starts_at, meeting.ends_at = start, start + dt.timedelta(hours=2)
    else:
        end = at_wall(moment.date() - dt.timedelta(days=days), dt.time(12))
        meeting.starts_at, meeting.ends_at = end - dt.timedelta(hours=2), end
    meeting.save()
    hour = moment.time().replace(second=0, microsecond=0)
    rule = ReminderRuleFactory(meeting=meeting, days=days, hour=hour, audience=audience, side=side)
    remind.plan_reminders(meeting=meeting)
    return ReminderRun.objects.get(rule=rule)


@pytest.mark.parametrize(
    ("start", "days", "hour", "wanted"),
    [
        # The night of 28 March 2027 has 23 hours, that of 31 October 25.
        ("2027-03-28 10:00", 1, "09:00", "2027-03-27T08:00+00:00"),
        ("2027-03-29 10:00", 1, "09:00", "2027-03-28T07:00+00:00"),
        ("2027-03-30 10:00", 2, "09:00", "2027-03-28T07:00+00:00"),
        ("2027-04-04 10:00", 7, "02:30", "2027-03-28T01:30+00:00"),
        ("2027-10-31 10:00", 1, "09:00", "2027-10-30T07:00+00:00"),
        ("2027-11-01 10:00", 1, "09:00", "2027-10-31T08:00+00:00"),
        ("2027-11-07 10:00", 7, "02:30", "2027-10-31T00:30+00:00"),
        ("2027-11-14 10:00", 14, "09:00", "2027-10-31T08:00+00:00"),
        ("2027-06-01 10:00", 0, "07:00", "2027-06-01T05:00+00:00"),
    ],
)
def test_nine_stays_nine_on_either_side_of_a_clock_change(db, start, days, hour, wanted):
    day, clock = start.split()
    moment = at_wall(dt.date.fromisoformat(day), dt.time.fromisoformat(clock))
    rule = ReminderRule(
        meeting=Meeting(starts_at=moment, ends_at=moment),
        days=days,
        hour=dt.time.fromisoformat(hour),
    )
    assert rule.due_at == dt.datetime.fromisoformat(wanted)


def test_a_reminder_after_the_meeting_counts_forward(db):
    end = at_wall(dt.date(2027, 3, 27), dt.time(15))
    rule = ReminderRule(
        meeting=Meeting(starts_at=end, ends_at=end), side="after", days=1, hour=dt.time(9)
    )
    assert rule.due_at == at_wall(dt.date(2027, 3, 28), dt.time(9))


def test_each_audience_gets_its_own_reminder(meeting):
    rows = {
        state: InvitationFactory(meeting=meeting, answer=state)
        for state in ("none", "yes", "no", "maybe", "substitute")
    }
    came = InvitationFactory(meeting=meeting, presence="present", answer="yes")
    InvitationFactory(meeting=meeting, invited_at=None)
    wanted = {
        "silent": {rows["none"].pk},
        "accepted": {rows["yes"].pk, rows["substitute"].pk, came.pk},
        "maybe": {rows["maybe"].pk},
        "declined": {rows["no"].pk},
        "attended": {came.pk},
    }
    for audience, people in wanted.items():
        rule = ReminderRule(meeting=meeting, days=1, audience=audience)
        assert set(rule.recipients().values_list("pk", flat=True)) == people


def test_the_sweep_fires_a_due_reminder_once(meeting):
    InvitationFactory.create_batch(3, meeting=meeting)
    InvitationFactory(meeting=meeting, answer="yes")
    run = due_now(meeting)
    tasks.sweep()
    tasks.sweep()
    run.refresh_from_db()
    assert (run.status, run.count) == ("done", 3)
    letters = Letter.objects.filter(kind="meeting_reminder")
    assert letters.count() == 3
    assert {letter.batch.status for letter in letters} == {"running"}
    for letter in letters:
        assert letter.not_after == meeting.starts_at - dt.timedelta(minutes=30)
        assert letter.calendar == ""


def test_a_reminder_with_nobody_to_remind_ends(meeting):
    run = due_now(meeting)
    tasks.sweep()
    run.refresh_from_db()
    assert (run.status, run.count, run.batch) == ("done", 0, None)


def test_those_who_came_are_thanked_afterwards(cast):
    meeting = MeetingFactory(partnership=cast.partnership, over=True)
    came = InvitationFactory(meeting=meeting, presence="present")
    InvitationFactory(meeting=meeting, presence="absent")
    due_now(meeting, audience="attended", side="after")
    tasks.sweep()
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_email) == ("meeting_afterwards", came.email)


def test_nothing_fires_before_its_hour(meeting):
    InvitationFactory(meeting=meeting)
    ReminderRuleFactory(meeting=meeting, days=1)
    remind.plan_reminders(meeting=meeting)
    tasks.sweep()
    assert ReminderRun.objects.get().status == "waiting"
    assert not Letter.objects.exists()


@pytest.mark.parametrize("late", [dt.timedelta(days=3), dt.timedelta(hours=25)])
def test_a_missed_reminder_is_reported_and_not_sent(meeting, late):
    InvitationFactory(meeting=meeting)
    run = due_now(meeting)
    early = meeting.starts_at - late - dt.timedelta(days=2)
    day, hour = early.astimezone(WARSAW).date(), run.rule.hour
    ReminderRule.objects.filter(pk=run.rule_id).update(
        days=(meeting.local_start.date() - day).days, hour=hour
    )
    ReminderRun.objects.filter(pk=run.pk).update(due_at=early)
    tasks.sweep()
    run.refresh_from_db()
    assert run.status == "missed"
    assert not Letter.objects.exists()


def test_nobody_is_reminded_in_the_last_half_hour(meeting):
    InvitationFactory(meeting=meeting)
    run = due_now(meeting)
    soon = now() + dt.timedelta(minutes=20)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=soon, ends_at=soon + dt.timedelta(hours=1)
    )
    ReminderRule.objects.update(days=0)
    tasks.sweep()
    run.refresh_from_db()
    assert run.status == "missed"
    assert not Letter.objects.exists()


def test_a_rule_made_too_late_says_so(cast, meeting):
    rule = ReminderRule(meeting=meeting, days=60, hour=dt.time(9), audience="silent")
    remind.set_rule(rule=rule, actor=cast.officer)
    assert ReminderRun.objects.get(rule=rule).status == "missed"


def test_moving_the_meeting_plans_its_reminders_anew(cast, meeting):
    ReminderRuleFactory(meeting=meeting, days=2)
    remind.plan_reminders(meeting=meeting)
    old = ReminderRun.objects.get()
    day = dt.timedelta(days=10)
    plan.change(
        meeting=meeting,
        actor=cast.officer,
        changes={"starts_at": meeting.starts_at + day, "ends_at": meeting.ends_at + day},
    )
    run = ReminderRun.objects.get()
    assert run.due_at.date() == old.due_at.date() + day


def test_moving_takes_reminders_back_that_wait_in_the_outbox(cast, meeting):
    InvitationFactory(meeting=meeting)
    due_now(meeting)
    tasks.sweep()
    day = dt.timedelta(days=10)
    plan.change(
        meeting=meeting,
        actor=cast.officer,
        changes={"starts_at": meeting.starts_at + day, "ends_at": meeting.ends_at + day},
    )
    assert Letter.objects.get(kind="meeting_reminder").status == "cancelled"


def test_a_cancelled_meeting_reminds_nobody(cast, meeting):
    InvitationFactory(meeting=meeting)
    due_now(meeting)
    plan.cancel(meeting=meeting, actor=cast.officer, reason="brak sali")
    tasks.sweep()
    assert not ReminderRun.objects.exists()
    assert not Letter.objects.filter(kind="meeting_reminder").exists()


def test_who_answers_meanwhile_is_not_reminded(meeting):
    row = InvitationFactory(meeting=meeting)
    due_now(meeting)
    tasks.sweep()
    answer.answer(invitation=row, answer="yes", channel="link")
    assert Letter.objects.get(kind="meeting_reminder").status == "cancelled"


def test_a_rule_is_switched_off_on_the_page(office, meeting):
    rule = ReminderRuleFactory(meeting=meeting)
    remind.plan_reminders(meeting=meeting)
    office.post(reverse("meetings:office_reminder_drop", args=[meeting.pk, rule.pk]))
    rule.refresh_from_db()
    assert not rule.enabled
    assert not ReminderRun.objects.exists()
    page = {"side": "before", "days": 3, "hour": "09:00", "audience": "attended"}
    bad = office.post(reverse("meetings:office_reminders", args=[meeting.pk]), page)
    assert "audience" in bad.context["form"].errors
    good = page | {"audience": "silent", "confirm": "1"}
    office.post(reverse("meetings:office_reminders", args=[meeting.pk]), good)
    assert ReminderRun.objects.get().rule.days == 3


def planned(office, meeting, **changes):
    form = {"side": "before", "days": 3, "hour": "09:00", "audience": "silent"}
    return office.post(reverse("meetings:office_reminders", args=[meeting.pk]), form | changes)


def test_a_reminder_is_shown_with_a_real_letter_before_it_is_planned(office, meeting):
    row = InvitationFactory(meeting=meeting)
    shown = planned(office, meeting, note="Proszę zabrać dokumenty.").context["outlook"]
    assert (shown.going, shown.person) == (1, row)
    assert "Proszę zabrać dokumenty." in shown.letter["text"]
    assert not ReminderRule.objects.exists()
    assert planned(office, meeting, back="1").context["form"]["days"].value() == "3"


def test_the_same_reminder_twice_is_refused_in_words(office, meeting):
    assert planned(office, meeting, confirm="1").status_code == 302
    for data in ({}, {"confirm": "1"}):
        page = planned(office, meeting, **data)
        assert page.context["form"].non_field_errors() == [
            "To przypomnienie jest już zaplanowane."
        ]
    assert ReminderRun.objects.count() == 1
    same = ReminderRule(meeting=meeting, days=3, hour=dt.time(9), audience="silent")
    with pytest.raises(PlannedError):
        remind.set_rule(rule=same, actor=None)


def test_a_reminder_that_was_switched_off_is_switched_on_again(office, meeting):
    planned(office, meeting, confirm="1", note="Dawne słowa")
    rule = ReminderRule.objects.get()
    office.post(reverse("meetings:office_reminder_drop", args=[meeting.pk, rule.pk]))
    assert not ReminderRun.objects.exists()
    assert planned(office, meeting, confirm="1", note="Nowe słowa").status_code == 302
    rule = ReminderRule.objects.get()
    assert (rule.enabled, rule.note) == (True, "Nowe słowa")
    assert ReminderRun.objects.get().status == "waiting"


def test_a_reminder_whose_moment_has_passed_is_refused_in_words(office, meeting):
    page = planned(office, meeting, days=60)
    assert "już minęła" in page.context["form"].non_field_errors()[0]


def test_a_reminder_that_is_due_already_leaves_time_to_stop_it(office, meeting):
    InvitationFactory(meeting=meeting)
    due_now(meeting)
    tasks.sweep()
    letter = Letter.objects.get(kind="meeting_reminder")
    in_a_minute = now() + dt.timedelta(seconds=50)
    assert letter.not_before > in_a_minute
    assert letter.batch.not_before > in_a_minute
    page = office.get(reverse("meetings:office_progress", args=[meeting.pk]))
    assert page.context["batches"][0].may_stop


def test_switching_a_reminder_off_takes_its_letters_back(cast, meeting):
    InvitationFactory(meeting=meeting)
    run = due_now(meeting)
    tasks.sweep()
    remind.drop_rule(rule=run.rule, actor=cast.officer)
    assert Letter.objects.get(kind="meeting_reminder").status == "cancelled"
    rule = run.rule
    again = ReminderRule(
        meeting=meeting, days=rule.days, hour=rule.hour, audience=rule.audience, side=rule.side
    )
    with pytest.raises(SpentError):
        remind.set_rule(rule=again, actor=cast.officer)


def test_a_stopped_reminder_stays_stopped_after_a_move(cast, meeting):
    InvitationFactory(meeting=meeting)
    run = due_now(meeting)
    tasks.sweep()
    run.refresh_from_db()
    outbox.stop(batch=run.batch, actor=cast.officer)
    day = dt.timedelta(days=10)
    plan.change(
        meeting=meeting,
        actor=cast.officer,
        changes={"starts_at": meeting.starts_at + day, "ends_at": meeting.ends_at + day},
    )
    ReminderRun.objects.filter(status="waiting").update(due_at=now())
    again = ReminderRun.objects.get(status="waiting")
    while remind.fire(run_id=again.pk):
        pass
    again.refresh_from_db()
    assert again.batch.status == "stopped"


@crowded
def test_three_sweepers_at_once_remind_everyone_once(meeting, monkeypatch):
    monkeypatch.setattr(remind, "CHUNK", 5)
    InvitationFactory.create_batch(40, meeting=meeting)
    run = due_now(meeting)

    assert at_once(lambda _n: tasks.sweep(), range(3)) == [None] * 3
    run.refresh_from_db()
    assert (run.status, run.count) == ("done", 40)
    assert Letter.objects.filter(kind="meeting_reminder").count() == 40
