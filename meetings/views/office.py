"""The office's pages: the list of meetings, and one meeting's words."""

import functools

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page, fresh_act
from core.forms import ReasonForm
from core.models import WrongStepError
from core.pages import listing, run_action
from core.parameters import as_number
from meetings import registries
from meetings.actions import plan
from meetings.choices import MeetingStatus
from meetings.errors import MeetingError
from meetings.filters import MeetingFilter
from meetings.forms.meeting import LEAST_ROWS, AgendaFormSet, CloneForm, MeetingForm, when_known
from meetings.letters import preview
from meetings.models import Meeting
from meetings.selectors import balance
from meetings.views.desk import TONES, desk, find


@functools.cache
def _holidays():
    import holidays  # noqa: PLC0415 - 0.3 s that only the office's page of a meeting needs

    return holidays.country_holidays("PL", language="pl")


@require_safe
def index(request):
    meetings = Meeting.objects.held_by(request.partnership).select_related("commune")
    found = MeetingFilter(request.GET, queryset=meetings)
    context = {"tones": TONES, "may_change": request.service.may_change}
    return listing(request, "meetings/office_index.html", found, context)


@form_page
def add(request):
    """A new meeting, from nothing or from an earlier one (`?z=`)."""
    source = None
    if number := request.GET.get("z", ""):
        held = Meeting.objects.held_by(request.partnership)
        source = get_object_or_404(held, pk=as_number(number))
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        partnership=request.partnership,
        initial=_copied(source),
    )
    clone = CloneForm(request.POST if request.method == "POST" else None) if source else None
    if request.method == "POST" and form.is_valid() and (clone is None or clone.is_valid()):
        take = frozenset(clone.cleaned_data["take"]) if clone else frozenset()
        meeting = form.save(commit=False)
        plan.create(actor=request.user, meeting=meeting, source=source, take=take)
        messages.success(request, _("The meeting is saved as a draft."))
        return redirect("meetings:office_detail", meeting.pk)
    context = {"form": form, "clone": clone, "source": source}
    return render(request, "meetings/office_form.html", context)


@require_safe
def detail(request, pk):
    meeting = find(request, pk)
    numbers = balance.turnout(meeting)["total"]
    context = desk(
        request,
        meeting,
        "office_detail",
        agenda=meeting.agenda.all(),
        numbers=numbers,
        warnings=balance.warnings(meeting, _holidays()) if meeting.may_change else [],
        can_cancel=meeting.can_become(MeetingStatus.CANCELLED),
        can_hold=meeting.can_become(MeetingStatus.HELD),
        sections=registries.of(meeting, public=False),
    )
    return render(request, "meetings/office_detail.html", context)


@form_page
@fresh_act("confirm")
def edit(request, pk):
    """Change a meeting; where letters would follow, they are shown before anything is saved."""
    meeting = find(request, pk)
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        instance=find(request, pk),
        partnership=request.partnership,
    )
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        changes = form.changes()
        if "confirm" not in request.POST and plan.is_move(meeting, changes):
            found = preview.of_move(meeting, changes)
            if not found.is_empty:
                return _confirm(request, meeting, form, found, "office_edit", _("Change"))
        if _changed(request, meeting, form, changes):
            return redirect("meetings:office_progress", pk)
        if not form.errors:
            return redirect("meetings:office_detail", pk)
    context = desk(request, meeting, "office_edit", form=form, crumb=_("Change"))
    return render(request, "meetings/office_form.html", context)


def _changed(request, meeting, form, changes):
    """Save the changes; say how many letters follow, or on the form why it was refused."""
    try:
        told = plan.change(meeting=meeting, actor=request.user, changes=changes)
    except MeetingError as error:
        form.add_error(None, str(error))
        return 0
    messages.success(request, _("The meeting is saved."))
    if told:
        messages.info(request, _("Everyone invited gets a letter with the new data."))
    return told


def _confirm(request, meeting, form, found, here, crumb):
    """The page before letters: how many follow, and one of them as a real person gets it."""
    context = desk(
        request, meeting, here, form=form, outlook=found, grace=settings.BULK_GRACE, crumb=crumb
    )
    return render(request, "meetings/office_confirm.html", context)


@form_page
def agenda(request, pk):
    """The agenda as rows; "more rows" works without a script."""
    meeting = find(request, pk)
    rows = [
        {"title": item.title, "minutes": item.minutes, "presenter": item.presenter}
        for item in meeting.agenda.all()
    ]
    formset = AgendaFormSet(
        request.POST if request.method == "POST" else None,
        initial=_with_empty(rows),
        prefix="punkt",
    )
    if request.method == "POST" and formset.is_valid():
        if "more" in request.POST:
            formset = AgendaFormSet(initial=_with_empty(formset.items()), prefix="punkt")
        else:
            try:
                plan.set_agenda(meeting=meeting, actor=request.user, items=formset.items())
            except MeetingError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("The agenda is saved."))
                return redirect("meetings:office_agenda", pk)
    context = desk(request, meeting, "office_agenda", formset=formset)
    return render(request, "meetings/office_agenda.html", context)


@require_POST
def announce(request, pk):
    """Make the meeting known without sending anything."""
    meeting = find(request, pk)
    run_action(request, _("The meeting is announced."), plan.announce, meeting=meeting)
    return redirect("meetings:office_detail", pk)


@form_page
@fresh_act("confirm")
def cancel(request, pk):
    """Call the meeting off; where letters would follow, they are shown first."""
    meeting = find(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        reason = form.cleaned_data["reason"]
        if "confirm" not in request.POST and meeting.can_become(MeetingStatus.CANCELLED):
            found = preview.of_cancellation(meeting, reason)
            if not found.is_empty:
                crumb = _("Cancelling")
                return _confirm(request, meeting, form, found, "office_cancel", crumb)
        try:
            count = plan.cancel(meeting=meeting, actor=request.user, reason=reason)
        except WrongStepError as error:
            form.add_error(None, str(error))
        else:
            text = _("The meeting is cancelled. Letters to those who were invited: %(count)s.")
            messages.success(request, text % {"count": count})
            return redirect(f"meetings:office_{'progress' if count else 'detail'}", pk)
    told = meeting.invitations.told_of_it().exclude(email="").count()
    context = desk(request, meeting, "office_cancel", form=form, told=told, crumb=_("Cancelling"))
    return render(request, "meetings/office_cancel.html", context)


def _copied(source):
    if source is None:
        return None
    names = (
        "title",
        "kind",
        "form",
        "place",
        "address",
        "commune",
        "map_url",
        "online_url",
        "host",
        "organiser",
        "contact",
        "description",
        "capacity",
        "is_public",
    )
    known = when_known(source)
    hours = {name: known[name] for name in ("from_hour", "to_hour") if name in known}
    return {name: getattr(source, name) for name in names} | hours


def _with_empty(rows):
    return [*rows, *({} for _ in range(LEAST_ROWS if not rows else 3))]
