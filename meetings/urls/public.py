"""Addresses of meetings for everyone."""

from django.urls import path

from meetings.views import personal, public

urlpatterns = [
    path("kalendarz/", public.index, name="index"),
    path("kalendarz.ics", public.feed, name="feed"),
    path("kalendarz/<int:pk>/", public.detail, name="detail"),
    path("kalendarz/<int:pk>.ics", public.single, name="single"),
    path("z/<str:token>/", personal.answer, name="answer"),
    path("z/<str:token>/rezygnacja/", personal.stop, name="stop"),
]
