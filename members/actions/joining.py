"""How people come to act for an organisation, and how they stop."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import RuleError
from journal.actions import record
from members.choices import JoinStatus
from members.letters import joining as letters
from members.models import JoinRequest, Partner, Person, Role
from outbox.actions import queue

DAY = dt.timedelta(days=1)
ASKED_A_DAY = 5  # requests of one person in 24 hours
ASKED_OF_ONE = 3  # requests of one person to one organisation in 30 days


class JoiningError(RuleError):
    """A rule about joining says no; the message tells why."""


@transaction.atomic
def ask(*, user: User, partner: Partner, function: str, message: str = "") -> JoinRequest:
    """Ask to act for `partner`; its administrators and the office get a letter.

    Raises `JoiningError` if the person acts for it already, has asked before or asks
    too often, or if the organisation is known from publications only.
    """
    if partner.partnership.is_record:
        raise JoiningError(_("This organisation is known from publications only."))
    # The person's own row is the lock: however many clicks, they are counted in turn.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if Role.objects.today().filter(person__user=user, partner=partner).exists():
        raise JoiningError(_("You act for this organisation already."))
    _ask_seldom(user.join_requests.all(), partner)
    request = JoinRequest.objects.create(
        user=user, partner=partner, function=function, message=message, status=JoinStatus.ASKED
    )
    letters.asked(request, administrators_of(partner))
    queue(letters.filed(request))
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
        after={"function": role.function, "is_admin": is_admin},
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


def _ask_seldom(earlier, partner):
    """Refuse one more request where `earlier` ones of this person are too many."""
    here = earlier.filter(partner=partner)
    if here.filter(status=JoinStatus.ASKED).exists():
        raise JoiningError(_("You have asked already. Please wait for the answer."))
    if here.filter(created_at__gt=now() - 30 * DAY).count() >= ASKED_OF_ONE:
        raise JoiningError(
            _("You have asked this organisation several times. Please talk to the office.")
        )
    if earlier.filter(created_at__gt=now() - DAY).count() >= ASKED_A_DAY:
        raise JoiningError(_("You have sent many requests today. Try again tomorrow."))


def _locked(role):
    Partner.objects.select_for_update().get(pk=role.partner_id)
    return Role.objects.select_related("partner__partnership", "person").get(pk=role.pk)


def _keep_an_administrator(role):
    others = Role.objects.today().filter(partner=role.partner, is_admin=True).exclude(pk=role.pk)
    if role.is_admin and not others.exists():
        raise JoiningError(_("The organisation needs one administrator. Name another one first."))
