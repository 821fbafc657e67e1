"""The consultation: what the parties say of the draft, and what the office answers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements import actions
from agreements.forms.remarks import AnswerForm, RemarkForm
from agreements.models import Agreement, Remark
from agreements.views.common import REFUSALS, in_words, office_agreement
from core.access import form_page
from members.models import Partner


@form_page
def my_remark(request, pk):
    """What an organisation that this person administers says of the draft."""
    rows = Agreement.objects.of_user(request.user).filter(status=Agreement.Status.CONSULTATION)
    agreement = get_object_or_404(rows, pk=pk)
    partners = Partner.objects.managed_by(request.user).filter(parties__agreement=agreement)
    return _remark(request, agreement, list(partners), "my_remark", "my_detail")


@form_page
def office_remark_add(request, pk):
    """A remark that came by letter or by telephone."""
    agreement = office_agreement(request, pk)
    partners = Partner.objects.filter(parties__agreement=agreement, parties__until__isnull=True)
    return _remark(request, agreement, list(partners), "office_remark_add", "office_remarks")


def _remark(request, agreement, partners, page, back):
    if not partners:
        raise Http404
    form = RemarkForm(request.POST or None, partners=partners)
    if form.is_valid():
        try:
            actions.remark(
                agreement=agreement,
                actor=request.user,
                by_office=back == "office_remarks",
                **form.cleaned_data,
            )
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, _("The remark is with the office and all parties."))
            return redirect(f"agreements:{back}", agreement.pk)
    context = {"form": form, "agreement": agreement, "version": agreement.latest_version()}
    return render(request, f"agreements/{page}.html", context)


@require_safe
def office_remarks(request, pk):
    """All remarks on an agreement, with their answers."""
    agreement = office_agreement(request, pk)
    remarks = Remark.objects.of_agreement(agreement)
    context = {"agreement": agreement, "remarks": remarks}
    return render(request, "agreements/office_remarks.html", context)


@form_page
def office_remark(request, pk, remark):
    """Answer one remark."""
    agreement = office_agreement(request, pk)
    row = get_object_or_404(Remark.objects.of_agreement(agreement), pk=remark)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer(remark=row, actor=request.user, **form.cleaned_data)
        except REFUSALS as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, _("The answer is recorded."))
            return redirect("agreements:office_remarks", pk)
    context = {"form": form, "agreement": agreement, "remark": row}
    return render(request, "agreements/office_remark.html", context)
