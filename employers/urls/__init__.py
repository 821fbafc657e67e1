"""Addresses of lay-offs and Quick Start orders."""

from employers.urls import office, partner, public

app_name = "employers"
urlpatterns = [*public.urlpatterns, *partner.urlpatterns, *office.urlpatterns]
