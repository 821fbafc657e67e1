"""Inviting colleagues to an organisation and people to the team of an office.

Nobody takes on anything without having accepted it, and whoever invites cannot tell an
address with an account from one without.
"""

import datetime as dt

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.actions import end_sessions
from accounts.models import Service, User
from counties.models import Partnership
from journal.actions import record
from journal.rules.references import about
from members.actions.joining import JoiningError, begin_role
from members.choices import InvitationStatus
from members.letters import joining as letters
from members.models import ColleagueInvitation, Partner, Role, TeamInvitation
from members.models.joining import Invitation
from members.selectors.invitations import is_addressed_to
from outbox.actions import cancel_about

VALID_DAYS = 14
DAY = dt.timedelta(days=1)
MOST_OPEN = 20  # of one organisation or office at a time
BY_ONE_A_DAY = 20  # by one person in 24 hours
TO_ONE_A_DAY = 3  # to one address in 24 hours, whoever invites
MODELS: list[type[Invitation]] = [ColleagueInvitation, TeamInvitation]


@transaction.atomic
def invite(*, partner: Partner, actor: User, email: str, function: str) -> ColleagueInvitation:
    """Invite a colleague by letter to act for `partner`; the link in it holds for 14 days.

    An earlier open invitation of the same address is withdrawn. Raises `JoiningError`
    when too many are open or were sent today.
    """
    invitation = ColleagueInvitation(partner=partner, function=function)
    _send(invitation, partner.colleague_invitations, actor, email)
    letters.invited(invitation)
    record(
        verb="colleague invited",
        row=invitation,
        actor=actor,
        partnership=partner.partnership,
        after={"email": invitation.email, "function": function},
    )
    return invitation


@transaction.atomic
def invite_to_team(
    *, partnership: Partnership, actor: User, email: str, kind: str
) -> TeamInvitation:
    """Invite somebody by letter to serve at the office as `kind`; the link holds for 14 days.

    An earlier open invitation of the same address is withdrawn. Raises `JoiningError`
    if the team's list shows the address already, or when too many are open or were
    sent today.
    """
    team = Service.objects.filter(partnership=partnership)
    if team.filter(user__email__iexact=email).exists():
        raise JoiningError(_("This person serves at the office already."))
    invitation = TeamInvitation(partnership=partnership, kind=kind)
    _send(invitation, partnership.team_invitations, actor, email)
    letters.invited_to_team(invitation)
    record(
        verb="invited to the team",
        row=invitation,
        actor=actor,
        after={"email": invitation.email, "kind": kind},
    )
    return invitation


@transaction.atomic
def accept(*, invitation: ColleagueInvitation, actor: User) -> Role:
    """Let `actor` act for the organisation from today on.

    Raises `JoiningError` when the invitation is over, withdrawn, used or somebody
    else's, or when they act for the organisation already.
    """
    partner = invitation.partner
    _settle(invitation, actor, InvitationStatus.ACCEPTED)
    if Role.objects.today().filter(person__user=actor, partner=partner).exists():
        raise JoiningError(_("You act for this organisation already."))
    role = begin_role(
        user=actor,
        partner=partner,
        function=invitation.function,
        source=_("invited by the organisation's administrator"),
    )
    record(
        verb="colleague invitation accepted",
        row=invitation,
        actor=actor,
        partnership=partner.partnership,
        after={"partner": str(partner), "function": role.function},
    )
    return role


@transaction.atomic
def join_team(*, invitation: TeamInvitation, actor: User) -> Service:
    """Let `actor` serve at the office from now on; it ends their sessions elsewhere.

    Raises `JoiningError` when the invitation is over, withdrawn, used or somebody
    else's, or when they serve there already.
    """
    partnership = invitation.partnership
    _settle(invitation, actor, InvitationStatus.ACCEPTED)
    if Service.objects.filter(partnership=partnership, user=actor).exists():
        raise JoiningError(_("You serve at this office already."))
    service = Service.objects.create(partnership=partnership, user=actor, kind=invitation.kind)
    end_sessions(actor)
    record(verb="service begun", row=service, actor=actor, after={"kind": service.kind})
    return service


@transaction.atomic
def decline(*, invitation: Invitation, actor: User) -> None:
    """Say no to an open invitation. Raises `JoiningError` as `accept` does."""
    _settle(invitation, actor, InvitationStatus.DECLINED)
    _record_end("invitation declined", invitation, actor)


@transaction.atomic
def withdraw(*, invitation: Invitation, actor: User) -> None:
    """Make an unanswered invitation worthless; its letter stays unsent if it can."""
    _withdraw(invitation)
    _record_end("invitation withdrawn", invitation, actor)


def _send(invitation, earlier, actor, email):
    """Save `invitation` unless that is one too many."""
    # The sender's row is the lock: however many clicks, they are counted in turn.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    email = email.strip().lower()
    for one in earlier.unanswered().filter(email=email):
        _withdraw(one)
    if earlier.open().count() >= MOST_OPEN:
        raise JoiningError(_("Too many invitations are open. Withdraw some first."))
    if _today(invited_by=actor) >= BY_ONE_A_DAY:
        raise JoiningError(_("You have sent many invitations today. Try again tomorrow."))
    if _today(email=email) >= TO_ONE_A_DAY:
        raise JoiningError(
            _("This address has been sent enough invitations today. Try again tomorrow.")
        )
    invitation.email, invitation.invited_by = email, actor
    invitation.status = InvitationStatus.OPEN
    invitation.expires_at = now() + VALID_DAYS * DAY
    invitation.save()


def _today(**of):
    """How many invitations of all kinds were sent in 24 hours."""
    since = now() - DAY
    return sum(model.objects.filter(created_at__gt=since, **of).count() for model in MODELS)


def _withdraw(invitation):
    invitation.become(InvitationStatus.WITHDRAWN)
    cancel_about(about(invitation))


def _settle(invitation, user, status):
    """Take the answer of the one who was invited."""
    kept = type(invitation).objects.select_for_update().get(pk=invitation.pk)
    if not kept.is_open:
        raise JoiningError(_("This invitation is no longer valid. Ask for a new one."))
    if not is_addressed_to(kept, user):
        raise JoiningError(_("This invitation was sent to another e-mail address."))
    also = {"accepted_by": user} if status == InvitationStatus.ACCEPTED else {}
    invitation.become(status, **also)


def _record_end(verb, invitation, actor):
    owner = getattr(invitation, "partner", invitation)
    record(verb=verb, row=invitation, actor=actor, partnership=owner.partnership)
