"""Addresses of meetings for partners."""

from django.urls import path

from meetings.views import mine

urlpatterns = [
    path("moje/spotkania/", mine.index, name="my_index"),
    path("moje/spotkania/<int:pk>/", mine.answer, name="my_answer"),
]
