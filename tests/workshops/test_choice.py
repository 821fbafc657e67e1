"""From ideas to proposals, from proposals to projects, with nothing lost on the way."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from journal.models import Entry
from projects.models import Project
from tests.conftest import client_of
from tests.crowd import at_once, crowded
from tests.factories import CommuneFactory, PartnerFactory, PartnershipFactory
from tests.projects.factories import ProjectFactory
from tests.workshops.choosing import (
    FULL,
    ballot_of,
    give,
    make_proposal,
    make_scoring,
    make_vote,
    sheet_of,
)
from tests.workshops.factories import fill, make_cycle, open_at, run_to, write
from workshops.actions import cards, choice, cycle, scoring, votes
from workshops.models import Proposal

pytestmark = pytest.mark.django_db
HANDS = 8


@pytest.fixture
def made(cast):
    return make_cycle(cast.partnership, public=True)


def full(made, cast, **fields):
    """A proposal without gaps, led by the cast's partner."""
    other = PartnerFactory(partnership=cast.partnership)
    return make_proposal(made, **{**FULL, "leader": cast.partner, "partners": [other], **fields})


def grown(cast):
    """A closed chain: a need of stage B, an idea of stage C that answers it."""
    made = make_cycle(cast.partnership, public=True)
    stage = run_to(made, "b")
    need = write(stage, "leak", "Pieniądze wyciekają do miasta")
    fill(stage)
    cycle.close_stage(stage=stage, summary="Wynik.", actor=None)
    stage = open_at(made, "c")
    idea = write(stage, "idea", "Lokalny targ")
    cards.link(card=idea, answers=[need], actor=None)
    cycle.close_stage(stage=stage, summary="Wynik.", actor=None)
    return need, idea


class MissingTest(TestCase):
    """The list of gaps and the query for sheets with gaps say the same."""

    @classmethod
    def setUpTestData(cls):
        cls.partner = PartnerFactory(partnership=PartnershipFactory())
        cls.made = make_cycle(cls.partner.partnership)

    @settings(max_examples=30, deadline=None)
    @given(st.sets(st.sampled_from([*FULL, "leader", "partners"])), st.booleans())
    def test_what_is_missing_is_what_the_query_finds(self, gone, decided):
        fields = {**FULL, "leader": self.partner, "partners": [self.partner]}
        kept = {name: value for name, value in fields.items() if name not in gone}
        row = make_proposal(self.made, status="bank" if decided else "proposed", **kept)
        assert len(row.missing) == len(gone)
        found = Proposal.objects.incomplete().filter(pk=row.pk).exists()
        assert found == (bool(gone) and not decided)


def test_a_form_sent_twice_makes_one_proposal(cast, made):
    office = client_of(cast.officer)
    url = reverse("workshops:office_proposal_add", args=[made.pk])
    data = {"title": "Targ", "submission": "4a0b6ad5-54b9-4a53-9d2e-5f3c3b0a7c11"}
    assert office.post(url, data).url == office.post(url, data).url
    assert made.proposals.count() == 1


def test_a_proposal_takes_over_the_words_of_its_idea(cast):
    _need, idea = grown(cast)
    made, office = idea.stage.cycle, client_of(cast.officer)
    url = reverse("workshops:office_proposal_add", args=[made.pk])
    initial = office.get(url, {"pomysl": idea.pk}).context["form"].initial
    assert initial["title"] == "Lokalny targ"
    office.post(url, {"title": "Targ", "ideas": [idea.pk]})
    assert list(made.proposals.get().ideas.all()) == [idea]


def test_ideas_of_another_cycle_are_refused(cast, made):
    _need, idea = grown(cast)
    with pytest.raises(choice.NotAnIdeaError):
        make_proposal(made, ideas=[idea])
    page = client_of(cast.officer).post(
        reverse("workshops:office_proposal_add", args=[made.pk]),
        {"title": "Targ", "ideas": [idea.pk]},
    )
    assert page.status_code == 200
    assert not made.proposals.exists()


