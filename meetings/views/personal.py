"""Personal pages behind a link: no sign-in, no session, no cookie (see `core.links`)."""

import datetime as dt

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from core.links import personal, too_often, unknown, wait
from meetings.actions import answer as actions
from meetings.choices import Answer, Channel, MeetingStatus
from meetings.errors import MeetingError
from meetings.forms import AnswerForm
from meetings.tokens import ANSWER, STOP, invitation_of

# The result can be read for a week after the meeting; answers stop at its end.
READABLE = dt.timedelta(days=7)


@personal
def answer(request, token):
    """Read the invitation and answer it."""
    invitation = invitation_of(token, ANSWER)
    if invitation is None or now() > invitation.meeting.ends_at + READABLE:
        return unknown(request, _calendar())
    request.partnership = invitation.meeting.partnership
    form = AnswerForm(initial=_initial(request, invitation))
    if request.method == "POST":
        if too_often("meetings:answers", token):
            return wait(request, _calendar())
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                actions.answer(invitation=invitation, channel=Channel.LINK, **form.cleaned_data)
            except MeetingError as error:
                form.add_error(None, str(error))
                invitation = invitation_of(token, ANSWER)
            else:
                return redirect(f"{request.path}?ok=1")
    return render(request, "meetings/answer.html", _context(request, invitation, form))


@personal
def stop(request, token):
    """Stop invitations: a page with a button, and the one-click address of RFC 8058."""
    invitation = invitation_of(token, STOP)
    if invitation is None or invitation.person is None:
        return unknown(request, _calendar())
    request.partnership = invitation.meeting.partnership
    if request.method == "POST":
        actions.stop_invitations(person=invitation.person, invitation=invitation)
        invitation.person.refresh_from_db(fields=["invitations_stopped_at"])
    return render(
        request,
        "meetings/stop.html",
        {"invitation": invitation, "stopped": invitation.person.invitations_stopped_at},
    )


def _initial(request, invitation):
    """The saved answer; before there is one, the answer that the link proposes."""
    if invitation.answer == Answer.NONE:
        asked = request.GET.get("o", "")
        return {"answer": asked} if asked in Answer.values else {}
    return {
        "answer": invitation.answer,
        "comment": invitation.comment,
        "substitute_name": invitation.substitute_name,
        "substitute_function": invitation.substitute_function,
    }


def _context(request, invitation, form):
    meeting = invitation.meeting
    return {
        "invitation": invitation,
        "meeting": meeting,
        "form": form,
        "saved": request.GET.get("ok") == "1" and invitation.answer != Answer.NONE,
        "cancelled": meeting.status == MeetingStatus.CANCELLED,
        "open": meeting.answers_open,
        "form_action": request.path,
    }


def _calendar():
    """What somebody whose link does not work may want to read."""
    return reverse("meetings:index"), _("Calendar of meetings")
