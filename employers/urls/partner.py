"""Addresses of lay-offs and Quick Start orders for partners."""

from django.urls import path

from employers.views import partner

urlpatterns = [
    path("moje/szybki-start/", partner.index, name="my_orders"),
    path("moje/szybki-start/nowe/", partner.add, name="my_order_add"),
    path("moje/szybki-start/<int:pk>/", partner.detail, name="my_order"),
    path("moje/szybki-start/<int:pk>/odpowiedz/", partner.tell, name="my_order_tell"),
]
