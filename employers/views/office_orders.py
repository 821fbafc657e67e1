"""The office's Quick Start orders."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.forms import ReasonForm
from core.pages import listing, run_action
from employers.actions import corrections, orders
from employers.choices import OrderStatus
from employers.filters import OrderFilter
from employers.forms.orders import SECTIONS, CorrectForm, NextForm, OrderForm
from employers.models import QuickStartOrder
from employers.views.desk import add_page, edit_page, publish_page, rows_page
from journal.selectors.history import history

FORM = "employers/office_order_form.html"


def held(request, pk) -> QuickStartOrder:
    """An order of this office, or 404."""
    rows = QuickStartOrder.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("employer", "commune", "partnership"), pk=pk)


@require_safe
def index(request):
    rows = QuickStartOrder.objects.held_by(request.partnership).select_related("employer")
    return listing(request, "employers/office_orders.html", OrderFilter(request.GET, rows))


@require_safe
def detail(request, pk):
    order = held(request, pk)
    onward = order.next_step
    context = {
        **page_of(order),
        "onward": OrderStatus(onward) if onward else None,
        "can_correct": bool(corrections.known(order)),
        "can_withdraw": order.can_become(OrderStatus.WITHDRAWN),
        "sections": [(key, name) for key, (name, _formset) in SECTIONS.items()],
        "entries": history(order),
    }
    return render(request, "employers/office_order.html", context)


def page_of(order) -> dict:
    """What the office and the firm see of an order."""
    return {
        "order": order,
        "tasks": list(order.tasks.all()),
        "funding": list(order.funding.all()),
    }


def add(request):
    done = _("The order is in the list. Now analyse the job.")
    return add_page(request, OrderForm, FORM, orders.request, "order", done, by_office=True)


def edit(request, pk):
    return edit_page(
        request,
        pk,
        held,
        OrderForm,
        FORM,
        orders.change,
        "order",
        is_open=lambda row: row.may_change,
    )


@require_POST
def take_up(request, pk):
    """The office works on a firm's request from now on."""
    order = held(request, pk)
    run_action(request, _("The request is taken up."), orders.take_up, order=order)
    return redirect(order)


def correct(request, pk):
    """Numbers and days of the steps that were written down wrong."""
    order = held(request, pk)
    if not corrections.known(order):
        raise Http404
    form = CorrectForm(
        request.POST or None, instance=held(request, pk), initial={"version": order.version}
    )
    if request.method == "POST" and form.is_valid():
        done = _("The correction is saved; the history keeps both.")
        data = form.cleaned_data
        sent = {
            "order": order,
            "version": data["version"],
            "fields": form.columns,
            "reason": data["why"],
        }
        if run_action(request, done, corrections.correct_order, form=form, **sent):
            return redirect("employers:office_order", pk)
    context = {"form": form, "order": order, "back": order.get_absolute_url()}
    return render(request, "employers/office_order_correct.html", context)


def rows(request, pk, section):
    """The tasks of the job, or the money for the training."""
    name, formset_class = SECTIONS[section]
    context = {"name": name, "hint": ""}
    return rows_page(
        request, held(request, pk), formset_class, "employers/office_rows.html", context
    )


def onward(request, pk):
    """The next step with what becomes known in it."""
    order = held(request, pk)
    step = order.next_step
    if step is None:
        return redirect("employers:office_order", pk)
    # Some steps ask for nothing, so an empty form is a form that was sent.
    sent = request.POST if request.method == "POST" else None
    form = NextForm(sent, instance=held(request, pk), step=step, initial={"kept": order.told})
    if request.method == "POST" and form.is_valid():
        done = _("The order has moved on.")
        if run_action(
            request,
            done,
            orders.step,
            form=form,
            order=order,
            status=step,
            fields=form.cleaned_data,
        ):
            return redirect("employers:office_order", pk)
    context = {
        "form": form,
        "order": order,
        "step": OrderStatus(step),
        "back": order.get_absolute_url(),
    }
    return render(request, "employers/office_order_next.html", context)


def withdraw(request, pk):
    order = held(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, done = form.cleaned_data["reason"], _("The order is withdrawn.")
        if run_action(request, done, orders.withdraw, form=form, order=order, reason=reason):
            return redirect("employers:office_order", pk)
    context = {"form": form, "order": order, "back": order.get_absolute_url()}
    return render(request, "employers/office_order_withdraw.html", context)


def publish(request, pk):
    return publish_page(request, held(request, pk))
