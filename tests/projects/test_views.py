"""List, table, map and charts of one result; counts on random filters; the line of an indicator."""

import datetime as dt
import random
from decimal import Decimal

import pytest
from django.http import QueryDict

from counties.models import Shape, Territory
from projects import actions
from projects.choices import NoteKind, ProjectStatus, Theme
from projects.filters import PublicFilter
from projects.models import Milestone, Project
from projects.selectors import facets
from projects.selectors.lines import Line
from projects.selectors.overview import charts_of, map_of
from projects.selectors.words import Words
from tests.factories import CommuneFactory, CountyFactory, PartnerFactory, PartnershipFactory
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
INDEX = "/projekty/"
DAY = dt.date(2026, 1, 1)


@pytest.fixture
def county():
    partnership = PartnershipFactory()
    communes = CommuneFactory.create_batch(3, parent=partnership.county)
    for place, commune in enumerate(communes):
        square = [[20 + place, 52], [21 + place, 52], [21 + place, 53], [20 + place, 52]]
        Shape.objects.create(territory=commune, polygons=[[square]])
    return partnership, communes


@pytest.fixture
def many(county):
    """Sixty projects of every sort by a fixed seed."""
    partnership, communes = county
    dice = random.Random(11)
    sectors = ("public", "business", "social")
    leaders = [PartnerFactory(partnership=partnership, sector=sector) for sector in sectors]
    for _n in range(60):
        ProjectFactory(
            partnership=partnership,
            public=True,
            theme=dice.choice(Theme.values[:4]),
            title=dice.choice(["Młyn", "Sad", "Targ nad rzeką"]),
            leader=dice.choice([None, *leaders]),
            principle=dice.choice(["", "leaks", "new"]),
            first_year=dice.choice([2018, 2020]),
            last_year=dice.choice([2020, 2022]),
            rows__communes=dice.sample(communes, dice.randrange(3)),
            rows__funding=dict.fromkeys(dice.sample(["eu", "private", "county"], 2), 100),
            rows__jobs=dict.fromkeys(dice.sample(["planned", "created"], dice.randrange(3)), 2),
        )
    return partnership, communes


