"""Addresses of clubs."""

from clubs.urls import office, partner, public

app_name = "clubs"
urlpatterns = [*public.urlpatterns, *partner.urlpatterns, *office.urlpatterns]
