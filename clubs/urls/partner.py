"""Addresses of clubs for partners."""

from django.urls import path

from clubs.urls import converters  # noqa: F401 - gives the parts of addresses
from clubs.views import leader

urlpatterns = [
    path("moje/klub/", leader.index, name="my_index"),
    path("moje/klub/<int:pk>/", leader.detail, name="my_detail"),
    path("moje/klub/<int:pk>/<year:year>/<month:month>/", leader.month, name="my_month"),
    path("moje/klub/<int:pk>/dar/", leader.gift, name="my_gift"),
]
