"""Parts of addresses with bounds: anything else is the address of no page."""

from django.urls import register_converter


class YearConverter:
    """A year of our calendar (`core.parameters`)."""

    regex = "19[0-9]{2}|2[01][0-9]{2}"
    to_python = int

    def to_url(self, value):
        return str(value)


class MonthConverter(YearConverter):
    """A month, 1 to 12."""

    regex = "[1-9]|1[0-2]"


register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
