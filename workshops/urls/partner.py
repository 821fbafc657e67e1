"""Addresses of workshops for partners."""

from django.urls import path

from workshops.views import cards, partner, proposals, scoring

urlpatterns = [
    path("moje/warsztaty/", partner.index, name="my_index"),
    path("moje/warsztaty/<int:pk>/", partner.detail, name="my_detail"),
    path("moje/warsztaty/<int:pk>/dolacz/", partner.join, name="my_join"),
    path("moje/warsztaty/<int:pk>/karta/", partner.card, name="my_card_add"),
    path("moje/warsztaty/grupa/<int:pk>/", cards.my_cards, name="my_cards"),
    path("moje/warsztaty/grupa/<int:pk>/tablica/", cards.my_board, name="my_board"),
    path("moje/warsztaty/karta/<int:pk>/", cards.my_card, name="my_card"),
    path("moje/warsztaty/karta/<int:pk>/wydziel/", cards.my_card_split, name="my_card_split"),
    path("moje/warsztaty/karta/<int:pk>/przesun/", cards.my_card_shift, name="my_card_shift"),
    path("moje/warsztaty/propozycje/", proposals.mine, name="my_proposals"),
    path("moje/warsztaty/propozycja/<int:pk>/", proposals.sheet, name="my_proposal"),
    path("moje/warsztaty/<int:pk>/oceny/", scoring.mine, name="my_scores"),
    path("moje/warsztaty/<int:pk>/oceny/<int:proposal>/", scoring.my_score, name="my_score"),
]
