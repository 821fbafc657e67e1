"""Protocols: made when asked for, and those that were kept."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from documents import pdf
from documents.serving import send
from workshops import protocol
from workshops.actions.protocol import name_of
from workshops.models import Protocol, StageMeeting


@require_safe
def make(request, pk):
    """The protocol of a meeting as it stands now."""
    rows = StageMeeting.objects.filter(stage__cycle__partnership=request.partnership)
    row = get_object_or_404(
        rows.select_related(
            "stage__cycle__partnership__county", "meeting__host", "meeting__partnership"
        ),
        pk=pk,
    )
    content = pdf.make(protocol.TEMPLATE, protocol.data(row), get_language())
    return pdf.answer(content, name_of(row))


@require_safe
def kept(request, pk):
    """The protocol as it stood when the stage was closed."""
    rows = Protocol.objects.filter(stage_meeting__stage__cycle__partnership=request.partnership)
    return send(get_object_or_404(rows.select_related("document"), pk=pk).document)
