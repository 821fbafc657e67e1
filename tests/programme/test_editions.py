"""Editions that offices enter by a form, linked with the cycles held on the portal."""

import pytest
from django.urls import reverse

from journal.models import Entry
from programme.models import OwnEdition
from tests.conftest import client_of
from tests.programme.factories import OwnEditionFactory
from tests.workshops.factories import make_cycle

pytestmark = pytest.mark.django_db
PAGE = "/program/"
ADD = "/biuro/edycje/nowa/"
TOLD = {"period": "2003/2004", "place": "powiat próbny", "source": "Kronika próbna"}


def lines(client):
    """(county, period, place, address of the cycle) of each edition on the public page."""
    return [
        (line.county.name, line.period, line.place, line.cycle.url if line.cycle else "")
        for line in client.get(PAGE).context["editions"]
    ]


def test_an_office_enters_an_edition_and_everyone_reads_it(office, cast, client):
    assert office.post(ADD, TOLD).url == reverse("programme:office_editions")
    assert lines(client) == [(cast.partnership.county.name, "2003/2004", "powiat próbny", "")]
    assert "Kronika próbna" in client.get(PAGE).content.decode()
    entry = Entry.objects.get(verb="edition entered")
    assert (entry.actor, entry.partnership) == (cast.officer, cast.partnership)
    assert entry.after["source"] == "Kronika próbna"


@pytest.mark.parametrize("period", ["", "dawno", "2003-2004", "1899", "03/04", "2003/04", "2003/"])
def test_a_period_is_a_year_or_two_and_the_form_keeps_what_was_typed(office, period):
    page = office.post(ADD, TOLD | {"period": period})
    assert page.context["form"].errors["period"]
    assert "Kronika próbna" in page.content.decode()
    assert not OwnEdition.objects.exists()


def test_a_public_cycle_stands_on_the_page_by_itself(cast, client):
    made = make_cycle(cast.partnership, name="Cykl jawny", edition="2018", public=True)
    make_cycle(cast.partnership, name="Cykl ukryty")
    county = cast.partnership.county.name
    assert lines(client) == [(county, "2018", "Cykl jawny", made.get_absolute_url())]


def test_an_edition_that_is_a_cycle_stands_once_and_leads_there(office, cast, client):
    made = make_cycle(cast.partnership, name="Cykl jawny", edition="2018", public=True)
    office.post(ADD, TOLD | {"period": "2018", "cycle": f"workshops.cycle:{made.pk}"})
    ((_county, period, _place, url),) = lines(client)
    assert (period, url) == ("2018", made.get_absolute_url())
    twice = office.post(ADD, TOLD | {"period": "2019", "cycle": f"workshops.cycle:{made.pk}"})
    assert twice.context["form"].errors
    assert OwnEdition.objects.count() == 1


def test_a_cycle_that_is_not_public_is_not_linked(office, cast, client):
    hidden = make_cycle(cast.partnership, name="Cykl ukryty")
    office.post(ADD, TOLD | {"cycle": f"workshops.cycle:{hidden.pk}"})
    ((*_rest, url),) = lines(client)
    assert url == ""
    assert "Cykl ukryty" not in client.get(PAGE).content.decode()


def test_the_cycle_of_another_office_cannot_be_chosen(office, cast):
    theirs = make_cycle(cast.foreign, name="Cykl obcy", public=True)
    page = office.post(ADD, TOLD | {"cycle": f"workshops.cycle:{theirs.pk}"})
    assert page.context["form"].errors["cycle"]


def test_the_same_edition_is_not_entered_twice(office):
    office.post(ADD, TOLD)
    assert office.post(ADD, TOLD).context["form"].errors
    assert OwnEdition.objects.count() == 1


def test_an_edition_is_corrected_and_taken_off_and_the_journal_keeps_it(office, cast, client):
    edition = OwnEditionFactory(partnership=cast.partnership, **TOLD)
    office.post(edition.get_absolute_url(), TOLD | {"period": "2004"})
    entry = Entry.objects.get(verb="edition changed")
    assert (entry.before, entry.after) == ({"period": "2003/2004"}, {"period": "2004"})
    remove = reverse("programme:office_edition_remove", args=[edition.pk])
    office.get(remove)
    assert lines(client)
    office.post(remove)
    assert lines(client) == []
    assert Entry.objects.get(verb="edition removed").before["period"] == "2004"


def test_another_office_finds_nothing_and_an_auditor_changes_nothing(cast):
    edition = OwnEditionFactory(partnership=cast.partnership)
    foreign, auditor = client_of(cast.foreign_officer), client_of(cast.auditor)
    assert foreign.get(edition.get_absolute_url()).status_code == 404
    assert auditor.post(ADD, TOLD).status_code == 403
    assert list(auditor.get("/biuro/edycje/").context["editions"]) == [edition]
    assert foreign.get("/biuro/edycje/").context["editions"] == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_any_number(
    cast, client, count, django_assert_max_num_queries
):
    for number in range(count):
        OwnEditionFactory(partnership=cast.partnership, period=str(1990 + number))
        make_cycle(cast.partnership, name=f"Cykl {number}", public=True)
    with django_assert_max_num_queries(8):
        client.get(PAGE)
