"""Addresses of this app; allauth's own stand below konto/ as well."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("konto/ustawienia/", views.overview, name="overview"),
    path("konto/urzad/", views.choose_office, name="choose_office"),
    path("konto/dokoncz/", views.resume, name="resume"),
    path("konto/kwadrat.svg", views.totp_square, name="totp_square"),
]
