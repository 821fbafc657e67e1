"""Decisions and photos of a meeting; protocols: made when asked for, and those kept."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.forms import one_more
from documents import pdf
from documents.checking import RefusedError
from documents.serving import send
from workshops.actions.protocol import add_photo, minute, name_of, remove_photo
from workshops.errors import WorkshopError
from workshops.forms.protocol import Decisions, PhotoForm
from workshops.models import Protocol, ProtocolPhoto, StageMeeting
from workshops.pdf import protocol
from workshops.views.office import crumbs


@require_safe
def make(request, pk):
    """The protocol of a meeting as it stands now."""
    row = _held(request, pk)
    content = pdf.make(protocol.TEMPLATE, protocol.data(row), get_language())
    return pdf.answer(content, name_of(row))


@form_page
def decisions(request, pk):
    """What the meeting decided, point by point; "add a row" keeps what was typed."""
    row = _held(request, pk)
    more = "more" in request.POST
    points = list(row.meeting.agenda.values_list("title", flat=True))
    data = one_more(request.POST, "decisions") if more else request.POST or None
    formset = Decisions(data, instance=row, form_kwargs={"points": points})
    if request.method == "POST" and not more and formset.is_valid():
        formset.save(commit=False)
        changed = formset.new_objects + [one for one, _fields in formset.changed_objects]
        try:
            minute(row=row, kept=changed, gone=formset.deleted_objects, actor=request.user)
        except WorkshopError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The decisions are saved."))
            return redirect("workshops:office_stage", row.stage_id)
    context = {"row": row, "formset": formset, "crumbs": _way(row, _("Decisions"))}
    return render(request, "workshops/office_decisions.html", context)


@form_page
def photos(request, pk):
    """The photos of a meeting's protocol, and the form that adds one."""
    row = _held(request, pk)
    form = PhotoForm(
        request.POST or None, request.FILES or None, instance=ProtocolPhoto(stage_meeting=row)
    )
    if request.method == "POST" and form.is_valid():
        photo, upload = form.save(commit=False), form.cleaned_data["picture"]
        try:
            add_photo(photo=photo, upload=upload, actor=request.user)
        except (WorkshopError, RefusedError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The photo is in the protocol."))
            return redirect("workshops:office_protocol_photos", pk)
    context = {
        "row": row,
        "form": form,
        "photos": list(row.photos.all()),
        "crumbs": _way(row, _("Photos")),
    }
    return render(request, "workshops/office_protocol_photos.html", context)


@require_safe
def photo(request, pk):
    """One photo, for the office alone."""
    return send(_photo(request, pk).document)


@require_POST
def drop_photo(request, pk):
    """Take a photo out of a protocol."""
    row = _photo(request, pk)
    meeting = row.stage_meeting_id
    try:
        remove_photo(photo=row, actor=request.user)
    except WorkshopError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The photo is out of the protocol."))
    return redirect("workshops:office_protocol_photos", meeting)


@require_safe
def kept(request, pk):
    """The protocol as it stood when the stage was closed."""
    rows = Protocol.objects.filter(stage_meeting__stage__cycle__partnership=request.partnership)
    return send(get_object_or_404(rows.select_related("document"), pk=pk).document)


def _held(request, pk):
    rows = StageMeeting.objects.filter(stage__cycle__partnership=request.partnership)
    rows = rows.select_related(
        "stage__cycle__partnership__county", "meeting__host", "meeting__partnership"
    )
    return get_object_or_404(rows, pk=pk)


def _photo(request, pk):
    rows = ProtocolPhoto.objects.filter(
        stage_meeting__stage__cycle__partnership=request.partnership
    )
    return get_object_or_404(rows.select_related("document", "stage_meeting"), pk=pk)


def _way(row, here):
    """The way to a page about one meeting of a stage."""
    stage = (reverse("workshops:office_stage", args=[row.stage_id]), str(row.stage))
    return crumbs(row.stage.cycle, stage, (None, here))
