"""Requests of firms outside the register: confirmed by e-mail, then taken up or declined."""

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import WrongStepError
from employers import letters
from employers.actions import orders
from employers.choices import AskingStatus
from employers.errors import RefusedError
from employers.models import FirmRequest, QuickStartOrder
from journal.actions import record
from members.actions.register import keep_partner
from members.choices import PartnerKind, Sector
from members.models import Partner
from outbox.actions import queue

MOST_UNCONFIRMED = 3  # letters that wait for a press, to one address


@transaction.atomic
def ask(*, asked: FirmRequest) -> None:
    """Keep a firm's request and send the link that confirms it to the address it gave.

    An address for which several wait already gets no more letters. Nothing is seen by
    the office before it is confirmed.
    """
    waiting = FirmRequest.objects.filter(email__iexact=asked.email, status=AskingStatus.SENT)
    if waiting.count() >= MOST_UNCONFIRMED:
        return
    asked.status = AskingStatus.SENT
    asked.save()
    queue([letters.confirm_request(asked)])


@transaction.atomic
def confirm(*, asked: FirmRequest) -> None:
    """Hand the request to the office, which gets a letter. Pressed twice, it is handed once."""
    try:
        asked.become(AskingStatus.CONFIRMED, confirmed_at=now())
    except WrongStepError:
        return
    queue(letters.firm_asked(asked))
    record(verb="firm request confirmed", row=asked, after={"position": asked.position})


@transaction.atomic
def take_up(
    *, asked: FirmRequest, employer: Partner | None, actor: User | None
) -> QuickStartOrder:
    """Make an order of a confirmed request.

    The firm is `employer` of the register, or becomes a contact there. Raises
    `RefusedError` for a firm of another office, `WrongStepError` when it was decided.
    """
    if employer is not None and employer.partnership_id != asked.partnership_id:
        raise RefusedError(_("This organisation is not in the register of this office."))
    if not asked.can_become(AskingStatus.TAKEN):
        raise WrongStepError
    firm = employer or keep_partner(
        partner=Partner(
            partnership=asked.partnership,
            name=asked.organisation,
            kind=PartnerKind.EMPLOYER,
            sector=Sector.BUSINESS,
            email=asked.email,
            phone=asked.phone,
        ),
        actor=actor,
    )
    when = gettext("From when: %(when)s") % {"when": asked.needed_from}
    order = QuickStartOrder(
        partnership=asked.partnership,
        employer=firm,
        commune=firm.commune,
        position=asked.position,
        wanted=asked.wanted,
        requested_on=localdate(asked.confirmed_at),
        needs=f"{when}\n{asked.needs}".strip()[:2000],
    )
    order = orders.request(order=order, actor=actor, by_office=True)
    asked.become(AskingStatus.TAKEN, order=order)
    record(verb="firm request taken up", row=asked, actor=actor, after={"employer": str(firm)})
    return order


@transaction.atomic
def decline(*, asked: FirmRequest, reason: str, actor: User | None) -> None:
    """Decline a confirmed request, which the firm reads in a letter with the reason."""
    if not reason.strip():
        raise RefusedError(_("Say why the request is declined."))
    asked.become(AskingStatus.DECLINED, reason=reason.strip())
    queue([letters.request_declined(asked)])
    record(verb="firm request declined", row=asked, actor=actor, reason=asked.reason)


def forget_unconfirmed() -> int:
    """Delete the requests that nobody confirmed in time; return how many."""
    deleted, _rows = FirmRequest.objects.forgotten().delete()
    return deleted
