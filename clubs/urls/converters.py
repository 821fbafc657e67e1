"""Parts of addresses of clubs; no other word is an address."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from clubs.forms import SECTIONS
from core import converters  # noqa: F401 - gives the parts `year` and `month`


class ClubSectionConverter(StringConverter):
    """The sections of rows of a club."""

    regex = "|".join(SECTIONS)


register_converter(ClubSectionConverter, "club_section")
