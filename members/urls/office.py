"""Addresses of the register for the office."""

from django.urls import path

from members.views import applying, imports, joining, partners, people, team, territory

urlpatterns = [
    path("biuro/partnerzy/", partners.index, name="office_partners"),
    path("biuro/partnerzy/dodaj/", partners.add, name="office_partner_add"),
    path("biuro/partnerzy/pobierz/", partners.export, name="office_partners_export"),
    path("biuro/partnerzy/<int:pk>/", partners.detail, name="office_partner"),
    path("biuro/partnerzy/<int:pk>/zmien/", partners.edit, name="office_partner_edit"),
    path("biuro/partnerzy/<int:pk>/krok/", partners.step, name="office_partner_step"),
    path("biuro/partnerzy/<int:pk>/osoba/", partners.add_role, name="office_role_add"),
    path(
        "biuro/partnerzy/<int:pk>/nowa-osoba/",
        partners.add_person,
        name="office_partner_person_add",
    ),
    path("biuro/osoby/", people.index, name="office_people"),
    path("biuro/osoby/dodaj/", people.add, name="office_person_add"),
    path("biuro/osoby/pobierz/", people.export, name="office_people_export"),
    path("biuro/osoby/import/", imports.index, name="office_imports"),
    path("biuro/osoby/import/<int:pk>/", imports.detail, name="office_import"),
    path("biuro/osoby/import/<int:pk>/kolumny/", imports.columns, name="office_import_columns"),
    path("biuro/osoby/import/<int:pk>/potwierdz/", imports.confirm, name="office_import_confirm"),
    path("biuro/osoby/import/<int:pk>/dalej/", imports.proceed, name="office_import_proceed"),
    path("biuro/osoby/import/<int:pk>/odrzuc/", imports.drop, name="office_import_drop"),
    path("biuro/osoby/import/<int:pk>/bledne/", imports.faulty, name="office_import_faulty"),
    path("biuro/osoby/<int:pk>/", people.detail, name="office_person"),
    path("biuro/osoby/<int:pk>/zmien/", people.edit, name="office_person_edit"),
    path("biuro/osoby/<int:pk>/funkcja/", people.add_role, name="office_person_role"),
    path("biuro/funkcje/<int:pk>/daty/", people.correct_dates, name="office_role_dates"),
    path("biuro/funkcje/<int:pk>/koniec/", people.end_role, name="office_role_end"),
    path("biuro/teren/", territory.index, name="office_territory"),
    path("biuro/zgloszenia/<int:pk>/", applying.application, name="office_application"),
    path("biuro/zgloszenia/<int:pk>/wpisz/", applying.enter, name="office_application_enter"),
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
