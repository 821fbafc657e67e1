"""Addresses of clubs for the office."""

from django.urls import include, path

from clubs.urls import converters  # noqa: F401 - gives the parts of addresses
from clubs.views import gifts, months, office

one_club = [
    path("", office.detail, name="office_detail"),
    path("zmien/", office.edit, name="office_edit"),
    path("status/", office.step, name="office_step"),
    path("publikacja/", office.publish, name="office_publish"),
    path("doradca/", office.adviser_add, name="office_adviser_add"),
    path("doradca/<int:adviser>/", office.adviser, name="office_adviser"),
    path("doradca/<int:adviser>/usun/", office.adviser_drop, name="office_adviser_drop"),
    path("lider/", office.leader_add, name="office_leader_add"),
    path("lider/<int:leader>/usun/", office.leader_remove, name="office_leader_remove"),
    path("spotkanie/", office.meeting, name="office_meeting"),
    path("dar/", gifts.add, name="office_gift_add"),
    path("<year:year>/<month:month>/", months.office_month, name="office_month"),
    path("<year:year>/<month:month>/blokada/", months.office_lock, name="office_lock"),
    path("<club_section:section>/", office.rows, name="office_rows"),
]

urlpatterns = [
    path("biuro/kluby/", office.index, name="office_index"),
    path("biuro/kluby/nowy/", office.add, name="office_add"),
    path("biuro/kluby/doradcy/", office.advisers, name="office_advisers"),
    path("biuro/kluby/miesiace/", months.grid, name="office_grid"),
    path("biuro/kluby/sumy/", months.totals, name="office_totals"),
    path("biuro/kluby/sumy/csv/", months.totals_csv, name="office_totals_csv"),
    path("biuro/kluby/dary/", gifts.index, name="office_gifts"),
    path("biuro/kluby/dary/<int:pk>/", gifts.detail, name="office_gift"),
    path("biuro/kluby/dary/<int:pk>/zmien/", gifts.edit, name="office_gift_edit"),
    path("biuro/kluby/dary/<int:pk>/podziekowanie/", gifts.thanks, name="office_thanks"),
    path("biuro/kluby/<int:pk>/", include(one_club)),
]
