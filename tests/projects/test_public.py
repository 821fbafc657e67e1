"""The public list, its counts and downloads, and the project's page."""

import csv
import datetime as dt
import io
import json
import random

import openpyxl
import pytest
from django.http import QueryDict
from django.urls import reverse

from members.choices import PartnerStatus
from members.models import Partner
from projects import actions
from projects.choices import ProjectStatus as S
from projects.choices import Theme
from projects.filters import PublicFilter
from projects.models import Project, Shelf
from projects.selectors import facets
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory, PartnershipFactory, PersonFactory
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
INDEX = "/projekty/"


def ids(query=""):
    return PublicFilter(QueryDict(query)).ids


@pytest.fixture
def county():
    partnership = PartnershipFactory()
    communes = CommuneFactory.create_batch(3, parent=partnership.county)
    return partnership, communes


@pytest.fixture
def many(county):
    """Forty projects of every sort, by a fixed seed, some of them not published."""
    partnership, communes = county
    dice = random.Random(7)
    leaders = [
        PartnerFactory(partnership=partnership, sector=sector)
        for sector in ("public", "business", "social")
    ]
    for _n in range(40):
        ProjectFactory(
            partnership=partnership,
            published_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            withdrawn_at=dice.choice([None, None, None, dt.datetime(2026, 2, 1, tzinfo=dt.UTC)]),
            title=dice.choice(["Ścieżka", "Żłobek", "Łąka", "Szkoła"]),
            theme=dice.choice(Theme.values[:4]),
            status=dice.choice(list(S)[1:]),
            principle=dice.choice(["", "leaks", "new"]),
            leader=dice.choice([None, *leaders]),
            first_year=2018,
            last_year=dice.choice([2018, 2019, 2021]),
            rows__communes=dice.sample(communes, dice.randrange(3)),
            rows__funding=dict.fromkeys(dice.sample(["eu", "private", "county"], 2), 100),
            rows__jobs=dict.fromkeys(dice.sample(["planned", "created"], dice.randrange(3)), 2),
        )
    ProjectFactory(partnership=partnership, theme=Theme.values[0])
    return partnership, communes


def brute(project, facet, value):
    """Whether a project has a value, by the rows themselves."""
    return {
        "voivodeship": lambda: project.partnership.county.parent_id == value,
        "county": lambda: project.partnership.slug == value,
        "commune": lambda: (
            not project.communes.exists() or project.communes.filter(code=value).exists()
        ),
        "theme": lambda: project.theme == value,
        "principle": lambda: (project.principle or "none") == value,
        "status": lambda: project.state == value,
        "year": lambda: project.first_year <= int(value) <= project.last_year,
        "sector": lambda: project.leader is not None and project.leader.sector == value,
        "source": lambda: project.funding.filter(source=value).exists(),
        "jobs": lambda: (
            project.job_entries.filter(kind=value).exists()
            if value != "unknown"
            else not project.job_entries.exists()
        ),
    }[facet]()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "theme=enterprise",
        "theme=enterprise&theme=products&year=2019",
        "jobs=created&status=stopped&sector=business",
        "q=sciezka&source=eu",
        "principle=none&jobs=unknown",
    ],
)
def test_every_count_equals_a_count_by_hand(many, query):
    _partnership, communes = many
    query += f"&commune={communes[0].code}" if "status" in query else ""
    found = PublicFilter(QueryDict(query))
    rows = list(Project.objects.public().select_related("leader", "partnership"))
    rows = [p for p in rows if not found.words or p.title == "Ścieżka"]

    def fits(project, leave=None):
        return all(
            any(brute(project, facet, v) for v in values)
            for facet, values in found.chosen.items()
            if values and facet != leave
        )

    assert sorted(found.ids) == sorted(p.pk for p in rows if fits(p))
    seen = set()
    for facet, _label, choices in found.facets:
        seen.add(facet)
        for value, _words, count, _chosen in choices:
            by_hand = sum(fits(p, leave=facet) and brute(p, facet, value) for p in rows)
            assert count == by_hand, (facet, value)
    assert seen == set(facets.FACETS) - {"voivodeship", "county"}


