"""Addresses of agreements for everyone."""

from django.urls import path

from agreements.views import public

urlpatterns = [
    path("porozumienia/", public.index, name="index"),
    path("porozumienia/<int:pk>/", public.detail, name="detail"),
    path("porozumienia/<int:pk>/skan/", public.scan, name="scan"),
]
