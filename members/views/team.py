"""The office's own team. For coordinators."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Service
from core.access import form_page, fresh_login
from core.pages import run_action
from members.actions import invitations, team
from members.forms.partner import KindForm, TeamForm


def coordinators_only(view):
    """To all others this page does not exist."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.service.kind != Service.Kind.COORDINATOR:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


@require_safe
@coordinators_only
def index(request):
    """Who serves at this office, and as what."""
    context = {
        "services": _team(request),
        "invitations": request.partnership.team_invitations.unanswered(),
    }
    return render(request, "members/my_team.html", context)


@form_page
@coordinators_only
@fresh_login
def invite(request):
    """Invite somebody to serve at the office."""
    form = TeamForm(request.POST or None)
    if form.is_valid():
        done = _("The invitation is on its way. The person serves here once they accept it.")
        given = {"partnership": request.partnership, **form.cleaned_data}
        if run_action(request, done, invitations.invite_to_team, form=form, **given):
            return redirect("members:office_team")
    return render(request, "members/my_team_add.html", {"form": form})


@require_POST
@coordinators_only
@fresh_login
def withdraw(request, pk):
    """Make an unanswered invitation worthless."""
    unanswered = request.partnership.team_invitations.unanswered()
    invitation = get_object_or_404(unanswered, pk=pk)
    run_action(
        request, _("The invitation is withdrawn."), invitations.withdraw, invitation=invitation
    )
    return redirect("members:office_team")


@form_page
@coordinators_only
@fresh_login
def change(request, pk):
    """Change what somebody does at the office."""
    service = get_object_or_404(_team(request), pk=pk)
    form = KindForm(request.POST or None, initial={"kind": service.kind})
    if form.is_valid():
        try:
            team.change_kind(service=service, actor=request.user, **form.cleaned_data)
        except team.TeamError as error:
            form.add_error("kind", str(error))
        else:
            messages.success(request, _("Changed. The person has to sign in again."))
            return redirect("members:office_team")
    context = {"form": form, "service": service}
    return render(request, "members/my_team_change.html", context)


@require_POST
@coordinators_only
@fresh_login
def end(request, pk):
    """End somebody's service at the office."""
    service = get_object_or_404(_team(request), pk=pk)
    run_action(request, _("The service has ended."), team.end_service, service=service)
    return redirect("members:office_team")


def _team(request):
    return (
        Service.objects.filter(partnership=request.partnership)
        .select_related("user", "partnership")
        .order_by("kind", "user__last_name", "pk")
    )
