"""The office's register of specialists."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pages import listing
from journal.selectors.history import history
from programme import actions
from programme.filters import OfficeFilter
from programme.forms import SpecialistForm
from programme.models import Specialist


def held(request, pk):
    """A specialist of this office, or 404."""
    rows = Specialist.objects.held_by(request.partnership).select_related("partnership")
    return get_object_or_404(rows, pk=pk)


@require_safe
def index(request):
    rows = Specialist.objects.held_by(request.partnership).prefetch_related("counties")
    return listing(request, "programme/office_specialists.html", OfficeFilter(request.GET, rows))


@require_safe
def detail(request, pk):
    specialist = held(request, pk)
    context = {
        "specialist": specialist,
        "counties": list(specialist.counties.select_related("parent")),
        "entries": history(specialist, limit=20),
    }
    return render(request, "programme/office_specialist.html", context)


def add(request):
    form = SpecialistForm(
        request.POST or None,
        partnership=request.partnership,
        initial={"counties": [request.partnership.county_id]},
    )
    if request.method == "POST" and form.is_valid():
        specialist = actions.add(
            specialist=form.instance, counties=form.cleaned_data["counties"], actor=request.user
        )
        messages.success(request, _("The specialist is in the register."))
        return redirect("programme:office_specialist", specialist.pk)
    return render(request, "programme/office_form.html", {"form": form})


def edit(request, pk):
    specialist = held(request, pk)
    form = SpecialistForm(
        request.POST or None, instance=held(request, pk), partnership=request.partnership
    )
    if request.method == "POST" and form.is_valid():
        actions.change(
            specialist=specialist,
            fields=form.columns,
            counties=form.cleaned_data["counties"],
            actor=request.user,
        )
        messages.success(request, _("The changes are saved."))
        return redirect("programme:office_specialist", pk)
    context = {"form": form, "specialist": specialist}
    return render(request, "programme/office_form.html", context)


def remove(request, pk):
    """Asks, and on the button takes the specialist out of the register."""
    specialist = held(request, pk)
    if request.method == "POST":
        actions.remove(specialist=specialist, actor=request.user)
        messages.success(request, _("The specialist is out of the register."))
        return redirect("programme:office_specialists")
    return render(request, "programme/office_remove.html", {"specialist": specialist})
