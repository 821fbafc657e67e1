"""Checks of jobs at the office."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import TooLateError
from core.pages import listing
from projects import actions
from projects.choices import CheckStatus, Way
from projects.filters import CheckFilter
from projects.forms.reports import CheckForm
from projects.models import JobCheck
from projects.views.reports import tell_asked


@require_safe
def index(request):
    """The checks of all projects: due, late, answered."""
    rows = JobCheck.objects.held_by(request.partnership)
    rows = rows.select_related("entry__project__leader").order_by("due", "pk")
    return listing(request, "projects/office_checks.html", CheckFilter(request.GET, rows))


def record(request, pk, check):
    """Enter what the leader said by telephone or on paper, or correct an answer."""
    row = _held(request, pk, check)
    form = CheckForm(request.POST or None, instance=_held(request, pk, check))
    if request.method == "POST" and form.is_valid():
        answered = row.status == CheckStatus.ANSWERED
        action = actions.correct_check if answered else actions.answer_check
        try:
            action(check=row, way=Way.OFFICE, actor=request.user, **form.cleaned_data)
        except actions.TooManyError as error:
            form.add_error("still", str(error))
        except (TooLateError, actions.DayError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The number of jobs is stored."))
            return redirect("projects:office_checks")
    context = {"form": form, "check": row, "project": row.entry.project}
    return render(request, "projects/office_check.html", context)


@require_POST
def ask(request, pk, check):
    """Send the leader the link now, or once more."""
    row = _held(request, pk, check)
    try:
        tell_asked(request, actions.ask_check(check=row, actor=request.user))
    except actions.DayError as error:
        messages.error(request, str(error))
    return redirect("projects:office_check", pk, check)


def _held(request, pk, check):
    rows = JobCheck.objects.held_by(request.partnership)
    rows = rows.select_related("entry__project__partnership", "entry__project__leader")
    return get_object_or_404(rows, pk=check, entry__project=pk)
