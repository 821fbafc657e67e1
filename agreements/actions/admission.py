"""Admitting to the partnership who is bound by its agreement."""

from django.db import transaction

from agreements.models import Agreement, Party
from members.actions.register import step_partner
from members.models import Partner


@transaction.atomic
def admit(*, agreement: Agreement, actor, party: Party | None = None) -> list[Party]:
    """Admit the parties bound today that are no partners yet; only `party` if it is given.

    A partner is admitted from the day on which it was bound. Twice admits once.
    """
    waiting = agreement.parties.to_admit()
    if party is not None:
        waiting = waiting.filter(pk=party.pk)
    admitted = list(waiting.select_related("partner__partnership"))
    for one in admitted:
        step_partner(
            partner=one.partner,
            status=Partner.Status.ADMITTED,
            on=one.since,
            actor=actor,
            reason=str(agreement),
        )
    return admitted
