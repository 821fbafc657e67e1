"""Which letter to whom, and under which occasion."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now

from journal.actions import about
from meetings import calendars
from meetings.choices import Answer, MeetingStatus
from meetings.models import Invitation, ReminderRun
from meetings.models.reminder import LAST_CALL
from meetings.tokens import ANSWER, STOP, link, token_for
from outbox.actions import draw, letter
from outbox.models import Batch, Letter

INVITATION = "meeting_invitation"
UPDATE = "meeting_update"
CANCELLED = "meeting_cancelled"
REMINDER = "meeting_reminder"
AFTERWARDS = "meeting_afterwards"
RECEIPT = "meeting_receipt"
TEST = "meeting_test"
# What a move or a cancellation takes back while it waits.
TAKEN_BACK = [INVITATION, UPDATE, REMINDER]
EXAMPLE = "0-example"  # stands for the secret part of a link where a letter is only shown


def occasion(invitation: Invitation) -> str:
    """What this revision of the meeting needs to tell this person."""
    if invitation.meeting.status == MeetingStatus.CANCELLED:
        return CANCELLED
    return UPDATE if invitation.told else INVITATION


def content(kind: str, invitation: Invitation, *, example: bool = False, **more) -> dict:
    """Render one letter: subject, text, html, language and the calendar part.

    With `example` the personal links lead nowhere, so the letter may be shown
    to somebody else.
    """
    language = invitation.person.language if invitation.person else settings.LANGUAGE_CODE
    answer = EXAMPLE if example else token_for(invitation, ANSWER)
    stop = EXAMPLE if example else token_for(invitation, STOP)
    answer_url = link("meetings:answer", answer, language)
    meeting = invitation.meeting
    with translation.override(language):
        context = {
            "meeting": meeting,
            "partnership": meeting.partnership,
            "invitation": invitation,
            "agenda": meeting.agenda.all(),
            "first": invitation.person is not None and invitation.person.notified_at is None,
            "answer_url": answer_url,
            "stop_url": link("meetings:stop", stop, language),
            "privacy_url": settings.SITE_URL + reverse("privacy"),
            "Answer": Answer,
            **more,
        }
        drawn = draw(kind, context, language)
        if kind in {INVITATION, UPDATE}:
            drawn["calendar"] = calendars.request(invitation, answer_url, now())
            drawn["calendar_method"] = "REQUEST"
        if kind == CANCELLED:
            drawn["calendar"] = calendars.cancel(invitation, answer_url, now())
            drawn["calendar_method"] = "CANCEL"
    return drawn


def of_revision(invitation: Invitation, batch: Batch) -> Letter:
    """The letter of the present revision: invitation, update or cancellation.

    Changes and cancellations reach also people who stopped invitations in the
    meantime: they were invited and may be on their way.
    """
    kind = occasion(invitation)
    meeting = invitation.meeting
    return letter(
        once=once(invitation),
        kind=kind,
        not_before=batch.not_before,
        not_after=meeting.ends_at,
        statutory=kind != INVITATION,
        **_addressed(invitation, batch),
        **content(kind, invitation),
    )


def once(invitation: Invitation) -> str:
    """One letter for a person, a meeting and a revision, however often it is asked for."""
    meeting = invitation.meeting
    return f"meeting:{meeting.pk}:{occasion(invitation)}:{invitation.pk}:{meeting.sequence}"


def reminder(invitation: Invitation, run: ReminderRun) -> Letter:
    """What a reminder rule says to one person. Before the meeting it dies half an hour ahead."""
    ahead = run.rule.side == run.rule.Side.BEFORE
    kind = REMINDER if ahead else AFTERWARDS
    meeting = invitation.meeting
    not_after = meeting.starts_at - LAST_CALL if ahead else run.due_at + dt.timedelta(days=3)
    return letter(
        once=f"meeting:{meeting.pk}:reminder:{run.pk}:{invitation.pk}",
        kind=kind,
        not_after=not_after,
        **_addressed(invitation, run.batch),
        **content(kind, invitation, note=run.rule.note),
    )


def receipt(invitation: Invitation) -> Letter:
    """Tells the person what answer was saved and how to change it."""
    moment = invitation.answered_at.timestamp() if invitation.answered_at else 0
    return letter(
        once=f"meeting:{invitation.meeting_id}:receipt:{invitation.pk}:{moment}",
        kind=RECEIPT,
        statutory=True,
        partnership=invitation.meeting.partnership,
        about=about(invitation),
        to_email=invitation.email,
        to_name=invitation.name[:200],
        reply_to=invitation.meeting.partnership.office_email,
        **content(RECEIPT, invitation),
    )


def trial(invitation: Invitation, user, stamp: dt.datetime) -> Letter:
    """The invitation as this person would get it, sent to the officer who asks for it.

    Its calendar part is left out: answering it would speak for somebody else.
    """
    drawn = content(INVITATION, invitation, example=True)
    drawn.pop("calendar")
    drawn.pop("calendar_method")
    drawn["subject"] = f"[test] {drawn['subject']}"
    return letter(
        once=f"meeting:{invitation.meeting_id}:test:{user.pk}:{stamp.timestamp()}",
        kind=TEST,
        partnership=invitation.meeting.partnership,
        about=about(invitation.meeting),
        to_email=user.email,
        to_name=str(user)[:200],
        **drawn,
    )


def _addressed(invitation: Invitation, batch: Batch | None) -> dict:
    return {
        "partnership": invitation.meeting.partnership,
        "batch": batch,
        "lane": Letter.Lane.BULK,
        "about": about(invitation),
        "to_email": invitation.email,
        "to_name": invitation.name[:200],
        "reply_to": invitation.meeting.partnership.office_email,
        "unsubscribe_url": link("meetings:stop", token_for(invitation, STOP), "pl"),
    }
