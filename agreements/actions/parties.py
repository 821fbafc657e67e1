"""Who is bound and who signs; joining later and leaving."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements import letters
from agreements.actions.effect import check_accession, check_withdrawal
from agreements.actions.locking import locked
from agreements.choices import How, Method, SignatoryStatus
from agreements.errors import AgreementError
from agreements.models import Accession, Agreement, Party, Signatory, Signature, Withdrawal
from core.models import WrongStepError
from journal.actions import record
from members.models import Person, Role
from outbox.actions import queue


@transaction.atomic
def add_parties(*, agreement: Agreement, partners, actor) -> list[Party]:
    """Make each of `partners` a founding party; those who are one already stay.

    Where the register knows exactly one function held today, that person
    becomes the signatory. Frozen: the partner's name as it is now.
    """
    agreement = _editable(agreement)
    there = set(agreement.parties.values_list("partner_id", flat=True))
    place = agreement.parties.aggregate(last=Max("order"))["last"] or 0
    made = []
    for partner in partners:
        if partner.partnership_id != agreement.partnership_id:
            raise AgreementError(_("This organisation is not in the register of this office."))
        if partner.pk in there:
            continue
        place += 1
        party = Party.objects.create(
            agreement=agreement, partner=partner, name=partner.name, order=place
        )
        made.append(party)
        roles = list(Role.objects.today().filter(partner=partner).select_related("person")[:2])
        if len(roles) == 1 and roles[0].function:
            person = roles[0].person
            _seat(agreement, party, person, str(person), roles[0].function)
    if made:
        record(
            verb="parties added",
            row=agreement,
            actor=actor,
            after={"parties": [party.name for party in made]},
        )
    return made


@transaction.atomic
def remove_party(*, party: Party, actor) -> None:
    """Take a party and its signatories out again, before signing begins."""
    agreement = _editable(party.agreement)
    record(verb="party removed", row=agreement, actor=actor, before={"party": party.name})
    party.delete()


@transaction.atomic
def add_signatory(
    *, party: Party, name: str, function: str, actor, person: Person | None = None
) -> Signatory:
    """Name one more person who signs for `party`, last in the order."""
    agreement = locked(party.agreement)
    if not agreement.is_editable and agreement.status != Agreement.Status.SIGNING:
        raise AgreementError(_("Signatories can no longer be added."))
    signatory = _seat(agreement, party, person, name, function)
    if agreement.status == Agreement.Status.SIGNING and not agreement.in_order:
        signatory.become(SignatoryStatus.ASKED)
    record(
        verb="signatory added",
        row=agreement,
        actor=actor,
        after={"party": party.name, "signatory": str(signatory)},
    )
    return signatory


@transaction.atomic
def remove_signatory(*, signatory: Signatory, actor) -> None:
    """Take a signatory out again, before signing begins."""
    agreement = _editable(signatory.party.agreement)
    record(
        verb="signatory removed",
        row=agreement,
        actor=actor,
        before={"party": signatory.party.name, "signatory": str(signatory)},
    )
    signatory.delete()


@transaction.atomic
def reorder(*, agreement: Agreement, signatories: list[int], actor) -> None:
    """Put the signatories into the order of their ids; possible until somebody signed."""
    agreement = locked(agreement)
    seats = Signatory.objects.filter(party__agreement=agreement)
    if seats.filter(status=SignatoryStatus.SIGNED).exists():
        raise AgreementError(_("The order no longer changes: somebody has signed."))
    known = {seat.pk: seat for seat in seats}
    for place, pk in enumerate(signatories, 1):
        if pk in known:
            seats.filter(pk=pk).update(order=place)
    record(
        verb="signatories reordered",
        row=agreement,
        actor=actor,
        after={"signatories": [str(known[pk]) for pk in signatories if pk in known]},
    )


@transaction.atomic
def file_accession(
    *,
    agreement: Agreement,
    partner,
    name: str,
    function: str,
    declared_on: dt.date,
    actor,
    document=None,
    by_office: bool = False,
) -> Accession:
    """Keep a partner's declaration to join, signed on `declared_on`; the office decides.

    The office gets a letter unless it recorded the declaration itself. Raises
    `AgreementError` for a day to come, an agreement that is not in force, a party, and
    an organisation whose declaration waits already.
    """
    agreement = locked(agreement)
    if agreement.status != Agreement.Status.IN_FORCE:
        raise AgreementError(_("Only an agreement in force can be joined."))
    if declared_on > localdate():
        raise AgreementError(_("The day of the declaration has not come yet."))
    if agreement.parties.standing().filter(partner=partner).exists():
        raise AgreementError(_("This organisation is a party already."))
    if agreement.accessions.filter(partner=partner, status=Accession.Status.FILED).exists():
        raise AgreementError(_("A declaration of this organisation is waiting already."))
    accession = Accession.objects.create(
        agreement=agreement,
        partner=partner,
        name=name,
        function=function,
        document=document,
        declared_on=declared_on,
        filed_by=actor,
        status=Accession.Status.FILED,
    )
    queue([] if by_office else letters.accession_filed(accession))
    record(
        verb="accession filed",
        row=agreement,
        actor=actor,
        after={"partner": partner.name, "declared_on": declared_on},
    )
    return accession


@transaction.atomic
def decide_accession(
    *,
    accession: Accession,
    accepted: bool,
    actor,
    effective_on: dt.date | None = None,
    reason: str = "",
    method: str = Method.PAPER,
) -> Accession:
    """Accept a declaration (party from `effective_on`), or refuse it with a reason."""
    agreement = locked(accession.agreement)
    accession = Accession.objects.select_related("partner", "document").get(pk=accession.pk)
    if accession.status != Accession.Status.FILED:
        raise WrongStepError
    if not accepted:
        if not reason.strip():
            raise AgreementError(_("Give the reason of the refusal."))
        accession.become(Accession.Status.REFUSED, reason=reason)
        record(
            verb="accession refused",
            row=agreement,
            actor=actor,
            reason=reason,
            after={"partner": accession.partner.name},
        )
        return accession
    if agreement.status != Agreement.Status.IN_FORCE:
        raise AgreementError(_("Only an agreement in force can be joined."))
    if effective_on is None:
        raise AgreementError(_("Give the day from which it is a party."))
    check_accession(agreement, accession.declared_on, effective_on)
    _leave_room(agreement, accession.partner, effective_on)
    last = agreement.parties.aggregate(last=Max("order"))["last"] or 0
    party = Party.objects.create(
        agreement=agreement,
        partner=accession.partner,
        name=accession.partner.name,
        how=How.ACCESSION,
        since=effective_on,
        order=last + 1,
    )
    signatory = _seat(agreement, party, None, accession.name, accession.function)
    signatory.become(SignatoryStatus.ASKED)
    signatory.become(SignatoryStatus.SIGNED)
    final = agreement.final_version()
    Signature.objects.create(
        signatory=signatory,
        method=method,
        on=accession.declared_on,
        document=accession.document,
        version=final,
        version_sha256=final.sha256,
        recorded_by=actor,
    )
    accession.become(Accession.Status.EFFECTIVE, effective_on=effective_on, party=party)
    record(
        verb="accession accepted",
        row=agreement,
        actor=actor,
        after={"partner": party.name, "since": effective_on},
    )
    return accession


@transaction.atomic
def withdraw(
    *, party: Party, declared_on: dt.date, effective_on: dt.date, reason: str, actor
) -> Withdrawal:
    """Let a party leave: it is bound until the day before `effective_on`, not a day less."""
    agreement = locked(party.agreement)
    party = Party.objects.get(pk=party.pk)
    if party.since is None or party.until is not None:
        raise AgreementError(_("This organisation is not bound, or its leaving is recorded."))
    check_withdrawal(party, declared_on, effective_on)
    withdrawal = Withdrawal.objects.create(
        party=party,
        declared_on=declared_on,
        effective_on=effective_on,
        reason=reason,
        recorded_by=actor,
    )
    party.until = effective_on - dt.timedelta(days=1)
    party.save(update_fields=["until", "updated_at"])
    record(
        verb="withdrawal recorded",
        row=agreement,
        actor=actor,
        reason=reason,
        after={
            "party": party.name,
            "declared_on": declared_on,
            "effective_on": effective_on,
        },
    )
    return withdrawal


def _leave_room(agreement, partner, effective_on):
    """An organisation is a party once at a time."""
    earlier = agreement.parties.filter(partner=partner)
    if earlier.filter(Q(until__isnull=True) | Q(until__gte=effective_on)).exists():
        raise AgreementError(_("This organisation is a party already on that day."))


def _editable(agreement):
    agreement = locked(agreement)
    if not agreement.is_editable:
        raise AgreementError(_("The parties no longer change here: signing has begun."))
    return agreement


def _seat(agreement, party, person, name, function):
    if person is not None and person.partnership_id != agreement.partnership_id:
        raise WrongStepError("person of another partnership")
    taken = Signatory.objects.filter(party__agreement=agreement)
    return Signatory.objects.create(
        party=party,
        person=person,
        name=name,
        function=function,
        order=(taken.aggregate(last=Max("order"))["last"] or 0) + 1,
        status=SignatoryStatus.EXPECTED,
    )
