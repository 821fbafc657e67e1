"""Addresses of the programme for the office."""

from django.urls import path

from programme.views import editions, office

urlpatterns = [
    path("biuro/edycje/", editions.index, name="office_editions"),
    path("biuro/edycje/nowa/", editions.add, name="office_edition_add"),
    path("biuro/edycje/<int:pk>/", editions.edit, name="office_edition"),
    path("biuro/edycje/<int:pk>/usun/", editions.remove, name="office_edition_remove"),
    path("biuro/specjalisci/", office.index, name="office_specialists"),
    path("biuro/specjalisci/nowy/", office.add, name="office_add"),
    path("biuro/specjalisci/<int:pk>/", office.detail, name="office_specialist"),
    path("biuro/specjalisci/<int:pk>/zmien/", office.edit, name="office_edit"),
    path("biuro/specjalisci/<int:pk>/usun/", office.remove, name="office_remove"),
]
