"""The partner's own agreements."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agreements import actions
from agreements.forms.agreement import AccessionForm
from agreements.models import Accession, Agreement, Party, Remark
from agreements.selectors.history import TONES
from core.access import form_page
from core.models import WrongStepError
from documents.actions import store
from documents.checking import RefusedError
from members.models import Partner


def my_index(request):
    """The agreements of this person's organisations, and those that can be joined."""
    own = Agreement.objects.of_user(request.user).counted().order_by("-pk")
    context = {
        "agreements": own,
        "declarations": Accession.objects.of_user(request.user),
        "open": open_to(request.user),
        "tones": TONES,
    }
    return render(request, "agreements/my_index.html", context)


def my_detail(request, pk):
    """The text and its state; signing itself is recorded by the office."""
    rows = Agreement.objects.of_user(request.user).select_related("coordinator")
    agreement = get_object_or_404(rows, pk=pk)
    context = {
        "agreement": agreement,
        "tones": TONES,
        "version": agreement.final_version() or agreement.latest_version(),
        "parties": agreement.parties.with_signatories(),
        "remarks": Remark.objects.of_agreement(agreement),
        "speaks": agreement.status == Agreement.Status.CONSULTATION
        and Partner.objects.managed_by(request.user).filter(parties__agreement=agreement).exists(),
        "mine": set(Partner.objects.of_user(request.user).values_list("pk", flat=True)),
    }
    return render(request, "agreements/my_detail.html", context)


@form_page
def my_accede(request, pk, partner):
    """File a declaration to join; only whoever administers the organisation may."""
    own = get_object_or_404(Partner.objects.managed_by(request.user), pk=partner)
    rows = Agreement.objects.public().filter(partnership=own.partnership_id, status="in_force")
    agreement = get_object_or_404(rows, pk=pk)
    if agreement.accessions.waiting().filter(partner=own).exists():
        messages.info(request, _("Your declaration is with the office already."))
        return redirect("agreements:my_index")
    form = AccessionForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            file_it(request, agreement, own, form)
        except (actions.AgreementError, RefusedError, WrongStepError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The declaration is with the office."))
            return redirect("agreements:my_index")
    context = {"form": form, "agreement": agreement, "partner": own}
    return render(request, "agreements/my_accede.html", context)


def file_it(request, agreement, partner, form):
    """Keep the file, if there is one, and the declaration."""
    data = form.cleaned_data
    document = data["document"] and store(
        partnership=agreement.partnership, upload=data["document"], uploaded_by=request.user
    )
    return actions.file_accession(
        agreement=agreement,
        partner=partner,
        name=data["name"],
        function=data["function"],
        declared_on=data["declared_on"],
        document=document,
        actor=request.user,
    )


def open_to(user):
    """(partner, agreement) of every published agreement that this person may ask to join.

    Where a declaration waits already, nobody is asked for another one.
    """
    managed = list(Partner.objects.managed_by(user))
    agreements = Agreement.objects.public().filter(
        status="in_force", partnership__in={partner.partnership_id for partner in managed}
    )
    done = {
        *Party.objects.standing().filter(partner__in=managed).values_list("agreement", "partner"),
        *Accession.objects.waiting()
        .filter(partner__in=managed)
        .values_list("agreement", "partner"),
    }
    return [
        (partner, agreement)
        for agreement in agreements
        for partner in managed
        if partner.partnership_id == agreement.partnership_id
        and (agreement.pk, partner.pk) not in done
    ]
