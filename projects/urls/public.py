"""Addresses of projects for everyone."""

from django.urls import path

from projects.views import gallery, leader, public, together

urlpatterns = [
    path("projekty/", public.index, name="index"),
    path("projekty/pola/", public.field_list, name="fields"),
    path("projekty/pobierz/<slug:kind>/", public.download, name="download"),
    path("projekty/<int:pk>/", public.detail, name="detail"),
    path("projekty/<int:pk>/zdjecia/<int:photo>/", gallery.photo, name="photo"),
    path("z/sprawozdanie/<str:token>/", leader.report, name="report"),
    path("z/sprawozdania/<str:token>/", together.reports, name="reports"),
    path("z/miejsca-pracy/<str:token>/", leader.check, name="check"),
]
