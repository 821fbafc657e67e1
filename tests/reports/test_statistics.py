"""Charts: every number opens what it counts, and nothing shows that is not public."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from agreements.actions import show_also_in
from core.charts import BARS, COLUMNS, STACKED, Cell, Chart, Row, Scope, year_of
from meetings.choices import MeetingStatus, Presence
from meetings.models import Meeting
from members.choices import Sector
from projects.choices import Source, Theme
from reports.selectors import statistics
from sampledata import demo
from sampledata.demo import accounts
from tests.agreements.factories import make_in_force
from tests.clubs.factories import ClubFactory
from tests.conftest import client_of
from tests.drill_down import count_behind
from tests.factories import CommuneFactory, PartnerFactory, PartnershipFactory
from tests.meetings.factories import InvitationFactory, MeetingFactory
from tests.news.factories import ArticleFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def cells(client, name):
    """(chart, cell) of everything on a page of statistics that opens a list."""
    for _room, charts in client.get(reverse(name)).context["chapters"]:
        for chart in charts:
            for row in chart.rows:
                for cell in row.cells:
                    if cell.url and cell.value:
                        yield chart, cell


def value(charts, key, label, series=0):
    """The number in a chart's row."""
    chart = next(chart for chart in charts if chart.key == key)
    return {str(row.label): row for row in chart.rows}[str(label)].cells[series].value


def charts_of(scope):
    return [chart for _room, charts in statistics.chapters(scope) for chart in charts]


def fill(partnership, *, public):
    """One of everything that is counted, for all to see or for the office only."""
    commune = CommuneFactory(parent=partnership.county)
    partner = PartnerFactory(
        partnership=partnership,
        sector="business",
        commune=commune,
        kind="employer",
        status="admitted" if public else "contact",
        admitted_on=dt.date(2019, 5, 1),
    )
    meeting = MeetingFactory(
        partnership=partnership,
        over=True,
        kind="workshop",
        is_public=public,
        status=MeetingStatus.HELD,
    )
    for presence in (Presence.PRESENT, Presence.ABSENT):
        InvitationFactory(meeting=meeting, sector="business", commune=commune, presence=presence)
    ProjectFactory(
        partnership=partnership,
        public=public,
        leader=partner,
        first_year=2019,
        last_year=2020,
        theme="tourism",
        principle="leaks",
        rows__jobs={"created": 3, "planned": 5},
        rows__funding={"private": Decimal("700.50"), "eu": Decimal(300)},
    )


@pytest.fixture
def county(db):
    return demo.build()


@pytest.mark.parametrize("name", ["statistics", "office_statistics"])
def test_every_number_of_every_chart_equals_the_list_behind_it(county, name):
    client = client_of(User.objects.get(email=accounts.OFFICE.email))
    found = list(cells(client, name))
    assert len({chart.key for chart, _cell in found}) >= 12
    wrong = [
        (chart.key, cell) for chart, cell in found if count_behind(client, cell.url) != cell.value
    ]
    assert wrong == []


def test_the_public_counts_what_is_public_and_the_office_everything_it_holds(cast):
    fill(cast.partnership, public=True)
    fill(cast.partnership, public=False)
    fill(cast.foreign, public=False)
    year = str(now().year)
    public, office = charts_of(Scope()), charts_of(Scope(cast.partnership))
    for key, label, series, shown, held in [
        ("meetings-by-year", year, 0, 1, 2),
        ("people-by-year", year, 0, 1, 2),
        ("turnout-by-sector", f"{Sector.BUSINESS.label} (50 %)", 0, 2, 4),
        ("turnout-by-sector", f"{Sector.BUSINESS.label} (50 %)", 1, 1, 2),
        ("projects-by-theme", Theme.TOURISM.label, 0, 1, 2),
        ("jobs-by-year", "2026", 1, 3, 6),
        ("money-by-source", Source.PRIVATE.label, 1, Decimal("700.50"), Decimal(1401)),
    ]:
        assert value(public, key, label, series) == shown, key
        assert value(office, key, label, series) == held, key


