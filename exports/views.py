"""The office's pages of exports: each sees what they asked for themselves."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from core.access import fresh_login
from core.models import WrongStepError
from documents.serving import send
from exports import actions
from exports.models import Export, ExportStatus
from exports.serving import notify_worker
from exports.tables import table_of


def mine(request):
    """What this person asked for at this office."""
    return Export.objects.asked_for(request.user, request.partnership)


@require_safe
def office_index(request):
    """My exports of the last day, the newest first."""
    return render(request, "exports/office_index.html", {"exports": mine(request)})


@require_safe
def office_detail(request, pk):
    """How far it is; then the file, or why there is none."""
    export = get_object_or_404(mine(request), pk=pk)
    response = render(request, "exports/office_detail.html", {"export": export})
    if request.htmx and not export.moves:
        # The progress is over: the whole page has something new to show.
        response["HX-Refresh"] = "true"
    return response


@require_GET
@fresh_login
def office_file(request, pk):
    """The finished file. The journal notes each time that it is taken."""
    export = get_object_or_404(mine(request), pk=pk, status=ExportStatus.DONE)
    table = table_of(export.table)
    if table is None:
        raise Http404
    response = send(export)
    actions.note_taken(
        table=table,
        partnership=request.partnership,
        actor=request.user,
        query=export.query,
        form=export.format,
        rows=export.done,
    )
    return response


@require_POST
def office_stop(request, pk):
    """Stop the work; no file is kept."""
    export = get_object_or_404(mine(request), pk=pk)
    try:
        actions.stop(export=export)
        messages.success(request, _("The export is stopped. No file was kept."))
    except WrongStepError:
        messages.info(request, _("There was nothing to stop any more."))
    return redirect(export)


@require_POST
def office_again(request, pk):
    """Make a stopped or failed export from its first row."""
    export = get_object_or_404(mine(request), pk=pk)
    try:
        actions.try_again(export=export)
        notify_worker()
    except WrongStepError:
        messages.info(request, _("This export is on its way already."))
    return redirect(export)
