"""First pages: every number equals the list behind it, at a constant cost."""

from itertools import groupby

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from meetings.choices import MeetingStatus
from partnership import demo, navigation
from partnership.demo import accounts
from tests.behind import count_behind
from tests.conftest import client_of
from tests.factories import PartnerFactory
from tests.meetings.factories import MeetingFactory, listed, released
from tests.news.factories import ArticleFactory
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db):
    return demo.build()


def wrong(client, figures):
    """The figures whose list holds something else."""
    return [figure for figure in figures if count_behind(client, figure.url) != figure.count]


def test_every_figure_of_every_room_equals_the_list_behind_it(county, client):
    figures = client.get(reverse("home")).context["figures"]
    assert len(figures) >= 6
    assert wrong(client, figures) == []


def test_all_that_waits_for_the_office_equals_the_lists_behind_it(county):
    office = client_of(User.objects.get(email=accounts.OFFICE.email))
    waiting = office.get(reverse("office")).context["waiting"]
    assert len(waiting) >= 3
    assert [(title, wrong(office, figures)) for title, figures in waiting] == [
        (title, []) for title, _figures in waiting
    ]


@pytest.mark.parametrize(("name", "most"), [("home", 12), ("office", 25), ("mine", 20)])
def test_a_first_page_costs_the_same_for_any_number(cast, name, most):
    client = client_of({"office": cast.officer, "mine": cast.member}.get(name))
    costs = []
    for count in (1, 3):
        fill(cast, count)
        client.get(reverse(name))  # the shelf of projects is put up once
        with CaptureQueriesContext(connection) as done:
            client.get(reverse(name))
        costs.append(len(done))
    assert costs[0] == costs[1] <= most


def fill(cast, count):
    """`count` of everything that a first page may list."""
    for _n in range(count):
        PartnerFactory(partnership=cast.partnership, proposed={"description": "Opis"})
        released(listed(MeetingFactory(partnership=cast.partnership, announced=True)))
        MeetingFactory(partnership=cast.partnership, over=True, status=MeetingStatus.HELD)
        ProjectFactory(partnership=cast.partnership, public=True, leader=cast.partner)
        MilestoneFactory(project=ProjectFactory(partnership=cast.partnership, status="under_way"))
        ArticleFactory(partnership=cast.partnership, public=True)


@pytest.mark.parametrize("shell", ["public", "partner", "office"])
def test_every_entry_of_a_menu_leads_to_a_page(cast, shell):
    client = client_of({"office": cast.officer, "partner": cast.member}.get(shell))
    for item in navigation.menu(shell, "/"):
        assert client.get(item.url).status_code == 200, item.label


def test_every_entry_of_the_offices_menu_but_the_first_stands_under_a_heading(db):
    first, *rest = navigation.menu("office", "/")
    assert not first.group
    assert all(item.group for item in rest)
    headings = [group for group, _items in groupby(item.group for item in rest)]
    assert len(headings) == len(set(headings))


def test_the_page_one_is_on_is_marked_in_the_menu(office):
    page = office.get(reverse("office_reports")).content.decode()
    assert page.count('aria-current="page"') == 1
