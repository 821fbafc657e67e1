"""All reports that a leader owes, in one form: behind a link or on its own pages."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import takes_files
from core.links import personal, unknown
from projects import actions
from projects.choices import Way
from projects.forms.reports import FilingForm
from projects.models import ProgressReport
from projects.selectors.links import report_of
from projects.views.leader import REFUSALS, by_link, last_filed

MOST = 20  # reports in one form


@personal
@takes_files
def reports(request, token):
    """What the leader owes of all its projects, behind the link to one of the reports."""
    row = report_of(token)
    if row is None:
        return unknown(request)
    return by_link(request, token, row, row.project, _of_link)


def my_reports(request):
    """What this person's organisations owe, on their own pages."""
    return _page(request, ProgressReport.objects.of_user(request.user).owed(), Way.PAGE)


def _of_link(request, report, way, _actor):
    return _page(request, ProgressReport.objects.together(report), way)


def _page(request, rows, way):
    """A part of the form for each report; a part that is left alone is not filed."""
    parts = [(row, _part(request, row)) for row in _with_words(rows)]
    actor = request.user if way == Way.PAGE else None
    problem = ""
    wrong = [row for row, form in parts if not form.is_valid()]
    if request.method == "POST" and not wrong:
        chosen = [(row, form.sent) for row, form in parts if form.has_changed()]
        try:
            if chosen:
                actions.file_together(parts=chosen, way=way, actor=actor)
                return _done(request, way, len(chosen))
            problem = _("Write about at least one project.")
        except REFUSALS as error:
            problem = str(error)
    context = {
        "parts": parts,
        "problem": problem,
        "personal": way == Way.LINK,
        "saved": "ok" in request.GET,
    }
    return render(request, "projects/together.html", context)


def _with_words(rows):
    rows = rows.select_related("project__partnership", "project__leader").order_by("due", "pk")
    return rows.prefetch_related("project__indicators", "filings")[:MOST]


def _part(request, report):
    return FilingForm(
        request.POST or None,
        request.FILES or None,
        project=report.project,
        prefix=f"report-{report.pk}",
        initial=last_filed(report.filings.all()),
        empty_permitted=True,
        use_required_attribute=False,
    )


def _done(request, way, count):
    if way == Way.LINK:
        return redirect(f"{request.path}?ok=1")
    words = ngettext(
        "Thank you. The office reads %(count)d report of yours now.",
        "Thank you. The office reads %(count)d reports of yours now.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("projects:my_index")
