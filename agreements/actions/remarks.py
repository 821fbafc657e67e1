"""The consultation of a draft: remarks of its parties and the office's answers."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from agreements import letters
from agreements.actions.locking import locked
from agreements.choices import Verdict
from agreements.errors import AgreementError
from agreements.models import Agreement, Remark
from journal.actions import record
from members.models import Partner
from outbox.actions import queue


@transaction.atomic
def remark(
    *, agreement: Agreement, partner: Partner, text: str, actor, by_office: bool = False
) -> Remark:
    """Keep what a party says of the newest version.

    The office gets a letter unless it wrote the remark down itself.

    Raises `AgreementError` outside the consultation, and for who is no party.
    """
    agreement = locked(agreement)
    if agreement.status != Agreement.Status.CONSULTATION:
        raise AgreementError(_("Remarks are taken only while the draft is in consultation."))
    if not agreement.parties.filter(partner=partner, until__isnull=True).exists():
        raise AgreementError(_("Only the parties of the agreement make remarks."))
    version = agreement.latest_version()
    made = Remark.objects.create(version=version, partner=partner, text=text, made_by=actor)
    queue([] if by_office else letters.remark_made(made))
    record(
        verb="remark made",
        row=agreement,
        actor=actor,
        after={"partner": str(partner), "version": version.number, "text": text},
    )
    return made


@transaction.atomic
def answer(*, remark: Remark, verdict: str, reply: str, actor) -> Remark:
    """Answer a remark, once. Raises `AgreementError` when somebody did so already."""
    agreement = locked(remark.version.agreement)
    remark = Remark.objects.select_related("partner").get(pk=remark.pk)
    if remark.verdict:
        raise AgreementError(_("Somebody has answered this remark already."))
    if verdict != Verdict.TAKEN and not reply.strip():
        raise AgreementError(_("Say why the remark is not taken over, or not whole."))
    remark.verdict, remark.reply = verdict, reply.strip()
    remark.answered_at, remark.answered_by = now(), actor
    remark.save()
    record(
        verb="remark answered",
        row=agreement,
        actor=actor,
        after={"partner": str(remark.partner), "verdict": verdict, "reply": remark.reply},
    )
    return remark
