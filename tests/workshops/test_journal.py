"""The history of workshops speaks the reader's language, and tells before and after."""

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import override

from journal.models import Entry
from journal.registries import VERBS
from members.models import Partner
from tests.workshops.choosing import (
    ballot_of,
    codes_of,
    give,
    make_proposal,
    make_scoring,
    make_vote,
    paper_of,
    sheet_of,
)
from tests.workshops.factories import close_now, fill, make_cycle, open_at, with_meeting, write
from workshops.actions import cards, choice, cycle, papers, protocol, scoring, votes
from workshops.models import Decision, Group

pytestmark = pytest.mark.django_db
SAME = {"Partner", "Status"}  # words that are the same in both languages
TITLES = {"Kryterium 1", "Kryterium 2", "Propozycja 0", "Propozycja 1", "Sha256"}


def walk(cast):
    """Do in one cycle everything that the journal tells of workshops."""
    made = make_cycle(cast.partnership, public=True)
    row = cycle.join(cycle=made, partner=cast.partner, actor=None)
    cycle.leave(row=row, actor=None)
    cycle.change(cycle=made, fields={"theme": "Nowy temat"}, actor=None)
    stage = open_at(made, "a")
    tied = with_meeting(stage)
    cycle.tie(stage=stage, meeting=tied.meeting, number="II", actor=None)
    cycle.untie(
        row=cycle.tie(stage=made.stages.first(), meeting=tied.meeting, actor=None), actor=None
    )
    group = cycle.keep_group(group=Group(stage=stage, topic="human"), actor=None)
    group.leader = "wójt"
    cycle.keep_group(group=group, actor=None)
    cycle.drop_group(group=group, actor=None)
    fill(stage)
    _cards(made, stage)
    decision = Decision(text="Postanowiono.", stage_meeting=tied)
    protocol.minute(row=tied, kept=[decision], actor=None)
    close_now(stage)
    cycle.reopen_stage(stage=stage, reason="Zapomniana karta.", actor=None)
    close_now(stage, "Inny wynik.")
    _choice(cast, made)
    return made


def _cards(made, stage):
    group = stage.groups.first()
    one, two, three = (write(stage, "problem", f"Karta {n}", group) for n in range(3))
    cards.change(card=one, fields={"text": "Inna", "kind": "need"}, actor=None)
    one.refresh_from_db()
    cards.link(card=one, answers=[two], actor=None)
    cards.move(cards=[three], group=None, actor=None)
    cards.merge(cards=[two, three], text="Razem", actor=None)
    cards.split(card=two, actor=None)
    cards.judge(card=two, accept=False, actor=None)


def _choice(cast, made):
    rows = [make_proposal(made, f"Propozycja {n}", status="shortlisted") for n in range(2)]
    partners = Partner.objects.filter(pk=cast.partner.pk)
    choice.change(
        proposal=rows[0],
        version=rows[0].version,
        partners=partners,
        fields={"aim": "Cel", "leader": cast.partner, "principle": "leaks", "cost": 10},
        actor=None,
    )
    rows[0].refresh_from_db()
    scored = make_scoring(made)
    sheet = sheet_of(scored)
    give(sheet, rows[0], 3, 4)
    give(sheet, rows[0], 5, 4)
    scoring.recuse(scorer=sheet, proposal=rows[0], reason="Jesteśmy liderem.", actor=None)
    scoring.close_scoring(scoring=scored, actor=None)
    vote = make_vote(made, rows, status="open")
    codes_of(vote, 1)
    ballot_of(vote, 1, None)
    wrong, other = paper_of(vote), paper_of(vote, 2)
    right = type(wrong)(ballots=3, counted_by="komisja", reason="tak", marks=wrong.marks)
    papers.correct(old=wrong, new=right, why="Pomyłka.", actor=None)
    votes.print_codes(batch=vote.batches.last(), actor=None)
    votes.void_codes(vote=vote, actor=None)
    vote.refresh_from_db()
    votes.close(vote=vote, actor=None)
    papers.remove(count=other, why="Pomyłka.", actor=None)
    votes.announce(vote=vote, actor=None)
    choice.override(proposal=rows[1], place="1b", reason="Uchwała.", actor=None)
    choice.decide(proposals=rows, status="chosen", reason="Uchwała.", actor=None)
    rows[0].refresh_from_db()
    choice.make_project(proposal=rows[0], actor=None)


def test_no_english_word_and_no_key_stands_in_the_polish_history(cast):
    walk(cast)
    strange = set()
    for entry in Entry.objects.filter(about__startswith="workshops."):
        assert entry.verb in VERBS, entry.verb
        with override("pl"):
            polish = entry.changes
        with override("en"):
            english = entry.changes
        for (ours, *_said), (theirs, *_told) in zip(polish, english, strict=True):
            # A label that reads the same in both languages is nobody's word, or a title.
            if ours == theirs and ours not in TITLES | SAME:
                strange.add((entry.verb, ours))
    assert strange == set()


def test_the_history_tells_before_and_after(cast):
    walk(cast)

    def told(verb):
        with override("pl"):
            return {name: (before, after) for name, before, after in last(verb).changes}

    def last(verb):
        return Entry.objects.filter(verb=verb).first()

    assert told("card changed")["Grupa"][1] == "–"
    assert told("cards merged")["Karty scalone w tę"] == ("–", "Karta 1, Karta 2")
    assert told("card split off")["Scalona z kartą"] == ("Razem", "–")
    assert told("cards linked")["Odpowiada na te karty"] == ("–", "Karta 1")
    assert told("group changed")["Lider grupy"] == ("–", "wójt")
    assert told("stage closed")["Wyniki przenoszone dalej"] == ("Wynik próbny.", "Inny wynik.")
    assert told("proposal changed")["Zasada ożywienia"][1] != "leaks"
    assert told("proposal changed")["Partnerzy"] == ("–", str(cast.partner))
    assert told("paper ballots corrected")["Karty papierowe"] == ("1", "3")
    assert told("project made")["Projekt"] == ("–", "Propozycja 0")
    assert (
        "Poprzedni etap nie jest zamknięty"
        in told("stage opened")["Czego brakowało do otwarcia"][1]
    )


def test_no_constraint_speaks_its_own_name_to_people():
    """Those of `status` and of keys that no form shows are never asked by one."""
    silent = {
        constraint.name
        for model in apps.get_app_config("workshops").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint | models.UniqueConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    }
    assert {name for name in silent if not name.endswith("_status")} == set()
