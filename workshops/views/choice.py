"""The office's proposals: from ideas to a choice, and from a choice to projects."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.errors import ChangedMeanwhileError
from core.forms import ReasonForm, renew_version
from core.models import WrongStepError
from core.pages import paged
from core.parameters import as_numbers
from journal.selectors.history import history
from workshops.actions import choice as actions
from workshops.choices import ProposalStatus
from workshops.errors import WorkshopError
from workshops.forms.choice import PlaceForm, ProposalForm, TieForm, ideas_of
from workshops.models import Proposal, Scoring
from workshops.selectors import results
from workshops.selectors.provenance import links_of
from workshops.selectors.waiting import KINDS
from workshops.views.office import crumbs, held, way_below

MOST = 200
PAGE = 25


def proposal_of(request, pk):
    """A proposal of this office, or 404."""
    rows = Proposal.objects.held_by(request.partnership)
    return get_object_or_404(
        rows.select_related("cycle__partnership__county", "leader", "project"), pk=pk
    )


def path_to(proposal, *further):
    """The way to a page of a proposal."""
    return way_below(proposal, "workshops:office_proposal", *further)


@require_safe
def index(request, pk):
    """The proposals of a cycle: what is missing, what was decided, which become projects."""
    cycle = held(request, pk)
    rows = cycle.proposals.select_related("leader", "project").prefetch_related("partners")
    proposals = sorted(rows[:MOST], key=lambda row: (row.place_key, row.sort))
    context = {
        "cycle": cycle,
        "crumbs": crumbs(cycle, (None, _("Proposals"))),
        "proposals": proposals,
        "scoring": Scoring.objects.filter(cycle=cycle).first(),
        "votes": list(cycle.votes.all()),
        "statuses": [s for s in ProposalStatus if s != ProposalStatus.PROPOSED],
    }
    return render(request, "workshops/choice_index.html", context)


@require_POST
def decide(request, pk):
    """Move the ticked proposals to one state, or make projects of them.

    A choice past the ranking is asked for its public reason first.
    """
    cycle = held(request, pk)
    numbers = as_numbers(request.POST.getlist("proposal"), MOST)
    ticked = list(cycle.proposals.filter(pk__in=numbers).select_related("cycle__partnership"))
    wanted = request.POST.get("status", "")
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if not ticked:
        messages.error(request, _("Tick the proposals first."))
        return redirect("workshops:office_proposals", pk)
    try:
        if wanted == "project":
            count = len([_made(request, row) for row in ticked if row.project_id is None])
            text = ngettext("%(count)s project is made.", "%(count)s projects are made.", count)
        elif wanted in ProposalStatus.values:
            count = actions.decide(
                proposals=ticked, status=wanted, reason=reason, actor=request.user
            )
            text = ngettext("%(count)s proposal moved.", "%(count)s proposals moved.", count)
        else:
            count, text = 0, _("Choose what to do with the ticked proposals.")
    except actions.PassedOverError as error:
        context = {
            "form": form,
            "cycle": cycle,
            "ticked": ticked,
            "status": ProposalStatus(wanted),
            "against": [row for row in ticked if row.pk in error.against],
            "crumbs": crumbs(cycle, (None, _("Reason of the choice"))),
            "back": reverse("workshops:office_proposals", args=[pk]),
        }
        return render(request, "workshops/choice_passed.html", context)
    except (WorkshopError, WrongStepError) as error:
        messages.error(request, str(error))
    else:
        say = messages.success if count else messages.info
        say(request, text % {"count": count} if count else _("Nothing was changed."))
    return redirect("workshops:office_proposals", pk)


@require_safe
def waiting(request):
    """The proposals, votes or stages of all cycles that wait for the office."""
    wanted = request.GET.get("czeka")
    kind = KINDS[wanted if wanted in KINDS else "braki"]
    page = paged(request, kind.rows(request.partnership), PAGE)
    return render(request, "workshops/choice_waiting.html", {"page": page, "kind": kind})


@form_page
def add(request, pk):
    """A new proposal out of one or several ideas."""
    cycle = held(request, pk)
    ticked = as_numbers(request.GET.getlist("pomysl"), MOST)
    form = ProposalForm(
        request.POST or None, cycle=cycle, initial={"ideas": ticked, **_from_ideas(cycle, ticked)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            proposal = actions.add(proposal=form.instance, actor=request.user, **form.rows)
        except WorkshopError as error:
            form.add_error("ideas", str(error))
        else:
            messages.success(request, _("The proposal is in the list."))
            return redirect("workshops:office_proposal", proposal.pk)
    context = {
        "form": form,
        "cycle": cycle,
        "crumbs": crumbs(cycle, (None, _("New proposal"))),
        "back": reverse("workshops:office_proposals", args=[pk]),
    }
    return render(request, "workshops/choice_form.html", context)


@require_safe
def detail(request, pk):
    """One proposal, with everything that the office does with it."""
    proposal = proposal_of(request, pk)
    context = {
        **sheet_of(proposal, public=False),
        "crumbs": path_to(proposal),
        "steps": proposal.next_steps,
        "entries": history(proposal, limit=15),
    }
    return render(request, "workshops/choice_detail.html", context)


@form_page
def edit(request, pk):
    """The sheet, for the office."""
    proposal = proposal_of(request, pk)
    form = ProposalForm(
        request.POST or None,
        instance=proposal_of(request, pk),
        cycle=proposal.cycle,
        initial={"version": proposal.version},
    )
    if request.method == "POST" and saved(request, proposal, form):
        return redirect("workshops:office_proposal", pk)
    context = {
        "form": form,
        "proposal": proposal,
        "cycle": proposal.cycle,
        "crumbs": path_to(proposal, (None, _("Edit"))),
        "back": reverse("workshops:office_proposal", args=[pk]),
    }
    return render(request, "workshops/choice_form.html", context)


@form_page
def place(request, pk):
    """Announce another place than the result gave."""
    proposal = proposal_of(request, pk)
    form = PlaceForm(request.POST or None, instance=proposal_of(request, pk))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.override(
                proposal=proposal,
                place=data["place"],
                reason=data["place_reason"],
                actor=request.user,
            )
        except WorkshopError as error:
            form.add_error("place_reason", str(error))
        else:
            messages.success(request, _("The place is announced with its reason."))
            return redirect("workshops:office_proposal", pk)
    context = {
        "form": form,
        "proposal": proposal,
        "crumbs": path_to(proposal, (None, _("Announced place"))),
        "back": reverse("workshops:office_proposal", args=[pk]),
    }
    return render(request, "workshops/choice_place.html", context)


@require_POST
def make_project(request, pk):
    """One step; the second one leads to the same project."""
    proposal = proposal_of(request, pk)
    try:
        project = _made(request, proposal)
    except WorkshopError as error:
        messages.error(request, str(error))
        return redirect("workshops:office_proposal", pk)
    messages.success(request, _("The proposal has its project."))
    return redirect("projects:office_detail", project.pk)


@form_page
def tie(request, pk):
    """Name a project that stands already as the one that grew out of this proposal."""
    proposal = proposal_of(request, pk)
    form = TieForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tie(proposal=proposal, actor=request.user, **form.cleaned_data)
        except WorkshopError as error:
            form.add_error("project", str(error))
        else:
            messages.success(request, _("The proposal has its project."))
            return redirect("workshops:office_proposal", pk)
    context = {
        "form": form,
        "proposal": proposal,
        "crumbs": path_to(proposal, (None, _("Project"))),
        "back": reverse("workshops:office_proposal", args=[pk]),
    }
    return render(request, "workshops/choice_tie.html", context)


def saved(request, proposal, form):
    """Whether a valid sheet was stored; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        actions.change(
            proposal=proposal,
            version=form.cleaned_data["version"],
            fields=form.columns,
            actor=request.user,
            **form.rows,
        )
    except ChangedMeanwhileError as error:
        form.add_error(None, str(error))
        form.theirs = Proposal.objects.get(pk=proposal.pk)
        renew_version(form, form.theirs)
        return False
    except WorkshopError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The sheet is saved."))
    return True


def sheet_of(proposal, *, public=True):
    """Everything that the public page, and so the office's, shows of a proposal."""
    return {
        "proposal": proposal,
        "cycle": proposal.cycle,
        "partners": list(proposal.partners.all()),
        "communes": list(proposal.communes.order_by("sort")),
        "chain": links_of(proposal, public=public)[:-1],
        "options": [
            option for option in proposal.options.select_related("vote") if option.vote.is_closed
        ],
        "row": _score_of(proposal),
    }


def _score_of(proposal):
    """The proposal's line of a closed scoring, or None."""
    scoring = Scoring.objects.filter(cycle=proposal.cycle_id, status="closed").first()
    if scoring is None:
        return None
    return next((r for r in results.scored(scoring) if r.proposal.pk == proposal.pk), None)


def _made(request, proposal):
    return actions.make_project(proposal=proposal, actor=request.user)


def _from_ideas(cycle, ticked):
    """What a sheet can take over from its first idea: words and principle."""
    idea = ideas_of(cycle).filter(pk__in=ticked).select_related("group").first()
    if idea is None:
        return {}
    return {
        "title": idea.text[:300],
        "principle": idea.group.principle if idea.group else "",
        "leader": idea.partner_id,
    }