def test_two_people_on_one_sheet_lose_nothing(cast, made):
    row = full(made, cast)
    url = reverse("workshops:office_proposal_edit", args=[row.pk])
    office = client_of(cast.officer)
    data = {"title": row.title, "version": row.version, "aim": "Pierwszy cel"}
    assert office.post(url, data).status_code == 302
    late = office.post(url, {**data, "aim": "Drugi cel"})
    page = late.content.decode()
    assert late.status_code == 200
    assert "Drugi cel" in page
    assert "Pierwszy cel" in page
    row.refresh_from_db()
    assert row.aim == "Pierwszy cel"
    again = {**data, "aim": "Drugi cel", "version": late.context["form"]["version"].value()}
    assert office.post(url, again).status_code == 302


def test_the_leading_partner_completes_the_sheet_while_a_stage_is_open(cast, made):
    row = make_proposal(made, leader=cast.partner)
    url = reverse("workshops:my_proposal", args=[row.pk])
    member = client_of(cast.member)
    assert "nie można już" in member.get(url).content.decode()
    open_at(made, "d")
    data = {"aim": "Nasz cel", "version": row.version, "title": "Podmieniony tytuł"}
    assert member.post(url, data).status_code == 302
    row.refresh_from_db()
    assert (row.aim, row.title) == ("Nasz cel", "Propozycja próbna")
    assert client_of(cast.neighbour).get(url).status_code == 404
    choice.decide(proposals=[row], status="chosen", actor=None)
    assert member.post(url, {**data, "aim": "Za późno", "version": row.version}).status_code == 200
    row.refresh_from_db()
    assert row.aim == "Nasz cel"


def test_an_author_is_named_only_with_consent(cast, made, client):
    office = client_of(cast.officer)
    url = reverse("workshops:office_proposal_add", args=[made.pk])
    refused = office.post(url, {"title": "Targ", "author": "Próbna Autorka"})
    assert refused.status_code == 200
    assert "author_consent" in refused.context["form"].errors
    office.post(url, {"title": "Targ", "author": "Próbna Autorka", "author_consent": "on"})
    row = made.proposals.get()
    assert "Próbna Autorka" in client.get(row.get_absolute_url()).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=row.pk).update(author_consent=False)


def test_the_ranking_of_blonie_can_be_announced(cast, made, client):
    """Seven projects on five places, as the source prints them."""
    places = ["1", "2", "3", "4", "4b", "5a", "5b"]
    for place in reversed(places):
        row = make_proposal(made, f"Projekt {place}", status="chosen")
        choice.override(proposal=row, place=place, reason="Tak podaje źródło.", actor=None)
    page = client.get(reverse("workshops:choice", args=[made.pk]))
    assert [p.place for p in page.context["proposals"]] == places


@pytest.mark.parametrize("ranked_by", ["announced", "scoring", "vote"])
def test_choosing_past_the_ranking_needs_a_public_reason(cast, made, client, ranked_by):
    first, second = rows = [make_proposal(made, f"P{n}", status="shortlisted") for n in (1, 2)]
    if ranked_by == "scoring":
        scored = make_scoring(made)
        sheet = sheet_of(scored)
        give(sheet, first, 5, 5)
        give(sheet, second, 1, 1)
        scoring.close_scoring(scoring=scored, actor=None)
    else:
        vote = make_vote(made, rows, status="open")
        ballot_of(vote, 3, None)
        votes.close(vote=vote, actor=None)
        if ranked_by == "announced":
            votes.announce(vote=vote, actor=None)
    office = client_of(cast.officer)
    url = reverse("workshops:office_decide", args=[made.pk])
    data = {"proposal": [second.pk], "status": "chosen"}
    asked = office.post(url, data)
    assert asked.context["against"] == [second]
    assert office.post(url, {**data, "reason": " "}).context["form"].errors
    second.refresh_from_db()
    assert second.status == "shortlisted"
    office.post(url, {**data, "reason": "Pierwsza nie ma lidera."})
    second.refresh_from_db()
    assert second.status == "chosen"
    assert "Pierwsza nie ma lidera." in client.get(second.get_absolute_url()).content.decode()
    assert Entry.objects.get(verb="proposal chosen").reason == "Pierwsza nie ma lidera."


