"""Addresses of workshops."""

from workshops.urls import office, partner, public

app_name = "workshops"
urlpatterns = [*public.urlpatterns, *partner.urlpatterns, *office.urlpatterns]
