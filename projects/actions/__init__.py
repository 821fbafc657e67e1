"""What can be done with a project. One verb a function."""

import datetime as dt

from django.utils.timezone import localdate

from projects.actions.checks import answer_check, ask_check, ask_due_checks, correct_check
from projects.actions.notes import correct_note, correct_publication, take_back
from projects.actions.photos import add_photo, change_photo, remove_photo
from projects.actions.projects import change, propose, publish, step, withdraw
from projects.actions.reports import (
    accept_report,
    ask_due_reports,
    ask_report,
    doubtful_jobs,
    drop_report,
    file_report,
    file_together,
    plan_reports,
    prolong_report,
    return_report,
)
from projects.actions.rows import change_rows
from projects.actions.settling import settle
from projects.errors import (
    DayError,
    JobsQuestionError,
    MixError,
    NoteNeededError,
    NotReadyError,
    PhotoError,
    PlanError,
    TooManyError,
)

MOST_AN_HOUR = 500  # the rest waits for the next turn, so that no turn takes minutes

__all__ = [
    "DayError",
    "JobsQuestionError",
    "MixError",
    "NotReadyError",
    "NoteNeededError",
    "PhotoError",
    "PlanError",
    "TooManyError",
    "accept_report",
    "add_photo",
    "answer_check",
    "ask_check",
    "ask_report",
    "ask_what_is_due",
    "change",
    "change_photo",
    "change_rows",
    "correct_check",
    "correct_note",
    "correct_publication",
    "doubtful_jobs",
    "drop_report",
    "file_report",
    "file_together",
    "plan_reports",
    "prolong_report",
    "propose",
    "publish",
    "remove_photo",
    "return_report",
    "settle",
    "step",
    "take_back",
    "withdraw",
]


def ask_what_is_due(*, today: dt.date | None = None) -> tuple[int, int]:
    """Ask leaders for reports and about jobs whose day has come; (reports, checks).

    Running it twice asks once. A late report is asked for a second time, not a third.
    """
    today = today or localdate()
    return ask_due_reports(today, MOST_AN_HOUR), ask_due_checks(today, MOST_AN_HOUR)
