"""The public register."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.actions.locking import locked
from agreements.errors import AgreementError
from agreements.models import Agreement
from documents.models import Document
from journal.actions import record


@transaction.atomic
def publish(
    *, agreement: Agreement, actor, document: Document | None = None, text: str = ""
) -> Agreement:
    """Put the agreement into the public register, with a scan if one is given.

    A scan that is only a picture needs a text version (accessibility of public
    websites, act of 4 April 2019): `text`, or one that the document has.
    """
    agreement = locked(agreement)
    if agreement.status in {Agreement.Status.DRAFT, Agreement.Status.CONSULTATION}:
        raise AgreementError(_("A draft is not shown to the public."))
    if document is not None:
        if text.strip():
            document.text = text
            document.save(update_fields=["text", "updated_at"])
        if not document.can_be_read:
            raise AgreementError(
                _("This scan is a picture. Give its text, so that everybody can read it.")
            )
    agreement.is_public, agreement.public_document = True, document
    agreement.save(update_fields=["is_public", "public_document", "updated_at"])
    record(
        verb="agreement published",
        row=agreement,
        actor=actor,
        after={"file": document.name if document else ""},
    )
    return agreement


@transaction.atomic
def unpublish(*, agreement: Agreement, reason: str, actor) -> Agreement:
    """Take the agreement out of the public register."""
    agreement = locked(agreement)
    agreement.is_public = False
    agreement.save(update_fields=["is_public", "updated_at"])
    record(verb="agreement unpublished", row=agreement, actor=actor, reason=reason)
    return agreement
