"""Addresses of news for everyone."""

from django.urls import path

from news.views import public

PHOTO = "<int:pk>/zdjecia/<int:photo>"

urlpatterns = [
    path("aktualnosci/", public.index, name="index"),
    path("aktualnosci/kanal.atom", public.feed, name="feed"),
    path("aktualnosci/<int:pk>/", public.detail, name="detail"),
    path(f"aktualnosci/{PHOTO}/", public.photo, name="photo"),
    path(f"aktualnosci/{PHOTO}/miniatura/", public.thumbnail, name="thumbnail"),
]
