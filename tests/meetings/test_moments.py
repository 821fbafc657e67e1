"""Reminders of meetings whose day or hours nobody knows, or knows no longer."""

import datetime as dt

import pytest
from django.urls import reverse

from core.times import at_wall
from meetings import tasks
from meetings.actions import plan, remind
from meetings.errors import MomentError
from meetings.models import Meeting, ReminderRule, ReminderRun
from outbox.models import Letter
from tests.meetings.factories import InvitationFactory, MeetingFactory, ReminderRuleFactory
from tests.meetings.test_reminders import due_now, planned

UNKNOWN_DAY = "Dzień tego spotkania nie jest znany, więc nie da się ustalić pory przypomnienia."
UNKNOWN_HOURS = "Godziny tego spotkania nie są znane: wybierz co najmniej jeden dzień."
TOO_LATE = "W ostatnie pół godziny nie przypominamy: wybierz wcześniejszą porę."
NOT_OVER = "Spotkanie jeszcze wtedy trwa: wybierz późniejszą porę."


@pytest.fixture
def meeting(cast):
    return MeetingFactory(partnership=cast.partnership, announced=True)


@pytest.mark.parametrize(
    ("precision", "rule", "reason"),
    [
        ("year", {"days": 7}, UNKNOWN_DAY),
        ("month", {"days": 1, "side": "after"}, UNKNOWN_DAY),
        ("day", {"days": 0}, UNKNOWN_HOURS),
        ("day", {"days": 0, "side": "after", "hour": "23:59"}, UNKNOWN_HOURS),
        ("day", {"days": 1, "hour": "23:45"}, TOO_LATE),
        ("hours", {"days": 0, "hour": "11:30"}, TOO_LATE),
        ("hours", {"days": 0, "side": "after", "hour": "13:59"}, NOT_OVER),
    ],
)
def test_reminder_without_a_moment_is_refused_in_words(office, meeting, precision, rule, reason):
    at_noon(meeting, precision)
    page = planned(office, meeting, **rule)
    if precision in {"hours", "day"}:
        assert page.context["form"].non_field_errors() == [reason]
    assert reason in page.content.decode()
    rule = {"side": "before", "audience": "silent", "hour": "09:00"} | rule
    rule["hour"] = dt.time.fromisoformat(rule["hour"])
    with pytest.raises(MomentError) as refused:
        remind.set_rule(rule=ReminderRule(meeting=meeting, **rule), actor=None)
    assert str(refused.value) == reason
    assert not ReminderRule.objects.exists()


@pytest.mark.parametrize("side", ["before", "after"])
def test_without_hours_a_reminder_goes_by_the_day(office, meeting, side):
    at_noon(meeting, "day")
    assert planned(office, meeting, days=1, side=side, confirm="1").status_code == 302
    run = ReminderRun.objects.get()
    day = dt.timedelta(days=1 if side == "after" else -1)
    assert run.due_at == at_wall(meeting.local_start.date() + day, dt.time(9))


@pytest.mark.parametrize("status", ["waiting", "running"])
@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_reminder_that_loses_its_moment_does_not_go(office, cast, meeting, precision, status):
    """The rule stays, and goes again when the date is known."""
    at_noon(meeting, "hours")
    remind.set_rule(
        rule=ReminderRule(meeting=meeting, days=0, hour=dt.time(7), audience="silent"),
        actor=cast.officer,
    )
    ReminderRun.objects.update(status=status)
    changes = {"precision": precision}
    plan.change(meeting=meeting, actor=cast.officer, changes=changes)
    assert not ReminderRun.objects.exclude(status="cancelled").exists()
    for name in ("detail", "reminders"):
        page = office.get(reverse(f"meetings:office_{name}", args=[meeting.pk])).content.decode()
        assert (UNKNOWN_HOURS if precision == "day" else UNKNOWN_DAY) in page
    plan.change(meeting=meeting, actor=cast.officer, changes={"precision": "hours"})
    page = office.get(reverse("meetings:office_detail", args=[meeting.pk])).content.decode()
    assert UNKNOWN_DAY not in page
    if status == "waiting":
        assert ReminderRun.objects.get().status == "waiting"


@pytest.mark.parametrize("status", ["waiting", "running"])
def test_due_reminder_of_a_meeting_without_a_day_writes_no_letter(meeting, status):
    InvitationFactory(meeting=meeting)
    run = due_now(meeting)
    ReminderRun.objects.update(status=status)
    Meeting.objects.filter(pk=meeting.pk).update(precision="month")
    tasks.sweep()
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert not Letter.objects.exists()


def test_rules_taken_over_by_a_meeting_without_a_day_plan_nothing(cast, meeting):
    ReminderRuleFactory(meeting=meeting, days=7)
    fresh = plan.create(
        actor=cast.officer,
        source=meeting,
        take=frozenset({"reminders"}),
        meeting=MeetingFactory.build(partnership=cast.partnership, precision="year"),
    )
    plan.announce(meeting=fresh, actor=cast.officer)
    assert fresh.reminder_rules.get().enabled
    assert not ReminderRun.objects.exists()


def at_noon(meeting, precision):
    """Put the meeting on a day ahead, 12 to 14 by the clock where its hours are known."""
    day = meeting.local_start.date()
    hours = (dt.time(12), dt.time(14)) if precision == "hours" else (dt.time.min, dt.time(23, 59))
    meeting.starts_at, meeting.ends_at = (at_wall(day, hour) for hour in hours)
    meeting.precision = precision
    meeting.save()
