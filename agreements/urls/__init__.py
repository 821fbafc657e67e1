"""Addresses of agreements."""

from agreements.urls import office, partner, public

app_name = "agreements"
urlpatterns = [*public.urlpatterns, *partner.urlpatterns, *office.urlpatterns]
