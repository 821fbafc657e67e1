"""Addresses of lay-offs and Quick Start orders for everyone."""

from django.urls import path

from employers.views import asking, firm, public

urlpatterns = [
    path("pracodawcy/", public.index, name="index"),
    path("pracodawcy/szybki-start/", asking.ask, name="ask"),
    path("pracodawcy/szybki-start/wyslane/", asking.asked, name="asked"),
    path("z/zapytanie/<str:token>/", asking.confirm, name="confirm"),
    path("z/szybki-start/<str:token>/", firm.work, name="work"),
]
