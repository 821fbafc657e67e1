"""What the office decides about joining and about public profiles."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import form_page
from core.pages import listing
from members.actions import profiles
from members.actions.joining import JoiningError
from members.choices import JoinStatus
from members.forms.partner import (
    JoinRequestFilter,
    OfficeDecisionForm,
    ProfileChangeFilter,
    ProfileDecisionForm,
)
from members.models import Application, JoinRequest, Partner
from members.views.partner import settle


@require_safe
def requests(request):
    """The requests to join; those that wait come first."""
    rows = _requests(request).order_by("status", "-pk")
    data = request.GET if "status" in request.GET else {**request.GET.dict(), "status": "asked"}
    waiting = Application.objects.held_by(request.partnership).filter(status=JoinStatus.ASKED)
    context = {"applications": waiting.select_related("user")}
    return listing(request, "members/my_requests.html", JoinRequestFilter(data, rows), context)


@form_page
def request_detail(request, pk):
    """One request to join, and the decision on it."""
    wish = get_object_or_404(_requests(request), pk=pk)
    form = OfficeDecisionForm(request.POST or None)
    if form.is_valid():
        settle(request, wish, form.cleaned_data)
        return redirect("members:office_join_requests")
    context = {"wish": wish, "form": form, "open": wish.can_become(JoinStatus.APPROVED)}
    return render(request, "members/my_request.html", context)


@require_safe
def profiles_list(request):
    """The public profiles that partners want to change."""
    rows = Partner.objects.held_by(request.partnership).exclude(proposed={})
    filterset = ProfileChangeFilter(request.GET, rows.order_by("updated_at", "pk"))
    return listing(request, "members/my_profile_changes.html", filterset)


@form_page
def profile(request, pk):
    """One proposed profile before and after, and the decision on it."""
    waiting = Partner.objects.held_by(request.partnership).exclude(proposed={})
    partner = get_object_or_404(waiting, pk=pk)
    seen = profiles.fingerprint(partner)
    form = ProfileDecisionForm(request.POST or None, initial={"seen": seen})
    if form.is_valid():
        try:
            _decide(partner, request.user, **form.cleaned_data)
        except JoiningError as error:
            messages.error(request, str(error))
            return redirect("members:office_profile_change", pk)
        messages.success(request, _("Decided. The organisation gets a letter."))
        return redirect("members:office_profile_changes")
    context = {"partner": partner, "form": form, "changes": profiles.changes_of(partner)}
    return render(request, "members/my_profile_change.html", context)


def _decide(partner, actor, answer, reason, seen):
    if answer == "approve":
        profiles.approve_profile(partner=partner, actor=actor, seen=seen)
    else:
        profiles.refuse_profile(partner=partner, actor=actor, seen=seen, reason=reason)


def _requests(request):
    held = JoinRequest.objects.filter(partner__partnership=request.partnership)
    return held.select_related("user", "partner__partnership", "decided_by")
