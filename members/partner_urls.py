"""Addresses of the partner's own pages, and of what the office decides about them."""

from django.urls import path

from members.views import applying, invitations, joining, partner, team

urlpatterns = [
    path("moje/dane/", partner.data, name="my_data"),
    path("moje/dane/zaproszenia/", partner.letters, name="my_letters"),
    path("moje/organizacje/", partner.organisations, name="my_organisations"),
    path("dolacz/", applying.guide, name="join"),
    path("moje/dolacz/nowa/", applying.apply, name="my_apply"),
    path("biuro/zgloszenia/<int:pk>/", applying.application, name="office_application"),
    path("biuro/zgloszenia/<int:pk>/wpisz/", applying.enter, name="office_application_enter"),
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
    path("z/kolega/<str:token>/", invitations.colleague, name="my_colleague"),
    path("z/zespol/<str:token>/", invitations.team, name="my_team"),
    path("biuro/prosby/", joining.requests, name="office_join_requests"),
    path("biuro/prosby/<int:pk>/", joining.request_detail, name="office_join_request"),
    path("biuro/zmiany-profili/", joining.profiles_list, name="office_profile_changes"),
    path("biuro/zmiany-profili/<int:pk>/", joining.profile, name="office_profile_change"),
    path("biuro/zespol/", team.index, name="office_team"),
    path("biuro/zespol/zapros/", team.invite, name="office_team_invite"),
    path("biuro/zespol/zaproszenia/<int:pk>/wycofaj/", team.withdraw, name="office_team_withdraw"),
    path("biuro/zespol/<int:pk>/", team.change, name="office_team_change"),
    path("biuro/zespol/<int:pk>/koniec/", team.end, name="office_team_end"),
]
