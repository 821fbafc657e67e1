"""A firm outside the register asks for Quick Start; the office decides."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import limited
from core.access import form_page, public
from core.links import personal, too_often, unknown, wait
from core.pages import listing, run_action
from employers.actions import asking
from employers.choices import AskingStatus
from employers.filters import FirmRequestFilter
from employers.forms.asking import AskForm, DecideForm
from employers.models import FirmRequest
from employers.selectors.links import CONFIRM, asked_by
from journal.selectors.history import history


@public
@form_page
def ask(request):
    """The form; what it holds goes nowhere before the address is confirmed."""
    if request.method == "POST":
        return _send(request)
    return render(request, "employers/ask.html", {"form": AskForm()})


@limited("quick_start_request", "10/h/ip")
def _send(request):
    form = AskForm(request.POST)
    if not form.is_valid():
        return render(request, "employers/ask.html", {"form": form})
    if not form.from_robot:
        asking.ask(asked=form.instance)
    return redirect("employers:asked")


@public
@require_safe
def asked(request):
    """What comes next; the same page whoever asked."""
    return render(request, "employers/asked.html")


@personal
def confirm(request, token):
    """Opening the link changes nothing; its button hands the request to the office."""
    row = asked_by(token)
    if row is None:
        return unknown(request)
    request.partnership = row.partnership
    if request.method == "POST":
        if too_often(CONFIRM, token):
            return wait(request)
        asking.confirm(asked=row)
        return redirect(request.path)
    return render(request, "employers/confirm.html", {"asked": row})


def held(request, pk) -> FirmRequest:
    """A confirmed request to this office, or 404."""
    rows = FirmRequest.objects.held_by(request.partnership).seen()
    return get_object_or_404(rows.select_related("partnership", "order"), pk=pk)


@form_page
def office_firm_request(request, pk):
    """One request: take it up as an order, or decline it."""
    row = held(request, pk)
    form = DecideForm(request.POST or None, asked=row)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["decision"] == "take":
            done = _("The request is an order now.")
            sent = {"asked": row, "employer": data["employer"]}
            if run_action(request, done, asking.take_up, form=form, **sent):
                return redirect("employers:office_order", row.order_id)
        else:
            done = _("The request is declined; the firm gets a letter.")
            sent = {"asked": row, "reason": data["reason"]}
            if run_action(request, done, asking.decline, form=form, **sent):
                return redirect(row)
    context = {
        "asked": row,
        "form": form,
        "waits": row.status == AskingStatus.CONFIRMED,
        "entries": history(row),
    }
    return render(request, "employers/office_firm_request.html", context)


@require_safe
def office_firm_requests(request):
    """The confirmed requests to this office, the newest first."""
    rows = FirmRequest.objects.held_by(request.partnership).seen()
    found = FirmRequestFilter(request.GET, rows)
    return listing(request, "employers/office_firm_requests.html", found)
