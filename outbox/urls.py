"""Addresses of this app."""

from django.urls import path

from outbox import views

app_name = "outbox"
urlpatterns = [
    path("biuro/poczta/", views.office_index, name="office_index"),
    path("biuro/poczta/wybrane/", views.office_selected, name="office_selected"),
    path("biuro/poczta/wznow/", views.office_try_now, name="office_try_now"),
    path("biuro/poczta/adresy/", views.office_suppressed, name="office_suppressed"),
    path("biuro/poczta/adresy/<int:pk>/odblokuj/", views.office_lift, name="office_lift"),
    path("biuro/poczta/wysylki/<int:pk>/", views.office_batch, name="office_batch"),
    path("biuro/poczta/wysylki/<int:pk>/zatrzymaj/", views.office_stop, name="office_stop"),
    path("biuro/poczta/wysylki/<int:pk>/wznow/", views.office_resume, name="office_resume"),
    path("biuro/poczta/<int:pk>/", views.office_letter, name="office_letter"),
    path("biuro/poczta/<int:pk>/zmien/", views.office_edit, name="office_edit"),
    path("biuro/poczta/<int:pk>/wstrzymaj/", views.office_hold, name="office_hold"),
    path("biuro/poczta/<int:pk>/zwolnij/", views.office_release, name="office_release"),
    path("biuro/poczta/<int:pk>/anuluj/", views.office_cancel, name="office_cancel"),
    path("biuro/poczta/<int:pk>/ponow/", views.office_retry, name="office_retry"),
]
