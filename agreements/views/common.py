"""What the office's pages of agreements share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from agreements import actions
from agreements.models import Accession, Agreement, Party, Signatory, Signature
from agreements.selectors.history import event
from core.models import WrongStepError
from documents.actions import store
from documents.checking import RefusedError
from journal.models import Entry
from journal.rules.references import about

# What a rule may say; all three carry words for the reader, the last one only ours.
REFUSALS = (actions.AgreementError, RefusedError, WrongStepError)


def office_agreement(request, pk):
    """An agreement of the office's own partnership, or 404."""
    rows = Agreement.objects.held_by(request.partnership)
    rows = rows.select_related("partnership", "coordinator", "template", "public_document")
    return get_object_or_404(rows, pk=pk)


def office_party(request, pk, party):
    rows = Party.objects.filter(agreement__partnership=request.partnership)
    return get_object_or_404(
        rows.select_related("agreement", "partner"), pk=party, agreement_id=pk
    )


def office_signatory(request, pk, signatory):
    rows = Signatory.objects.held_by(request.partnership)
    return get_object_or_404(
        rows.select_related("party__agreement", "party__partner"),
        pk=signatory,
        party__agreement_id=pk,
    )


def office_signature(request, pk, signature, **also):
    rows = Signature.objects.filter(
        signatory__party__agreement__partnership=request.partnership, **also
    ).select_related("signatory__party__agreement__partnership", "document")
    return get_object_or_404(rows, pk=signature, signatory__party__agreement_id=pk)


def office_accession_row(request, pk, accession, **also):
    rows = Accession.objects.filter(agreement__partnership=request.partnership, **also)
    rows = rows.select_related("agreement", "partner", "document")
    return get_object_or_404(rows, pk=accession, agreement_id=pk)


def in_words(error):
    """A refusal as the reader should see it."""
    if isinstance(error, WrongStepError):
        return _("Somebody took this step already, or it is not possible now. Look again.")
    return str(error)


def attempt(request, pk, done, action, **arguments):
    """Take an action of one button and go back to the agreement's page."""
    try:
        action(actor=request.user, **arguments)
    except REFUSALS as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, done)
    return redirect("agreements:office_detail", pk)


def keep(request, agreement, upload):
    """Store a checked upload of the office; None stays None."""
    if upload is None:
        return None
    return store(partnership=agreement.partnership, upload=upload, uploaded_by=request.user)


def journal_of(agreement):
    """What happened to an agreement, newest first, as the timeline takes it."""
    return [event(entry) for entry in Entry.objects.filter(about=about(agreement))]
