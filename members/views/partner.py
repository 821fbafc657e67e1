"""The partner's own pages: organisations, colleagues, profile, own data."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import limited
from core.access import form_page
from core.models import WrongStepError
from core.pages import run_action
from members import registries
from members.actions import invitations, joining, profiles
from members.choices import JoinStatus
from members.forms.partner import (
    AskForm,
    DecisionForm,
    InviteForm,
    OwnDataForm,
    ProfileForm,
    SearchForm,
)
from members.models import JoinRequest, Partner, Person, Role
from members.selectors import correspondence

HITS = 10  # a search never shows more: nobody reads the register out through it


@require_safe
def organisations(request):
    """The organisations one acts for, and the requests that wait."""
    roles = (
        Role.objects.today()
        .filter(person__user=request.user)
        .select_related("partner__partnership", "partner__commune")
        .order_by("partner__sort", "pk")
    )
    asked = JoinRequest.objects.filter(user=request.user).select_related("partner").order_by("-pk")
    context = {
        "roles": roles,
        "asked": asked[:20],
        "applications": request.user.applications.select_related("partnership")[:20],
    }
    return render(request, "mine/organisations.html", context)


@require_safe
@limited("search", "60/m/user")
def join(request):
    """Search the public partners by name; at most ten hits."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = None
    if form.is_valid():
        known = Partner.objects.public().filter(partnership__is_record=False)
        known = known.select_related("partnership", "commune")
        found = known.found_by(form.cleaned_data["q"])[:HITS]
    context = {
        "form": form,
        "found": found,
        "most": HITS,
        "mine": set(Partner.objects.of_user(request.user).values_list("pk", flat=True)),
        "asked": set(_waiting(request.user).values_list("partner", flat=True)),
    }
    return render(request, "mine/join.html", context)


@form_page
def ask(request, pk):
    """Ask to act for a public partner."""
    partner = get_object_or_404(Partner.objects.public().select_related("partnership"), pk=pk)
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            joining.ask(user=request.user, partner=partner, **form.cleaned_data)
        except joining.JoiningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your request is on its way. You get a letter."))
            return redirect("members:my_organisations")
    context = {
        "form": form,
        "partner": partner,
        "wish": _waiting(request.user).filter(partner=partner).first(),
        "is_mine": Partner.objects.of_user(request.user).filter(pk=pk).exists(),
    }
    return render(request, "mine/ask.html", context)


def _waiting(user):
    return JoinRequest.objects.filter(user=user, status=JoinStatus.ASKED)


@require_safe
def organisation(request, pk):
    """What the network holds on an organisation; its administrators may change it."""
    partner = _mine(request, pk)
    is_admin = Partner.objects.managed_by(request.user).filter(pk=pk).exists()
    roles = Role.objects.today().filter(partner=partner).select_related("person")
    context = {
        "partner": partner,
        "is_admin": is_admin,
        "roles": roles.order_by("person__sort", "pk"),
        "changes": profiles.changes_of(partner),
        "decision": profiles.last_decision(partner),
        "sections": registries.of_own(partner),
    }
    if is_admin:
        letters = correspondence.section(partner)
        context["sections"] += [letters] if letters["items"] else []
        asked = partner.join_requests.filter(status=JoinStatus.ASKED).select_related("user")
        context["requests"] = asked
        context["invitations"] = partner.colleague_invitations.unanswered()
    return render(request, "mine/organisation.html", context)


@form_page
def profile(request, pk):
    """Propose changes of the public profile; they wait for the office."""
    partner = _managed(request, pk)
    form = ProfileForm(request.POST or None, instance=partner)
    if form.is_valid():
        profiles.propose(partner=partner, actor=request.user, profile=dict(form.cleaned_data))
        messages.success(request, _("The changes wait for the approval of the office."))
        return redirect("members:my_organisation", pk)
    context = {"form": form, "partner": partner, "changes": profiles.changes_of(partner)}
    return render(request, "mine/profile.html", context)


