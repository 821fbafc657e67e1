"""What the invited see: colleagues of an organisation, and people for the team of an office."""

from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.receivers import AT_OFFICE
from core.access import form_page, public
from core.links import confidential, unknown
from core.pages import run_action
from members.actions import invitations
from members.selectors.invitations import is_addressed_to
from members.selectors.links import colleague_of, team_of


@public
@form_page
def colleague(request, token):
    """Accept or decline to act for an organisation; opening the link changes nothing."""
    invitation = colleague_of(token)
    words = _("You act for the organisation now.")
    if request.method == "POST" and _answered(request, invitation, invitations.accept, words):
        return redirect("members:my_organisation", invitation.partner_id)
    return _page(request, invitation)


@public
@form_page
def team(request, token):
    """Accept or decline to serve at an office; opening the link changes nothing."""
    invitation = team_of(token)
    words = _("You serve at the office now. It opens with a second factor.")
    if request.method == "POST" and _answered(request, invitation, invitations.join_team, words):
        # The other sessions have ended; this one goes on, with the shorter limit of staff.
        update_session_auth_hash(request, request.user)
        request.session[AT_OFFICE] = True
        return redirect("office")
    return _page(request, invitation)


def _answered(request, invitation, accept, words) -> bool:
    """Carry out the button that was pressed; say whether the invitation was accepted."""
    if invitation is None or not request.user.is_authenticated:
        return False
    if request.POST.get("answer") == "decline":
        words = _("You have declined the invitation.")
        run_action(request, words, invitations.decline, invitation=invitation)
        return False
    return run_action(request, words, accept, invitation=invitation)


def _page(request, invitation):
    if invitation is None:
        return confidential(unknown(request))
    context = {
        "invitation": invitation,
        "mine": request.user.is_authenticated and is_addressed_to(invitation, request.user),
    }
    return confidential(render(request, "mine/invited.html", context))
