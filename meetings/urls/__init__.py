"""Addresses of meetings."""

from meetings.urls import office, partner, public

app_name = "meetings"
urlpatterns = [*public.urlpatterns, *partner.urlpatterns, *office.urlpatterns]
