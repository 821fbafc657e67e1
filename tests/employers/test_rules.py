"""Days, the monitored lay-off, the balance of a team: plain calculations."""

import datetime as dt
import random

import pytest

from employers.choices import Side, StepKind
from employers.rules import duties, schedule

D = dt.date


@pytest.mark.parametrize(
    ("notified", "contact", "information"),
    [
        (D(2026, 3, 2), D(2026, 3, 5), D(2026, 3, 11)),  # a Monday: plain days
        (D(2026, 3, 5), D(2026, 3, 10), D(2026, 3, 16)),  # a Thursday: over the weekend
        (D(2026, 3, 7), D(2026, 3, 11), D(2026, 3, 17)),  # a Saturday
        (D(2026, 4, 2), D(2026, 4, 8), D(2026, 4, 14)),  # over Easter Monday
        (D(2026, 4, 29), D(2026, 5, 5), D(2026, 5, 11)),  # over 1 and 3 May
        (D(2026, 12, 22), D(2026, 12, 29), D(2027, 1, 5)),  # Christmas Eve is free since 2025
        (D(2024, 12, 23), D(2024, 12, 30), D(2025, 1, 7)),  # and was not in 2024; 6 January is
    ],
)
def test_working_days_pass_over_weekends_and_holidays(notified, contact, information):
    due = schedule.due_days(notified, None)
    assert (due[StepKind.CONTACT], due[StepKind.INFORMATION]) == (contact, information)


@pytest.mark.parametrize(
    ("notified", "team"),
    [
        (D(2026, 3, 2), D(2026, 3, 16)),
        (D(2026, 3, 7), D(2026, 3, 23)),  # the fourteenth day is a Saturday
        (D(2026, 4, 17), D(2026, 5, 4)),  # 1 May, then a weekend with 3 May
    ],
)
def test_a_day_that_is_free_moves_on_to_the_next_working_day(notified, team):
    assert schedule.due_days(notified, None)[StepKind.TEAM] == team


def test_the_case_is_to_be_closed_half_a_year_after_the_last_lay_off():
    due = schedule.due_days(D(2026, 3, 2), D(2026, 8, 31))
    assert due[StepKind.CLOSING] == D(2027, 3, 1)  # 28 February is a Sunday
    assert due[StepKind.REVIEW] == D(2026, 8, 31)


def test_every_step_has_a_working_day_after_the_notice():
    dice = random.Random(3)
    for _n in range(300):
        notified = D(2020, 1, 1) + dt.timedelta(days=dice.randrange(4000))
        ends = notified + dt.timedelta(days=dice.randrange(400))
        due = schedule.due_days(notified, dice.choice([None, ends]))
        assert set(due) == set(StepKind)
        assert all(day > notified and schedule.is_working_day(day) for day in due.values())


@pytest.mark.parametrize(
    ("hired", "check"),
    [
        (D(2026, 3, 2), D(2026, 6, 2)),
        (D(2026, 11, 30), D(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (D(2026, 8, 1), D(2026, 11, 2)),  # 1 November is a holiday
        (D(2026, 1, 31), D(2026, 4, 30)),
    ],
)
def test_the_check_comes_three_months_after_hiring(hired, check):
    assert schedule.check_day(hired) == check


@pytest.mark.parametrize(
    ("planned", "starts", "ends", "most", "monitored"),
    [
        (49, D(2026, 1, 1), D(2026, 1, 31), None, False),
        (50, D(2026, 1, 1), D(2026, 3, 31), None, True),
        (50, D(2026, 1, 1), D(2026, 4, 1), None, None),  # a day longer than three months
        (50, D(2026, 1, 1), D(2026, 4, 1), 50, True),
        (200, D(2026, 1, 1), D(2026, 12, 31), 49, False),
        (50, None, None, None, None),
        (50, None, None, 50, True),
    ],
)
def test_a_lay_off_is_monitored_from_fifty_people_in_three_months(
    planned, starts, ends, most, monitored
):
    assert duties.monitoring(planned, starts, ends, most).monitored is monitored


@pytest.mark.parametrize(
    ("management", "workers", "chairs", "problems"),
    [
        (3, 3, 1, 0),
        (5, 5, 1, 0),
        (4, 3, 1, 1),
        (3, 3, 0, 1),
        (3, 3, 2, 1),
        (2, 2, 1, 2),
        (2, 3, 1, 2),
        (0, 0, 0, 3),
        (1, 2, 2, 4),
    ],
)
def test_a_team_is_in_balance_or_says_what_is_not(management, workers, chairs, problems):
    sides = [Side.MANAGEMENT] * management + [Side.WORKERS] * workers
    sides += [Side.CHAIR] * chairs + [Side.ADVISER] * 4
    found = duties.parity(sides)
    assert len(found.problems) == problems
    assert found.holds is (problems == 0)
    assert found.numbers["adviser"] == 4


def test_the_reason_of_an_unequal_team_is_polish():
    found = duties.parity([Side.MANAGEMENT] * 4 + [Side.WORKERS] * 3 + [Side.CHAIR])
    assert found.problems == ["Strony nie są równe: kierownictwo 4, pracownicy 3."]
