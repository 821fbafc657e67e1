"""Four of the stories on the embedded default: SQLite, the private broker, the demo county.

Its rows are shared by the stories, in whatever order they come.
"""

import pytest

from sampledata.demo import accounts, facts
from tests.journeys import agreement, letters, meeting, public, register
from tests.journeys.drivers import Mouse
from tests.journeys.town import Account, Guest, Town, at_office

GUESTS = {19: 9, 21: 10, 23: 11}  # number of the person: place of the organisation


@pytest.fixture
def way():
    return "mouse"


@pytest.fixture(scope="module")
def kept():
    """Sessions: a code of the second factor is good only once."""
    return {}


@pytest.fixture
def town(embedded_portal, open_page, kept):
    """The demo county as `make run` shows it."""
    partners = [name for name, *_facts in facts.SAMPLE_PARTNERS]
    town = Town(
        url=embedded_portal.url,
        office=Account(accounts.OFFICE.email, accounts.PASSWORD, accounts.SECRET),
        letters=lambda *what: sent(*what),
        parties=partners[:10],
        guests=[
            Guest(f"Osoba Próbna {n}", partners[place], f"osoba{n}@przyklad.example")
            for n, place in GUESTS.items()
        ],
        commune="Nasielsk",
        word="nowodwor",
        meeting="Spotkanie partnerów: plan na przyszły rok (przykład)",
        kept=kept,
    )
    sent = letters.from_pages(lambda: at_office(lambda: Mouse(open_page(), town.url), town))
    return town


def test_the_office_of_the_demo_keeps_its_register(visit, town, tmp_path):
    register.story(visit, town, tmp_path)


def test_the_office_of_the_demo_brings_an_agreement_into_force(visit, town, tmp_path):
    agreement.story(visit, town, tmp_path)


def test_the_office_of_the_demo_invites_and_people_answer_and_come(visit, town):
    meeting.story(visit, town)


def test_everybody_reads_what_the_demo_county_does(visit, town):
    public.story(visit, town)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_mark_of_the_demo_stands_above_the_pages_of_the_office(visit, town, width):
    page = at_office(visit, town).page
    page.set_viewport_size({"width": width, "height": 800})
    mark, main = (page.locator(part).bounding_box() for part in (".demo-banner", "main"))
    assert 0 <= mark["x"] <= mark["x"] + mark["width"] <= width
    assert mark["y"] + mark["height"] <= main["y"]
