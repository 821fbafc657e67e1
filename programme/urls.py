"""Addresses of this room."""

from django.urls import path

from programme.views import office, public

app_name = "programme"
urlpatterns = [
    path("program/", public.index, name="index"),
    path("program/specjalisci/", public.specialists, name="specialists"),
    path("biuro/specjalisci/", office.index, name="office_specialists"),
    path("biuro/specjalisci/nowy/", office.add, name="office_add"),
    path("biuro/specjalisci/<int:pk>/", office.detail, name="office_specialist"),
    path("biuro/specjalisci/<int:pk>/zmien/", office.edit, name="office_edit"),
    path("biuro/specjalisci/<int:pk>/usun/", office.remove, name="office_remove"),
]
