"""Proposals as everyone reads them, and as the leading partner completes them."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.access import form_page, public
from core.pages import paged
from workshops.choices import ScoringStatus
from workshops.forms.choice import SheetForm
from workshops.models import Cycle, Proposal, Scoring, Vote
from workshops.selectors import results
from workshops.views.choice import saved, sheet_of

MOST = 200
PAGE = 25


@public
@require_safe
def choice(request, pk):
    """How the projects of a cycle were chosen: proposals, scores and votes once closed."""
    rows = Cycle.objects.public().select_related("partnership")
    cycle = get_object_or_404(rows, pk=pk)
    proposals = list(cycle.proposals.select_related("leader", "project")[:MOST])
    closed = Scoring.objects.filter(cycle=cycle, status=ScoringStatus.CLOSED)
    scoring = closed.prefetch_related("criteria").first()
    context = {
        "cycle": cycle,
        "proposals": sorted(proposals, key=lambda row: (row.place_key, row.sort)),
        "scoring": scoring,
        "rows": results.scored(scoring) if scoring else [],
        "criteria": list(scoring.criteria.all()) if scoring else [],
        "votes": list(Vote.objects.public().filter(cycle=cycle)),
    }
    return render(request, "workshops/choice_public.html", context)


@public
@require_safe
def detail(request, pk):
    """One proposal with the ideas it grew out of and the project it became."""
    rows = Proposal.objects.public().select_related("cycle__partnership", "leader", "project")
    proposal = get_object_or_404(rows, pk=pk)
    return render(request, "workshops/choice_proposal.html", sheet_of(proposal))


@require_safe
def mine(request):
    """The proposals that this person's organisations lead or take part in, or the sheets to fill."""
    rows = Proposal.objects.of_user(request.user)
    if request.GET.get("czeka"):
        rows = Proposal.objects.led_by(request.user).incomplete().completable()
    led = set(Proposal.objects.led_by(request.user).values_list("pk", flat=True))
    rows = rows.select_related("cycle").prefetch_related("partners")
    page = paged(request, rows, PAGE)
    return render(request, "workshops/choice_mine.html", {"page": page, "led": led})


@form_page
def sheet(request, pk):
    """The sheet of a proposal that this person's organisation leads; to read once decided."""
    proposal = _mine(request, pk)
    context = {**sheet_of(proposal), "open": Proposal.objects.completable().filter(pk=pk).exists()}
    if context["open"]:
        form = SheetForm(
            request.POST or None,
            instance=_mine(request, pk),
            cycle=proposal.cycle,
            initial={"version": proposal.version},
        )
        if request.method == "POST" and saved(request, proposal, form):
            return redirect("workshops:my_proposal", pk)
        context["form"] = form
    return render(request, "workshops/choice_sheet.html", context)


def _mine(request, pk):
    rows = Proposal.objects.led_by(request.user)
    return get_object_or_404(
        rows.select_related("cycle__partnership__county", "leader", "project"), pk=pk
    )
