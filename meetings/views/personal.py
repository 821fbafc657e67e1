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
from meetings.forms.people import AnswerForm
from meetings.selectors.links import ANSWER, STOP, invitation_of, invitation_of_used_stop

# The result can be read for a week after the meeting; answers stop at its end.
READABLE = dt.timedelta(days=7)
# A letter's way out of further letters is open for a year.
STOPPABLE = dt.timedelta(days=365)
PROPOSED = {Answer.YES, Answer.NO, Answer.MAYBE, Answer.SUBSTITUTE}


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
    """Stop invitations: a page with a button, and the one-click address of RFC 8058.

    The link ends with its use; opened again it says so and offers nothing.
    """
    invitation = invitation_of(token, STOP)
    used = invitation_of_used_stop(token) if invitation is None else None
    row = invitation or used
    if row is None or row.person is None or now() > row.meeting.ends_at + STOPPABLE:
        return unknown(request, _calendar())
    request.partnership = row.meeting.partnership
    stopped = row.person.invitations_stopped_at is not None
    if request.method == "POST" and invitation and not stopped:
        actions.stop_invitations(person=row.person, invitation=row)
        stopped = True
    context = {"invitation": row, "stopped": stopped, "used": used is not None}
    return render(request, "meetings/stop.html", context)


def _initial(request, invitation):
    """What the form shows ticked: the answer that the link proposes, else the saved one.

    The page says the saved answer in words beside it. What was written with it stays in
    the form, so that a change of the answer alone loses nothing.
    """
    saved = invitation.told_answer() if invitation.answer != Answer.NONE else {}
    asked = request.GET.get("o", "")
    return saved | {"answer": asked} if asked in PROPOSED else saved


def _context(request, invitation, form):
    meeting = invitation.meeting
    return {
        "invitation": invitation,
        "meeting": meeting,
        "form": form,
        "proposed": _proposed(form, invitation),
        "saved": request.GET.get("ok") == "1" and invitation.answer != Answer.NONE,
        "cancelled": meeting.status == MeetingStatus.CANCELLED,
        "open": meeting.answers_open,
        "form_action": request.path,
    }


def _proposed(form, invitation):
    """The answer that the link proposes in place of another one that is saved, in words."""
    asked = "" if form.is_bound else form.initial.get("answer", "")
    differs = asked and invitation.answer not in {Answer.NONE, asked}
    return dict(form.fields["answer"].choices)[asked] if differs else ""


def _calendar():
    """What somebody whose link does not work may want to read."""
    return reverse("meetings:index"), _("Calendar of meetings")
