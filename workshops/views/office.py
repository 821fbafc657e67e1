"""The office's cycles: what they are, who takes part, what the county looks like."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.forms import ReasonForm
from core.models import WrongStepError
from core.pages import listing, paged
from documents.spreadsheets import SpreadsheetError
from journal.selectors.history import history
from workshops.actions import cycle as actions
from workshops.actions import figures
from workshops.errors import WorkshopError
from workshops.filters import CycleFilter
from workshops.forms.cycle import CycleForm, FiguresForm, PartnerForm
from workshops.models import Card, Cycle, DiagnosisFigure, Participation
from workshops.selectors import gates
from workshops.selectors.attendance import attendance, meetings_of
from workshops.selectors.diagnosis import tables

WAITING = 100


def held(request, pk):
    rows = Cycle.objects.held_by(request.partnership).counted()
    rows = rows.select_related("partnership__county", "agreement")
    return get_object_or_404(rows, pk=pk)


def crumbs(cycle, *further):
    """The way to a page of a cycle."""
    first = [(reverse("office"), _("Office")), (reverse("workshops:office_index"), _("Workshops"))]
    here = (reverse("workshops:office_detail", args=[cycle.pk]), str(cycle))
    return [*first, here, *further] if further else [*first, (None, str(cycle))]


def way_below(row, name, *further):
    """The way to a page of a proposal or a vote; `name` is the address of its own page."""
    listed = (reverse("workshops:office_proposals", args=[row.cycle_id]), _("Proposals"))
    here = reverse(name, args=[row.pk]) if further else None
    return crumbs(row.cycle, listed, (here, row.title), *further)


@require_safe
def index(request):
    rows = Cycle.objects.held_by(request.partnership).counted().order_by("-pk")
    filterset = CycleFilter(request.GET, rows)
    return listing(request, "workshops/office_index.html", filterset)


@require_safe
def waiting(request):
    """The cards from phones and partners at which nobody has looked."""
    cards = (
        Card.objects.held_by(request.partnership)
        .waiting()
        .select_related("stage__cycle", "group", "commune", "partner")
        .order_by("created_at", "pk")
    )
    page = paged(request, cards, WAITING)
    return render(request, "workshops/office_waiting.html", {"page": page})


@require_safe
def detail(request, pk):
    cycle = held(request, pk)
    stand = gates.stand_of(cycle)
    rows = [
        {
            "stage": stage,
            "number": stand.written[stage.kind],
            "unmet": gates.words(stand.unmet(stage.kind)) if stage.is_planned else [],
        }
        for stage in stand.stages.values()
    ]
    context = {
        "cycle": cycle,
        "rows": rows,
        "steps": steps_of(rows),
        "entries": history(cycle, *stand.stages.values(), limit=6),
    }
    return render(request, "workshops/office_detail.html", context)


def steps_of(rows):
    """The stages as (words, state) for the line of steps."""
    found = []
    for row in rows:
        stage = row["stage"]
        state = "done" if stage.is_closed else "current" if stage.is_open else "ahead"
        found.append((stage.get_kind_display(), state))
    return found


@form_page
def add(request):
    form = CycleForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        cycle = actions.begin(cycle=form.instance, actor=request.user)
        messages.success(request, _("The cycle stands with its seven stages and their groups."))
        return redirect("workshops:office_detail", cycle.pk)
    context = {"form": form, "back": reverse("workshops:office_index")}
    return render(request, "workshops/office_form.html", context)


@form_page
def edit(request, pk):
    cycle = held(request, pk)
    form = CycleForm(
        request.POST or None, instance=held(request, pk), partnership=request.partnership
    )
    if request.method == "POST" and form.is_valid():
        actions.change(cycle=cycle, fields=form.columns, actor=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("workshops:office_detail", pk)
    context = {
        "form": form,
        "cycle": cycle,
        "crumbs": crumbs(cycle, (None, _("Edit"))),
        "back": reverse("workshops:office_detail", args=[pk]),
    }
    return render(request, "workshops/office_form.html", context)


@require_POST
def publish(request, pk):
    """Show the cycle to everyone, or take it off the public pages."""
    cycle = held(request, pk)
    shown = request.POST.get("shown") == "1"
    actions.publish(cycle=cycle, shown=shown, actor=request.user)
    done = _("The cycle is public.") if shown else _("The cycle is no longer public.")
    messages.success(request, done)
    return redirect("workshops:office_detail", pk)


@form_page
def finish(request, pk):
    """End a cycle before its last stage."""
    cycle = held(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish(cycle=cycle, actor=request.user, **form.cleaned_data)
        except WrongStepError:
            form.add_error(None, _("This cycle is finished."))
        else:
            messages.success(request, _("The cycle is finished."))
            return redirect("workshops:office_detail", pk)
    context = {
        "form": form,
        "cycle": cycle,
        "crumbs": crumbs(cycle, (None, _("End of the cycle"))),
        "back": reverse("workshops:office_detail", args=[pk]),
    }
    return render(request, "workshops/office_finish.html", context)


@form_page
def partners(request, pk):
    """Who takes part, and who came to which meeting."""
    cycle = held(request, pk)
    form = PartnerForm(request.POST or None, cycle=cycle)
    if request.method == "POST" and form.is_valid():
        try:
            actions.join(cycle=cycle, partner=form.cleaned_data["partner"], actor=request.user)
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The partner takes part in the cycle."))
            return redirect("workshops:office_partners", pk)
    meetings = meetings_of(cycle)
    context = {
        "cycle": cycle,
        "form": form,
        "participations": list(cycle.participations.select_related("partner")),
        "meetings": meetings,
        "lines": attendance(cycle, meetings),
        "crumbs": crumbs(cycle, (None, _("Partners"))),
    }
    return render(request, "workshops/office_partners.html", context)


@require_POST
def leave(request, pk):
    """A partner takes part no longer."""
    rows = Participation.objects.filter(cycle__in=Cycle.objects.held_by(request.partnership))
    row = get_object_or_404(rows.select_related("cycle__partnership", "partner"), pk=pk)
    actions.leave(row=row, actor=request.user)
    messages.success(request, _("The partner takes part no longer."))
    return redirect("workshops:office_partners", row.cycle_id)


@form_page
def diagnosis(request, pk):
    """The labour market by commune, as it was loaded from a file."""
    cycle = held(request, pk)
    form = FiguresForm(request.POST or None, request.FILES or None)
    wrong = []
    if request.method == "POST" and form.is_valid():
        try:
            number, wrong = figures.load(
                cycle=cycle, content=form.cleaned_data["file"].read(), actor=request.user
            )
        except SpreadsheetError as error:
            form.add_error("file", str(error))
        else:
            if not wrong:
                messages.success(request, _("Figures loaded: %(number)d.") % {"number": number})
                return redirect("workshops:office_figures", pk)
    context = {
        "cycle": cycle,
        "form": form,
        "wrong": wrong,
        "tables": tables(cycle),
        "crumbs": crumbs(cycle, (None, _("Diagnosis sheet"))),
    }
    return render(request, "workshops/office_figures.html", context)


@form_page
def drop_figure(request, pk):
    """Take a wrong figure out of the sheet, with the reason."""
    rows = DiagnosisFigure.objects.filter(cycle__partnership=request.partnership)
    figure = get_object_or_404(rows.select_related("cycle__partnership"), pk=pk)
    form = ReasonForm(request.POST or None)
    back = reverse("workshops:office_figures", args=[figure.cycle_id])
    if request.method == "POST" and form.is_valid():
        figures.remove(figure=figure, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("The figure is out of the sheet."))
        return redirect(back)
    context = {
        "form": form,
        "figure": figure,
        "back": back,
        "crumbs": crumbs(figure.cycle, (back, _("Diagnosis sheet")), (None, _("Removal"))),
    }
    return render(request, "workshops/office_figure_drop.html", context)
