"""Addresses of this room."""

from django.urls import path, register_converter

from projects.forms import SECTIONS
from projects.views import office, partner, public


class SectionConverter:
    """The sections of a project's form; no other word is an address."""

    regex = "|".join(SECTIONS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(SectionConverter, "section")

app_name = "projects"
urlpatterns = [
    path("projekty/", public.index, name="index"),
    path("projekty/pola/", public.field_list, name="fields"),
    path("projekty/pobierz/<slug:kind>/", public.download, name="download"),
    path("projekty/<int:pk>/", public.detail, name="detail"),
    path("moje/projekty/", partner.index, name="my_index"),
    path("moje/projekty/<int:pk>/", partner.detail, name="my_detail"),
    path("biuro/projekty/", office.index, name="office_index"),
    path("biuro/projekty/nowy/", office.add, name="office_add"),
    path("biuro/projekty/<int:pk>/", office.detail, name="office_detail"),
    path("biuro/projekty/<int:pk>/zmien/", office.edit, name="office_edit"),
    path("biuro/projekty/<int:pk>/status/", office.step, name="office_step"),
    path("biuro/projekty/<int:pk>/publikacja/", office.publish, name="office_publish"),
    path("biuro/projekty/<int:pk>/wycofanie/", office.withdraw, name="office_withdraw"),
    path("biuro/projekty/<int:pk>/pomiar/", office.reading, name="office_reading"),
    path("biuro/projekty/<int:pk>/<section:section>/", office.rows, name="office_rows"),
]
