"""Addresses of this app."""

from django.urls import path

from journal import views

app_name = "journal"
urlpatterns = [path("biuro/dziennik/", views.office_index, name="office_index")]
