"""The effect rule: when an agreement comes into force, and who is bound from when."""

import datetime as dt

from django.utils.timezone import localdate

from agreements.choices import EffectRule, SignatoryStatus
from agreements.models import Agreement, Signatory
from journal.actions import record


def settle(agreement: Agreement, actor=None) -> None:
    """Bring a locked agreement into force if its rule is met, and bind who has signed.

    Called in the transaction of every signature, with the row locked: the step
    is taken exactly once.
    """
    seats = list(
        Signatory.objects.standing()
        .filter(party__agreement=agreement)
        .select_related("signature", "party")
    )
    if agreement.status == Agreement.Status.SIGNING:
        day = effect_day(agreement, seats)
        if day is not None and day <= localdate():
            bring_into_force(agreement, day, actor)
    if agreement.status == Agreement.Status.IN_FORCE:
        bind(agreement, seats)


def effect_day(agreement: Agreement, seats: list[Signatory]) -> dt.date | None:
    """The day on which the rule is met, or None as long as it is not.

    A refusal stops the count: nothing replaces the missing signature but
    another signatory.
    """
    days = sorted(seat.signature.on for seat in seats if seat.status == SignatoryStatus.SIGNED)
    everybody = bool(seats) and len(days) == len(seats)
    if agreement.effect_rule == EffectRule.ALL and everybody:
        return days[-1]
    if agreement.effect_rule == EffectRule.DATE and everybody and agreement.effect_on:
        return max(agreement.effect_on, days[-1])
    wanted = agreement.effect_count
    if agreement.effect_rule == EffectRule.COUNT and wanted and len(days) >= wanted:
        return days[wanted - 1]
    return None


def bring_into_force(agreement: Agreement, day: dt.date, actor=None, reason: str = "") -> None:
    """Take the step and tell the journal."""
    agreement.become(Agreement.Status.IN_FORCE, in_force_on=day)
    record(
        verb="agreement came into force", row=agreement, actor=actor, reason=reason,
        after={"in_force_on": day, "rule": agreement.effect_rule},
    )  # fmt: skip


def bind(agreement: Agreement, seats: list[Signatory]) -> None:
    """Every party all of whose signatories have signed is bound, from the later day."""
    by_party: dict = {}
    for seat in seats:
        by_party.setdefault(seat.party, []).append(seat)
    for party, own in by_party.items():
        if party.since is None and all(s.status == SignatoryStatus.SIGNED for s in own):
            party.since = max(agreement.in_force_on, *(s.signature.on for s in own))
            party.save(update_fields=["since", "updated_at"])
