"""The question after three months, behind the link from the letter."""

from django.shortcuts import redirect, render

from core.links import personal, too_often, unknown, wait
from employers.actions import orders
from employers.errors import RefusedError
from employers.forms.orders import TellForm
from employers.selectors.links import WORK, order_of


@personal
def work(request, token):
    """How many of those hired still work; opening the link changes nothing."""
    order = order_of(token)
    if order is None:
        return unknown(request)
    request.partnership = order.partnership
    if request.method == "POST" and too_often(WORK, token):
        return wait(request)
    return _page(request, token, order)


def _page(request, token, order):
    is_open = order.is_due
    form = TellForm(request.POST or None, instance=order_of(token))
    if request.method == "POST" and is_open and form.is_valid():
        try:
            orders.tell(order=order, told=form.cleaned_data["told"], actor=None)
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            return redirect(f"{request.path}?ok=1")
    context = {"form": form, "order": order, "open": is_open, "saved": "ok" in request.GET}
    return render(request, "employers/work.html", context)
