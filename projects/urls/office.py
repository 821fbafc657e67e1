"""Addresses of projects for the office."""

from django.urls import URLPattern, URLResolver, include, path

from projects.urls import converters  # noqa: F401 - gives the parts of addresses
from projects.views import checks, gallery, notes, office, reports

one_report: list[URLPattern] = [
    path("", reports.detail, name="office_report"),
    path("przedluz/", reports.prolong, name="office_report_prolong"),
    path("popros/", reports.ask, name="office_report_ask"),
    path("przyjmij/", reports.accept, name="office_report_accept"),
    path("zwroc/", reports.give_back, name="office_report_return"),
    path("usun/", reports.drop, name="office_report_drop"),
    path("plik/<int:document>/", reports.file, name="office_report_file"),
]

one_project: list[URLPattern | URLResolver] = [
    path("", office.detail, name="office_detail"),
    path("zmien/", office.edit, name="office_edit"),
    path("status/", office.step, name="office_step"),
    path("status/<int:note>/", notes.change, name="office_note"),
    path("status/<int:note>/cofnij/", notes.take_back, name="office_take_back"),
    path("publikacja/slowa/", notes.publication, name="office_publication"),
    path("publikacja/", office.publish, name="office_publish"),
    path("wycofanie/", office.withdraw, name="office_withdraw"),
    path("pomiar/", office.reading, name="office_reading"),
    path("pomiar/<int:reading>/", office.reading_change, name="office_reading_change"),
    path("sprawozdania/", reports.plan, name="office_project_reports"),
    path("sprawozdania/<int:report>/", include(one_report)),
    path("kontrole/<int:check>/", checks.record, name="office_check"),
    path("kontrole/<int:check>/popros/", checks.ask, name="office_check_ask"),
    path("zdjecia/", gallery.index, name="office_photos"),
    path("zdjecia/<int:photo>/", gallery.edit, name="office_photo_edit"),
    path("zdjecia/<int:photo>/usun/", gallery.remove, name="office_photo_remove"),
    path("zdjecia/<int:photo>/plik/", gallery.office_photo, name="office_photo"),
    path("<section:section>/", office.rows, name="office_rows"),
]

urlpatterns = [
    path("biuro/projekty/", office.index, name="office_index"),
    path("biuro/projekty/nowy/", office.add, name="office_add"),
    path("biuro/projekty/sprawozdania/", reports.index, name="office_reports"),
    path("biuro/projekty/miejsca-pracy/", checks.index, name="office_checks"),
    path("biuro/projekty/<int:pk>/", include(one_project)),
]
