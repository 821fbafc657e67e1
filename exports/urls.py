"""Addresses of this app."""

from django.urls import path

from exports import views

app_name = "exports"
urlpatterns = [
    path("biuro/eksporty/", views.office_index, name="office_index"),
    path("biuro/eksporty/<int:pk>/", views.office_detail, name="office_detail"),
    path("biuro/eksporty/<int:pk>/plik/", views.office_file, name="office_file"),
    path("biuro/eksporty/<int:pk>/zatrzymaj/", views.office_stop, name="office_stop"),
    path("biuro/eksporty/<int:pk>/ponow/", views.office_again, name="office_again"),
]
