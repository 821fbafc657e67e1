"""The office's pages: who came, and what the numbers say."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.models import WrongStepError
from core.pages import listing, next_page
from core.parameters import as_number, as_numbers
from meetings import reports
from meetings.actions import attend, plan
from meetings.choices import MeetingStatus, Presence
from meetings.errors import MeetingError
from meetings.filters import InvitationFilter
from meetings.forms import GuestForm, HoldForm
from meetings.views.desk import desk, find
from members.models import Person

SIZE = 200
FOUND = 30


@form_page
def sheet(request, pk):
    """The list to tick: one key press a person, saved by the page."""
    meeting = find(request, pk)
    if request.method == "POST":
        shown, ticked = (
            set(as_numbers(request.POST.getlist(name))) for name in ("shown", "present")
        )
        try:
            count = attend.tick(meeting=meeting, actor=request.user, shown=shown, ticked=ticked)
        except MeetingError as error:
            messages.error(request, str(error))
        else:
            text = ngettext("%(count)s change is saved.", "%(count)s changes are saved.", count)
            messages.success(request, text % {"count": count})
        return redirect(next_page(request, _sheet(pk)))
    words = request.GET.get("gosc", "")[:100].strip()
    found = InvitationFilter(request.GET, queryset=meeting.invitations.all())
    people = []
    if words:
        held = Person.objects.held_by(request.partnership).found_by(words)
        people = held.exclude(
            invitations__in=meeting.invitations.filter(presence=Presence.PRESENT)
        )
        people = people.with_current_roles()[:FOUND]
    context = desk(
        request, meeting, "office_attendance", guest_form=GuestForm(), words=words, people=people,
        numbers=reports.turnout(meeting)["total"],
        open=meeting.status in {MeetingStatus.ANNOUNCED, MeetingStatus.HELD},
        can_hold=meeting.can_become(MeetingStatus.HELD),
    )  # fmt: skip
    return listing(request, "meetings/office_attendance.html", found, context, size=SIZE)


@require_POST
def guest(request, pk):
    """Somebody who is not in the register came."""
    meeting = find(request, pk)
    form = GuestForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return redirect(_sheet(pk))
    return _came(request, meeting, lambda: attend.add_guest(
        meeting=meeting, actor=request.user, **form.cleaned_data
    ))  # fmt: skip


@require_POST
def person(request, pk):
    """Somebody of the register came without standing on the list."""
    meeting = find(request, pk)
    number = request.POST.get("person", "")
    row = get_object_or_404(Person.objects.held_by(request.partnership), pk=as_number(number))
    return _came(request, meeting, lambda: attend.add_walk_in(
        meeting=meeting, actor=request.user, person=row
    ))  # fmt: skip


def _came(request, meeting, add):
    try:
        row = add()
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s is present.") % {"name": row.name})
    return redirect(_sheet(meeting.pk))


@form_page
def hold(request, pk):
    """Close the list: the meeting has taken place."""
    meeting = find(request, pk)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            plan.hold(meeting=meeting, actor=request.user, **form.cleaned_data)
        except MeetingError as error:
            form.add_error(None, str(error))
        except WrongStepError:
            form.add_error(None, _("This meeting is closed or cancelled already."))
        else:
            messages.success(request, _("The attendance list is closed."))
            return redirect("meetings:office_turnout", pk)
    context = desk(
        request, meeting, "office_hold", form=form, numbers=reports.turnout(meeting)["total"],
        crumb=_("Closing the list"),
    )  # fmt: skip
    context["back"] = _sheet(pk)
    return render(request, "meetings/office_hold.html", context)


@require_safe
def turnout(request, pk):
    """Invited, answered, came, came without answer, by sector and commune (F44)."""
    meeting = find(request, pk)
    context = desk(
        request, meeting, "office_turnout", turnout=reports.turnout(meeting),
        list_url=reverse("meetings:office_invitations", args=[pk]),
    )  # fmt: skip
    return render(request, "meetings/office_turnout.html", context)


def _sheet(pk):
    return reverse("meetings:office_attendance", args=[pk])
