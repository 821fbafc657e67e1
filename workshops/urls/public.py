"""Addresses of workshops for everyone."""

from django.urls import path

from workshops.views import ballots, proposals, public

urlpatterns = [
    path("warsztaty/", public.index, name="index"),
    path("warsztaty/<int:pk>/", public.detail, name="detail"),
    path("g/<slug:code>/karta/", public.phone, name="phone"),
    path("warsztaty/<int:pk>/wybor/", proposals.choice, name="choice"),
    path("warsztaty/propozycja/<int:pk>/", proposals.detail, name="proposal"),
    path("warsztaty/glosowanie/<int:pk>/", ballots.result, name="vote"),
    path("g/", ballots.enter, name="ballot_code"),
    path("g/<str:token>/", ballots.ballot, name="ballot"),
]
