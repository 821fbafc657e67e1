"""The office's stages: gates, meetings, groups, results carried over."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Service
from core.access import form_page
from core.forms import ReasonForm
from core.models import WrongStepError
from core.pages import run_action
from workshops.actions import cycle as actions
from workshops.errors import GateError, WorkshopError
from workshops.forms.cycle import CloseForm, GroupForm, OpenForm, TieForm, likely_day
from workshops.models import Card, Group, Stage, StageMeeting
from workshops.pdf.codes import address, square
from workshops.selectors import gates
from workshops.selectors.boards import boards
from workshops.views.office import crumbs


def held(request, pk):
    rows = Stage.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("cycle__partnership", "cycle__agreement"), pk=pk)


def back(stage):
    return reverse("workshops:office_stage", args=[stage.pk])


def way(stage, *further):
    """The crumbs of a page below a stage."""
    name = stage.get_kind_display()
    if not further:
        return crumbs(stage.cycle, (None, name))
    return crumbs(stage.cycle, (back(stage), name), *further)


@require_safe
def detail(request, pk):
    """One stage: what the last one left, its meetings, its groups with their boards."""
    stage = held(request, pk)
    groups = list(stage.groups.select_related("recorder"))
    written = list(stage.cards.exclude(status=Card.Status.ASIDE))
    cards = [card for card in written if card.status == Card.Status.ACCEPTED]
    unmet = []
    if stage.is_planned:
        unmet = gates.words(gates.stand_of(stage.cycle).unmet(stage.kind))
    context = {
        "stage": stage,
        "cycle": stage.cycle,
        "recap": recap_of(stage),
        "meetings": list(
            stage.stage_meetings.select_related("meeting").prefetch_related("protocols")
        ),
        "boards": boards(cards, groups),
        "number": sum(not card.is_combined for card in cards),
        "waiting": len(written) - len(cards),
        "unmet": unmet,
        "opened_against": gates.words(stage.unmet),
        "is_coordinator": request.service.kind == Service.Kind.COORDINATOR,
        "crumbs": way(stage),
    }
    return render(request, "workshops/office_stage.html", context)


def recap_of(stage):
    """The stage before, whose results this one begins with, or None."""
    return stage.cycle.stages.filter(place__lt=stage.place).exclude(summary="").last()


@require_safe
def signs(request, pk):
    """A sheet to print: each group with its code, its address and a square to scan."""
    stage = held(request, pk)
    found = []
    for group in stage.groups.all():
        path = reverse("workshops:phone", args=[group.code])
        found.append((group, address(path), mark_safe(square(settings.SITE_URL + path))))  # noqa: S308 - our own drawing
    context = {"stage": stage, "signs": found, "crumbs": way(stage, (None, _("Signs for tables")))}
    return render(request, "workshops/office_signs.html", context)


@form_page
def open_stage(request, pk):
    """Open a stage, or say why it cannot open."""
    stage = held(request, pk)
    unmet = gates.stand_of(stage.cycle).unmet(stage.kind)
    is_coordinator = request.service.kind == Service.Kind.COORDINATOR
    form = OpenForm(
        request.POST or None,
        unmet=unmet,
        is_coordinator=is_coordinator,
        initial={"on": likely_day(stage.cycle)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_stage(
                stage=stage,
                actor=request.user,
                is_coordinator=is_coordinator,
                override=form.cleaned_data.get("override", ""),
                on=form.cleaned_data["on"],
                undated=form.cleaned_data["on"] is None,
            )
        except GateError as error:
            form.add_error(None, str(error))
            unmet = error.unmet
        except WrongStepError:
            form.add_error(None, _("This stage was opened already."))
        else:
            messages.success(request, _("The stage is open."))
            return redirect("workshops:office_stage", pk)
    context = {
        "form": form,
        "stage": stage,
        "unmet": gates.words(unmet),
        "may_open": not unmet or is_coordinator,
        "crumbs": way(stage, (None, _("Opening"))),
        "back": back(stage),
    }
    return render(request, "workshops/office_stage_open.html", context)


@form_page
def close_stage(request, pk):
    """Close a stage with what the next one begins with."""
    stage = held(request, pk)
    first = {"summary": stage.summary, "opened": stage.opened_on, "on": likely_day(stage.cycle)}
    form = CloseForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_stage(
                stage=stage,
                actor=request.user,
                undated=form.cleaned_data["on"] is None,
                opened_undated=form.cleaned_data["opened"] is None,
                **form.cleaned_data,
            )
        except WorkshopError as error:
            form.add_error(None, str(error))
        except WrongStepError:
            form.add_error(None, _("This stage is not open."))
        else:
            messages.success(request, _("The stage is closed; its results are carried over."))
            return redirect("workshops:office_stage", pk)
    context = {
        "form": form,
        "stage": stage,
        "boards": boards(stage.cards.accepted(), stage.groups.all(), empty=False),
        "crumbs": way(stage, (None, _("Closing the stage"))),
        "back": back(stage),
    }
    return render(request, "workshops/office_stage_close.html", context)


@form_page
def reopen(request, pk):
    """Open a closed stage again, with a reason."""
    stage = held(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_stage(stage=stage, actor=request.user, **form.cleaned_data)
        except WrongStepError:
            form.add_error(None, _("Only a closed stage is opened again."))
        else:
            messages.success(request, _("The stage is open again."))
            return redirect("workshops:office_stage", pk)
    context = {
        "form": form,
        "stage": stage,
        "crumbs": way(stage, (None, _("Opening again"))),
        "back": back(stage),
    }
    return render(request, "workshops/office_stage_reopen.html", context)


@form_page
def tie(request, pk):
    """Say which meeting is held for this stage."""
    stage = held(request, pk)
    form = TieForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        done = _("The meeting belongs to this stage.")
        if run_action(request, done, actions.tie, form=form, stage=stage, **form.cleaned_data):
            return redirect("workshops:office_stage", pk)
    context = {
        "form": form,
        "stage": stage,
        "crumbs": way(stage, (None, _("Meeting of the stage"))),
        "back": back(stage),
    }
    return render(request, "workshops/office_tie.html", context)


@require_POST
def untie(request, pk):
    """Take a meeting off a stage."""
    rows = StageMeeting.objects.filter(stage__in=Stage.objects.held_by(request.partnership))
    row = get_object_or_404(rows.select_related("stage__cycle__partnership", "meeting"), pk=pk)
    stage = row.stage
    actions.untie(row=row, actor=request.user)
    messages.success(request, _("The meeting no longer belongs to this stage."))
    return redirect("workshops:office_stage", stage.pk)


@form_page
def group_add(request, pk):
    stage = held(request, pk)
    return _keep(request, Group(stage=stage), stage)


@form_page
def group_edit(request, pk):
    group = _group(request, pk)
    return _keep(request, group, group.stage)


@require_POST
def group_drop(request, pk):
    """Remove a group without cards."""
    group = _group(request, pk)
    stage = group.stage
    run_action(request, _("The group is removed."), actions.drop_group, group=group)
    return redirect("workshops:office_stage", stage.pk)


def _group(request, pk):
    rows = Group.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("stage__cycle__partnership", "recorder"), pk=pk)


def _keep(request, group, stage):
    form = GroupForm(request.POST or None, instance=group, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        actions.keep_group(group=form.instance, actor=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("workshops:office_stage", stage.pk)
    context = {
        "form": form,
        "group": group if group.pk else None,
        "stage": stage,
        "crumbs": way(stage, (None, _("Group"))),
        "back": back(stage),
    }
    return render(request, "workshops/office_group.html", context)
