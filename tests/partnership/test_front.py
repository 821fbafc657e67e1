"""First pages: every number equals the list behind it, at a constant cost."""

import datetime as dt
from itertools import groupby

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from meetings.choices import MeetingStatus
from members.models import Partner
from partnership import navigation
from projects.actions import settle
from sampledata import demo
from sampledata.demo import accounts
from tests.agreements.factories import make_in_force
from tests.clubs.factories import ClubFactory
from tests.conftest import client_of
from tests.drill_down import count_behind
from tests.factories import PartnerFactory
from tests.meetings.factories import MeetingFactory, listed, released
from tests.news.factories import ArticleFactory
from tests.projects.factories import MilestoneFactory, ProjectFactory
from tests.workshops.factories import make_cycle

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


def test_the_figures_of_the_first_page_are_these(cast, client):
    """Two of each that everyone may read, beside those that nobody may."""
    fill(cast, 2)  # two partners, projects and articles; and plenary meetings, no workshops
    ours = cast.partnership
    for public in (True, True, False):
        MeetingFactory(
            partnership=ours,
            over=True,
            status=MeetingStatus.HELD,
            kind="workshop",
            is_public=public,
        )
        ClubFactory(partnership=ours, public=public)
        make_cycle(ours, public=public, name=f"Cykl {public}")
        make_in_force(cast, public=public)
    MeetingFactory(partnership=ours, announced=True, kind="workshop")
    ClubFactory(partnership=ours, public=True, status="closed")
    for jobs in ({"created": 3, "planned": 9}, {"created": 4}, {"created": 0}):
        ProjectFactory(partnership=ours, public=True, rows__jobs=jobs)
    ProjectFactory(partnership=ours, rows__jobs={"created": 50})
    PartnerFactory(partnership=ours, status="left")
    PartnerFactory(partnership=ours, status="contact")
    admitted = Partner.objects.filter(status="admitted")
    Partner.objects.exclude(pk__in=admitted[:7].values("pk")).filter(status="admitted").update(
        status="contact"
    )
    figures = client.get(reverse("home")).context["figures"]
    assert {figure.label: figure.count for figure in figures} == {
        "partnerzy": 7,
        "obowiązujące porozumienia": 2,
        "przeprowadzone warsztaty": 2,
        "projekty": 5,
        "utworzone miejsca pracy": 7,
        "cykle warsztatów": 2,
        "czynne kluby": 2,
    }
    assert wrong(client, figures) == []


def test_jobs_that_nobody_told_of_are_no_figure(cast, client):
    project = ProjectFactory(partnership=cast.partnership, public=True, rows__jobs={"planned": 5})
    labels = [figure.label for figure in client.get(reverse("home")).context["figures"]]
    assert "utworzone miejsca pracy" not in labels
    project.job_entries.create(kind="created", number=0, as_of=dt.date(2026, 1, 1))
    settle(project)
    figures = client.get(reverse("home")).context["figures"]
    assert {f.label: f.count for f in figures}["utworzone miejsca pracy"] == 0


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
