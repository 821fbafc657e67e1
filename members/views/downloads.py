"""Downloads of filtered lists, each noted in the journal."""

from django.http import HttpResponseBadRequest
from django.utils.timezone import localdate

from core.exports import csv_response, xlsx_response
from journal.actions import record

FORMATS = {"csv": csv_response, "xlsx": xlsx_response}


def download(request, filterset, table, verb):
    """Send what `filterset` found as the file that POST `format` asks for (csv, xlsx).

    The journal keeps who took what, by which filter, and how many rows.
    """
    form = request.POST.get("format", "csv")
    if form not in FORMATS or not filterset.is_valid():
        return HttpResponseBadRequest()
    rows = table.rows(filterset.qs)
    name = f"{table.name}-{localdate():%Y-%m-%d}"
    known = {n: v for n, v in request.GET.items() if n in filterset.form.fields and v}
    record(
        verb=verb,
        row=request.partnership,
        actor=request.user,
        partnership=request.partnership,
        after={"rows": rows.count(), "format": form, "filter": known},
    )
    return FORMATS[form](name, table.header(), table.lines(rows))
