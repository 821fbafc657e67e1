"""Parties and signatories, as of any date, joining and leaving."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agreements import actions
from agreements.forms.agreement import (
    DayForm,
    DecideForm,
    OfficeAccessionForm,
    PartiesForm,
    SignatoryForm,
    WithdrawalForm,
)
from agreements.models import Party
from agreements.views.common import (
    REFUSALS,
    attempt,
    in_words,
    keep,
    office_accession_row,
    office_agreement,
    office_party,
    office_signatory,
)
from core.access import form_page, fresh_login
from core.exports import csv_response
from documents import serving


def parties_on(request, pk):
    """The agreement, the day asked for (today without one), its form and its parties."""
    agreement = office_agreement(request, pk)
    form = DayForm({"day": request.GET.get("day") or localdate().isoformat()})
    day = form.cleaned_data["day"] if form.is_valid() else None
    parties = Party.objects.filter(agreement=agreement).with_signatories()
    return agreement, day, form, parties.on(day) if day else parties.none()


def office_parties(request, pk):
    """The parties as of a day that stands in the address."""
    agreement, day, form, parties = parties_on(request, pk)
    context = {"agreement": agreement, "day": day, "day_form": form, "parties": parties}
    return render(request, "agreements/office_parties.html", context)


@require_safe
@fresh_login
def office_parties_csv(request, pk):
    """The same list as a table for a spreadsheet."""
    agreement, day, _form, parties = parties_on(request, pk)
    header = [
        _("Party"),
        _("Kind"),
        _("Sector"),
        _("How"),
        _("Party since"),
        _("Party until"),
        _("Signatories"),
    ]
    rows = (
        [
            party.name,
            party.partner.get_kind_display(),
            party.partner.get_sector_display(),
            party.get_how_display(),
            party.since,
            party.until,
            "; ".join(str(seat) for seat in party.standing),
        ]
        for party in parties
    )
    return csv_response(f"strony-{agreement.pk}-{day or ''}", header, rows)


@form_page
def office_parties_add(request, pk):
    """Add several parties at once."""
    agreement = office_agreement(request, pk)
    form = PartiesForm(request.POST or None, agreement=agreement)
    if form.is_valid():
        try:
            made = actions.add_parties(
                agreement=agreement, partners=form.cleaned_data["partners"], actor=request.user
            )
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(
                request,
                ngettext("%(count)d party added.", "%(count)d parties added.", len(made))
                % {"count": len(made)},
            )
            return redirect("agreements:office_detail", agreement.pk)
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/office_parties_add.html", context)


@require_POST
def office_party_remove(request, pk, party):
    """Take a party out of a draft."""
    row = office_party(request, pk, party)
    return attempt(request, pk, _("The party is removed."), actions.remove_party, party=row)


@form_page
def office_signatory_add(request, pk, party):
    """Name a signatory of a party; a party may have several."""
    row = office_party(request, pk, party)
    form = SignatoryForm(request.POST or None, party=row)
    if form.is_valid():
        try:
            actions.add_signatory(party=row, actor=request.user, **form.signatory_fields())
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, _("The signatory is added."))
            return redirect("agreements:office_detail", pk)
    return render(request, "agreements/office_signatory.html", {"form": form, "party": row})


@require_POST
def office_signatory_remove(request, pk, signatory):
    """Take a signatory out of a draft."""
    row = office_signatory(request, pk, signatory)
    return attempt(
        request, pk, _("The signatory is removed."), actions.remove_signatory, signatory=row
    )


@form_page
def office_withdraw(request, pk, party):
    """Record that a party leaves, with its notice period."""
    row = office_party(request, pk, party)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(party=row, actor=request.user, **form.cleaned_data)
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            day = date_format(form.cleaned_data["effective_on"])
            messages.success(request, _("Recorded: the party leaves on %(day)s.") % {"day": day})
            return redirect("agreements:office_detail", pk)
    return render(request, "agreements/office_withdraw.html", {"form": form, "party": row})


@form_page
def office_accede(request, pk):
    """Record a declaration of accession that came on paper; deciding comes next."""
    agreement = office_agreement(request, pk)
    form = OfficeAccessionForm(request.POST or None, request.FILES or None, agreement=agreement)
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            data["document"] = keep(request, agreement, data["document"])
            accession = actions.file_accession(
                agreement=agreement, actor=request.user, by_office=True, **data
            )
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            return redirect("agreements:office_accession", pk, accession.pk)
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/office_accede.html", context)


@form_page
def office_accession(request, pk, accession):
    """Accept a declaration from a day, or refuse it with a reason."""
    row = office_accession_row(request, pk, accession)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.decide_accession(
                accession=row,
                accepted=data["decision"] == "accept",
                reason=data["reason"],
                effective_on=data["effective_on"],
                actor=request.user,
            )
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("agreements:office_detail", pk)
    return render(request, "agreements/office_accession.html", {"form": form, "accession": row})


def office_accession_file(request, pk, accession):
    """The declaration's file."""
    row = office_accession_row(request, pk, accession, document__isnull=False)
    return serving.send(row.document)