def test_a_project_of_the_whole_county_is_found_in_each_of_its_communes(county):
    partnership, (a, b, _c) = county
    whole = ProjectFactory(partnership=partnership, public=True)
    in_a = ProjectFactory(partnership=partnership, public=True, rows__communes=[a])
    ProjectFactory(partnership=partnership, public=True, rows__communes=[b])
    ProjectFactory(public=True)  # the whole of another county
    assert set(ids(f"commune={a.code}")) == {whole.pk, in_a.pk}


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"klucz{n}=1" for n in range(200)),
        "leader__partnership__id=1&status__in=stopped&pk=1",
        "status='; DROP TABLE projects_project; --",
        "commune=999999999999999999999999999999&year=99999999999999999999",
        "theme=%22%3E%3Cscript%3E&sort=search&page=99999999999999999999",
        "theme[]=enterprise&jobs=%F0%9F%92%A5&sector=&page=-1&view=%00".replace("%00", "x"),
    ],
)
def test_a_hostile_address_is_the_same_as_no_filter(client, query):
    ProjectFactory(public=True)
    response = client.get(f"{INDEX}?{query}")
    assert response.status_code == 200
    assert response.context["page"].paginator.count == 1
    assert "<script>" not in response.content.decode().split("<main", 1)[1]


@pytest.mark.parametrize("words", ["ŚCIEŻKA", "sciezka", "Ścieżka rowerowa", "row scie"])
def test_words_are_found_with_and_without_polish_letters(words):
    project = ProjectFactory(public=True, title="Ścieżka rowerowa")
    ProjectFactory(public=True, title="Żłobek")
    assert ids(f"q={words}") == [project.pk]


@pytest.mark.parametrize(("sort", "order"), [("title", "abc"), ("start", "bca"), ("jobs", "cab")])
def test_the_list_sorts_by_the_address(sort, order):
    for title, year, jobs in [("a", 2019, 5), ("b", 2025, 1), ("c", 2020, 9)]:
        ProjectFactory(public=True, title=title, first_year=year, rows__jobs={"created": jobs})
    found = Project.objects.in_bulk(ids(f"sort={sort}"))
    assert "".join(found[pk].title for pk in ids(f"sort={sort}")) == order


def test_list_and_table_show_the_same_rows(client):
    ProjectFactory.create_batch(3, public=True)
    shown = [
        [p.pk for p in client.get(INDEX, {"view": view}).context["page"]] for view in ("", "table")
    ]
    assert shown[0] == shown[1] == ids()


def test_what_another_process_published_is_counted_at_once(client):
    project = ProjectFactory(status=S.ACCEPTED)
    assert client.get(INDEX).context["page"].paginator.count == 0
    actions.publish(project=project, consent="Zgoda", actor=None)
    assert client.get(INDEX).context["page"].paginator.count == 1
    actions.withdraw(project=project, notice="Wycofany.", actor=None)
    assert client.get(INDEX).context["page"].paginator.count == 0


def test_a_stale_shelf_never_shows_a_withdrawn_row(client):
    project = ProjectFactory(public=True)
    client.get(INDEX)
    Project.objects.filter(pk=project.pk).update(
        withdrawn_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )
    assert project.title not in client.get(INDEX).content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number_of_projects(
    client, county, count, django_assert_num_queries
):
    partnership, communes = county
    for _n in range(count):
        ProjectFactory(
            partnership=partnership,
            public=True,
            rows__communes=communes,
            leader=PartnerFactory(partnership=partnership),
            rows__funding={"eu": 5},
        )
    with django_assert_num_queries(6):  # the shelf is built anew: two of them are its own
        client.get(INDEX)
    with django_assert_num_queries(3):
        response = client.get(INDEX)
    assert len(response.context["page"]) == count


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_any_number_of_rows(client, count, django_assert_num_queries):
    partnership = PartnershipFactory()
    project = ProjectFactory(
        partnership=partnership,
        public=True,
        rows__communes=CommuneFactory.create_batch(count, parent=partnership.county),
        rows__partners=dict.fromkeys(
            PartnerFactory.create_batch(count, partnership=partnership), "expert"
        ),
        rows__funding=dict.fromkeys(["eu", "private", "county", "owes"][:count], 5),
    )
    for number in range(count):
        MilestoneFactory(project=project)
        indicator = project.indicators.create(name=f"w{number}", unit="szt.", target=5)
        indicator.readings.create(on=dt.date(2026, 1, 1), value=2)
        project.notes.create(before="accepted", after="preparing", text="x", public=True)
    with django_assert_num_queries(10):
        response = client.get(project.get_absolute_url())
    assert len(response.context["milestones"]) == count


