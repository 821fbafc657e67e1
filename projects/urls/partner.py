"""Addresses of projects for partners."""

from django.urls import path

from projects.views import gallery, leader, partner, together

urlpatterns = [
    path("moje/projekty/", partner.index, name="my_index"),
    path("moje/projekty/<int:pk>/", partner.detail, name="my_detail"),
    path("moje/projekty/<int:pk>/zdjecia/<int:photo>/", gallery.my_photo, name="my_photo"),
    path("moje/sprawozdania/", together.my_reports, name="my_reports"),
    path("moje/sprawozdania/<int:report>/", leader.my_report, name="my_report"),
    path(
        "moje/sprawozdania/<int:report>/plik/<int:document>/",
        leader.my_file,
        name="my_report_file",
    ),
    path("moje/miejsca-pracy/<int:check>/", leader.my_check, name="my_check"),
]
