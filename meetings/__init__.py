"""Meetings, invitations, answers, reminders and who came."""
