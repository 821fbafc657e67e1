"""Addresses of clubs for everyone."""

from django.urls import path

from clubs.views import public

urlpatterns = [
    path("kluby/", public.index, name="index"),
    path("kluby/<int:pk>/", public.detail, name="detail"),
    path("kluby/<int:pk>/napisz/", public.contact, name="contact"),
]
