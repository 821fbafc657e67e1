"""Addresses of lay-offs and Quick Start orders for the office."""

from django.urls import path

from employers.urls import converters  # noqa: F401 - gives the parts of addresses
from employers.views import asking, office_cases, office_orders

CASE = "biuro/zwolnienia/<int:pk>/"
ORDER = "biuro/szybki-start/<int:pk>/"

urlpatterns = [
    path(
        "biuro/szybki-start/zapytania/", asking.office_firm_requests, name="office_firm_requests"
    ),
    path(
        "biuro/szybki-start/zapytania/<int:pk>/",
        asking.office_firm_request,
        name="office_firm_request",
    ),
    path("biuro/zwolnienia/", office_cases.index, name="office_cases"),
    path("biuro/zwolnienia/nowe/", office_cases.add, name="office_case_add"),
    path(CASE, office_cases.detail, name="office_case"),
    path(f"{CASE}zmien/", office_cases.edit, name="office_case_edit"),
    path(f"{CASE}zespol/", office_cases.team, name="office_case_team"),
    path(f"{CASE}kroki/<case_step:kind>/", office_cases.step, name="office_case_step"),
    path(f"{CASE}stan/", office_cases.status, name="office_case_status"),
    path(f"{CASE}liczby/", office_cases.reading, name="office_case_reading"),
    path(
        f"{CASE}liczby/<int:reading>/",
        office_cases.reading_correct,
        name="office_case_reading_correct",
    ),
    path(f"{CASE}zamkniecie/", office_cases.close, name="office_case_close"),
    path(f"{CASE}spotkania/nowe/", office_cases.meeting_add, name="office_case_meeting_add"),
    path(f"{CASE}spotkania/", office_cases.meeting_tie, name="office_case_meeting"),
    path(f"{CASE}publikacja/", office_cases.publish, name="office_case_publish"),
    path(f"{CASE}karta.pdf", office_cases.case_sheet, name="office_case_sheet"),
    path("biuro/szybki-start/", office_orders.index, name="office_orders"),
    path("biuro/szybki-start/nowe/", office_orders.add, name="office_order_add"),
    path(ORDER, office_orders.detail, name="office_order"),
    path(f"{ORDER}zmien/", office_orders.edit, name="office_order_edit"),
    path(f"{ORDER}podejmij/", office_orders.take_up, name="office_order_take_up"),
    path(f"{ORDER}popraw/", office_orders.correct, name="office_order_correct"),
    path(f"{ORDER}dalej/", office_orders.onward, name="office_order_next"),
    path(f"{ORDER}wycofanie/", office_orders.withdraw, name="office_order_withdraw"),
    path(f"{ORDER}publikacja/", office_orders.publish, name="office_order_publish"),
    path(f"{ORDER}<order_part:section>/", office_orders.rows, name="office_order_rows"),
]
