"""The office's pages: who came, and what the numbers say."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.pages import listing, next_page, run_action
from core.parameters import as_number, as_numbers
from meetings.actions import attend, plan
from meetings.choices import MeetingStatus, Presence
from meetings.errors import MeetingError
from meetings.filters import InvitationFilter
from meetings.forms.people import GuestForm, HoldForm
from meetings.selectors import balance
from meetings.views.desk import desk, find
from members.models import Person

SIZE = 200
FOUND = 30


@form_page
def sheet(request, pk):
    """The list to tick, and who came without standing on it.

    With scripts every tick is saved by itself (`tick`), without them a page at a time.
    """
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
    return _listed(request, meeting, GuestForm(partnership=request.partnership))


def _listed(request, meeting, guest_form):
    words = request.GET.get("gosc", "")[:100].strip()
    rows = meeting.invitations.select_related("commune")
    found = InvitationFilter(request.GET, queryset=rows)
    people = []
    if words:
        held = Person.objects.held_by(request.partnership).found_by(words)
        people = held.exclude(
            invitations__in=meeting.invitations.filter(presence=Presence.PRESENT)
        )
        people = people.with_current_roles()[:FOUND]
    context = desk(
        request,
        meeting,
        "office_attendance",
        guest_form=guest_form,
        words=words,
        people=people,
        numbers=balance.turnout(meeting)["total"],
        open=meeting.keeps_attendance and request.service.may_change,
        can_hold=meeting.has_begun and meeting.can_become(MeetingStatus.HELD),
    )
    return listing(request, "meetings/office_attendance.html", found, context, size=SIZE)


@require_POST
def tick(request, pk, invitation):
    """Save one tick at once; a script gets the words that stand beside it."""
    meeting = find(request, pk)
    row = get_object_or_404(meeting.invitations, pk=invitation)
    came = str(row.pk) in request.POST.getlist("present")
    shown, ticked = (set(), {row.pk}) if came else ({row.pk}, set())
    try:
        attend.tick(meeting=meeting, actor=request.user, shown=shown, ticked=ticked)
    except MeetingError as error:
        messages.error(request, str(error))
        return HttpResponse(headers={"HX-Refresh": "true"})
    numbers = balance.turnout(meeting)["total"]
    return render(
        request, "meetings/office_attendance.html#saved", {"numbers": numbers, "swap": True}
    )


@require_POST
def guest(request, pk):
    """Somebody who is not in the register came."""
    meeting = find(request, pk)
    form = GuestForm(request.POST, partnership=request.partnership)
    if not form.is_valid():
        return _listed(request, meeting, form)
    return _came(request, meeting, attend.add_guest, **form.cleaned_data)


@require_POST
def person(request, pk):
    """Somebody of the register came without standing on the list."""
    meeting = find(request, pk)
    number = as_number(request.POST.get("person"))
    row = get_object_or_404(Person.objects.held_by(request.partnership), pk=number)
    return _came(request, meeting, attend.add_walk_in, person=row)


def _came(request, meeting, action, **who):
    try:
        row = action(meeting=meeting, actor=request.user, **who)
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s is present.") % {"name": row.name})
    return redirect(_sheet(meeting.pk))


@require_POST
def remove_guest(request, pk, invitation):
    """Take off somebody who was added as a guest by mistake."""
    meeting = find(request, pk)
    row = get_object_or_404(meeting.invitations.filter(walk_in=True), pk=invitation)
    done = _("%(name)s is taken off the list.") % {"name": row.name}
    run_action(request, done, attend.remove_guest, meeting=meeting, guest=row)
    return redirect(next_page(request, _sheet(pk)))


@form_page
def hold(request, pk):
    """Close the list: the meeting has taken place."""
    meeting = find(request, pk)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _("The attendance list is closed.")
        if run_action(request, done, plan.hold, form=form, meeting=meeting, **form.cleaned_data):
            return redirect("meetings:office_turnout", pk)
    context = desk(
        request,
        meeting,
        "office_hold",
        form=form,
        numbers=balance.turnout(meeting)["total"],
        crumb=_("Closing the list"),
    )
    context["back"] = _sheet(pk)
    return render(request, "meetings/office_hold.html", context)


@require_safe
def turnout(request, pk):
    """Invited, answered, came, came without answer, by sector and commune (F44)."""
    meeting = find(request, pk)
    context = desk(
        request,
        meeting,
        "office_turnout",
        turnout=balance.turnout(meeting),
        list_url=reverse("meetings:office_invitations", args=[pk]),
    )
    return render(request, "meetings/office_turnout.html", context)


def _sheet(pk):
    return reverse("meetings:office_attendance", args=[pk])
