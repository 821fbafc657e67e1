"""The office's pages: who answered what, and answers that came some other way."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import form_page
from core.pages import listing, next_page, run_action
from journal.models import Entry
from journal.rules.references import about
from meetings.actions import answer as actions
from meetings.choices import Answer, Channel
from meetings.filters import InvitationFilter
from meetings.forms.people import OfficeAnswerForm
from meetings.views.desk import desk, find
from outbox.models import Letter


@require_safe
def index(request, pk):
    """The list behind every number of the turnout page."""
    meeting = find(request, pk)
    rows = meeting.invitations.select_related("commune", "letter")
    found = InvitationFilter(request.GET, queryset=rows)
    context = desk(request, meeting, "office_invitations")
    return listing(request, "meetings/office_invitations.html", found, context, size=50)


@form_page
def record(request, pk, invitation):
    """One person's invitation: letters, answer, history; and the form for a telephone call."""
    meeting = find(request, pk)
    rows = meeting.invitations.select_related("person", "commune", "letter", "partner")
    row = get_object_or_404(rows, pk=invitation)
    row.meeting = meeting
    form = OfficeAnswerForm(
        request.POST if request.method == "POST" else None, initial=_initial(row)
    )
    if request.method == "POST" and form.is_valid():
        done = _("The answer of %(name)s is saved.") % {"name": row.name}
        if run_action(
            request, done, actions.answer, form=form, invitation=row, **form.cleaned_data
        ):
            return redirect(next_page(request, _back(meeting)))
    context = desk(
        request,
        meeting,
        "office_answer",
        row=row,
        form=form,
        crumb=row.name,
        letters=Letter.objects.filter(about=about(row)).order_by("-pk")[:20],
        history=_history(row),
    )
    context["back"] = _back(meeting)
    return render(request, "meetings/office_answer.html", context)


def _initial(row):
    known = {"channel": Channel.PHONE}
    if row.answer != Answer.NONE:
        known |= row.told_answer() | {"channel": Channel.PHONE}
    return known


def _history(row):
    entries = Entry.objects.filter(about=about(row)).order_by("pk")
    return [
        {
            "at": entry.at,
            "who": entry.actor_name,
            "answer": _label(Answer, entry.after.get("answer")),
            "channel": _label(Channel, entry.after.get("channel")),
            "comment": entry.after.get("comment", ""),
            "substitute": entry.after.get("substitute_name", ""),
        }
        for entry in entries
    ]


def _label(choices, value):
    return choices(value).label if value in choices.values else ""


def _back(meeting):
    return reverse("meetings:office_invitations", args=[meeting.pk])
