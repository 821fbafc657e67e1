"""The steps of an agreement from draft to its end."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agreements.actions import effect
from agreements.actions.locking import locked
from agreements.choices import EffectRule, SignatoryStatus
from agreements.errors import AgreementError, NotReadyError
from agreements.models import Agreement, Remark, Signatory
from journal.actions import record


@transaction.atomic
def consult(*, agreement: Agreement, actor) -> Agreement:
    """Show the draft to its parties."""
    return _step(agreement, Agreement.Status.CONSULTATION, "consultation opened", actor)


@transaction.atomic
def reopen(*, agreement: Agreement, actor) -> Agreement:
    """Take the agreement one step back: consultation to draft, signing to consultation.

    From signing only as long as nobody has signed.
    """
    agreement = locked(agreement)
    if agreement.status != Agreement.Status.SIGNING:
        return _step(agreement, Agreement.Status.DRAFT, "agreement back to draft", actor)
    seats = Signatory.objects.filter(party__agreement=agreement)
    if seats.filter(status=SignatoryStatus.SIGNED).exists():
        raise AgreementError(_("Somebody has signed: the text cannot be opened again."))
    for seat in seats.filter(status=SignatoryStatus.ASKED):
        seat.become(SignatoryStatus.EXPECTED)
    return _step(agreement, Agreement.Status.CONSULTATION, "consultation opened", actor)


# What every agreement says of itself before anybody signs it.
ASKED = {
    "number": _("The number is missing."),
    "theme": _("The subject is missing."),
    "coordinator": _("The coordinator is missing."),
    "legal_basis": _("The legal basis is missing."),
    "legal_basis_on": _("The day of the legal basis is missing."),
    "valid_from": _("The first day of validity is missing."),
}


def missing_for_signing(agreement: Agreement) -> list[str]:
    """What is missing before signing can begin, in words. Empty: nothing."""
    missing = [str(words) for name, words in ASKED.items() if not getattr(agreement, name)]
    set_day = agreement.effect_on if agreement.effect_rule == EffectRule.DATE else None
    if set_day and agreement.valid_until and agreement.valid_until < set_day:
        missing.append(gettext("It would end before it comes into force."))
    if not agreement.versions.filter(is_final=True).exists():
        missing.append(gettext("No version is marked as final."))
    parties = list(agreement.parties.prefetch_related("signatories"))
    if not parties:
        missing.append(gettext("There are no parties."))
    if waiting := Remark.objects.of_agreement(agreement).open().count():
        words = ngettext(
            "%(number)d remark is not answered.", "%(number)d remarks are not answered.", waiting
        )
        missing.append(words % {"number": waiting})
    missing += [
        gettext("%(party)s has no signatory.") % {"party": party.name}
        for party in parties
        if all(s.status == SignatoryStatus.REPLACED for s in party.signatories.all())
    ]
    seats = sum(len(party.signatories.all()) for party in parties)
    if agreement.effect_rule == EffectRule.COUNT and (agreement.effect_count or 0) > seats:
        missing.append(gettext("The set number of signatures is above the number of signatories."))
    return missing


@transaction.atomic
def open_signing(*, agreement: Agreement, actor) -> Agreement:
    """Open signing of the final version and ask the signatories.

    All at once, or the first one when they sign one after another. Raises
    `NotReadyError` with everything that is missing.
    """
    agreement = locked(agreement)
    if missing := missing_for_signing(agreement):
        raise NotReadyError(missing)
    final = agreement.final_version()
    agreement = _step(
        agreement,
        Agreement.Status.SIGNING,
        "signing opened",
        actor,
        {"version": final.number, "sha256": final.sha256},
    )
    ask(agreement)
    return agreement


def ask(agreement: Agreement) -> None:
    """Ask who is to sign now: everybody expected, or only the next in the order."""
    waiting = Signatory.objects.filter(party__agreement=agreement).order_by("order", "pk")
    if not agreement.in_order:
        for seat in waiting.filter(status=SignatoryStatus.EXPECTED):
            seat.become(SignatoryStatus.ASKED)
        return
    stopped = {SignatoryStatus.ASKED, SignatoryStatus.REFUSED}
    for seat in waiting:
        if seat.status in stopped:
            return
        if seat.status == SignatoryStatus.EXPECTED:
            seat.become(SignatoryStatus.ASKED)
            return


@transaction.atomic
def enter_force(*, agreement: Agreement, on: dt.date, reason: str, actor) -> Agreement:
    """The coordinator says that the agreement is in force from `on`, and why.

    Raises `AgreementError` as `effect.check_declared` does.
    """
    agreement = locked(agreement)
    effect.check_declared(agreement, effect.standing_seats(agreement), on)
    effect.bring_into_force(agreement, on, actor, reason)
    effect.settle(agreement, actor)
    return agreement


@transaction.atomic
def terminate(*, agreement: Agreement, on: dt.date, reason: str, actor) -> Agreement:
    """End the agreement; `on` is its last day. Its parties are bound until then."""
    agreement = locked(agreement)
    if agreement.in_force_on and on < agreement.in_force_on:
        raise AgreementError(_("It cannot end before it came into force."))
    if on > localdate():
        raise AgreementError(_("Choose today or a day before."))
    agreement.become(Agreement.Status.TERMINATED, ended_on=on, end_reason=reason)
    record(
        verb="agreement terminated",
        row=agreement,
        actor=actor,
        reason=reason,
        after={"ended_on": on},
    )
    return agreement


def turn_of_day(*, today: dt.date | None = None) -> tuple[int, int]:
    """What a new day does: set days arrive, ends pass. Running it twice changes nothing.

    Returns how many agreements came into force and how many expired.
    """
    today = today or localdate()
    due = Agreement.objects.filter(status=Agreement.Status.SIGNING).filter(
        Q(effect_rule=EffectRule.DATE, effect_on__lte=today) | Q(valid_from__lte=today)
    )
    over = Agreement.objects.filter(status=Agreement.Status.IN_FORCE, valid_until__lt=today)
    started = sum(_arrive(agreement) for agreement in due)
    return started, sum(_expire(agreement, today) for agreement in over)


@transaction.atomic
def _arrive(agreement):
    agreement = locked(agreement)
    if agreement.status != Agreement.Status.SIGNING:
        return False
    effect.settle(agreement)
    return agreement.status == Agreement.Status.IN_FORCE


@transaction.atomic
def _expire(agreement, today):
    agreement = locked(agreement)
    if agreement.status != Agreement.Status.IN_FORCE or agreement.valid_until >= today:
        return False
    agreement.become(Agreement.Status.EXPIRED, ended_on=agreement.valid_until)
    record(verb="agreement expired", row=agreement, after={"ended_on": agreement.valid_until})
    return True


def _step(agreement, status, verb, actor, after=None):
    agreement = locked(agreement)
    before = agreement.status
    agreement.become(status)
    record(
        verb=verb,
        row=agreement,
        actor=actor,
        before={"status": before},
        after={"status": status, **(after or {})},
    )
    return agreement
