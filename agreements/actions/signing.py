"""Recording who signed, who refused, and who signs instead."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.actions.effect import check_mandate, settle
from agreements.actions.locking import locked
from agreements.actions.steps import ask
from agreements.choices import Method, SignatoryStatus
from agreements.errors import AgreementError
from agreements.models import Agreement, Signatory, Signature
from documents.models import Document
from journal.actions import record


@dataclass
class Given:
    """One signature as it was given: by whom, with which proof, in which function.

    An empty `name` or `function` keeps what stands in the agreement.
    """

    signatory: Signatory
    document: Document | None = None
    name: str = ""
    function: str = ""


@transaction.atomic
def sign(
    *,
    agreement: Agreement,
    given: list[Given],
    on: dt.date,
    actor,
    place: str = "",
    method: str = Method.PAPER,
) -> list[Signature]:
    """Record signatures of one day and place. All or none; then the effect rule is asked.

    Name and function freeze here. Every signature points at the version that
    was signed and keeps its hash. Raises `AgreementError` for a day to come, a
    signatory of another agreement, one who is not to sign now, and one whose
    function had ended.
    """
    agreement = locked(agreement)
    if not agreement.takes_signatures:
        raise AgreementError(_("This agreement is not being signed."))
    if on > localdate():
        raise AgreementError(_("The day of signing has not come yet."))
    if not given:
        raise AgreementError(_("Choose at least one signatory."))
    version = agreement.final_version()
    made = [_one(agreement, version, item, on, place, method, actor) for item in given]
    ask(agreement)
    settle(agreement, actor)
    return made


def _one(agreement, version, item, on, place, method, actor):
    seat = Signatory.objects.select_related("party").get(pk=item.signatory.pk)
    if seat.party.agreement_id != agreement.pk:
        raise AgreementError(_("This person does not sign this agreement."))
    if agreement.in_order and seat.status == SignatoryStatus.EXPECTED:
        ask(agreement)
        seat.refresh_from_db()
    if not seat.can_become(SignatoryStatus.SIGNED):
        raise AgreementError(
            _("%(name)s cannot sign now: %(status)s.")
            % {"name": seat.name, "status": seat.get_status_display()}
        )
    check_mandate(seat, on)
    seat.become(
        SignatoryStatus.SIGNED,
        name=item.name or seat.name,
        function=item.function or seat.function,
    )
    signature = Signature.objects.create(
        signatory=seat,
        method=method,
        on=on,
        place=place,
        document=item.document,
        version=version,
        version_sha256=version.sha256,
        recorded_by=actor,
    )
    record(
        verb="signature recorded",
        row=agreement,
        actor=actor,
        after={
            "party": seat.party.name,
            "signatory": str(seat),
            "on": on,
            "place": place,
            "method": method,
            "version": version.number,
            "version_sha256": version.sha256,
            "file": item.document.name if item.document else "",
            "file_sha256": item.document.sha256 if item.document else "",
        },
    )
    return signature


@transaction.atomic
def add_proof(*, signature: Signature, document: Document, actor) -> Signature:
    """Attach the file that shows a signature. A file that is there is never replaced."""
    agreement = locked(signature.signatory.party.agreement)
    empty = Signature.objects.filter(pk=signature.pk, document__isnull=True)
    if not empty.update(document=document):
        raise AgreementError(_("This signature has its file already."))
    record(
        verb="proof added",
        row=agreement,
        actor=actor,
        after={
            "signatory": str(signature.signatory),
            "file": document.name,
            "file_sha256": document.sha256,
        },
    )
    signature.refresh_from_db()
    return signature


@transaction.atomic
def refuse(*, signatory: Signatory, reason: str, actor) -> Signatory:
    """Record that somebody will not sign, and why. The count stops until a replacement."""
    agreement = locked(signatory.party.agreement)
    if not reason.strip():
        raise AgreementError(_("Give the reason of the refusal."))
    signatory = Signatory.objects.select_related("party").get(pk=signatory.pk)
    signatory.become(SignatoryStatus.REFUSED, reason=reason)
    record(
        verb="signing refused",
        row=agreement,
        actor=actor,
        reason=reason,
        after={"party": signatory.party.name, "signatory": str(signatory)},
    )
    return signatory


@transaction.atomic
def ask_again(*, signatory: Signatory, actor) -> Signatory:
    """Somebody who refused is asked once more; the old reason stays in the journal."""
    agreement = locked(signatory.party.agreement)
    signatory = Signatory.objects.select_related("party").get(pk=signatory.pk)
    if signatory.status != SignatoryStatus.REFUSED:
        raise AgreementError(_("This person has not refused."))
    signatory.become(SignatoryStatus.ASKED, reason="")
    record(
        verb="signatory asked again",
        row=agreement,
        actor=actor,
        after={"party": signatory.party.name, "signatory": str(signatory)},
    )
    return signatory


@transaction.atomic
def replace(
    *, signatory: Signatory, name: str, function: str, reason: str, actor, person=None
) -> Signatory:
    """Let somebody else sign in the same place of the order. Returns the new signatory."""
    agreement = locked(signatory.party.agreement)
    old = Signatory.objects.select_related("party").get(pk=signatory.pk)
    asked = old.status in {SignatoryStatus.ASKED, SignatoryStatus.REFUSED}
    new = Signatory.objects.create(
        party=old.party,
        person=person,
        name=name,
        function=function,
        order=old.order,
        status=SignatoryStatus.ASKED if asked else SignatoryStatus.EXPECTED,
    )
    old.become(SignatoryStatus.REPLACED, replaced_by=new, reason=reason or old.reason)
    record(
        verb="signatory replaced",
        row=agreement,
        actor=actor,
        reason=reason,
        before={"signatory": str(old)},
        after={"party": old.party.name, "signatory": str(new)},
    )
    return new