def test_who_came_without_an_invitation_is_in_no_share_of_the_invited(cast, office):
    fill(cast.partnership, public=False)  # two invited to a meeting, of whom one came
    meeting = Meeting.objects.get()
    for _n in range(3):
        InvitationFactory(
            meeting=meeting,
            sector="business",
            invited_at=None,
            walk_in=True,
            presence=Presence.PRESENT,
            commune=meeting.invitations.first().commune,
        )
    app = meeting_room()
    scope = Scope(cast.partnership)
    found = {n.key: n for n in app.numbers(scope, meeting.starts_at.year)}
    keys = ["people", "invited", "came", "uninvited", "turnout"]
    assert [found[key].value for key in keys] == [4, 2, 1, 3, 50]
    assert [count_behind(office, found[key].url) for key in keys[:4]] == [4, 2, 1, 3]
    label = f"{Sector.BUSINESS.label} (50 %)"
    assert [value(app.charts(scope), "turnout-by-sector", label, n) for n in (0, 1)] == [2, 1]


def meeting_room():
    return next(app for app in statistics.APPS if app.key == "meetings")


def test_the_share_of_business_and_of_private_money_is_told(cast):
    fill(cast.partnership, public=True)
    notes = {chart.key: str(chart.note) for chart in charts_of(Scope())}
    assert "33 %" in notes["partners-by-sector"]  # one of three
    assert "70 %" in notes["money-by-source"]


@pytest.mark.parametrize("name", ["statistics", "office_statistics"])
def test_the_statistics_cost_the_same_for_any_number(cast, name):
    client, costs = client_of(cast.officer), []
    for count in (1, 3):
        for _n in range(count):
            fill(cast.partnership, public=True)
        with CaptureQueriesContext(connection) as done:
            client.get(reverse(name))
        costs.append(len(done))
    assert costs[0] == costs[1] <= 35


def test_every_number_stands_in_the_table_beside_its_picture(cast, client):
    fill(cast.partnership, public=True)
    page = client.get(reverse("statistics")).content.decode()
    section = page.partition('id="money-by-source"')[2].partition("</section>")[0]
    assert "700,50 zł" in section
    assert "<svg" in section
    assert "<caption" in section


def test_without_anything_to_count_the_page_says_so(client):
    assert 'class="empty"' in client.get(reverse("statistics")).content.decode()


@pytest.mark.parametrize(
    "key", ["attendance", "turnout", "jobs", "money", "accessions", "parties"]
)
@pytest.mark.parametrize(
    "nonsense",
    [
        "year=²²²²",
        "year=0000",
        "agreement=99999999999999999999",
        "sector='--",
        "kind=x",
        "commune=%F0%9F%92%A5",
        "what=&sure=perhaps&state=&source=none&confirmed=-1",
    ],
)
def test_a_hostile_address_fails_nothing(client, key, nonsense):
    assert client.get(f"{reverse('statistics_behind', args=[key])}?{nonsense}").status_code == 200


def test_there_is_no_list_that_no_room_knows(client):
    assert client.get(reverse("statistics_behind", args=["passwords"])).status_code == 404


@pytest.mark.parametrize(
    ("text", "year"),
    [("2019", 2019), ("", None), ("19", None), ("9999", None), ("²⁰¹⁹", None)],
)
def test_a_year_is_four_plain_digits(text, year):
    assert year_of({"year": text}) == year


def chart(form, *values, unit=""):
    rows = [Row(str(n), [Cell(value) for value in row]) for n, row in enumerate(values)]
    return Chart("c", "C", ["", *("ab"[: len(values[0])])], rows, form, unit)


def test_the_longest_stacked_bar_fills_the_width_and_the_others_keep_the_measure():
    long, short = chart(STACKED, (30, 10), (None, 20)).lines
    assert [(part["x"], part["width"]) for part in long["parts"]] == [
        ("0.00", "75.00"),
        ("75.00", "25.00"),
    ]
    assert [part["width"] for part in short["parts"]] == ["0.00", "50.00"]


