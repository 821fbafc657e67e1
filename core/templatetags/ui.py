"""Tags and filters that every template has without asking."""

import uuid
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.middleware.csrf import get_token
from django.template import defaulttags
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.translation import override, pgettext
from lucide.templatetags.lucide import lucide

from core import lists
from core.forms import SUBMISSION
from core.small_numbers import HIDDEN

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
    """`part` of `whole` as a whole percentage; a dash when either is nothing."""
    if part is None:
        return "–"
    if whole is None:
        return f"{number_format(part, use_l10n=True)} %"
    return f"{round(100 * part / whole)} %" if whole else "–"


@register.filter
def measured(value, unit=""):
    """A number with its unit ("PLN", "%" or none), a dash where it is not known.

    What is whole is written whole, however many places it is stored with.
    """
    if value is None:
        return "–"
    if unit == "PLN":
        return pln(value)
    exact = Decimal(str(value))
    number = number_format(
        int(exact) if exact == int(exact) else value, use_l10n=True, force_grouping=True
    )
    return f"{number} %" if unit == "%" else number


@register.filter
def grouped(value):
    """A whole number with its thousands apart; anything else as it is."""
    return measured(value) if isinstance(value, int) else value


@register.filter
def told(number):
    """A published number of people, or that it is kept back (`core.small_numbers`)."""
    return pgettext("number", "kept back") if number is HIDDEN else grouped(number)


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The present query string with `changes`; a value of None takes a key out."""
    data = context.request.GET.copy()
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return f"?{data.urlencode()}"


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name, size=20):
    """The Lucide icon `name` as inline SVG, for the eye only; words stand beside it."""
    return lucide(
        name, size=size, **{"class": "icon", "aria-hidden": "true", "focusable": "false"}
    )


@register.simple_tag(takes_context=True)
def token_field(context):
    """What `csrf_token` writes, also inside an `include … only`."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(context.request)
    )


@register.simple_tag
def submit_once():
    """The token by which a form that is sent twice takes effect once; for every POST form."""
    return format_html('<input type="hidden" name="{}" value="{}">', SUBMISSION, uuid.uuid4().hex)


@register.simple_tag(takes_context=True)
def here(context):
    """The path of this page without its query string, also inside an `include … only`."""
    return context.request.path


@register.simple_tag(takes_context=True)
def same_page(context, language):
    """The address of this page in `language`; the home page where it has none."""
    here = context.request.get_full_path()
    there = lists.translated(here, language)
    if there != here or language == context.get("LANGUAGE_CODE"):
        return there
    with override(language):
        return reverse("home")


class ListURLNode(defaulttags.URLNode):
    """Django's `url`, which also leads back to a narrowed list (`core.lists`)."""

    def render(self, context):
        address = super().render(context)
        request = getattr(context, "request", None)
        if request is None:
            return address
        if self.asvar:
            context[self.asvar] = lists.with_list(request, context[self.asvar])
            return address
        kept = lists.with_list(request, address)
        return escape(kept) if kept != address else address


@register.tag
def url(parser, token):
    """Django's `url`; a query that follows it in the template narrows a list by itself."""
    plain = defaulttags.url(parser, token)
    if parser.tokens and parser.tokens[-1].contents.startswith("?"):
        return plain
    return ListURLNode(plain.view_name, plain.args, plain.kwargs, plain.asvar)


@register.simple_tag(takes_context=True)
def with_list(context, address):
    """An address that Python gave, as `url` writes it."""
    return lists.with_list(context.request, address) if address else ""


@register.simple_tag(takes_context=True)
def of_row(context, address):
    """The address of a row that does not lie below its list (`core.lists`)."""
    return lists.of_row(context.request, address)


@register.simple_tag(takes_context=True)
def list_field(context):
    """For a form that asks with GET, which drops the address of the list above this page."""
    listed = context.request.GET.get(lists.LIST)
    if not listed:
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', lists.LIST, listed)


@register.simple_tag(takes_context=True)
def unfiltered(context):
    """This list without its filters, and still below the list above it."""
    listed = context.request.GET.get(lists.LIST)
    return f"?{urlencode({lists.LIST: listed})}" if listed else "?"


@register.filter
def stacked(rows):
    """Parts of one bar, 100 units wide, from rows of (label, amount, percent)."""
    parts, start = [], 0.0
    for place, (label, amount, share) in enumerate(rows, 1):
        width = float(share or 0)
        parts.append(
            {
                "label": label,
                "amount": amount,
                "percent": share,
                "x": f"{start:.2f}",
                "width": f"{width:.2f}",
                "series": (place - 1) % 6 + 1,
            }
        )
        start += width
    return parts


@register.filter
def page_numbers(page):
    """The page numbers to offer: both ends, the neighbours, and "…" for the rest."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
