"""Addresses of the programme."""

from programme.urls import office, public

app_name = "programme"
urlpatterns = [*public.urlpatterns, *office.urlpatterns]
