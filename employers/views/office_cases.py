"""The office's lay-off cases."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pages import listing, run_action
from documents import pdf
from employers.actions import corrections, layoffs
from employers.filters import CaseFilter
from employers.forms.layoffs import (
    CaseForm,
    CorrectReadingForm,
    NewMeetingForm,
    ReadingForm,
    StatusForm,
    StepForm,
    TeamFormSet,
    TieForm,
)
from employers.models import LayoffCase
from employers.pdf import TEMPLATE, data
from employers.rules import duties
from employers.views.desk import add_page, edit_page, publish_page, rows_page
from journal.selectors.history import history
from meetings.choices import MeetingKind
from meetings.models import Meeting

FORM = "employers/office_case_form.html"


def held(request, pk) -> LayoffCase:
    """A case of this office, or 404."""
    rows = LayoffCase.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("employer", "commune", "partnership"), pk=pk)


@require_safe
def index(request):
    rows = LayoffCase.objects.held_by(request.partnership)
    rows = rows.select_related("employer", "commune").prefetch_related("steps")
    return listing(request, "employers/office_cases.html", CaseFilter(request.GET, rows))


@require_safe
def detail(request, pk):
    case = held(request, pk)
    context = {
        **page_of(case),
        "steps_on": [step for step in case.next_steps if step != "closed"],
        "can_close": case.can_become("closed"),
        "entries": history(case),
    }
    return render(request, "employers/office_case.html", context)


def page_of(case) -> dict:
    """Everything that the page and the sheet of a case show."""
    team = list(case.team.select_related("person"))
    return {
        "case": case,
        "verdict": case.monitoring,
        "law": duties.source(),
        "steps": list(case.steps.all()),
        "team": team,
        "parity": duties.parity(member.side for member in team),
        "readings": list(case.readings.all()),
        "meetings": [tied.meeting for tied in case.case_meetings.select_related("meeting")],
    }


def add(request):
    done = _("The case is in the list, and its steps have their days.")
    return add_page(request, CaseForm, FORM, layoffs.notify, "case", done)


def edit(request, pk):
    return edit_page(
        request, pk, held, CaseForm, FORM, layoffs.change, "case", is_open=lambda row: row.is_open
    )


def team(request, pk):
    case = held(request, pk)
    context = {
        "name": _("Adjustment team"),
        "hint": _(
            "Management and workers are equal in number, at least three each; one neutral person "
            "is in the chair. On the workers’ side the function is enough."
        ),
    }
    return rows_page(request, case, TeamFormSet, "employers/office_rows.html", context)


def step(request, pk, kind):
    """One due step: when it was done, who answers for it, what was settled."""
    case = held(request, pk)
    row = get_object_or_404(case.steps, kind=kind)
    form = StepForm(request.POST or None, instance=get_object_or_404(case.steps, kind=kind))
    if request.method == "POST" and form.is_valid():
        done = _("The step is noted.")
        if run_action(request, done, layoffs.note_step, form=form, step=row, **form.cleaned_data):
            return redirect("employers:office_case", pk)
    context = {"form": form, "case": case, "step": row, "back": case.get_absolute_url()}
    return render(request, "employers/office_case_step.html", context)


def status(request, pk):
    """The next state; cancelling asks for the reason."""
    case = held(request, pk)
    form = StatusForm(
        request.POST or None, case=case, initial={"status": request.GET.get("status")}
    )
    if request.method == "POST" and form.is_valid():
        done = _("The state of the case is changed.")
        if run_action(request, done, layoffs.step, form=form, case=case, **form.cleaned_data):
            return redirect("employers:office_case", pk)
    context = {
        "form": form,
        "case": case,
        "parity": case.parity,
        "verdict": case.monitoring,
        "back": case.get_absolute_url(),
    }
    return render(request, "employers/office_case_status.html", context)


def reading(request, pk):
    """Where the people stand today, as numbers."""
    return _numbers(request, pk, layoffs.read, _("The numbers are stored."), closing=False)


def close(request, pk):
    """The numbers of the outcome, with which the case is closed."""
    return _numbers(request, pk, layoffs.close, _("The case is closed."), closing=True)


def _numbers(request, pk, action, done, closing):
    case = held(request, pk)
    form = ReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        if run_action(request, done, action, form=form, case=case, on=on, numbers=form.numbers):
            return redirect("employers:office_case", pk)
    context = {
        "form": form,
        "case": case,
        "closing": closing,
        "last": case.readings.last(),
        "back": case.get_absolute_url(),
    }
    return render(request, "employers/office_case_numbers.html", context)


def reading_correct(request, pk, reading):
    """Numbers that were written down wrong, of the outcome too."""
    case = held(request, pk)
    row = get_object_or_404(case.readings.select_related("case"), pk=reading)
    form = CorrectReadingForm(
        request.POST or None, instance=get_object_or_404(case.readings, pk=reading)
    )
    if request.method == "POST" and form.is_valid():
        done = _("The correction is saved; the history keeps both.")
        sent = {
            "reading": row,
            "on": form.cleaned_data["on"],
            "numbers": form.numbers,
            "reason": form.cleaned_data["why"],
        }
        if run_action(request, done, corrections.correct_reading, form=form, **sent):
            return redirect("employers:office_case", pk)
    context = {
        "form": form,
        "case": case,
        "closing": row.final,
        "corrects": True,
        "back": case.get_absolute_url(),
    }
    return render(request, "employers/office_case_numbers.html", context)


def meeting_add(request, pk):
    """A new meeting of the team: a draft in the office's meetings, never public."""
    case = held(request, pk)
    title = _("Adjustment team: %(firm)s") % {"firm": case.firm}
    draft = Meeting(title=title[:200], kind=MeetingKind.ADJUSTMENT, commune=case.commune)
    form = NewMeetingForm(request.POST or None, instance=draft, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        meeting = form.save(commit=False)
        done = _("The meeting is saved as a draft. Now put people on its list.")
        if run_action(request, done, layoffs.plan_meeting, form=form, case=case, meeting=meeting):
            return redirect("meetings:office_detail", meeting.pk)
    context = {"form": form, "case": case, "back": case.get_absolute_url()}
    return render(request, "employers/office_case_meeting.html", context)


def meeting_tie(request, pk):
    """Say that a meeting which stands already is one of this team."""
    case = held(request, pk)
    form = TieForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        meeting, done = form.cleaned_data["meeting"], _("The meeting belongs to the case.")
        if run_action(request, done, layoffs.tie, form=form, case=case, meeting=meeting):
            return redirect("employers:office_case", pk)
    context = {"form": form, "case": case, "back": case.get_absolute_url()}
    return render(request, "employers/office_case_meeting.html", context)


def publish(request, pk):
    return publish_page(request, held(request, pk))


@require_safe
def case_sheet(request, pk):
    """The case as a PDF: steps, team, numbers."""
    case = held(request, pk)
    content = pdf.make(TEMPLATE, data(**page_of(case)), get_language())
    return pdf.answer(content, f"zwolnienie-{case.pk}.pdf")
