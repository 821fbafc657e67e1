"""A result shown step by step from its sheets equals the result page and plain arithmetic."""

import random
from fractions import Fraction

import pytest
from django.urls import reverse

from tests.conftest import client_of
from tests.workshops.choosing import give, make_proposal, make_scoring, sheet_of
from tests.workshops.factories import make_cycle
from workshops.actions import scoring as actions
from workshops.selectors import worked_example
from workshops.selectors.results import scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    return make_cycle(cast.partnership)


@pytest.fixture
def proposal(made):
    return make_proposal(made, "Propozycja A", status="shortlisted")


def page_of(client, made, proposal):
    return client.get(reverse("workshops:office_sample", args=[made.pk, proposal.pk]))


def test_the_page_shows_every_sheet_beside_its_calculation(office, made, proposal):
    """Weights 2 and 1. Public: (2·5+1)/3 = 11/3 and (2·3+3)/3 = 3; business: (2·1+4)/3 = 2."""
    scoring = make_scoring(made)
    for sector, values in [("public", (5, 1)), ("public", (3, 3)), ("business", (1, 4))]:
        give(sheet_of(scoring, sector), proposal, *values)
    page = " ".join(page_of(office, made, proposal).content.decode().split())
    for words in (
        "(2·5 + 1·1) / 3 = 11/3",
        "(2·3 + 1·3) / 3 = 3",
        "(2·1 + 1·4) / 3 = 2",
        "(11/3 + 3) / 2 = 10/3 = <strong>3,33</strong>",
        "<dd> 2 = <strong>2,00</strong>",
        "(2 + 10/3) / 2 = 8/3 = <strong>2,67</strong>",
        "Strona wyniku mówi to samo: 2,67, miejsce 1.",
    ):
        assert words in page
    result = office.get(reverse("workshops:office_scoring", args=[made.pk])).content.decode()
    assert reverse("workshops:office_sample", args=[made.pk, proposal.pk]) in result


@pytest.mark.parametrize("seed", range(5))
def test_the_way_by_hand_ends_where_the_result_page_does(made, proposal, seed):
    chance = random.Random(seed)
    scoring = make_scoring(made, weights=[chance.randint(1, 9) for _n in range(3)])
    by_sector = {}
    for _sheet in range(chance.randint(1, 7)):
        sector = chance.choice(["public", "business", "social"])
        values = [chance.randint(1, 5) for _n in range(3)]
        give(sheet_of(scoring, sector), proposal, *values)
        weights = list(scoring.criteria.values_list("weight", flat=True))
        pairs = zip(weights, values, strict=True)
        by_sector.setdefault(sector, []).append(
            Fraction(sum(w * v for w, v in pairs), sum(weights))
        )
    means = [sum(found) / len(found) for found in by_sector.values()]
    found = worked_example.of(scoring, proposal)
    assert found.result.exact == sum(means) / len(means) == scored(scoring)[0].sum.fair
    assert found.agrees


def test_a_recusal_is_named_and_is_no_sheet(office, made, proposal):
    scoring = make_scoring(made)
    actions.recuse(scorer=sheet_of(scoring), proposal=proposal, reason="Nasz wniosek.", actor=None)
    page = page_of(office, made, proposal)
    assert (page.context["sample"].sheets, page.context["sample"].result) == ([], None)
    assert "Nasz wniosek." in page.content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_any_number_of_sheets(
    office, made, proposal, count, django_assert_max_num_queries
):
    scoring = make_scoring(made)
    for _n in range(count):
        give(sheet_of(scoring), proposal, 3, 4)
    page_of(office, made, proposal)
    with django_assert_max_num_queries(14):
        page_of(office, made, proposal)


def test_another_office_and_another_cycle_find_nothing(cast, office, made, proposal):
    make_scoring(made)
    assert page_of(client_of(cast.foreign_officer), made, proposal).status_code == 404
    other = make_cycle(cast.partnership, name="Inny cykl")
    make_scoring(other)
    assert page_of(office, other, proposal).status_code == 404
