"""Mending what was written down wrong after signing began, and admitting who signed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agreements import actions
from agreements.forms.corrections import (
    CorrectAccessionForm,
    CorrectEffectForm,
    CorrectEndForm,
    CorrectSignatureForm,
    CorrectWithdrawalForm,
    FactsForm,
    WhyForm,
)
from agreements.models import Withdrawal
from agreements.views.common import (
    REFUSALS,
    in_words,
    office_accession_row,
    office_agreement,
    office_party,
    office_signature,
)
from core.access import form_page


@form_page
def office_correct(request, pk):
    """Number, subject, coordinator, legal basis, validity: once signing has begun."""
    form = FactsForm(request.POST or None, instance=office_agreement(request, pk))

    def action(why, revision, **_facts):
        actions.correct_facts(
            agreement=office_agreement(request, pk),
            revision=revision or 0,
            reason=why,
            actor=request.user,
            **form.facts(),
        )

    return correction(request, pk, form, action, _("Correct the data of the agreement"))


@form_page
def office_correct_effect(request, pk):
    """The day from which the coordinator declared it in force."""
    agreement = office_agreement(request, pk)
    form = CorrectEffectForm(request.POST or None, initial={"on": agreement.in_force_on})

    def action(on, why):
        actions.correct_effect(agreement=agreement, on=on, reason=why, actor=request.user)

    return correction(request, pk, form, action, _("Correct the day in force"))


@form_page
def office_correct_end(request, pk):
    """The last day of an agreement that was terminated."""
    agreement = office_agreement(request, pk)
    form = CorrectEndForm(request.POST or None, initial={"on": agreement.ended_on})

    def action(on, why):
        actions.correct_end(agreement=agreement, on=on, reason=why, actor=request.user)

    return correction(request, pk, form, action, _("Correct the last day in force"))


@form_page
def office_correct_signature(request, pk, signature):
    """When, where, how and by whom it was really signed."""
    row = office_signature(request, pk, signature)
    seat = row.signatory
    initial = {
        "on": row.on,
        "place": row.place,
        "method": row.method,
        "name": seat.name,
        "function": seat.function,
    }
    form = CorrectSignatureForm(request.POST or None, initial=initial)

    def action(why, **data):
        actions.correct_signature(signature=row, reason=why, actor=request.user, **data)

    return correction(request, pk, form, action, _("Correct a signature"), str(seat))


@form_page
def office_correct_withdrawal(request, pk, party):
    """The days on which a party declared to leave and leaves."""
    row = office_withdrawal(request, pk, party)
    form = CorrectWithdrawalForm(request.POST or None, instance=row)

    def action(**data):
        actions.correct_withdrawal(withdrawal=row, actor=request.user, **data)

    return correction(request, pk, form, action, _("Correct a withdrawal"), str(row.party))


@form_page
def office_take_back_withdrawal(request, pk, party):
    """A withdrawal that was recorded by mistake: the party stays."""
    row = office_withdrawal(request, pk, party)
    form = WhyForm(request.POST or None)

    def action(why):
        actions.take_back_withdrawal(withdrawal=row, reason=why, actor=request.user)

    return correction(request, pk, form, action, _("Remove a withdrawal"), str(row.party))


@form_page
def office_correct_accession(request, pk, accession):
    """The days on which a later party declared to join and joined."""
    row = office_accession_row(request, pk, accession, status="effective")
    initial = {"declared_on": row.declared_on, "effective_on": row.effective_on}
    form = CorrectAccessionForm(request.POST or None, initial=initial)

    def action(why, **data):
        actions.correct_accession(accession=row, reason=why, actor=request.user, **data)

    return correction(request, pk, form, action, _("Correct an accession"), str(row.partner))


def correction(request, pk, form, action, title, subject=""):
    """The page of one correction; `action` takes what the form holds."""
    if form.is_valid():
        try:
            action(**form.cleaned_data)
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, _("The correction is saved; the history keeps both."))
            return redirect("agreements:office_detail", pk)
    agreement = office_agreement(request, pk)
    context = {"form": form, "agreement": agreement, "title": title, "subject": subject}
    return render(request, "agreements/office_correct.html", context)


def office_withdrawal(request, pk, party):
    row = office_party(request, pk, party)
    return get_object_or_404(Withdrawal.objects.select_related("party__agreement"), party=row)


@require_POST
def office_admit(request, pk, party=None):
    """Admit all parties that are no partners yet, or one of them."""
    agreement = office_agreement(request, pk)
    row = office_party(request, pk, party) if party else None
    try:
        admitted = actions.admit(agreement=agreement, party=row, actor=request.user)
    except REFUSALS as error:
        messages.error(request, in_words(error))
    else:
        words = ngettext(
            "%(count)d organisation is admitted as a partner.",
            "%(count)d organisations are admitted as partners.",
            len(admitted),
        )
        messages.success(request, words % {"count": len(admitted)})
    return redirect("agreements:office_detail", pk)
