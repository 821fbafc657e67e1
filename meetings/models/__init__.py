"""The rows of this app."""

from meetings.models.invitation import Invitation
from meetings.models.meeting import AgendaItem, Meeting
from meetings.models.reminder import ReminderRule, ReminderRun
from meetings.models.revision import Revision

__all__ = ["AgendaItem", "Invitation", "Meeting", "ReminderRule", "ReminderRun", "Revision"]
