"""A signed-in person's invitations."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import form_page
from core.pages import run_action
from meetings.actions import answer as actions
from meetings.choices import Answer, Channel, MeetingStatus
from meetings.forms.people import AnswerForm
from meetings.models import Invitation

PAST = 30


@require_safe
def index(request):
    """My invitations: what lies ahead, and the last that are past."""
    mine = Invitation.objects.of_user(request.user).select_related(
        "meeting__partnership", "partner"
    )
    ahead = mine.filter(meeting__ends_at__gte=now()).order_by("meeting__starts_at")
    past = mine.filter(meeting__ends_at__lt=now()).order_by("-meeting__starts_at")[:PAST]
    return render(request, "meetings/my_index.html", {"ahead": ahead, "past": past})


@form_page
def answer(request, pk):
    """Answer one of my invitations, signed in."""
    mine = Invitation.objects.of_user(request.user)
    invitation = get_object_or_404(
        mine.select_related("meeting__partnership", "meeting__host", "person"), pk=pk
    )
    meeting = invitation.meeting
    known = invitation.told_answer() if invitation.answer != Answer.NONE else None
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        answered = run_action(
            request,
            _("Your answer is saved."),
            actions.answer,
            form=form,
            invitation=invitation,
            channel=Channel.PORTAL,
            **form.cleaned_data,
        )
        if answered:
            return redirect("meetings:my_index")
    context = {
        "invitation": invitation,
        "meeting": meeting,
        "form": form,
        "open": meeting.answers_open,
        "cancelled": meeting.status == MeetingStatus.CANCELLED,
        "agenda": meeting.agenda.all(),
    }
    return render(request, "meetings/my_answer.html", context)
