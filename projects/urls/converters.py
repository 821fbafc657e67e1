"""Parts of addresses of projects; no other word is an address."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from projects.forms.project import SECTIONS


class SectionConverter(StringConverter):
    """The sections of a project's form."""

    regex = "|".join(SECTIONS)


register_converter(SectionConverter, "section")
