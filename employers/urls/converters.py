"""Parts of addresses of lay-offs and orders; no other word is an address."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from employers.choices import StepKind
from employers.forms.orders import SECTIONS


class StepConverter(StringConverter):
    """The steps of a lay-off case."""

    regex = "|".join(StepKind.values)


class OrderPartConverter(StringConverter):
    """The sections of rows of an order."""

    regex = "|".join(SECTIONS)


register_converter(StepConverter, "case_step")
register_converter(OrderPartConverter, "order_part")
