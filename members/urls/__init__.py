"""Addresses of the register."""

from members.urls import office, partner, public

app_name = "members"
urlpatterns = [*public.urlpatterns, *partner.urlpatterns, *office.urlpatterns]