def asked(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return PublicFilter(query)


def test_each_count_is_the_length_of_the_list_behind_it_for_random_filters(many):
    """Ticking a value where its facet is free gives a list exactly as long as its number."""
    dice = random.Random(2026)
    values = [
        (name, value)
        for name, _label, choices in asked([]).facets
        for value, _words, _count, _chosen in choices
    ]
    for _try in range(60):
        pairs = dice.sample(values, dice.randrange(4))
        pairs += [("q", "młyn")] if dice.random() < 0.3 else []
        pairs += [("sort", dice.choice(facets.SORTS))]
        found = asked(pairs)
        assert len(found.ids) == found.mask.bit_count() == len(set(found.ids))
        for name, _label, choices in found.facets:
            others = [pair for pair in pairs if pair[0] != name]
            for value, _words, count, _chosen in dice.sample(list(choices), min(2, len(choices))):
                assert len(asked([*others, (name, value)]).ids) == count, (pairs, name, value)


def test_all_views_tell_of_the_same_projects(client, many):
    query = "theme=enterprise&theme=products"
    number = len(PublicFilter(QueryDict(query)).ids)
    for view in ("list", "table", "map", "chart"):
        response = client.get(f"{INDEX}?{query}&view={view}")
        assert response.context["page"].paginator.count == number
        current = [label for _url, label, now in response.context["found"].tabs if now]
        assert len(current) == 1
    assert sum(row.total for row in charts_of(asked([]))[0].rows) == 60


def test_the_tabs_keep_the_filter(client, many):
    response = client.get(f"{INDEX}?theme=enterprise&sort=jobs&view=map")
    for url, _label, _current in response.context["found"].tabs:
        there = client.get(f"{INDEX}{url}")
        assert there.context["found"].chosen["theme"] == ["enterprise"]
        assert there.context["found"].sort == "jobs"


def test_each_commune_of_the_map_leads_to_the_list_it_counts(client, many):
    response = client.get(f"{INDEX}?theme=enterprise&view=map")
    page = response.content.decode()
    assert page.count("<path") >= 3
    rows = response.context["places"]
    assert len(rows) == 3
    assert sum(number for _name, number, _url in rows) > 0
    for _name, number, url in rows:
        assert client.get(f"{INDEX}{url}").context["page"].paginator.count == number


def test_a_project_of_the_whole_county_counts_in_communes_that_have_none_of_their_own(
    client, county
):
    ProjectFactory(partnership=county[0], public=True)
    rows = client.get(f"{INDEX}?view=map").context["places"]
    assert [number for _name, number, _url in rows] == [1, 1, 1]
    for _name, number, url in rows:
        assert client.get(f"{INDEX}{url}").context["page"].paginator.count == number


def test_without_boundaries_the_table_says_the_same(client, many):
    Shape.objects.all().delete()
    response = client.get(f"{INDEX}?view=map")
    assert response.context["map"] is None
    for name, number, _url in response.context["places"]:
        assert f'<td class="number">{number}</td>' in response.content.decode()
        assert name in response.content.decode()


def test_several_counties_are_told_apart_by_a_map_of_counties(client, many):
    ProjectFactory(public=True)
    drawn, rows = map_of(asked([]))
    assert rows == []
    assert drawn.several
    assert sorted(line.number for group in drawn.groups for line in group.lines) == [1, 60]


@pytest.mark.parametrize(("view", "queries"), [("map", 4), ("chart", 3)])
def test_the_other_views_stay_within_the_budget(
    client, many, view, queries, django_assert_num_queries
):
    client.get(INDEX)
    with django_assert_num_queries(queries):
        client.get(f"{INDEX}?view={view}")


def test_of_a_whole_country_one_chooses_the_voivodeship_the_county_and_the_commune():
    def offered(*pairs):
        found = asked(pairs).facets
        return {name: [value for value, *_rest in choices] for name, _label, choices in found}

    for code in ("14", "10"):
        voivodeship = Territory.objects.create(
            code=code, level="voivodeship", name=f"PRÓBNE {code}", kind="-", as_of=DAY
        )
        for number in ("01", "02"):
            county = CountyFactory(code=code + number, parent=voivodeship)
            partnership = PartnershipFactory(slug=county.code, county=county)
            commune = CommuneFactory(code=f"{county.code}01", parent=county)
            ProjectFactory(partnership=partnership, public=True, rows__communes=[commune])
    below = {"voivodeship", "county", "commune"}
    assert offered().keys() & below == {"voivodeship"}
    assert offered()["voivodeship"] == ["10", "14"]
    inside = offered(("voivodeship", "10"))
    assert (inside["county"], "commune" in inside) == (["1001", "1002"], False)
    assert offered(("county", "1402"))["county"] == ["1402"]
    assert offered(("county", "1402"))["commune"] == ["140201"]
    assert len(asked([("voivodeship", "10")]).ids) == 2
    drawn, _rows = map_of(asked([("voivodeship", "10")]))
    assert [line.partnership.slug for group in drawn.groups for line in group.lines] == [
        "1001",
        "1002",
    ]


def test_where_several_counties_share_the_portal_a_project_tells_its_own(client, county):
    partnership, (commune, *_others) = county
    ProjectFactory(partnership=partnership, public=True)
    assert "cały powiat" in client.get(INDEX).content.decode()
    ProjectFactory(partnership=partnership, public=True, rows__communes=[commune])
    ProjectFactory(public=True)
    told = client.get(INDEX).content.decode()
    assert "cały powiat" not in told
    name = partnership.county.in_words
    assert f"{commune} ({name})" in told
    assert told.count(name) == 2


@pytest.mark.parametrize("sort", facets.SORTS)
def test_a_narrowed_list_keeps_the_order(many, sort):
    every = asked([("sort", sort)]).ids
    some = asked([("sort", sort), ("theme", "enterprise")]).ids
    assert some == [pk for pk in every if pk in set(some)]
    assert len(some) < len(every)


def test_words_are_found_in_what_changes(county):
    """The index of words learns only what is new, and forgets what is gone."""
    partnership, _communes = county
    made = [ProjectFactory(partnership=partnership, public=True, title="Młyn") for _n in range(3)]
    assert len(asked([("q", "młyn")]).ids) == 3
    for title, number in [("Sad", 2), ("Młyny", 3)]:
        made[0].refresh_from_db()
        version, fields = made[0].version, {"title": title}
        actions.change(project=made[0], version=version, fields=fields, actor=None)
        assert len(asked([("q", "młyn")]).ids) == number
    actions.withdraw(project=made[1], notice="Wycofany.", actor=None)
    assert len(asked([("q", "młyn")]).ids) == 2


def test_the_index_of_words_finds_what_reading_every_text_finds():
    dice = random.Random(5)
    letters = "abcde"
    index = Words()
    for _stand in range(30):
        ids = dice.sample(range(60), 40)
        texts = [
            " ".join("".join(dice.choices(letters, k=dice.randrange(1, 6))) for _w in range(4))
            for _pk in ids
        ]
        places = index.learn(ids, list(texts))
        for _try in range(20):
            part = "".join(dice.choices(letters, k=dice.randrange(1, 4)))
            by_hand = sum(1 << n for n, text in enumerate(texts) if part in text)
            assert index.mask(part, places, len(ids)) == by_hand


def test_putting_a_milestone_off_needs_a_reason_that_everyone_reads(client):
    project = ProjectFactory(public=True)
    milestone = MilestoneFactory(project=project, title="Odbiór", due=dt.date(2026, 6, 30))
    milestone.due = dt.date(2026, 9, 30)

    def save(**more):
        project.refresh_from_db()
        actions.change_rows(
            project=project, version=project.version, kept=[milestone], gone=[], actor=None, **more
        )

    with pytest.raises(actions.NoteNeededError):
        save()
    assert Milestone.objects.get().due == dt.date(2026, 6, 30)
    save(reason="Powódź.")
    note = project.notes.get()
    assert (note.kind, note.subject, note.public) == (NoteKind.MILESTONE, "Odbiór", True)
    page = client.get(project.get_absolute_url()).content.decode()
    assert "Odbiór – przesunięto na 30 września 2026" in page
    assert "Powódź." in page


@pytest.mark.parametrize(
    ("status", "done_on", "due"),
    [
        (ProjectStatus.PROPOSED, None, dt.date(2026, 9, 30)),
        (ProjectStatus.UNDER_WAY, None, dt.date(2026, 5, 30)),
    ],
)
def test_what_is_no_delay_asks_for_nothing(status, done_on, due):
    project = ProjectFactory(status=status)
    milestone = MilestoneFactory(project=project, due=dt.date(2026, 6, 30), done_on=done_on)
    milestone.due = due
    actions.change_rows(project=project, version=1, kept=[milestone], gone=[], actor=None)
    assert not project.notes.exists()


def test_the_form_of_milestones_asks_for_the_reason_and_keeps_what_was_typed(office, cast):
    project = ProjectFactory(partnership=cast.partnership, public=True)
    row = MilestoneFactory(project=project, due=dt.date(2026, 6, 30))
    data = {
        "milestones-TOTAL_FORMS": 1,
        "milestones-INITIAL_FORMS": 1,
        "version": 1,
        "milestones-0-id": row.pk,
        "milestones-0-title": "Etap próbny",
        "milestones-0-due": "2026-09-30",
    }
    address = f"/biuro/projekty/{project.pk}/etapy/"
    refused = office.post(address, data)
    assert refused.context["why"].errors["reason"]
    assert "2026-09-30" in refused.content.decode()
    version = Project.objects.get().version
    assert (
        office.post(address, {**data, "version": version, "reason": "Powódź."}).status_code == 302
    )


def test_an_indicator_is_a_line_with_the_same_numbers_beside_it(client):
    project = ProjectFactory(public=True)
    indicator = project.indicators.create(name="Szlaki", unit="km", baseline=10, target=50)
    for month, value in [(1, 20), (6, 30)]:
        indicator.readings.create(on=dt.date(2026, month, 1), value=value)
    page = client.get(project.get_absolute_url()).content.decode()
    assert "<polyline" in page
    for number in ("10", "20", "30", "50"):
        assert f'<td class="number">{number}</td>' in page
    assert "50 % drogi" in page


def test_a_line_is_drawn_to_scale():
    days = [dt.date(2026, 1, 1), dt.date(2026, 1, 11), dt.date(2026, 1, 31)]
    readings = list(zip(days, map(Decimal, [0, 50, 100]), strict=True))
    picture = Line("w", "szt.", Decimal(0), Decimal(100), readings).picture
    x, y = ([float(point[axis]) for point in picture["points"]] for axis in ("x", "y"))
    assert (x[1] - x[0]) * 2 == pytest.approx(x[2] - x[1], abs=0.2)
    assert y[0] - y[1] == pytest.approx(y[1] - y[2], abs=0.2)
    assert float(picture["target"]) == y[2]


@pytest.mark.parametrize(
    ("baseline", "target", "readings"),
    [(0, 100, []), (5, 5, [5]), (0, 100, [7]), (100, 0, [120, 40])],
)
def test_odd_indicators_are_drawn_too(baseline, target, readings):
    days = [(dt.date(2026, 1, 1 + n), Decimal(value)) for n, value in enumerate(readings)]
    line = Line("w", "szt.", Decimal(baseline), Decimal(target), days)
    assert (line.picture is None) == (not readings)
    assert line.done in {None, 7, 60}
