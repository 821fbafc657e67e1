"""The effect rule: when an agreement comes into force, and who is bound from when."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.choices import EffectRule, How, SignatoryStatus
from agreements.errors import AgreementError
from agreements.models import Agreement, Party, Signatory
from journal.actions import record
from members.models import Role


def settle(agreement: Agreement, actor=None) -> None:
    """Bring a locked agreement into force if its rule is met, and bind who has signed.

    Called in the transaction of every signature, with the row locked: the step
    is taken exactly once.
    """
    seats = standing_seats(agreement)
    if agreement.status == Agreement.Status.SIGNING:
        day = effect_day(agreement, seats)
        if day is not None and day <= min(localdate(), agreement.valid_until or dt.date.max):
            bring_into_force(agreement, day, actor)
    if agreement.status == Agreement.Status.IN_FORCE:
        bind(agreement, seats)


def standing_seats(agreement: Agreement) -> list[Signatory]:
    """Everybody who signs or signed the agreement, with signature and party. One query."""
    seats = Signatory.objects.standing().filter(party__agreement=agreement)
    return list(seats.select_related("signature", "party"))


def effect_day(agreement: Agreement, seats: list[Signatory]) -> dt.date | None:
    """The day on which it comes into force by its rule, or None as long as that is open.

    Never before the first day of its validity. A refusal stops the count: nothing
    replaces the missing signature but another signatory.
    """
    met = rule_met(agreement, seats)
    return met and max(met, agreement.valid_from or met)


def rule_met(agreement: Agreement, seats: list[Signatory]) -> dt.date | None:
    """The day on which enough people had signed, whenever the agreement becomes valid."""
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


def check_validity(agreement: Agreement, day: dt.date) -> None:
    """Refuse a day that lies outside the validity of the agreement (`AgreementError`)."""
    if agreement.valid_from and day < agreement.valid_from:
        raise AgreementError(_("The agreement is not valid before its first day."))
    if agreement.valid_until and day > agreement.valid_until:
        raise AgreementError(_("The agreement is not valid after its last day."))


def check_mandate(seat: Signatory, day: dt.date) -> None:
    """Refuse a signature of somebody whose function at the party had ended before `day`.

    Whom the register does not know, or knows without a function there, may sign: the page
    says so beside the signature.
    """
    held = Role.objects.filter(person=seat.person_id, partner=seat.party.partner_id)
    over = held.filter(until__lt=day).order_by("-until").first()
    if over and over.until and not held.on(day).exists():
        raise AgreementError(
            _(
                "The function of %(name)s at %(party)s ended on %(day)s: replace the signatory, "
                "or correct the register."
            )
            % {"name": seat.name, "party": seat.party.name, "day": date_format(over.until)}
        )


def check_declared(agreement: Agreement, seats: list[Signatory], day: dt.date) -> None:
    """Refuse a day on which the coordinator cannot have declared it in force.

    Raises `AgreementError` under another rule, without a signature by then, for a day to
    come, and outside its validity.
    """
    signed = [seat.signature.on for seat in seats if seat.status == SignatoryStatus.SIGNED]
    if agreement.effect_rule != EffectRule.COORDINATOR:
        raise AgreementError(_("This agreement comes into force by another rule."))
    if not signed:
        raise AgreementError(_("Nobody has signed yet."))
    if day > localdate():
        raise AgreementError(_("Choose today or a day before."))
    if day < min(signed):
        raise AgreementError(_("Nobody had signed by that day."))
    check_validity(agreement, day)


def bring_into_force(agreement: Agreement, day: dt.date, actor=None, reason: str = "") -> None:
    """Take the step and tell the journal."""
    agreement.become(Agreement.Status.IN_FORCE, in_force_on=day)
    record(
        verb="agreement came into force",
        row=agreement,
        actor=actor,
        reason=reason,
        after={"in_force_on": day, "effect_rule": agreement.effect_rule},
    )


def bind(agreement: Agreement, seats: list[Signatory], *, again: bool = False) -> None:
    """Every party all of whose signatories have signed is bound, from the later day.

    With `again` the founding parties that are bound already get their day anew.
    Raises `AgreementError` when one of them would leave before it was bound.
    """
    by_party: dict = {}
    for seat in seats:
        by_party.setdefault(seat.party, []).append(seat)
    for party, own in by_party.items():
        bound = party.since is not None
        if party.how != How.FOUNDING or (bound and not again):
            continue
        if all(seat.status == SignatoryStatus.SIGNED for seat in own):
            party.since = max(agreement.in_force_on, *(seat.signature.on for seat in own))
            if party.until and party.until < party.since:
                raise AgreementError(_("Nobody can leave before the day of joining is over."))
            party.save(update_fields=["since", "updated_at"])


def check_accession(agreement: Agreement, declared_on: dt.date, effective_on: dt.date) -> None:
    """Refuse days on which nobody can have declared to join, or can become a party."""
    if declared_on > localdate():
        raise AgreementError(_("The day of the declaration has not come yet."))
    if agreement.in_force_on is None or effective_on < agreement.in_force_on:
        raise AgreementError(_("Nobody can join before the agreement came into force."))
    if effective_on < declared_on:
        raise AgreementError(_("Nobody is a party before the declaration was signed."))
    last = agreement.ended_on or agreement.valid_until
    if last and effective_on > last:
        raise AgreementError(_("The agreement is not valid after its last day."))


def check_withdrawal(party: Party, declared_on: dt.date, effective_on: dt.date) -> None:
    """Refuse days on which `party` cannot have declared to leave, or cannot leave."""
    if declared_on > localdate():
        raise AgreementError(_("The day of the declaration has not come yet."))
    if effective_on < declared_on:
        raise AgreementError(_("It cannot take effect before it was declared."))
    if party.since is None or effective_on <= party.since:
        raise AgreementError(_("Nobody can leave before the day of joining is over."))
