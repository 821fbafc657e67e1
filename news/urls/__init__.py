"""Addresses of news."""

from news.urls import office, public

app_name = "news"
urlpatterns = [*public.urlpatterns, *office.urlpatterns]
