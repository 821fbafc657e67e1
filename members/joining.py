"""How people come to act for an organisation, and how they stop."""

import datetime as dt
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import RuleError
from journal.actions import record
from members import letters_joining as letters
from members.choices import ColleagueStatus, JoinStatus
from members.models import ColleagueInvitation, JoinRequest, Partner, Person, Role

INVITATION_DAYS = 14
OPEN_INVITATIONS = 20  # of one organisation at a time
TOKEN_BYTES = 32  # 256 bits


class JoiningError(RuleError):
    """A rule about joining says no; the message tells why."""


@transaction.atomic
def ask(*, user: User, partner: Partner, function: str, message: str = "") -> JoinRequest:
    """Ask to act for `partner`; its administrators get a letter.

    Raises `JoiningError` if the person acts for it already or has asked before, or
    if the organisation is known from publications only.
    """
    if partner.partnership.is_record:
        raise JoiningError(_("This organisation is known from publications only."))
    Partner.objects.select_for_update().get(pk=partner.pk)
    if Role.objects.today().filter(person__user=user, partner=partner).exists():
        raise JoiningError(_("You act for this organisation already."))
    if JoinRequest.objects.filter(user=user, partner=partner, status=JoinStatus.ASKED).exists():
        raise JoiningError(_("You have asked already. Please wait for the answer."))
    request = JoinRequest.objects.create(
        user=user, partner=partner, function=function, message=message, status=JoinStatus.ASKED
    )
    letters.asked(request, administrators_of(partner))
    record(
        verb="asked to join",
        row=request,
        actor=user,
        partnership=partner.partnership,
        after={"function": function},
    )
    return request


@transaction.atomic
def approve(*, request: JoinRequest, actor: User, is_admin: bool = False) -> Role:
    """Let the person act for the organisation from today on, and tell them.

    They become a known person of the partnership: one with their e-mail if the
    register has one, else a new one. Raises `WrongStepError` if it was decided.
    """
    request.become(JoinStatus.APPROVED, decided_by=actor)
    role = begin_role(
        user=request.user,
        partner=request.partner,
        function=request.function,
        is_admin=is_admin,
        source=_("asked to join the organisation"),
    )
    letters.approved(request)
    record(
        verb="join request approved",
        row=request,
        actor=actor,
        partnership=request.partner.partnership,
        after={"role": role.pk, "is_admin": is_admin},
    )
    return role


@transaction.atomic
def refuse(*, request: JoinRequest, actor: User, reason: str) -> None:
    """Refuse with a reason, which the person reads in a letter."""
    request.become(JoinStatus.REFUSED, decided_by=actor, reason=reason)
    letters.refused(request)
    record(
        verb="join request refused",
        row=request,
        actor=actor,
        partnership=request.partner.partnership,
        reason=reason,
    )