def test_choosing_along_the_ranking_asks_nothing(made):
    places = {"1": "A", "4": "B", "4b": "C", "5": "D"}
    rows = {place: make_proposal(made, title, place=place) for place, title in places.items()}
    for place in ("1", "4b", "4"):
        choice.decide(proposals=[rows[place]], status="chosen", actor=None)
    assert not Proposal.objects.exclude(choice_reason="").exists()
    with pytest.raises(choice.PassedOverError):
        choice.decide(proposals=[make_proposal(made, "Bez miejsca")], status="chosen", actor=None)


def test_letting_the_best_go_after_the_choice_needs_the_reason_too(made):
    best, other = [make_proposal(made, f"P{n}", place=str(n), status="chosen") for n in (1, 2)]
    with pytest.raises(choice.PassedOverError):
        choice.decide(proposals=[best], status="bank", actor=None)
    choice.decide(proposals=[best], status="bank", reason="Lider zrezygnował.", actor=None)
    best.refresh_from_db()
    assert (best.status, best.choice_reason) == ("bank", "Lider zrezygnował.")
    choice.decide(proposals=[other], status="bank", actor=None)


def test_choosing_before_the_end_of_a_vote_needs_the_reason(made):
    rows = [make_proposal(made, f"P{n}") for n in (1, 2)]
    make_vote(made, rows, status="open")
    with pytest.raises(choice.PassedOverError):
        choice.decide(proposals=rows[:1], status="chosen", actor=None)


@pytest.mark.parametrize("place", ["dwa", "0", "²", "4 b", "1" * 5000, "b4", "-1"])
def test_a_place_is_a_place(cast, made, place):
    row = make_proposal(made)
    url = reverse("workshops:office_place", args=[row.pk])
    answer = client_of(cast.officer).post(url, {"place": place, "place_reason": "Uchwała."})
    assert "place" in answer.context["form"].errors
    row.refresh_from_db()
    assert row.place == ""


def test_a_place_may_bear_a_letter_and_be_taken_back(cast, made):
    row = make_proposal(made)
    url, office = reverse("workshops:office_place", args=[row.pk]), client_of(cast.officer)
    for typed, place in [("4B", "4b"), ("", "")]:
        assert office.post(url, {"place": typed, "place_reason": "Uchwała."}).status_code == 302
        row.refresh_from_db()
        assert row.place == place


@pytest.mark.parametrize("number", ["²", "9" * 5000, "9" * 18, "-1", "a"])
def test_a_number_that_is_none_ticks_nothing(cast, made, number):
    office = client_of(cast.officer)
    url = reverse("workshops:office_decide", args=[made.pk])
    answer = office.post(url, {"proposal": number, "status": "chosen"}, follow=True)
    assert "Najpierw zaznacz propozycje." in answer.content.decode()
    add = reverse("workshops:office_proposal_add", args=[made.pk])
    assert office.get(add, {"pomysl": number}).status_code == 200


def test_another_place_than_the_result_needs_a_public_reason(cast, made, client):
    row = make_proposal(made)
    url = reverse("workshops:office_place", args=[row.pk])
    office = client_of(cast.officer)
    assert office.post(url, {"place": "1", "place_reason": " "}).status_code == 200
    with pytest.raises(choice.ReasonNeededError):
        choice.override(proposal=row, place="1", reason=" ", actor=None)
    office.post(url, {"place": "1", "place_reason": "Uchwała grupy liderów."})
    assert "Uchwała grupy liderów." in client.get(row.get_absolute_url()).content.decode()
    assert Entry.objects.get(verb="place overridden").reason == "Uchwała grupy liderów."


def test_a_chosen_proposal_becomes_one_project_with_all_it_knows(cast, made):
    commune = CommuneFactory(parent=cast.partnership.county)
    row = full(made, cast, communes=[commune], status="chosen", place="4b")
    first = choice.make_project(proposal=row, actor=cast.officer)
    second = choice.make_project(proposal=row, actor=cast.officer)
    assert first == second == Project.objects.get()
    first.refresh_from_db()
    assert (first.title, first.goal, first.rank) == (row.title, FULL["aim"], "4b")
    assert (first.leader, list(first.communes.all())) == (cast.partner, [commune])
    assert (first.jobs_planned, first.sources) == (3, "other")
    assert list(first.partners.all()) == list(row.partners.all())
    row.refresh_from_db()
    assert row.project == first
    assert not row.can_become("bank")