@form_page
def invite(request, pk):
    """Invite a colleague by e-mail."""
    partner = _managed(request, pk)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        done = _("The invitation is on its way.")
        if run_action(
            request, done, invitations.invite, form=form, partner=partner, **form.cleaned_data
        ):
            return redirect("members:my_organisation", pk)
    return render(request, "mine/invite.html", {"form": form, "partner": partner})


@form_page
def decide(request, pk, request_pk):
    """Approve or refuse somebody who wants to join."""
    partner = _managed(request, pk)
    asked = partner.join_requests.select_related("user", "partner__partnership")
    wish = get_object_or_404(asked, pk=request_pk)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        settle(request, wish, form.cleaned_data)
        return redirect("members:my_organisation", pk)
    return render(request, "mine/decide.html", {"form": form, "wish": wish, "partner": partner})


@require_POST
def colleague_role(request, pk, role_pk):
    """End a colleague's role, or give or take the administrator's right."""
    partner = _managed(request, pk)
    role = get_object_or_404(Role.objects.today().filter(partner=partner), pk=role_pk)
    steps = {
        "end": lambda: joining.end_role(role=role, actor=request.user),
        "give": lambda: joining.set_administrator(role=role, actor=request.user, is_admin=True),
        "take": lambda: joining.set_administrator(role=role, actor=request.user, is_admin=False),
    }
    step = steps.get(request.POST.get("step"))
    if step is None:
        raise Http404
    try:
        step()
    except joining.JoiningError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done."))
    still_there = Partner.objects.of_user(request.user).filter(pk=pk).exists()
    return redirect("members:my_organisation", pk) if still_there else redirect("start")


@require_POST
def withdraw(request, pk, invitation_pk):
    """Make an open invitation worthless."""
    partner = _managed(request, pk)
    invitation = get_object_or_404(partner.colleague_invitations.unanswered(), pk=invitation_pk)
    run_action(
        request, _("The invitation is withdrawn."), invitations.withdraw, invitation=invitation
    )
    return redirect("members:my_organisation", pk)


@form_page
def data(request):
    """One's own name, telephone, language, and whether invitations come."""
    people = list(Person.objects.filter(user=request.user).select_related("partnership"))
    initial = {
        "first_name": request.user.first_name,
        "last_name": request.user.last_name,
        "phone": next((p.phone for p in people if p.phone), ""),
        "language": request.user.language,
    }
    form = OwnDataForm(request.POST or None, initial=initial)
    if form.is_valid():
        profiles.correct_own_data(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("members:my_data")
    stopped = any(person.invitations_stopped_at for person in people)
    context = {"form": form, "people": people, "stopped": stopped}
    return render(request, "mine/data.html", context)


@require_POST
def letters(request):
    """Stop or resume invitations to meetings."""
    stop = request.POST.get("stop") == "1"
    profiles.stop_invitations(user=request.user, stop=stop)
    words = _("You get no more invitations.") if stop else _("You get invitations again.")
    messages.success(request, words)
    return redirect("members:my_data")


def settle(request, wish, decision) -> None:
    """Carry out a decision on a request to join, and say how it went."""
    try:
        if decision["answer"] == "approve":
            is_admin = decision.get("is_admin", False)
            joining.approve(request=wish, actor=request.user, is_admin=is_admin)
        else:
            joining.refuse(request=wish, actor=request.user, reason=decision["reason"])
    except WrongStepError:
        messages.error(request, _("This request has been decided already."))
    else:
        messages.success(request, _("Decided. The person gets a letter."))


def _mine(request, pk):
    mine = Partner.objects.of_user(request.user).select_related("partnership", "commune")
    return get_object_or_404(mine, pk=pk)


def _managed(request, pk):
    managed = Partner.objects.managed_by(request.user).select_related("partnership")
    return get_object_or_404(managed, pk=pk)
