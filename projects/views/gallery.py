"""The photos of a project: kept by the office, shown to whoever may see them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import public
from core.pages import run_action
from documents.serving import send
from projects import actions
from projects.forms.reports import PhotoForm
from projects.models import Photo, Project
from projects.views.office import held


@public
@require_safe
def photo(request, pk, photo):
    """A photo that everyone may see."""
    row = get_object_or_404(Photo.objects.public(), pk=photo, project=pk)
    response = send(row.document)
    response["Cache-Control"] = "private, max-age=300"
    return response


@require_safe
def my_photo(request, pk, photo):
    """A photo of an own project that is marked public, also before the page is."""
    projects = Project.objects.of_user(request.user)
    rows = Photo.objects.filter(project__in=projects.values("pk"), public=True)
    return send(get_object_or_404(rows, pk=photo, project=pk).document)


@require_safe
def office_photo(request, pk, photo):
    return send(_held(request, pk, photo).document)


def index(request, pk):
    """The gallery, and the form that adds a photo."""
    project = held(request, pk)
    form = PhotoForm(request.POST or None, request.FILES or None, instance=Photo(project=project))
    if request.method == "POST" and form.is_valid():
        added = run_action(
            request,
            _("The photo is in the gallery."),
            actions.add_photo,
            form=form,
            photo=form.save(commit=False),
            upload=form.cleaned_data["picture"],
        )
        if added:
            return redirect("projects:office_photos", pk)
    context = {"project": project, "photos": list(project.photos.all()), "form": form}
    return render(request, "projects/office_photos.html", context)


def edit(request, pk, photo):
    """The words of a photo, and whether everyone sees it."""
    row = _held(request, pk, photo)
    form = PhotoForm(request.POST or None, instance=_held(request, pk, photo))
    if request.method == "POST" and form.is_valid():
        actions.change_photo(photo=form.save(commit=False), actor=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("projects:office_photos", pk)
    context = {"form": form, "photo": row, "project": row.project}
    return render(request, "projects/office_photo_edit.html", context)


@require_POST
def remove(request, pk, photo):
    actions.remove_photo(photo=_held(request, pk, photo), actor=request.user)
    messages.success(request, _("The photo is out of the gallery."))
    return redirect("projects:office_photos", pk)


def _held(request, pk, photo):
    rows = Photo.objects.filter(project__partnership=request.partnership)
    return get_object_or_404(rows.select_related("project__partnership"), pk=photo, project=pk)
