"""The steps of an agreement, signatures, the sheet and publishing."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agreements import actions
from agreements.forms.agreement import DayReasonForm, ProofForm, PublishForm, ReplaceForm, SignForm
from agreements.models import Signatory
from agreements.pdf import TEMPLATE, data
from agreements.views.common import (
    REFUSALS,
    attempt,
    in_words,
    journal_of,
    keep,
    office_agreement,
    office_signatory,
    office_signature,
)
from core.access import form_page
from core.forms import ReasonForm
from core.parameters import as_number
from documents import pdf, serving


@require_POST
def office_consult(request, pk):
    """Open the consultation."""
    agreement = office_agreement(request, pk)
    done = _("The parties can read the draft now.")
    return attempt(request, pk, done, actions.consult, agreement=agreement)


@require_POST
def office_reopen(request, pk):
    """One step back."""
    agreement = office_agreement(request, pk)
    return attempt(request, pk, _("One step back."), actions.reopen, agreement=agreement)


@require_POST
def office_open_signing(request, pk):
    """Open signing, or say what is missing."""
    agreement = office_agreement(request, pk)
    done = _("Signing is open.")
    return attempt(request, pk, done, actions.open_signing, agreement=agreement)


@form_page
def office_sign(request, pk):
    """Record the signatures of one day and place in one go."""
    agreement = office_agreement(request, pk)
    asked = ["asked", "expected"] if agreement.in_order else ["asked"]
    seats = Signatory.objects.filter(party__agreement=agreement, status__in=asked)
    seats = list(seats.select_related("party").order_by("order", "pk"))
    wanted = request.GET.get("signatory", "")
    number = as_number(wanted)
    chosen = {seat.pk for seat in seats} if number is None else {number}
    initial = {"on": localdate(), "place": agreement.place}
    form = SignForm(
        request.POST or None, request.FILES or None, seats=seats, chosen=chosen, initial=initial
    )
    if form.is_valid():
        try:
            made = record_signatures(request, agreement, form)
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)d signature recorded.", "%(count)d signatures recorded.", len(made)
                )
                % {"count": len(made)},
            )
            return redirect("agreements:office_detail", pk)
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/office_sign.html", context)


@transaction.atomic
def record_signatures(request, agreement, form):
    """Keep the scans and record the signatures, all or nothing."""
    data = form.cleaned_data
    common = keep(request, agreement, data["scan"])
    given = [
        actions.Given(seat, keep(request, agreement, own) or common, function=function)
        for seat, function, own in form.chosen()
    ]
    return actions.sign(
        agreement=agreement,
        given=given,
        on=data["on"],
        place=data["place"],
        method=data["method"],
        actor=request.user,
    )


@form_page
def office_refuse(request, pk, signatory):
    """Record a refusal with its reason."""
    row = office_signatory(request, pk, signatory)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        return attempt(
            request,
            pk,
            _("The refusal is recorded."),
            actions.refuse,
            signatory=row,
            reason=form.cleaned_data["reason"],
        )
    return render(request, "agreements/office_refuse.html", {"form": form, "signatory": row})


@require_POST
def office_ask_again(request, pk, signatory):
    """Ask somebody who refused once more."""
    row = office_signatory(request, pk, signatory)
    done = _("The signatory is asked again.")
    return attempt(request, pk, done, actions.ask_again, signatory=row)


@form_page
def office_replace(request, pk, signatory):
    """Let somebody else sign."""
    row = office_signatory(request, pk, signatory)
    form = ReplaceForm(request.POST or None, party=row.party)
    if form.is_valid():
        return attempt(
            request,
            pk,
            _("Somebody else signs now."),
            actions.replace,
            signatory=row,
            reason=form.cleaned_data["reason"],
            **form.signatory_fields(),
        )
    return render(request, "agreements/office_replace.html", {"form": form, "signatory": row})


@form_page
def office_proof(request, pk, signature):
    """Attach the file to a signature that has none."""
    row = office_signature(request, pk, signature)
    form = ProofForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            add_proof(request, row, form.cleaned_data["scan"])
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, _("The file is attached."))
            return redirect("agreements:office_detail", pk)
    return render(request, "agreements/office_proof.html", {"form": form, "signature": row})


@transaction.atomic
def add_proof(request, signature, upload):
    """Keep the file and attach it, both or neither."""
    agreement = signature.signatory.party.agreement
    document = keep(request, agreement, upload)
    return actions.add_proof(signature=signature, document=document, actor=request.user)


@require_GET
def office_file(request, pk, signature):
    """The file of a signature, byte for byte."""
    return serving.send(office_signature(request, pk, signature, document__isnull=False).document)


@form_page
def office_enter_force(request, pk):
    """The coordinator says that the agreement is in force."""
    return day_and_reason(
        request, pk, actions.enter_force, _("The agreement is in force."), "office_enter_force"
    )


@form_page
def office_terminate(request, pk):
    """End the agreement."""
    return day_and_reason(
        request, pk, actions.terminate, _("The agreement has ended."), "office_terminate"
    )


def day_and_reason(request, pk, action, done, page):
    agreement = office_agreement(request, pk)
    form = DayReasonForm(request.POST or None)
    if form.is_valid():
        try:
            action(agreement=agreement, actor=request.user, **form.cleaned_data)
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, done)
            return redirect("agreements:office_detail", pk)
    return render(request, f"agreements/{page}.html", {"form": form, "agreement": agreement})


@form_page
def office_publish(request, pk):
    """Put the agreement into the public register; the page shows what will be seen."""
    agreement = office_agreement(request, pk)
    document = agreement.public_document
    initial = {"document": document, "text": document.text if document else ""}
    form = PublishForm(request.POST or None, agreement=agreement, initial=initial)
    if form.is_valid():
        try:
            actions.publish(agreement=agreement, actor=request.user, **form.cleaned_data)
        except REFUSALS as error:
            form.add_error("text", in_words(error))
        else:
            messages.success(request, _("The agreement is in the public register."))
            return redirect("agreements:office_detail", pk)
    context = {
        "form": form,
        "agreement": agreement,
        "parties": agreement.parties.with_signatories(),
        "version": agreement.final_version(),
    }
    return render(request, "agreements/office_publish.html", context)


@form_page
def office_unpublish(request, pk):
    """Take the agreement out of the public register, with a reason."""
    agreement = office_agreement(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        return attempt(
            request,
            pk,
            _("The agreement is no longer public."),
            actions.unpublish,
            agreement=agreement,
            reason=form.cleaned_data["reason"],
        )
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/office_unpublish.html", context)


@require_GET
def office_sheet(request, pk):
    """The agreement's sheet as a PDF: all facts, signatures, events and file hashes."""
    agreement = office_agreement(request, pk)
    content = pdf.make(TEMPLATE, data(agreement, journal_of(agreement)), get_language())
    return pdf.answer(content, f"karta-{agreement.pk}-{slugify(agreement.number)}.pdf")
