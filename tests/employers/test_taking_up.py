"""A firm's request changes no figure before the office has taken it up."""

import pytest

from core.charts import Scope
from employers.models import QuickStartOrder
from employers.selectors import yearly
from employers.selectors.counters import waiting
from employers.selectors.statistics import behind, charts
from journal.models import Entry
from outbox.models import Letter
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
ASKED = {"position": "szwaczka próbna", "wanted": "2", "place": "Próbowo"}


@pytest.fixture
def order(cast):
    """What the cast's partner asked for on its own page."""
    data = {**ASKED, "employer": cast.partner.pk}
    client_of(cast.member).post("/moje/szybki-start/nowe/", data)
    return QuickStartOrder.objects.get()


def counted(cast):
    """The orders of this year: exact, for everyone, in the chart, and behind the number."""
    _layoffs, quick = charts(Scope())
    return (
        sum(year.requested for year in yearly.years(cast.partnership)),
        sum(year.requested for year in yearly.published()),
        sum(row.cells[0].value for row in quick.rows),
        behind(Scope(cast.partnership), {"what": "requested"}).total,
    )


def test_an_unread_request_is_in_no_figure_until_it_is_taken_up(cast, office, order):
    assert counted(cast) == (0, 0, 0, 0)
    assert "/biuro/szybki-start/?waiting=new" in [one.url for one in waiting(cast.partnership)]
    for _twice in range(2):
        office.post(f"/biuro/szybki-start/{order.pk}/podejmij/")
    assert counted(cast) == (1, 1, 1, 1)
    assert waiting(cast.partnership) == []
    assert Entry.objects.filter(verb="quickstartorder taken up").count() == 1


def test_the_first_step_takes_it_up_and_a_withdrawn_request_is_never_counted(cast, office, order):
    order.tasks.create(task="szycie", test="próbka")
    other = QuickStartOrder.objects.create(
        partnership=cast.partnership,
        employer=cast.partner,
        position="krojczy",
        wanted=1,
        status="requested",
    )
    office.post(f"/biuro/szybki-start/{other.pk}/wycofanie/", {"reason": "pomyłka"})
    office.post(f"/biuro/szybki-start/{order.pk}/dalej/", {})
    order.refresh_from_db()
    assert order.status == "analysed"
    assert counted(cast) == (1, 1, 1, 1)


def test_what_the_office_enters_counts_at_once(cast, office):
    data = {**ASKED, "employer": cast.partner.pk, "requested_on": "2026-03-02"}
    office.post("/biuro/szybki-start/nowe/", data)
    assert counted(cast) == (1, 1, 1, 1)
    assert not Letter.objects.filter(kind="order_requested").exists()


def test_the_office_gets_a_letter_and_the_firm_sees_that_its_request_waits(cast, order):
    letter = Letter.objects.get(kind="order_requested")
    assert letter.to_email == cast.coordinator.email
    assert order.get_absolute_url() in letter.text
    for address in ("/moje/szybki-start/", f"/moje/szybki-start/{order.pk}/"):
        assert "czeka na urząd" in client_of(cast.member).get(address).content.decode()