@transaction.atomic
def invite(*, partner: Partner, actor: User, email: str, function: str) -> ColleagueInvitation:
    """Invite a colleague by letter; the link in it holds for 14 days and works once.

    An earlier open invitation of the same address is withdrawn. Raises
    `JoiningError` when too many are open.
    """
    Partner.objects.select_for_update().get(pk=partner.pk)
    open_now = partner.colleague_invitations.open()
    for earlier in open_now.filter(email__iexact=email):
        earlier.become(ColleagueStatus.WITHDRAWN)
    if open_now.count() >= OPEN_INVITATIONS:
        raise JoiningError(_("Too many invitations are open. Withdraw some first."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = ColleagueInvitation.objects.create(
        partner=partner,
        email=email.strip().lower(),
        function=function,
        invited_by=actor,
        token_hash=hash_of(token),
        status=ColleagueStatus.OPEN,
        expires_at=now() + dt.timedelta(days=INVITATION_DAYS),
    )
    letters.invited(invitation, token)
    record(verb="colleague invited", row=invitation, actor=actor, partnership=partner.partnership)
    return invitation


@transaction.atomic
def accept(*, invitation: ColleagueInvitation, user: User) -> Role:
    """Turn an open invitation into a role. Only for the invited, confirmed address.

    Raises `JoiningError` when it is over, withdrawn, used or somebody else's.
    """
    invitation = ColleagueInvitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.status != ColleagueStatus.OPEN or invitation.expires_at <= now():
        raise JoiningError(_("This invitation is no longer valid. Ask for a new one."))
    if not is_addressed_to(invitation, user):
        raise JoiningError(_("This invitation was sent to another e-mail address."))
    invitation.become(ColleagueStatus.ACCEPTED, accepted_by=user)
    role = begin_role(
        user=user,
        partner=invitation.partner,
        function=invitation.function,
        source=_("invited by the organisation's administrator"),
    )
    record(
        verb="colleague invitation accepted",
        row=invitation,
        actor=user,
        partnership=invitation.partner.partnership,
        after={"role": role.pk},
    )
    return role


@transaction.atomic
def withdraw(*, invitation: ColleagueInvitation, actor: User) -> None:
    """Make an open invitation worthless."""
    invitation.become(ColleagueStatus.WITHDRAWN)
    record(
        verb="colleague invitation withdrawn",
        row=invitation,
        actor=actor,
        partnership=invitation.partner.partnership,
    )


@transaction.atomic
def end_role(*, role: Role, actor: User) -> None:
    """End a colleague's role: the access is gone with the commit.

    A role counts on its last day, so its last day becomes yesterday. Raises
    `JoiningError` for the last administrator.
    """
    role = _locked(role)
    _keep_an_administrator(role)
    yesterday = localdate() - dt.timedelta(days=1)
    before = {"until": role.until, "is_admin": role.is_admin}
    if role.since is not None:
        role.since = min(role.since, yesterday)
    role.until, role.is_admin = yesterday, False
    role.save(update_fields=["since", "until", "is_admin", "updated_at"])
    record(
        verb="role ended",
        row=role,
        actor=actor,
        partnership=role.partner.partnership,
        before=before,
        after={"until": yesterday, "is_admin": False},
    )


@transaction.atomic
def set_administrator(*, role: Role, actor: User, is_admin: bool) -> None:
    """Give or take the right to administer the organisation's page."""
    role = _locked(role)
    if not is_admin:
        _keep_an_administrator(role)
    before = role.is_admin
    role.is_admin = is_admin
    role.save(update_fields=["is_admin", "updated_at"])
    record(
        verb="administrator right changed",
        row=role,
        actor=actor,
        partnership=role.partner.partnership,
        before={"is_admin": before},
        after={"is_admin": is_admin},
    )


def begin_role(*, user, partner, function, source, is_admin=False) -> Role:
    """Make `user` act for `partner` from today on; call it inside an action."""
    return Role.objects.create(
        person=person_of(user, partner.partnership, source),
        partner=partner,
        function=function,
        is_admin=is_admin,
        since=localdate(),
    )


def person_of(user, partnership, source) -> Person:
    """The person that `user` is in a partnership: linked, else by e-mail, else new."""
    people = Person.objects.select_for_update().held_by(partnership)
    person = people.filter(user=user).first()
    if person is None:
        person = people.filter(user=None, email__iexact=user.email).order_by("pk").first()
        if person is not None:
            person.user = user
            person.save(update_fields=["user", "updated_at"])
    return person or Person.objects.create(
        partnership=partnership,
        user=user,
        first_name=user.first_name or user.email,
        last_name=user.last_name or "–",
        email=user.email,
        language=user.language,
        source=str(source),
    )


def administrators_of(partner) -> list[Person]:
    """The people who administer the organisation's page today and have an account."""
    roles = Role.objects.today().filter(partner=partner, is_admin=True, person__user__isnull=False)
    return list(Person.objects.filter(pk__in=roles.values("person")).select_related("user"))


def invitation_by(token: str) -> ColleagueInvitation | None:
    """The invitation that a letter's token belongs to, in whatever state."""
    found = ColleagueInvitation.objects.filter(token_hash=hash_of(token))
    return found.select_related("partner__partnership").first()


def is_addressed_to(invitation, user) -> bool:
    """Say whether the invited address is a confirmed address of `user`."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return confirmed.filter(email__iexact=invitation.email).exists()


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _locked(role):
    Partner.objects.select_for_update().get(pk=role.partner_id)
    return Role.objects.select_related("partner__partnership", "person").get(pk=role.pk)


def _keep_an_administrator(role):
    others = Role.objects.today().filter(partner=role.partner, is_admin=True).exclude(pk=role.pk)
    if role.is_admin and not others.exists():
        raise JoiningError(_("The organisation needs one administrator. Name another one first."))
