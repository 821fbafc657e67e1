"""The import of people: upload, columns, preview, confirmation, result."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page, fresh_login
from core.exports import csv_response
from core.models import WrongStepError
from core.pages import PAGE_SIZE
from documents.spreadsheets import SpreadsheetError
from members import tasks
from members.actions import importing
from members.choices import ImportStatus, Verdict
from members.forms.imports import ColumnsForm, UploadForm
from members.models import ImportRun
from members.rules.notes import told

SHOWN = 3


@form_page
def index(request):
    """Upload a list; below it the earlier imports."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = importing.start(
                partnership=request.partnership,
                actor=request.user,
                file=form.cleaned_data["file"],
            )
            return redirect(run)
        except SpreadsheetError as error:
            form.add_error("file", str(error))
    runs = ImportRun.objects.held_by(request.partnership).select_related("started_by")
    return render(request, "members/imports.html", {"form": form, "runs": runs[:20]})


def one(request, pk):
    """One import of this office, or 404."""
    runs = ImportRun.objects.held_by(request.partnership)
    return get_object_or_404(runs.select_related("partnership__county", "started_by"), pk=pk)


def detail(request, pk):
    """The page of an import, in whichever state it is."""
    run = one(request, pk)
    if run.status == ImportStatus.UPLOADED:
        return _columns_page(request, run, ColumnsForm(run=run, initial=_chosen(run)))
    counts = run.counted()
    chosen = request.GET.get("verdict", "")
    rows = run.rows.filter(verdict=chosen) if chosen in Verdict.values else run.rows.all()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "counts": counts,
        "done": counts[Verdict.DONE],
        "to_do": counts[Verdict.GOOD] + counts[Verdict.DONE],
        "working": run.status in {ImportStatus.CHECKING, ImportStatus.RUNNING},
        "page": page,
        "rows": [(row, told(row.notes)) for row in page],
        "verdict": chosen,
        "tabs": [("?", _("All rows"), not chosen)]
        + [
            (f"?verdict={v}", f"{Verdict(v).label} ({n})", v == chosen)
            for v, n in counts.items()
            if n
        ],
    }
    response = render(request, "members/import.html", context)
    if request.htmx and not context["working"]:
        # The progress is over: the whole page has something new to show.
        response["HX-Refresh"] = "true"
    return response


def _chosen(run):
    return {
        "header_row": run.header_row,
        "add_partners": run.add_partners,
        "sector": run.default_sector,
        "kind": run.default_kind,
        "source": run.source,
    }


def _columns_page(request, run, form):
    table = importing.read(run)
    rows = table.rows[run.header_row : run.header_row + SHOWN]
    samples = [[row[number][:60] for row in rows] for number in range(len(run.header))]
    context = {
        "run": run,
        "form": form,
        "columns": list(zip(form.columns, samples, strict=True)),
        "above": table.rows[: max(run.header_row - 1, 0)],
    }
    return render(request, "members/import_columns.html", context)


@form_page
def columns(request, pk):
    """Say what the columns mean; then the list is checked. Works again after a check."""
    run = one(request, pk)
    if run.status not in {ImportStatus.UPLOADED, ImportStatus.CHECKED}:
        return redirect(run)
    form = ColumnsForm(request.POST or None, run=run, initial=_chosen(run))
    if request.method != "POST" or not form.is_valid():
        return _columns_page(request, run, form)
    if form.cleaned_data["header_row"] != run.header_row:
        importing.move_header(run, form.cleaned_data["header_row"])
        messages.info(request, _("The columns were read anew. Look at them before you go on."))
        return redirect("members:office_import_columns", pk)
    try:
        importing.set_columns(run, mapping=form.mapping, options=form.options)
    except WrongStepError:
        return redirect(run)
    return _work(request, run, run.total)


@require_POST
def confirm(request, pk):
    """Add the good rows to the register. The second of two clicks only shows the result."""
    run = one(request, pk)
    good = run.counted()[Verdict.GOOD]
    try:
        importing.confirm(run=run, actor=request.user)
    except WrongStepError:
        messages.info(request, _("This list is confirmed already, or was dropped."))
        return redirect(run)
    return _work(request, run, good)


@require_POST
def proceed(request, pk):
    """Go on in this request with work that no worker took up."""
    run = one(request, pk)
    if run.status == ImportStatus.CHECKING:
        importing.check(run)
    elif run.status == ImportStatus.RUNNING:
        importing.take_chunk(run)
    return redirect(run)


def _work(request, run, rows):
    """Do short work now and leave long work to the worker; then show the import's page."""
    if rows <= importing.AT_ONCE:
        tasks.work_on_import(run.pk)
    else:
        # A broker that is away costs nothing: the page offers to go on here.
        transaction.on_commit(lambda: tasks.work_on_import.delay(run.pk), robust=True)
    return redirect(run)


@require_POST
def drop(request, pk):
    """Give the list up and erase it."""
    run = one(request, pk)
    try:
        importing.drop(run=run, actor=request.user)
        messages.success(request, _("The list was dropped and erased. Nothing was added."))
    except WrongStepError:
        messages.error(request, _("This list cannot be dropped any more."))
        return redirect(run)
    return redirect("members:office_imports")


@require_safe
@fresh_login
def faulty(request, pk):
    """The faulty rows as a file: the same columns, and the reason beside them."""
    run = one(request, pk)
    rows = run.rows.filter(verdict=Verdict.FAULTY).values_list("cells", "notes")
    lines = ([*cells, " ".join(told(notes))] for cells, notes in rows.iterator(chunk_size=1000))
    return csv_response(f"bledne-{run.pk}", [*run.header, _("Reason")], lines)
