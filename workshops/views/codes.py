"""The codes of a vote: making them, printing them as often as needed, taking them away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.errors import ReadOnlyError
from core.pages import run_action
from documents import pdf
from workshops.actions import votes as actions
from workshops.errors import WorkshopError
from workshops.forms.votes import CodesForm
from workshops.models import CodeBatch
from workshops.pdf import codes
from workshops.selectors import results
from workshops.views.votes import path_to, present_at, vote_of


@form_page
def index(request, pk):
    """How many codes there are, who made them and when, the sheets to print, and more codes."""
    vote = vote_of(request, pk)
    counts = results.ballots_in(vote)
    present = present_at(vote)
    form = CodesForm(
        request.POST or None,
        initial={"there": counts["codes"], "number": None if counts["codes"] else present or None},
    )
    if request.method == "POST" and form.is_valid():
        done = _("The codes are made. Print them here, now or later.")
        run_action(request, done, actions.make_codes, vote=vote, **form.cleaned_data)
        return redirect("workshops:office_codes", pk)
    context = {
        "vote": vote,
        "counts": counts,
        "present": present,
        "form": form,
        "batches": list(vote.batches.select_related("made_by")),
        "crumbs": path_to(vote, (None, _("Voting codes"))),
    }
    return render(request, "workshops/vote_codes.html", context)


@require_safe
def sheet(request, pk):
    """The sheet of one batch, to print: the same codes each time. Not for those who only read."""
    if not request.service.may_change:
        raise ReadOnlyError
    rows = CodeBatch.objects.filter(vote__cycle__partnership=request.partnership)
    batch = get_object_or_404(rows.select_related("vote"), pk=pk)
    try:
        made = actions.print_codes(batch=batch, actor=request.user)
    except WorkshopError as error:
        messages.error(request, str(error))
        return redirect("workshops:office_codes", batch.vote_id)
    content = pdf.make(codes.TEMPLATE, codes.data(batch.vote, made), get_language())
    return pdf.answer(content, f"{_('codes')}-{batch.pk}.pdf")


@require_POST
def void(request, pk):
    """Take the unused codes away."""
    try:
        gone = actions.void_codes(vote=vote_of(request, pk), actor=request.user)
    except WorkshopError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Codes taken away: %(count)s.") % {"count": gone})
    return redirect("workshops:office_codes", pk)