def test_bars_side_by_side_share_one_measure_and_percents_have_their_own():
    assert [p["width"] for p in chart(BARS, (40, 10)).lines[0]["parts"]] == ["100.00", "25.00"]
    assert chart(BARS, (40,), unit="%").lines[0]["parts"][0]["width"] == "40.00"


def test_columns_stand_on_one_floor_inside_the_picture():
    drawn = chart(COLUMNS, (4, 8), (2, 0), (8, 8)).columns
    for bar in drawn["bars"]:
        assert float(bar["y"]) + float(bar["height"]) == pytest.approx(drawn["floor"], abs=0.02)
        assert 0 <= float(bar["x"]) <= drawn["width"] - float(bar["width"])
    heights = [float(bar["height"]) for bar in drawn["bars"]]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.02)


def test_many_years_keep_their_columns_and_share_the_words():
    drawn = chart(COLUMNS, *[(n,) for n in range(1, 40)]).columns
    assert len(drawn["bars"]) == 39
    assert len(drawn["words"]) <= 13
    assert drawn["values"] == []


def test_single_columns_carry_their_numbers():
    drawn = chart(COLUMNS, (4,), (0,), (8,)).columns
    assert [top["value"] for top in drawn["values"]] == [4, 8]
    assert all(float(top["y"]) > 10 for top in drawn["values"])


def test_with_one_county_the_statistics_never_ask_which(client):
    PartnershipFactory()
    assert 'name="county"' not in client.get(reverse("statistics")).content.decode()


def test_the_charts_of_one_county_lead_to_its_own_lists(cast, client):
    for partnership in (cast.partnership, cast.foreign):
        fill(partnership, public=True)
        ArticleFactory(partnership=partnership, public=True)
        ClubFactory(partnership=partnership, public=True)
    fill(cast.foreign, public=True)
    ours = make_in_force(cast, public=True)
    theirs = make_in_force(cast, public=True)
    show_also_in(agreement=theirs, partnerships=[cast.foreign], actor=cast.coordinator)
    for partnership, agreements, projects in [(cast.partnership, 2, 1), (cast.foreign, 1, 2)]:
        address = f"{reverse('statistics')}?county={partnership.slug}"
        page = client.get(address).content.decode()
        assert f'<option value="{partnership.slug}" selected>' in page
        found = [
            (chart, cell)
            for _room, charts in client.get(address).context["chapters"]
            for chart in charts
            for row in chart.rows
            for cell in row.cells
            if cell.url and cell.value
        ]
        assert len({chart.key for chart, _cell in found}) >= 10
        wrong = [
            (chart.key, cell)
            for chart, cell in found
            if f"county={partnership.slug}" not in cell.url
            or count_behind(client, cell.url) != cell.value
        ]
        assert wrong == []
        charts = charts_of(Scope(county=partnership))
        assert value(charts, "projects-by-theme", Theme.TOURISM.label) == projects
        by_state = next(chart for chart in charts if chart.key == "agreements-by-state")
        assert sum(row.cells[0].value for row in by_state.rows) == agreements
    assert ours.partnership == theirs.partnership == cast.partnership


def test_a_county_that_nobody_knows_has_no_statistics(client):
    assert client.get(f"{reverse('statistics')}?county=nikt").status_code == 404
    behind = reverse("statistics_behind", args=["jobs"])
    assert client.get(f"{behind}?county=nikt").status_code == 404


def test_the_charts_of_one_county_cost_the_same_for_any_number(cast, client):
    costs, address = [], f"{reverse('statistics')}?county={cast.partnership.slug}"
    for count in (1, 3):
        for _n in range(count):
            fill(cast.partnership, public=True)
        with CaptureQueriesContext(connection) as done:
            client.get(address)
        costs.append(len(done))
    assert costs[0] == costs[1] <= 36
