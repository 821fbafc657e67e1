"""Handing a list to somebody at the office: a small one at once, a large one in the background."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.access import came_from
from core.exports import csv_response, xlsx_response
from core.links import too_often
from exports import actions, tasks
from exports.tables import BadFilterError, Table

# So many rows are sent within a request; more are work for the worker.
AT_ONCE = 2000
MOST_AN_HOUR = 10  # files for one person
RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


def serve(request, table: Table, **fixed):
    """Answer a POST with `table` as the file that its `format` (csv, xlsx) asks for.

    The filter is what the address names of the table's fields, and what `fixed` adds.
    A large list becomes an export, and its page is shown. A format or a filter that
    does not exist is a 400; the eleventh file within an hour is refused in words.
    """
    form = request.POST.get("format", "csv")
    query = {n: v for n, v in request.GET.items() if n in table.fields and v} | fixed
    try:
        rows = table.rows(request.partnership, query)
    except BadFilterError:
        return HttpResponseBadRequest()
    if form not in RESPONSES:
        return HttpResponseBadRequest()
    if too_often("export", str(request.user.pk), MOST_AN_HOUR):
        messages.error(
            request, _("You took ten files within an hour. Wait a while, then take the next one.")
        )
        return redirect(came_from(request))
    asked = {
        "table": table,
        "partnership": request.partnership,
        "actor": request.user,
        "query": query,
        "form": form,
    }
    total = rows.count()
    if total > AT_ONCE:
        export = actions.ask(**asked, total=total)
        notify_worker()
        return redirect(export)
    lines = list(table.lines(rows))
    actions.note_taken(**asked, rows=len(lines))
    name = f"{table.file_name}-{localdate():%Y-%m-%d}"
    return RESPONSES[form](name, table.header(), lines)


def notify_worker():
    """Tell the worker. A broker that is away costs nothing: the clock rings twice a minute."""
    transaction.on_commit(lambda: tasks.work.delay(), robust=True)
