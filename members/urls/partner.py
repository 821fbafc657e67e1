"""Addresses of the register for partners."""

from django.urls import path

from members.views import applying, partner

urlpatterns = [
    path("moje/dane/", partner.data, name="my_data"),
    path("moje/dane/zaproszenia/", partner.letters, name="my_letters"),
    path("moje/organizacje/", partner.organisations, name="my_organisations"),
    path("moje/dolacz/nowa/", applying.apply, name="my_apply"),
    path("moje/dolacz/", partner.join, name="my_join"),
    path("moje/dolacz/<int:pk>/", partner.ask, name="my_ask"),
    path("moje/organizacje/<int:pk>/", partner.organisation, name="my_organisation"),
    path("moje/organizacje/<int:pk>/profil/", partner.profile, name="my_profile"),
    path("moje/organizacje/<int:pk>/zapros/", partner.invite, name="my_invite"),
    path("moje/organizacje/<int:pk>/prosby/<int:request_pk>/", partner.decide, name="my_decide"),
    path("moje/organizacje/<int:pk>/osoby/<int:role_pk>/", partner.colleague_role, name="my_role"),
    path(
        "moje/organizacje/<int:pk>/zaproszenia/<int:invitation_pk>/wycofaj/",
        partner.withdraw,
        name="my_withdraw",
    ),
]
