"""A firm's own Quick Start orders."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pages import run_action
from employers.actions import orders
from employers.forms.orders import RequestForm, TellForm
from employers.models import QuickStartOrder
from employers.views.office_orders import page_of
from members.models import Partner

MOST = 200


@require_safe
def index(request):
    """The orders of this person's organisations."""
    rows = QuickStartOrder.objects.of_user(request.user).select_related("employer")
    context = {
        "orders": list(rows[:MOST]),
        "may_ask": Partner.objects.of_user(request.user).exists(),
    }
    return render(request, "employers/my_orders.html", context)


@require_safe
def detail(request, pk):
    rows = QuickStartOrder.objects.of_user(request.user)
    order = get_object_or_404(rows.select_related("employer", "commune", "partnership"), pk=pk)
    return render(request, "employers/my_order.html", page_of(order))


def tell(request, pk):
    """How many of those hired still work: the firm's answer to the office's question."""
    rows = QuickStartOrder.objects.of_user(request.user).select_related("employer")
    order = get_object_or_404(rows, pk=pk)
    if not order.is_due:
        return redirect("employers:my_order", pk)
    form = TellForm(request.POST or None, instance=get_object_or_404(rows, pk=pk))
    if request.method == "POST" and form.is_valid():
        told, done = form.cleaned_data["told"], _("Thank you. The office has your answer.")
        if run_action(request, done, orders.tell, form=form, order=order, told=told):
            return redirect("employers:my_order", pk)
    return render(request, "employers/my_order_tell.html", {"form": form, "order": order})


def add(request):
    """A request for training for one job position; who acts for nobody finds nothing here."""
    partners = Partner.objects.of_user(request.user).select_related("partnership", "commune")
    if not partners:
        raise Http404
    form = RequestForm(request.POST or None, partners=partners)
    if request.method == "POST" and form.is_valid():
        order = orders.request(order=form.instance, actor=request.user)
        messages.success(request, _("Your request is at the office. It will call you."))
        return redirect("employers:my_order", order.pk)
    return render(request, "employers/my_order_add.html", {"form": form})
