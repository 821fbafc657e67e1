"""Ballots counted by hand: entering their protocol, correcting it, removing it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import form_page
from core.forms import ReasonForm
from core.pages import run_action
from workshops.actions import papers as actions
from workshops.forms.votes import CorrectionForm, PaperForm
from workshops.models import PaperCount
from workshops.selectors import results
from workshops.views.votes import path_to, vote_of


@form_page
def add(request, pk):
    """The protocol of ballots counted by hand."""
    vote = vote_of(request, pk)
    form = PaperForm(request.POST or None, vote=vote, options=results.voted(vote))
    if request.method == "POST" and form.is_valid():
        form.instance.marks = form.marks
        done = _("The ballots on paper are added.")
        if run_action(request, done, actions.add, form=form, count=form.instance):
            return redirect("workshops:office_vote", pk)
    return _page(request, vote, form, _("Ballots on paper"))


@form_page
def correct(request, pk):
    """What should have been entered, with the reason; the wrong entry stays written."""
    old = _held(request, pk)
    form = CorrectionForm(request.POST or None, old=old, options=results.voted(old.vote))
    if request.method == "POST" and form.is_valid():
        form.instance.marks = form.marks
        done = _("The count is corrected.")
        data = {"old": old, "new": form.instance, "why": form.cleaned_data["why"]}
        if run_action(request, done, actions.correct, form=form, **data):
            return redirect("workshops:office_vote", old.vote_id)
    return _page(request, old.vote, form, _("Correction of a count"))


@form_page
def remove(request, pk):
    """Let a count that should not be there no longer count, with the reason."""
    count = _held(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("The count is no longer included.")
        data = {"count": count, "why": form.cleaned_data["reason"]}
        if run_action(request, done, actions.remove, form=form, **data):
            return redirect("workshops:office_vote", count.vote_id)
    return _page(request, count.vote, form, _("Removal of a count"), count=count)


def _held(request, pk):
    rows = PaperCount.objects.filter(vote__cycle__partnership=request.partnership)
    return get_object_or_404(
        rows.select_related("vote__cycle__partnership__county", "vote__stage"), pk=pk
    )


def _page(request, vote, form, title, **context):
    context |= {
        "form": form,
        "vote": vote,
        "title": title,
        "crumbs": path_to(vote, (None, title)),
        "back": reverse("workshops:office_vote", args=[vote.pk]),
    }
    return render(request, "workshops/vote_paper.html", context)
