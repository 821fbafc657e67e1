"""Decisions of a meeting; protocols: made when asked for, and those that were kept."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import form_page
from core.forms import one_more
from documents import pdf
from documents.serving import send
from workshops import protocol
from workshops.actions.protocol import minute, name_of
from workshops.errors import WorkshopError
from workshops.forms.protocol import Decisions
from workshops.models import Protocol, StageMeeting
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
    stage = (reverse("workshops:office_stage", args=[row.stage_id]), str(row.stage))
    context = {
        "row": row, "formset": formset,
        "crumbs": crumbs(row.stage.cycle, stage, (None, _("Decisions"))),
    }  # fmt: skip
    return render(request, "workshops/office_decisions.html", context)


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
