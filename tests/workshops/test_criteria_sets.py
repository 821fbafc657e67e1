"""Ready sets of criteria: a form to begin with, changed and stored by the office."""

import pytest
from django.urls import reverse

from tests.conftest import client_of
from tests.workshops.choosing import make_scoring
from tests.workshops.factories import make_cycle
from workshops.models import Criterion, Scoring
from workshops.rules.criteria_sets import SETS

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(cast):
    return make_cycle(cast.partnership)


def address(cycle, key=""):
    url = reverse("workshops:office_criteria", args=[cycle.pk])
    return f"{url}?zestaw={key}" if key else url


def titles(response):
    """What stands in the rows of the form."""
    forms = response.context["formset"].forms
    return [form["title"].value() for form in forms if form["title"].value()]


def sent(response, **changed):
    """The form as a browser sends it back, with changes."""
    formset = response.context["formset"]
    data = {f"{formset.prefix}-TOTAL_FORMS": len(formset.forms), "ties": "shared"}
    data[f"{formset.prefix}-INITIAL_FORMS"] = 0
    for form in formset.forms:
        for name in ("title", "hint", "weight"):
            data[form.add_prefix(name)] = form[name].value() or ""
    return data | changed


@pytest.mark.parametrize("key", SETS)
def test_a_set_fills_the_form_and_stores_nothing(office, cycle, key):
    page = office.get(address(cycle, key))
    assert titles(page) == [row["title"] for row in SETS[key].initial]
    assert str(SETS[key].title) in page.content.decode()
    assert not Scoring.objects.exists()


def test_the_office_changes_the_set_and_stores_its_own(office, cycle):
    page = office.get(address(cycle, "krotki"))
    data = sent(page, **{"criteria-0-weight": 5, "criteria-1-title": "Praca dla młodych"})
    data["criteria-3-DELETE"] = "on"
    response = office.post(address(cycle), data)
    assert response.url == reverse("workshops:office_scoring", args=[cycle.pk])
    found = dict(Criterion.objects.values_list("title", "weight"))
    assert found == {
        "Odpowiada na lokalną potrzebę": 5,
        "Praca dla młodych": 2,
        "Wykorzystuje lokalne zasoby": 1,
    }


def test_a_set_sent_back_unchanged_is_stored_whole(office, cycle):
    office.post(address(cycle, "cele"), sent(office.get(address(cycle, "cele"))))
    assert Criterion.objects.count() == len(SETS["cele"].criteria)


def test_where_criteria_stand_no_set_is_offered(office, cycle):
    make_scoring(cycle, status="draft")
    page = office.get(address(cycle, "cele"))
    assert titles(page) == ["Kryterium 1", "Kryterium 2"]
    assert not page.context["sets"]


def test_an_unknown_set_is_an_empty_form(office, cycle):
    page = office.get(address(cycle, "nonsens"))
    assert (titles(page), page.status_code) == ([], 200)


def test_a_set_fits_into_one_form_and_names_nothing_twice():
    for one in SETS.values():
        names = [row["title"] for row in one.initial]
        assert len(names) == len(set(names)) <= 17
        assert all(1 <= row["weight"] <= 100 for row in one.initial)


def test_another_office_finds_no_form(cast, cycle):
    assert client_of(cast.foreign_officer).get(address(cycle, "cele")).status_code == 404
