"""Addresses of the programme for everyone."""

from django.urls import path

from programme.views import public

urlpatterns = [
    path("program/", public.index, name="index"),
    path("program/specjalisci/", public.specialists, name="specialists"),
]
