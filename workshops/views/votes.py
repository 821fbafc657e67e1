"""The office's votes: preparing, opening, closing, announcing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.models import WrongStepError
from core.pages import run_action
from journal.selectors.history import history
from workshops.actions import votes as actions
from workshops.choices import ProposalStatus
from workshops.errors import WorkshopError
from workshops.forms.votes import VoteForm
from workshops.models import Vote
from workshops.selectors import results
from workshops.views.office import crumbs, held, way_below


def vote_of(request, pk):
    """A vote of this office, or 404."""
    rows = Vote.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("cycle__partnership__county", "stage"), pk=pk)


def path_to(vote, *further):
    """The way to a page of a vote."""
    return way_below(vote, "workshops:office_vote", *further)


@form_page
def add(request, pk):
    """A new vote, on the shortlisted proposals unless others are ticked."""
    cycle = held(request, pk)
    short = cycle.proposals.filter(status=ProposalStatus.SHORTLISTED)
    form = VoteForm(request.POST or None, cycle=cycle, initial={"proposals": list(short)})
    if request.method == "POST" and form.is_valid():
        vote = actions.prepare(
            vote=form.instance, proposals=form.cleaned_data["proposals"], actor=request.user
        )
        messages.success(request, _("The vote is prepared. Print the codes, then open it."))
        return redirect("workshops:office_vote", vote.pk)
    context = {
        "form": form,
        "cycle": cycle,
        "crumbs": crumbs(cycle, (None, _("New vote"))),
        "back": reverse("workshops:office_proposals", args=[pk]),
    }
    return render(request, "workshops/vote_form.html", context)


@form_page
def edit(request, pk):
    """Change a vote that is not open yet."""
    vote = vote_of(request, pk)
    form = VoteForm(request.POST or None, instance=vote_of(request, pk), cycle=vote.cycle)
    if request.method == "POST" and form.is_valid():
        try:
            actions.prepare(
                vote=form.instance, proposals=form.cleaned_data["proposals"], actor=request.user
            )
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("workshops:office_vote", pk)
    context = {
        "form": form,
        "cycle": vote.cycle,
        "crumbs": path_to(vote, (None, _("Edit"))),
        "back": reverse("workshops:office_vote", args=[pk]),
    }
    return render(request, "workshops/vote_form.html", context)


@require_safe
def detail(request, pk):
    """Everything about one vote but its result, which is there once it is closed."""
    vote = vote_of(request, pk)
    context = {
        "vote": vote,
        "crumbs": path_to(vote),
        "options": results.voted(vote),
        "counts": results.ballots_in(vote),
        "present": present_at(vote),
        "may_correct": request.service.may_change and not vote.is_settled,
        "entries": history(vote, limit=15),
    }
    return render(request, "workshops/vote_office.html", context)


@form_page
def step(request, pk):
    """Open or close a vote; the page asks first."""
    vote = vote_of(request, pk)
    if request.method == "POST" and not vote.is_closed:
        verb = actions.open_vote if vote.is_draft else actions.close
        try:
            verb(vote=vote, actor=request.user)
        except (WorkshopError, WrongStepError) as error:
            messages.error(request, str(error))
        else:
            text = _("The vote is open.") if vote.is_open else _("The vote is closed.")
            messages.success(request, text)
        return redirect("workshops:office_vote", pk)
    if vote.is_closed:
        return redirect("workshops:office_vote", pk)
    context = {
        "vote": vote,
        "counts": results.ballots_in(vote),
        "crumbs": path_to(vote, (None, _("Open") if vote.is_draft else _("Close"))),
    }
    return render(request, "workshops/vote_step.html", context)


@require_POST
def announce(request, pk):
    """Announce the places of a closed vote as those of the cycle."""
    vote = vote_of(request, pk)
    run_action(request, _("The places are announced."), actions.announce, vote=vote)
    return redirect("workshops:office_proposals", vote.cycle_id)


def present_at(vote):
    """How many people are checked in at the meetings of the vote's stage."""
    if vote.stage is None:
        return 0
    return vote.stage.meetings.filter(invitations__presence="present").count()
