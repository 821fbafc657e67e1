"""How an organisation that is not in the register yet comes into it."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from counties.models import Partnership
from journal.actions import record
from members.actions.joining import ASKED_A_DAY, DAY, JoiningError, begin_role
from members.actions.register import keep_partner, step_partner
from members.choices import JoinStatus, PartnerStatus
from members.letters import joining as letters
from members.models import Application, Partner
from outbox.actions import queue


@transaction.atomic
def apply(*, partnership: Partnership, actor: User, **told: str) -> Application:
    """Report an organisation to the office, which gets a letter.

    `told` holds `name`, `nip`, `kind`, `function` and `message`. Raises `JoiningError`
    when the person has reported one of this name already, or several today.
    """
    if partnership.is_record:
        raise JoiningError(_("This partnership is known from publications only."))
    # The person's own row is the lock: however many clicks, they are counted in turn.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    mine = actor.applications.filter(partnership=partnership)
    if mine.filter(name__iexact=told["name"], status=JoinStatus.ASKED).exists():
        raise JoiningError(_("You have asked already. Please wait for the answer."))
    if actor.applications.filter(created_at__gt=now() - DAY).count() >= ASKED_A_DAY:
        raise JoiningError(_("You have sent many requests today. Try again tomorrow."))
    application = Application.objects.create(
        partnership=partnership, user=actor, status=JoinStatus.ASKED, **told
    )
    queue(letters.application_filed(application))
    after = {name: told[name] for name in ("name", "nip", "kind", "function") if told.get(name)}
    record(verb="organisation reported", row=application, actor=actor, after=after)
    return application


@transaction.atomic
def enter(*, application: Application, partner: Partner, actor: User) -> Partner:
    """Take the organisation into the register; whoever reported it administers its page.

    `partner` is unsaved, as the office filled it in. Raises `WrongStepError` if the
    application was decided, `RegisterError` if the register has the NIP.
    """
    application.become(JoinStatus.APPROVED, decided_by=actor)
    keep_partner(partner=partner, actor=actor)
    step_partner(partner=partner, status=PartnerStatus.APPLIED, actor=actor)
    application.partner = partner
    application.save(update_fields=["partner", "updated_at"])
    role = begin_role(
        user=application.user,
        partner=partner,
        function=application.function,
        is_admin=True,
        source=_("reported the organisation"),
    )
    letters.application_entered(application)
    record(
        verb="reported organisation entered",
        row=application,
        actor=actor,
        after={"partner": str(partner), "function": role.function},
    )
    return partner


@transaction.atomic
def refuse(*, application: Application, actor: User, reason: str) -> None:
    """Refuse with a reason, which the person reads in a letter."""
    application.become(JoinStatus.REFUSED, decided_by=actor, reason=reason)
    letters.application_refused(application)
    record(verb="reported organisation refused", row=application, actor=actor, reason=reason)
