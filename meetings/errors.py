"""Why a rule says no, in words for people."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleError


class MeetingError(RuleError):
    """A rule of this app says no."""


class PastError(MeetingError):
    message = _("The meeting lies in the past: it cannot be announced or sent out.")


class NoHoursError(MeetingError):
    message = _("People are invited to a day and an hour. Give both first.")


class NobodyError(MeetingError):
    message = _("There is nobody on the list to whom a letter could be sent.")


class ClosedError(MeetingError):
    message = _("The meeting is over, answers are no longer taken.")


class CalledOffError(MeetingError):
    message = _("The meeting has been cancelled.")


class FullError(MeetingError):
    message = _("All seats are taken. Choose another answer, or ask the organiser.")


class FixedError(MeetingError):
    message = _("This meeting has taken place or was cancelled: it no longer changes.")


class NotYetError(MeetingError):
    message = _("The meeting has not begun yet.")


class IncompleteError(MeetingError):
    message = _("A place, or a link for a remote meeting, is missing.")


class InvitedError(MeetingError):
    message = _("This person has been invited already and cannot be taken off the list.")


class PlannedError(MeetingError):
    message = _("This reminder is planned already.")


class MomentError(MeetingError):
    message = _("This reminder cannot be timed.")


class SpentError(MeetingError):
    message = _(
        "Letters of this reminder have been written before. Choose another day, hour or group."
    )
