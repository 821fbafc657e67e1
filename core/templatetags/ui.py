"""Tags and filters that every template has without asking."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def pln(amount):
    """An amount of Decimal złoty as people write it: 1 250 000,00 zł."""
    if amount is None:
        return "–"
    places = 0 if amount == Decimal(amount).to_integral_value() else 2
    return f"{number_format(amount, places, use_l10n=True, force_grouping=True)} zł"


@register.filter
def percent(part, whole=None):
    """`part` of `whole` as a whole percentage; a dash when `whole` is nothing."""
    if whole is None:
        return f"{part} %"
    return f"{round(100 * part / whole)} %" if whole else "–"


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The present query string with `changes`; a value of None takes a key out."""
    data = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return f"?{data.urlencode()}"
