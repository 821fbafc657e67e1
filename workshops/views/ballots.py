"""Voting with a code, and the public result. No sign-in, no session, no trace of who voted."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts.access import address_of
from core.access import form_page, public
from core.links import personal, too_often
from workshops.actions import votes as actions
from workshops.errors import WorkshopError
from workshops.forms.votes import BallotForm, CodeForm
from workshops.models import Vote
from workshops.rules import codes
from workshops.selectors import results

# A hall of a hundred people shares one address and mistypes now and then; right codes
# are never held up, and with so few guesses nobody meets one of sixty bits.
MOST_WRONG = 300


@public
@csrf_exempt
@form_page
def enter(request):
    """Where a code is typed that cannot be scanned: of a ballot, or of a table.

    Sending it changes nothing, so no cookie.
    """
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if table := codes.of_table(form.cleaned_data["code"]):
            return redirect("workshops:phone", table)
        code = codes.plain(form.cleaned_data["code"])
        if code:
            return redirect("workshops:ballot", codes.shown(code))
        form.add_error("code", _("This is no code. Compare it with your slip or the sign."))
    return render(request, "workshops/vote_enter.html", {"form": form})


@personal
def ballot(request, token):
    """The ballot of one code, once. Every other case answers in words.

    Whoever types the code of a table behind `/g/` is led to the page of its cards.
    """
    if table := codes.of_table(token):
        return redirect("workshops:phone", table)
    code = actions.find(token)
    if code is None and too_often("workshops:code", address_of(request), MOST_WRONG):
        return _say(request, _("Too many wrong codes came from here. Wait an hour."), 429)
    if code is None:
        return _say(request, _("Nobody gave out this code. Compare it with your slip."), 404)
    vote = code.vote
    request.partnership = vote.cycle.partnership
    if vote.is_draft:
        return _say(request, _("This vote has not begun yet. Try again in a moment."), vote=vote)
    if code.used:
        said = _("With this code a ballot was cast. Thank you.")
        return _say(request, said, vote=vote, tone="good")
    if vote.is_closed:
        return _say(request, _("This vote is closed. The ballot was not cast."), vote=vote)
    sent = request.POST if request.method == "POST" else None  # an empty ballot is sent empty
    form = BallotForm(sent, vote=vote, options=results.voted(vote))
    if request.method == "POST" and too_often("workshops:ballot", token):
        return _say(request, _("That was too often. Wait an hour."), 429, vote=vote)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cast(code=code, marks=form.marks)
        except WorkshopError as error:
            return _say(request, str(error), 409, vote=vote)
        return redirect(request.path)
    return render(request, "workshops/vote_ballot.html", {"vote": vote, "form": form})


@public
@require_safe
def result(request, pk):
    """What everyone may know of a vote: that it is open, or its result."""
    rows = Vote.objects.public().select_related("cycle__partnership", "stage")
    vote = get_object_or_404(rows, pk=pk)
    context = {"vote": vote, "options": results.voted(vote)}
    if vote.is_closed:
        context["counts"] = results.ballots_in(vote)
    return render(request, "workshops/vote_result.html", context)


def _say(request, text, status=200, vote=None, tone="info"):
    context = {"text": text, "vote": vote, "tone": tone}
    return render(request, "workshops/vote_words.html", context, status=status)
