"""The sheet of a lay-off case: what the PDF says."""

from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from employers.choices import Side
from employers.models import Reading

TEMPLATE = "employers/typst/case.typ"


def data(*, case, verdict, law, steps, team, parity, readings, meetings) -> dict:
    """Everything the sheet shows, as plain text in the reader's language."""
    return {
        "title": case.firm,
        "lead": " · ".join([_("Sheet of the lay-off case"), str(case.partnership)]),
        "footer": _("Made on %(day)s") % {"day": date_format(localtime(now()), "j.m.Y H:i:s")},
        "facts": [
            [_("State"), str(case.get_status_display())],
            [_("Day of the notice"), day(case.notified_on)],
            [_("People to be laid off"), str(case.planned)],
            [_("Period"), " – ".join(filter(None, [day(case.starts_on), day(case.ends_on)]))],
            [_("Commune"), str(case.commune or "")],
            [_("Reason given by the employer"), case.reason],
            [_("Monitored lay-off"), f"{verdict.words} {law}"],
            [_("Agreement with the office"), day(case.agreed_on)],
            [_("Who pays"), str(case.get_financing_display())],
            [_("Closed"), day(case.closed_on)],
            [_("Reason of the end"), case.end_reason],
        ],
        "words": {
            "steps": _("Steps and their days"),
            "team": _("Adjustment team"),
            "meetings": _("Meetings of the team"),
            "numbers": _("People in numbers"),
        },
        "steps_header": [_("Step"), _("Due"), _("Done"), _("Responsible"), _("Note")],
        "steps": [
            [
                str(step),
                day(step.due_on),
                day(step.done_on) or late(step),
                step.responsible,
                step.note,
            ]
            for step in steps
        ],
        "parity": " ".join(parity.problems) or _("The team is in balance."),
        "team_header": [_("Side"), _("Function"), _("Organisation"), _("Contact")],
        "team": [
            [Side(seat.side).label, seat.function, seat.organisation, str(seat.person or "")]
            for seat in team
        ],
        "meetings": [f"{meeting.when}: {meeting.title}" for meeting in meetings],
        "numbers_header": [
            _("As of"),
            _("Covered by help"),
            _("In training"),
            _("In new jobs"),
            _("Retired"),
            pgettext("people", "Other"),
        ],
        "numbers": [
            [day(row.on), *(str(getattr(row, name)) for name in ["covered", *Reading.PARTS])]
            for row in readings
        ],
    }


def day(value):
    return date_format(value) if value else ""


def late(step):
    return _("overdue") if step.is_overdue else ""
