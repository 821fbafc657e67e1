"""Mending what was written down wrong after signing began. The journal keeps both, and why."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.actions import effect
from agreements.actions.locking import locked
from agreements.choices import AccessionStatus, AgreementStatus, EffectRule, How
from agreements.errors import AgreementError, ConflictError
from agreements.models import Accession, Agreement, Party, Signature, Withdrawal
from journal.actions import assign, record

# What stands about an agreement beside its text, which nobody signs twice.
FACTS = (
    "number",
    "title",
    "theme",
    "legal_basis",
    "legal_basis_on",
    "coordinator",
    "occasion",
    "place",
    "valid_from",
    "valid_until",
)


@transaction.atomic
def correct_facts(
    *, agreement: Agreement, revision: int, reason: str, actor, **fields
) -> Agreement:
    """Correct columns among `FACTS` once signing has begun; days that follow are moved.

    Raises `ConflictError` when somebody saved after `revision`, and `AgreementError`
    for a draft, a record of a publication, and days that contradict each other.
    """
    agreement = locked(agreement)
    if agreement.is_editable or agreement.is_record:
        raise AgreementError(_("Only what is being signed or was signed is corrected here."))
    if agreement.revision != revision:
        raise ConflictError(
            _("Somebody saved this agreement while you were writing. Look at it again."), agreement
        )
    changes = assign(agreement, {name: fields[name] for name in FACTS if name in fields})
    if not changes["after"]:
        return agreement
    agreement.revision += 1
    if agreement.status == AgreementStatus.EXPIRED:
        if not agreement.valid_until or agreement.valid_until >= localdate():
            raise AgreementError(_("An expired agreement does not come back into force."))
        agreement.ended_on = agreement.valid_until
    agreement.save()
    record(verb="agreement corrected", row=agreement, actor=actor, reason=reason, **changes)
    effect.settle(agreement, actor)
    _move_days(agreement, actor)
    return agreement


@transaction.atomic
def correct_end(*, agreement: Agreement, on: dt.date, reason: str, actor) -> Agreement:
    """Correct the last day of an agreement that was terminated."""
    agreement = locked(agreement)
    if agreement.status != AgreementStatus.TERMINATED:
        raise AgreementError(_("This agreement was not terminated."))
    if on > localdate():
        raise AgreementError(_("Choose today or a day before."))
    if agreement.in_force_on and on < agreement.in_force_on:
        raise AgreementError(_("It cannot end before it came into force."))
    changes = assign(agreement, {"ended_on": on})
    agreement.save()
    record(verb="agreement corrected", row=agreement, actor=actor, reason=reason, **changes)
    return agreement


@transaction.atomic
def correct_effect(*, agreement: Agreement, on: dt.date, reason: str, actor) -> Agreement:
    """Correct the day from which the coordinator declared the agreement in force.

    The days from which its parties are bound follow. Raises `AgreementError` for a day that
    could not have been declared, and for days that contradict each other.
    """
    agreement = locked(agreement)
    if agreement.in_force_on is None:
        raise AgreementError(_("This agreement was never in force."))
    effect.check_declared(agreement, effect.standing_seats(agreement), on)
    changes = assign(agreement, {"in_force_on": on})
    if not changes["after"]:
        return agreement
    agreement.save()
    record(verb="agreement corrected", row=agreement, actor=actor, reason=reason, **changes)
    _move_days(agreement, actor)
    return agreement


@transaction.atomic
def correct_signature(
    *,
    signature: Signature,
    on: dt.date,
    place: str,
    method: str,
    name: str,
    function: str,
    reason: str,
    actor,
) -> Signature:
    """Correct when, where, how and by whom it was signed; the proof and the text stay.

    The day on which the agreement came into force and its parties were bound follows.
    Raises `AgreementError` for a day to come and for days that contradict each other.
    """
    agreement = locked(signature.signatory.party.agreement)
    signature = Signature.objects.select_related("signatory__party").get(pk=signature.pk)
    if on > localdate():
        raise AgreementError(_("The day of signing has not come yet."))
    changes = assign(signature, {"on": on, "place": place, "method": method})
    seat = signature.signatory
    if "on" in changes["after"]:
        effect.check_mandate(seat, on)
    before, (seat.name, seat.function) = str(seat), (name, function)
    if str(seat) != before:
        changes["before"]["signatory"], changes["after"]["signatory"] = before, str(seat)
    if not changes["after"]:
        return signature
    signature.save()
    seat.save()
    changes["after"] = {"party": seat.party.name, **changes["after"]}
    record(verb="signature corrected", row=agreement, actor=actor, reason=reason, **changes)
    if seat.party.how == How.ACCESSION and seat.party.since and on > seat.party.since:
        raise AgreementError(_("Nobody is a party before the declaration was signed."))
    effect.settle(agreement, actor)
    _move_days(agreement, actor)
    return signature


@transaction.atomic
def correct_withdrawal(
    *, withdrawal: Withdrawal, declared_on: dt.date, effective_on: dt.date, why: str, actor
) -> Withdrawal:
    """Correct the days of a withdrawal. Raises `AgreementError` for impossible days."""
    agreement = locked(withdrawal.party.agreement)
    withdrawal = Withdrawal.objects.select_related("party").get(pk=withdrawal.pk)
    party = withdrawal.party
    effect.check_withdrawal(party, declared_on, effective_on)
    changes = assign(withdrawal, {"declared_on": declared_on, "effective_on": effective_on})
    if not changes["after"]:
        return withdrawal
    withdrawal.save()
    party.until = effective_on - dt.timedelta(days=1)
    party.save(update_fields=["until", "updated_at"])
    changes["after"] = {"party": party.name, **changes["after"]}
    record(verb="withdrawal corrected", row=agreement, actor=actor, reason=why, **changes)
    return withdrawal


@transaction.atomic
def take_back_withdrawal(*, withdrawal: Withdrawal, reason: str, actor) -> Party:
    """Remove a withdrawal that was never declared: the party is bound as before.

    Raises `AgreementError` when the organisation has joined again in the meantime.
    """
    agreement = locked(withdrawal.party.agreement)
    party = Party.objects.get(pk=withdrawal.party_id)
    if agreement.parties.filter(partner=party.partner_id).exclude(pk=party.pk).exists():
        raise AgreementError(_("This organisation has joined again: correct the days instead."))
    before = {
        "party": party.name,
        "declared_on": withdrawal.declared_on,
        "effective_on": withdrawal.effective_on,
    }
    deleted, _rows = Withdrawal.objects.filter(pk=withdrawal.pk).delete()
    if deleted:
        party.until = None
        party.save(update_fields=["until", "updated_at"])
        record(
            verb="withdrawal taken back", row=agreement, actor=actor, reason=reason, before=before
        )
    return party


@transaction.atomic
def correct_accession(
    *, accession: Accession, declared_on: dt.date, effective_on: dt.date, reason: str, actor
) -> Accession:
    """Correct when a party that joined later declared so, and from when it is a party."""
    agreement = locked(accession.agreement)
    accession = Accession.objects.select_related("party").get(pk=accession.pk)
    party = accession.party
    if accession.status != AccessionStatus.EFFECTIVE or party is None:
        raise AgreementError(_("This declaration was not accepted."))
    effect.check_accession(agreement, declared_on, effective_on)
    if party.until and effective_on > party.until:
        raise AgreementError(_("Nobody can leave before the day of joining is over."))
    changes = assign(accession, {"declared_on": declared_on, "effective_on": effective_on})
    if not changes["after"]:
        return accession
    accession.save()
    party.since = effective_on
    party.save(update_fields=["since", "updated_at"])
    Signature.objects.filter(signatory__party=party).update(on=declared_on)
    changes["after"] = {"partner": party.name, **changes["after"]}
    record(verb="accession corrected", row=agreement, actor=actor, reason=reason, **changes)
    return accession


def _move_days(agreement, actor):
    """Let the days of an agreement that is or was in force follow its signatures again."""
    if agreement.in_force_on is None:
        return
    seats = effect.standing_seats(agreement)
    day = effect.effect_day(agreement, seats) or agreement.in_force_on
    if agreement.effect_rule == EffectRule.COORDINATOR:
        effect.check_declared(agreement, seats, day)
    effect.check_validity(agreement, day)
    if agreement.ended_on and day > agreement.ended_on:
        raise AgreementError(_("It cannot end before it came into force."))
    if agreement.parties.filter(how=How.ACCESSION, since__lt=day).exists():
        raise AgreementError(_("Nobody can join before the agreement came into force."))
    if day != agreement.in_force_on:
        before, agreement.in_force_on = agreement.in_force_on, day
        agreement.save(update_fields=["in_force_on", "updated_at"])
        record(
            verb="day in force moved",
            row=agreement,
            actor=actor,
            before={"in_force_on": before},
            after={"in_force_on": day},
        )
    effect.bind(agreement, seats, again=True)
