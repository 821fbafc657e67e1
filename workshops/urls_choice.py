"""Addresses of proposals, scores, votes and protocols."""

from django.urls import path

from workshops.views import (
    ballots,
    choice,
    codes,
    papers,
    proposals,
    protocol,
    scoring,
    votes,
)

public_pages = [
    path("warsztaty/<int:pk>/wybor/", proposals.choice, name="choice"),
    path("warsztaty/propozycja/<int:pk>/", proposals.detail, name="proposal"),
    path("warsztaty/glosowanie/<int:pk>/", ballots.result, name="vote"),
    path("g/", ballots.enter, name="ballot_code"),
    path("g/<str:token>/", ballots.ballot, name="ballot"),
]
partner_pages = [
    path("moje/warsztaty/propozycje/", proposals.mine, name="my_proposals"),
    path("moje/warsztaty/propozycja/<int:pk>/", proposals.sheet, name="my_proposal"),
    path("moje/warsztaty/<int:pk>/oceny/", scoring.mine, name="my_scores"),
    path("moje/warsztaty/<int:pk>/oceny/<int:proposal>/", scoring.my_score, name="my_score"),
]
CYCLE = "biuro/warsztaty/<int:pk>"
PROPOSAL = "biuro/warsztaty/propozycja/<int:pk>"
proposal_pages = [
    path("biuro/warsztaty/wybor/", choice.waiting, name="office_choice_waiting"),
    path(f"{CYCLE}/propozycje/", choice.index, name="office_proposals"),
    path(f"{CYCLE}/propozycje/decyzja/", choice.decide, name="office_decide"),
    path(f"{CYCLE}/propozycje/nowa/", choice.add, name="office_proposal_add"),
    path(f"{PROPOSAL}/", choice.detail, name="office_proposal"),
    path(f"{PROPOSAL}/zmiana/", choice.edit, name="office_proposal_edit"),
    path(f"{PROPOSAL}/miejsce/", choice.place, name="office_place"),
    path(f"{PROPOSAL}/projekt/", choice.make_project, name="office_make_project"),
    path(f"{PROPOSAL}/projekt/wskaz/", choice.tie, name="office_tie_project"),
]
scoring_pages = [
    path(f"{CYCLE}/oceny/", scoring.index, name="office_scoring"),
    path(f"{CYCLE}/oceny/kryteria/", scoring.criteria, name="office_criteria"),
    path(f"{CYCLE}/oceny/rachunek/<int:proposal>/", scoring.by_hand, name="office_sample"),
    path(f"{CYCLE}/oceny/stan/", scoring.step, name="office_scoring_step"),
    path(f"{CYCLE}/oceny/oglos/", scoring.announce, name="office_scoring_announce"),
    path(f"{CYCLE}/oceny/arkusz/", scoring.add_sheet, name="office_sheet_add"),
    path(f"{CYCLE}/oceny/wznow/", scoring.reopen, name="office_scoring_reopen"),
    path("biuro/warsztaty/arkusz/<int:pk>/zmiana/", scoring.edit_sheet, name="office_sheet_edit"),
    path("biuro/warsztaty/arkusz/<int:pk>/", scoring.sheet, name="office_sheet"),
    path("biuro/warsztaty/arkusz/<int:pk>/<int:proposal>/", scoring.score, name="office_score"),
]
VOTE = "biuro/warsztaty/glosowanie/<int:pk>"
vote_pages = [
    path(f"{CYCLE}/glosowanie/", votes.add, name="office_vote_add"),
    path(f"{VOTE}/", votes.detail, name="office_vote"),
    path(f"{VOTE}/zmiana/", votes.edit, name="office_vote_edit"),
    path(f"{VOTE}/stan/", votes.step, name="office_vote_step"),
    path(f"{VOTE}/kody/", codes.index, name="office_codes"),
    path(f"{VOTE}/kody/uniewaznij/", codes.void, name="office_codes_void"),
    path("biuro/warsztaty/kody/<int:pk>/arkusz/", codes.sheet, name="office_codes_sheet"),
    path(f"{VOTE}/papier/", papers.add, name="office_paper"),
    path("biuro/warsztaty/papier/<int:pk>/", papers.correct, name="office_paper_correct"),
    path("biuro/warsztaty/papier/<int:pk>/usun/", papers.remove, name="office_paper_remove"),
    path(f"{VOTE}/oglos/", votes.announce, name="office_vote_announce"),
]
protocol_pages = [
    path("biuro/warsztaty/spotkanie/<int:pk>/protokol/", protocol.make, name="office_protocol"),
    path(
        "biuro/warsztaty/spotkanie/<int:pk>/ustalenia/", protocol.decisions,
        name="office_decisions",
    ),
    path(
        "biuro/warsztaty/spotkanie/<int:pk>/zdjecia/", protocol.photos,
        name="office_protocol_photos",
    ),
    path("biuro/warsztaty/zdjecie/<int:pk>/", protocol.photo, name="office_protocol_photo"),
    path(
        "biuro/warsztaty/zdjecie/<int:pk>/usun/", protocol.drop_photo,
        name="office_protocol_photo_drop",
    ),
    path("biuro/warsztaty/protokol/<int:pk>/", protocol.kept, name="office_protocol_kept"),
]  # fmt: skip

urlpatterns = [
    *public_pages, *partner_pages, *proposal_pages, *scoring_pages, *vote_pages, *protocol_pages,
]  # fmt: skip
