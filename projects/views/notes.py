"""Correcting what was told of a project wrongly."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.forms import ReasonForm
from core.pages import run_action
from projects import actions
from projects.forms.notes import NoteForm, PublicationForm
from projects.models import StatusNote
from projects.views.office import held


def noted(request, pk, note):
    """(project, note) of this office."""
    project = held(request, pk)
    return project, get_object_or_404(
        StatusNote.objects.select_related("project"), pk=note, project=project
    )


def change(request, pk, note):
    """Correct the day, the words or the publicity of a note."""
    project, row = noted(request, pk, note)
    form = NoteForm(request.POST or None, instance=noted(request, pk, note)[1])
    if request.method == "POST" and form.is_valid():
        data = {"public": row.public} | form.cleaned_data
        if run_action(
            request, _("The note is corrected."), actions.correct_note, form=form, note=row, **data
        ):
            return redirect("projects:office_detail", pk)
    context = {"form": form, "project": project, "note": row}
    return render(request, "projects/office_note.html", context)


def take_back(request, pk, note):
    """Undo the last change of status, with a reason."""
    project, row = noted(request, pk, note)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("The change of status is taken back.")
        if run_action(request, done, actions.take_back, form=form, note=row, reason=reason):
            return redirect("projects:office_detail", pk)
    context = {"form": form, "project": project, "note": row}
    return render(request, "projects/office_take_back.html", context)


def publication(request, pk):
    """Correct the words of the consent and of the notice."""
    project = held(request, pk)
    form = PublicationForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        done = _("The words are corrected.")
        if run_action(
            request,
            done,
            actions.correct_publication,
            form=form,
            project=project,
            **form.cleaned_data,
        ):
            return redirect("projects:office_detail", pk)
    return render(request, "projects/office_publication.html", {"form": form, "project": project})
