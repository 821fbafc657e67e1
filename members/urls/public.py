"""Addresses of the register for everyone."""

from django.urls import path

from members.views import applying, invitations, public

urlpatterns = [
    path("partnerzy/", public.index, name="index"),
    path("partnerzy/<int:pk>/", public.detail, name="detail"),
    path("dolacz/", applying.guide, name="join"),
    path("z/kolega/<str:token>/", invitations.colleague, name="my_colleague"),
    path("z/zespol/<str:token>/", invitations.team, name="my_team"),
]