def test_downloads_hold_what_the_screen_shows(client, many):
    query = "?theme=enterprise&theme=products&sort=newest"
    shown = [str(pk) for pk in PublicFilter(QueryDict(query[1:])).ids]
    text = client.get(f"{INDEX}pobierz/csv/{query}").getvalue()
    assert text.startswith("\ufeff".encode())
    table = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert table[0][:3] == ["Numer", "Tytuł", "Stan"]
    assert [row[0] for row in table[1:]] == shown
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{INDEX}pobierz/xlsx/{query}").getvalue())
    )
    sheet = [["" if v is None else v for v in row] for row in book.active.values]
    assert sheet == table
    data = json.loads(client.get(f"{INDEX}pobierz/json/{query}").getvalue())
    assert [str(row["id"]) for row in data] == shown
    assert data[0]["title"] == table[1][1]


def test_every_column_of_the_downloads_is_explained(client):
    ProjectFactory(public=True)
    row = json.loads(client.get(f"{INDEX}pobierz/json/").getvalue())[0]
    page = client.get(reverse("projects:fields")).content.decode()
    assert all(f"<code>{key}</code>" in page for key in row)


def test_a_draft_is_nowhere_and_a_withdrawn_page_is_a_notice(client):
    draft = ProjectFactory(title="Tajny szkic")
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "Tajny szkic" not in client.get(INDEX).content.decode()
    gone = ProjectFactory(public=True, title="Był tu", summary="Dawny opis")
    actions.withdraw(project=gone, notice="Lider zrezygnował.", actor=None)
    response = client.get(gone.get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 410
    assert "Lider zrezygnował." in page
    assert "Był tu" not in page
    assert "Dawny opis" not in page


def test_the_page_tells_of_people_nothing(client, cast):
    person = PersonFactory(partnership=cast.partnership, first_name="Zdzisława", last_name="Tajna")
    project = ProjectFactory(
        partnership=cast.partnership,
        status=S.ACCEPTED,
        leader=cast.partner,
        rows__partners={cast.partner: "expert"},
        rows__funding={"eu": 1},
        rows__jobs={"created": 1},
    )
    Partner.objects.filter(pk=cast.partner.pk).update(
        email="tajny@partner.example", phone="601601601"
    )
    project.job_entries.update(evidence="Umowa z Janem Tajnym")
    project.funding.update(note="Wpłacił Tajny")
    actions.step(
        project=project, status=S.PREPARING, text="Notatka wewnętrzna", actor=cast.officer
    )
    actions.publish(project=project, consent="Zgoda Tajnej", actor=cast.officer)
    page = client.get(project.get_absolute_url()).content.decode()
    for secret in (
        "Tajn",
        "tajny@",
        "601601601",
        "Notatka wewnętrzna",
        str(cast.officer),
        str(person),
        cast.officer.email,
    ):
        assert secret not in page


def test_only_admitted_partners_are_links(client):
    leader = PartnerFactory(status=PartnerStatus.CONTACT)
    project = ProjectFactory(partnership=leader.partnership, public=True, leader=leader)
    page = client.get(project.get_absolute_url()).content.decode()
    assert leader.name in page
    assert leader.get_absolute_url() not in page


def test_what_is_confirmed_says_when(client):
    project = ProjectFactory(public=True, rows__jobs={"created": 4})
    project.job_entries.update(confirmed_on=dt.date(2026, 3, 5))
    assert "potwierdzone 5 marca 2026" in client.get(project.get_absolute_url()).content.decode()


def test_a_partner_sees_its_own_projects_published_or_not(cast):
    led = ProjectFactory(partnership=cast.partnership, leader=cast.partner)
    joined = ProjectFactory(partnership=cast.partnership, rows__partners={cast.partner: "funder"})
    other = ProjectFactory(partnership=cast.partnership, public=True)
    client = client_of(cast.member)
    assert set(client.get("/moje/projekty/").context["projects"]) == {led, joined}
    assert client.get(f"/moje/projekty/{led.pk}/").status_code == 200
    assert client.get(f"/moje/projekty/{other.pk}/").status_code == 404
    assert client_of(cast.neighbour).get(f"/moje/projekty/{led.pk}/").status_code == 404


def test_every_change_turns_the_shelf():
    project = ProjectFactory(status=S.ACCEPTED)
    seen = {Shelf.objects.get().stand}
    actions.change(project=project, version=1, fields={"title": "Nowy"}, actor=None)
    seen.add(Shelf.objects.get().stand)
    project.refresh_from_db()
    actions.publish(project=project, consent="Zgoda", actor=None)
    seen.add(Shelf.objects.get().stand)
    project.refresh_from_db()
    actions.step(project=project, status=S.PREPARING, text="Tak.", actor=None)
    seen.add(Shelf.objects.get().stand)
    assert len(seen) == 4
