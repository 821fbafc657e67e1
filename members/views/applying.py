"""How an organisation that is not in the register yet joins: its person's pages and the office's."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import form_page, public
from core.pages import run_action
from counties.models import Partnership
from members.actions import applying
from members.choices import JoinStatus
from members.forms.partner import ApplyForm, RefusalForm
from members.forms.register import PartnerForm
from members.models import Application, Partner


@public
@require_safe
def guide(request):
    """Who may join the partnership, what comes next and whom to ask."""
    return render(request, "members/join_guide.html", {"offices": _offices()})


@form_page
def apply(request):
    """Report one's organisation to the office."""
    form = ApplyForm(request.POST or None, partnerships=_offices())
    if form.is_valid():
        done = _("The office reads your request now. You get a letter.")
        if run_action(request, done, applying.apply, form=form, **form.cleaned_data):
            return redirect("members:my_organisations")
    return render(request, "mine/apply.html", {"form": form})


@form_page
def application(request, pk):
    """One reported organisation; a form to refuse it, and the way into the register."""
    row = _one(request, pk)
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        done = _("Decided. The person gets a letter.")
        if run_action(
            request, done, applying.refuse, form=form, application=row, **form.cleaned_data
        ):
            return redirect("members:office_join_requests")
    context = {"application": row, "form": form, "open": row.can_become(JoinStatus.APPROVED)}
    return render(request, "members/office_application.html", context)


@form_page
def enter(request, pk):
    """Enter a reported organisation into the register."""
    row = _one(request, pk)
    partner = Partner(
        partnership=request.partnership,
        name=row.name,
        nip=row.nip,
        kind=row.kind,
        status=Partner.Status.CONTACT,
    )
    form = PartnerForm(request.POST or None, instance=partner)
    if form.is_valid():
        done = _("The organisation is in the register. The person gets a letter.")
        given = {"application": row, "partner": form.save(commit=False)}
        if run_action(request, done, applying.enter, form=form, **given):
            return redirect("members:office_partner", given["partner"].pk)
    context = {"form": form, "application": row}
    return render(request, "members/office_application_enter.html", context)


def _one(request, pk):
    rows = Application.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("user", "decided_by", "partner"), pk=pk)


def _offices():
    return Partnership.objects.filter(is_record=False).select_related("county").order_by("name")