@pytest.mark.parametrize("status", ["proposed", "shortlisted", "bank"])
def test_only_a_chosen_proposal_becomes_a_project(made, status):
    row = make_proposal(made, status=status)
    with pytest.raises(choice.NotChosenError):
        choice.make_project(proposal=row, actor=None)
    assert not Project.objects.exists()


@crowded
def test_two_clicks_at_once_make_one_project(cast):
    row = make_proposal(make_cycle(cast.partnership), status="chosen")

    def work(_n):
        return choice.make_project(proposal=row, actor=cast.officer)

    assert at_once(work, range(HANDS)) == [Project.objects.get()] * HANDS
    assert Entry.objects.filter(verb="project made").count() == 1


def test_the_office_makes_projects_of_all_ticked_once(cast, made):
    rows = [make_proposal(made, f"P{n}", status="chosen") for n in range(3)]
    url, office = reverse("workshops:office_decide", args=[made.pk]), client_of(cast.officer)
    for _click in range(2):
        office.post(url, {"proposal": [r.pk for r in rows], "status": "project"})
    assert Project.objects.count() == 3
    waiting = reverse("workshops:office_choice_waiting") + "?czeka=projekt"
    assert office.get(waiting).context["page"].paginator.count == 0


def test_deciding_without_a_tick_says_what_to_do(cast, made):
    url = reverse("workshops:office_decide", args=[made.pk])
    page = client_of(cast.officer).post(url, {"status": "chosen"}, follow=True)
    assert "Najpierw zaznacz propozycje." in page.content.decode()


def test_a_project_that_stands_is_tied_to_one_proposal_only(cast, made):
    project = ProjectFactory(partnership=cast.partnership)
    first, second = (make_proposal(made, f"P{n}", status="chosen") for n in range(2))
    choice.tie(proposal=first, project=project, actor=None)
    choice.tie(proposal=first, project=project, actor=None)
    with pytest.raises(choice.TakenError):
        choice.tie(proposal=second, project=project, actor=None)
    foreign = ProjectFactory(partnership=cast.foreign)
    with pytest.raises(choice.TakenError):
        choice.tie(proposal=second, project=foreign, actor=None)


def test_the_public_page_of_a_project_tells_its_chain(cast, client):
    need, idea = grown(cast)
    made = idea.stage.cycle
    row = full(made, cast, title="Targ pod dachem", ideas=[idea], status="chosen")
    project = choice.make_project(proposal=row, actor=None)
    Project.objects.filter(pk=project.pk).update(status="under_way", published_at=made.created_at)
    chain = client.get(project.get_absolute_url()).context["chain"]
    texts = [[item["text"] for item in link["items"]] for link in chain]
    assert texts == [[need.text], [idea.text], ["Targ pod dachem"]]
    assert client.get(chain[-1]["items"][0]["url"]).status_code == 200
    office = client_of(cast.officer).get(reverse("projects:office_detail", args=[project.pk]))
    assert "/biuro/" in office.context["chain"][-1]["items"][0]["url"]


def test_the_chain_of_an_unpublished_cycle_is_not_told(cast, client):
    row = make_proposal(make_cycle(cast.partnership), status="chosen")
    project = choice.make_project(proposal=row, actor=None)
    Project.objects.filter(pk=project.pk).update(status="under_way", published_at=row.created_at)
    assert client.get(project.get_absolute_url()).context["chain"] == []
    assert client.get(row.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_pages_cost_the_same_for_any_number_of_proposals(
    cast, made, count, client, django_assert_num_queries
):
    for number in range(count):
        row = full(made, cast, title=f"Propozycja {number}")
    office = client_of(cast.officer)
    office.get(reverse("workshops:office_proposals", args=[made.pk]))
    with django_assert_num_queries(9):
        office.get(reverse("workshops:office_proposals", args=[made.pk]))
    with django_assert_num_queries(5):
        client.get(reverse("workshops:choice", args=[made.pk]))
    with django_assert_num_queries(7):
        client.get(row.get_absolute_url())
