"""The office's projects."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import ChangedMeanwhileError
from core.forms import one_more, renew_version
from core.models import WrongStepError
from core.pages import listing, run_action
from core.parameters import MOST, as_number
from journal.selectors.history import history
from projects import actions
from projects.choices import NoteKind
from projects.filters import OfficeFilter
from projects.forms.project import (
    INDICATORS,
    JOBS,
    MILESTONES,
    SECTIONS,
    ProjectForm,
    PublishForm,
    ReadingChangeForm,
    ReadingForm,
    RowsReasonForm,
    StepForm,
    WithdrawForm,
)
from projects.models import JobCheck, Project, Reading
from projects.views.public import page_of


def held(request, pk):
    rows = Project.objects.held_by(request.partnership).select_related("leader", "partnership")
    return get_object_or_404(rows, pk=pk)


@require_safe
def index(request):
    rows = Project.objects.held_by(request.partnership)
    rows = rows.select_related("leader", "partnership")
    filterset = OfficeFilter(request.GET, rows, partnership=request.partnership)
    return listing(request, "projects/office_index.html", filterset)


@require_safe
def detail(request, pk):
    project = held(request, pk)
    checks = JobCheck.objects.filter(entry__project=project)
    notes = list(project.notes.all())
    changes = [note.pk for note in notes if note.kind == NoteKind.STATUS]
    context = {
        **page_of(project, public=False, photos="projects:office_photo"),
        "checks": list(checks.select_related("entry")),
        "sections": [(key, name) for key, (name, _formset) in SECTIONS.items()],
        "steps": project.next_steps,
        "notes": notes,
        "last_change": next(iter(changes), None),
        "entries": history(project, limit=20),
    }
    return render(request, "projects/office_detail.html", context)


def add(request):
    form = ProjectForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        project = actions.propose(
            project=form.instance, communes=form.cleaned_data["communes"], actor=request.user
        )
        messages.success(request, _("The project is in the list. Now add its other sections."))
        return redirect("projects:office_detail", project.pk)
    return render(request, "projects/office_form.html", {"form": form})


def edit(request, pk):
    project = held(request, pk)
    form = ProjectForm(
        request.POST or None,
        instance=held(request, pk),
        partnership=request.partnership,
        initial={"version": project.version},
    )
    theirs = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                project=project,
                version=form.cleaned_data["version"],
                fields=form.columns,
                communes=form.cleaned_data["communes"],
                delay_reason=form.cleaned_data.get("delay_reason", ""),
                actor=request.user,
            )
        except ChangedMeanwhileError as error:
            form.add_error(None, str(error))
            theirs = differences(project, form)
            project.refresh_from_db(fields=["version"])
            renew_version(form, project)
        except actions.NoteNeededError as error:
            form.add_error("delay_reason", str(error))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("projects:office_detail", pk)
    context = {"form": form, "project": project, "theirs": theirs}
    return render(request, "projects/office_form.html", context)


def rows(request, pk, section):
    """One section of rows. „Add a row” shows one more empty row and keeps what was typed."""
    project = held(request, pk)
    name, formset_class = SECTIONS[section]
    more = "more" in request.POST
    formset = formset_class(request.POST or None, instance=project)
    if more:
        formset = formset_class(one_more(request.POST, formset.prefix), instance=project)
    why = RowsReasonForm(request.POST or None, section=section)
    if not _may_need_reason(project, section):
        why.fields.clear()
    theirs, version = [], request.POST.get("version", "")
    sound = formset.is_valid() and why.is_valid()
    if request.method == "POST" and not more and sound:
        formset.save(commit=False)
        kept = formset.new_objects + [row for row, _fields in formset.changed_objects]
        try:
            actions.change_rows(
                project=project,
                version=as_number(version, MOST) or 0,
                kept=kept,
                gone=formset.deleted_objects,
                actor=request.user,
                **why.cleaned_data,
            )
        except actions.NoteNeededError as error:
            why.add_error("reason", str(error))
        except (ChangedMeanwhileError, actions.MixError) as error:
            formset.non_form_errors().append(str(error))
            theirs = [str(row) for row in type(formset)(instance=project).queryset]
            version = project.version
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("projects:office_detail", pk)
    context = {
        "project": project,
        "formset": formset,
        "name": name,
        "theirs": theirs,
        "version": version or project.version,
        "why": why,
        "back": reverse("projects:office_detail", args=[pk]),
    }
    return render(request, "projects/office_rows.html", context)


def _may_need_reason(project, section):
    """Whether a change here may put a milestone off, or correct what was stored."""
    return section in (JOBS, INDICATORS) or (section == MILESTONES and project.is_started)


def reading(request, pk):
    """A new reading of an indicator, and those there are."""
    project = held(request, pk)
    form = ReadingForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        row = form.save(commit=False)
        actions.change_rows(
            project=project, version=project.version, kept=[row], gone=[], actor=request.user
        )
        messages.success(request, _("The reading is stored."))
        return redirect("projects:office_reading", pk)
    readings = Reading.objects.filter(indicator__project=project).select_related("indicator")
    context = {"form": form, "project": project, "readings": readings.order_by("indicator", "-on")}
    return render(request, "projects/office_reading.html", context)


def reading_change(request, pk, reading):
    """Correct or remove a wrong reading, with a reason."""
    project = held(request, pk)
    row = get_object_or_404(Reading, pk=reading, indicator__project=project)
    form = ReadingChangeForm(request.POST or None, instance=row, project=project)
    if request.method == "POST" and form.is_valid():
        row = form.save(commit=False)
        kept, gone = ([], [row]) if form.cleaned_data["gone"] else ([row], [])
        actions.change_rows(
            project=project,
            version=project.version,
            kept=kept,
            gone=gone,
            reason=form.cleaned_data["reason"],
            actor=request.user,
        )
        messages.success(request, _("The reading is corrected."))
        return redirect("projects:office_reading", pk)
    context = {"form": form, "project": project}
    return render(request, "projects/office_reading_change.html", context)


def step(request, pk):
    """A change of status with its note."""
    project = held(request, pk)
    form = StepForm(
        request.POST or None, project=project, initial={"status": request.GET.get("status")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.step(project=project, actor=request.user, **form.sent)
        except WrongStepError as error:
            form.add_error("status", str(error))
        except actions.DayError as error:
            form.add_error("on", str(error))
        except actions.NoteNeededError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, _("The status is changed."))
            return redirect("projects:office_detail", pk)
    return render(request, "projects/office_step.html", {"form": form, "project": project})


def publish(request, pk):
    """The preview, and below it the button that publishes."""
    project = held(request, pk)
    form = PublishForm(request.POST or None, initial={"consent": project.consent})
    if request.method == "POST" and form.is_valid():
        done, consent = _("The project is published."), form.cleaned_data["consent"]
        if run_action(request, done, actions.publish, form=form, project=project, consent=consent):
            return redirect("projects:office_detail", pk)
    shown = page_of(project, photos="projects:office_photo")
    return render(request, "projects/office_publish.html", {"form": form, **shown})


def withdraw(request, pk):
    project = held(request, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, notice = _("The page is withdrawn."), form.cleaned_data["notice"]
        if run_action(request, done, actions.withdraw, form=form, project=project, notice=notice):
            return redirect("projects:office_detail", pk)
    return render(request, "projects/office_withdraw.html", {"form": form, "project": project})


def differences(project, form):
    """(label, theirs, mine) for each field that the other person left different from mine."""
    stored = ProjectForm(
        instance=Project.objects.get(pk=project.pk), partnership=project.partnership
    )
    found = []
    for name in form.fields:
        if name in {"version", "delay_reason"}:
            continue
        theirs, mine = _words(stored[name]), _words(form[name])
        if theirs != mine:
            found.append((form[name].label, theirs, mine))
    return found


def _words(field):
    """A field's value as people read it."""
    value = field.value()
    chosen = {str(v) for v in value} if isinstance(value, list | tuple) else {str(value)}
    if hasattr(field.field, "choices"):
        return ", ".join(str(text) for key, text in field.field.choices if str(key) in chosen)
    return "" if value is None else str(field.field.prepare_value(value)).strip()
