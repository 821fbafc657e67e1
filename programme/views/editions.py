"""Editions that the office tells of: those before the portal, and those held on it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import form_page
from journal.selectors.history import history
from programme import actions
from programme.forms import EditionForm
from programme.models import OwnEdition


@require_safe
def index(request):
    """What this office told, the oldest first."""
    rows = OwnEdition.objects.held_by(request.partnership)
    return render(request, "programme/office_editions.html", {"editions": list(rows)})


@form_page
def add(request):
    place = {"place": request.partnership.county.name}
    form = EditionForm(request.POST or None, partnership=request.partnership, initial=place)
    return _form_page(request, form)


@form_page
def edit(request, pk):
    """Correct an edition; below the form stands its history."""
    edition = _held(request, pk)
    form = EditionForm(
        request.POST or None, instance=_held(request, pk), partnership=request.partnership
    )
    return _form_page(request, form, edition=edition, entries=history(edition, limit=20))


@form_page
def remove(request, pk):
    """Asks, and on the button takes the edition off the page."""
    edition = _held(request, pk)
    if request.method == "POST":
        actions.remove_edition(edition=edition, actor=request.user)
        messages.success(request, _("The edition is off the page."))
        return redirect("programme:office_editions")
    return render(request, "programme/office_edition_remove.html", {"edition": edition})


def _form_page(request, form, **context):
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_edition(edition=form.instance, actor=request.user)
        except actions.TwiceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The edition stands on the page of the programme."))
            return redirect("programme:office_editions")
    context |= {"form": form, "back": reverse("programme:office_editions")}
    return render(request, "programme/office_edition_form.html", context)


def _held(request, pk):
    rows = OwnEdition.objects.held_by(request.partnership).select_related("partnership")
    return get_object_or_404(rows, pk=pk)
