"""Addresses of projects."""

from projects.urls import office, partner, public

app_name = "projects"
urlpatterns = [*public.urlpatterns, *partner.urlpatterns, *office.urlpatterns]
