"""Addresses of this room."""

from django.urls import path

from workshops import urls_choice
from workshops.views import cards, office, partner, public, stages

app_name = "workshops"

public_pages = [
    path("warsztaty/", public.index, name="index"),
    path("warsztaty/<int:pk>/", public.detail, name="detail"),
    path("g/<slug:code>/karta/", public.phone, name="phone"),
]
partner_pages = [
    path("moje/warsztaty/", partner.index, name="my_index"),
    path("moje/warsztaty/<int:pk>/", partner.detail, name="my_detail"),
    path("moje/warsztaty/<int:pk>/dolacz/", partner.join, name="my_join"),
    path("moje/warsztaty/<int:pk>/karta/", partner.card, name="my_card_add"),
    path("moje/warsztaty/grupa/<int:pk>/", cards.my_cards, name="my_cards"),
    path("moje/warsztaty/grupa/<int:pk>/tablica/", cards.my_board, name="my_board"),
    path("moje/warsztaty/karta/<int:pk>/", cards.my_card, name="my_card"),
    path("moje/warsztaty/karta/<int:pk>/wydziel/", cards.my_card_split, name="my_card_split"),
    path("moje/warsztaty/karta/<int:pk>/przesun/", cards.my_card_shift, name="my_card_shift"),
]
cycle_pages = [
    path("biuro/warsztaty/", office.index, name="office_index"),
    path("biuro/warsztaty/nowy/", office.add, name="office_add"),
    path("biuro/warsztaty/czekajace/", office.waiting, name="office_waiting"),
    path("biuro/warsztaty/<int:pk>/", office.detail, name="office_detail"),
    path("biuro/warsztaty/<int:pk>/zmiana/", office.edit, name="office_edit"),
    path("biuro/warsztaty/<int:pk>/publikacja/", office.publish, name="office_publish"),
    path("biuro/warsztaty/<int:pk>/koniec/", office.finish, name="office_finish"),
    path("biuro/warsztaty/<int:pk>/partnerzy/", office.partners, name="office_partners"),
    path("biuro/warsztaty/<int:pk>/diagnoza/", office.diagnosis, name="office_figures"),
    path("biuro/warsztaty/wskaznik/<int:pk>/usun/", office.drop_figure, name="office_figure_drop"),
    path("biuro/warsztaty/udzial/<int:pk>/koniec/", office.leave, name="office_leave"),
]
stage_pages = [
    path("biuro/warsztaty/etap/<int:pk>/", stages.detail, name="office_stage"),
    path("biuro/warsztaty/etap/<int:pk>/otworz/", stages.open_stage, name="office_stage_open"),
    path("biuro/warsztaty/etap/<int:pk>/zamknij/", stages.close_stage, name="office_stage_close"),
    path("biuro/warsztaty/etap/<int:pk>/wznow/", stages.reopen, name="office_stage_reopen"),
    path("biuro/warsztaty/etap/<int:pk>/tabliczki/", stages.signs, name="office_signs"),
    path("biuro/warsztaty/etap/<int:pk>/spotkanie/", stages.tie, name="office_tie"),
    path("biuro/warsztaty/spotkanie/<int:pk>/usun/", stages.untie, name="office_untie"),
    path("biuro/warsztaty/etap/<int:pk>/grupa/", stages.group_add, name="office_group_add"),
    path("biuro/warsztaty/grupa/<int:pk>/", stages.group_edit, name="office_group"),
    path("biuro/warsztaty/grupa/<int:pk>/usun/", stages.group_drop, name="office_group_drop"),
]
card_pages = [
    path("biuro/warsztaty/etap/<int:pk>/karty/", cards.office_cards, name="office_cards"),
    path("biuro/warsztaty/etap/<int:pk>/tablica/", cards.office_board, name="office_board"),
    path("biuro/warsztaty/karta/<int:pk>/", cards.office_card, name="office_card"),
    path(
        "biuro/warsztaty/karta/<int:pk>/wydziel/",
        cards.office_card_split,
        name="office_card_split",
    ),
    path(
        "biuro/warsztaty/karta/<int:pk>/przesun/",
        cards.office_card_shift,
        name="office_card_shift",
    ),
]

urlpatterns = [
    *public_pages,
    *partner_pages,
    *cycle_pages,
    *stage_pages,
    *card_pages,
    *urls_choice.urlpatterns,
]
