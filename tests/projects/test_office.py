"""The office's pages: forms keep what was typed, two people see each other's work."""

import re

import pytest
from django.utils.timezone import localdate

from projects import actions
from projects.choices import ProjectStatus as S
from projects.models import FundingLine, Project
from projects.selectors.counters import public, waiting
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
INDEX = "/biuro/projekty/"
BASIC = {"title": "Nowy projekt", "summary": "Opis próbny.", "theme": "tourism"}


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.partnership, leader=cast.partner)


def page(project, name=""):
    return f"{INDEX}{project.pk}/{name}"


def rows(prefix, *forms, version=1, **more):
    """A formset as a browser sends it; the forms are new rows."""
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": 0, "version": version}
    for number, form in enumerate(forms):
        data.update({f"{prefix}-{number}-{name}": value for name, value in form.items()})
    return {**data, **more}


def test_the_office_enters_a_project_and_sending_twice_makes_one(office, cast):
    commune = CommuneFactory(parent=cast.partnership.county)
    form = office.get(f"{INDEX}nowy/").content.decode()
    once = re.search(r'name="submission" value="([^"]+)"', form)[1]
    data = {**BASIC, "submission": once, "communes": [commune.pk], "starts_on": "2026-03-01"}
    first, second = (office.post(f"{INDEX}nowy/", data) for _ in range(2))
    project = Project.objects.get()
    assert first.url == second.url == page(project)
    assert (project.status, project.first_year) == (S.PROPOSED, 2026)
    assert (project.partnership, project.commune_codes) == (cast.partnership, commune.pk)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"total_cost": "-5"}, "total_cost"),
        ({"total_cost": "9" * 40}, "total_cost"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "2026-03-01", "ends_on": "2026-01-01"}, "__all__"),
        ({"first_year": "99999999999999"}, "first_year"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_the_rest_is_kept(office, wrong, field):
    response = office.post(f"{INDEX}nowy/", {**BASIC, **wrong})
    assert field in response.context["form"].errors
    assert "Opis próbny." in response.content.decode()
    assert not Project.objects.exists()


def test_a_foreign_leader_or_commune_is_no_choice(office, cast):
    data = {
        **BASIC,
        "leader": PartnerFactory(partnership=cast.foreign).pk,
        "communes": [CommuneFactory(parent=cast.foreign.county).pk],
    }
    assert set(office.post(f"{INDEX}nowy/", data).context["form"].errors) == {"leader", "communes"}


def test_the_second_of_two_people_sees_both_versions_and_can_save_again(office, project):
    data = {**BASIC, "title": "Mój tytuł", "version": 1}
    actions.change(project=project, version=1, fields={"title": "Ich tytuł"}, actor=None)
    response = office.post(page(project, "zmien/"), data)
    differences = {str(label): (a, b) for label, a, b in response.context["theirs"]}
    assert ("Ich tytuł", "Mój tytuł") in differences.values()
    version = re.search(r'name="version" value="(\d+)"', response.content.decode())[1]
    assert office.post(page(project, "zmien/"), {**data, "version": version}).status_code == 302
    assert Project.objects.get().title == "Mój tytuł"


def test_a_row_is_added_without_javascript_and_nothing_typed_is_lost(office, project):
    data = rows("funding", {"source": "eu", "amount": "abc", "status": "planned"}, more="1")
    response = office.post(page(project, "pieniadze/"), data)
    assert len(response.context["formset"].forms) == 2
    assert 'value="abc"' in response.content.decode()
    assert not FundingLine.objects.exists()


def test_money_is_stored_and_shares_above_the_whole_are_refused_in_words(office, project):
    too_much = rows(
        "funding",
        {"source": "eu", "share_percent": "70", "status": "planned"},
        {"source": "private", "share_percent": "30.5", "status": "planned"},
    )
    response = office.post(page(project, "pieniadze/"), too_much)
    assert "Udziały razem przekraczają 100 %." in response.content.decode()
    assert 'value="30.5"' in response.content.decode()
    right = {**too_much, "funding-1-share_percent": "30"}
    assert office.post(page(project, "pieniadze/"), right).status_code == 302
    assert sorted(project.funding.values_list("source", flat=True)) == ["eu", "private"]
    assert Project.objects.get().sources == "eu private"


def test_the_second_of_two_people_in_a_section_is_told(office, project):
    actions.change(project=project, version=1, fields={"title": "Ich"}, actor=None)
    data = rows("milestones", {"title": "Mój etap", "due": "2026-05-01"})
    response = office.post(page(project, "etapy/"), data)
    assert "Mój etap" in response.content.decode()
    assert not project.milestones.exists()
    assert office.post(page(project, "etapy/"), {**data, "version": 2}).status_code == 302


@pytest.mark.parametrize(
    ("section", "prefix", "row"),
    [
        ("miejsca-pracy", "job_entries", {"kind": "created", "number": 3, "as_of": "2026-05-01"}),
        ("etapy", "milestones", {"title": "Etap", "due": "2026-05-01"}),
        ("wskazniki", "indicators", {"name": "Szlaki", "unit": "km", "baseline": 0, "target": 9}),
    ],
)
def test_each_section_stores_its_rows(office, project, section, prefix, row):
    assert office.post(page(project, f"{section}/"), rows(prefix, row)).status_code == 302
    assert getattr(project, prefix).count() == 1


def test_a_partner_of_another_partnership_cannot_take_part(office, project, cast):
    foreign = PartnerFactory(partnership=cast.foreign)
    data = rows("participations", {"partner": foreign.pk, "role": "expert"})
    assert office.post(page(project, "partnerzy/"), data).status_code == 200
    data["participations-0-partner"] = cast.partner.pk
    assert office.post(page(project, "partnerzy/"), data).status_code == 302
    assert project.participations.get().partner == cast.partner


def test_a_status_without_a_note_is_refused_and_with_one_it_stands(office, project):
    response = office.post(page(project, "status/"), {"status": S.ACCEPTED, "text": " "})
    assert response.context["form"].errors["text"]
    sent = {"status": S.ACCEPTED, "text": "Decyzja grupy.", "on": localdate()}
    office.post(page(project, "status/"), sent)
    assert Project.objects.get().status == S.ACCEPTED


def test_the_preview_is_the_public_page(office, client, project):
    actions.step(project=project, status=S.ACCEPTED, text="Tak.", public=True, actor=None)
    MilestoneFactory(project=project)
    project.funding.create(source="eu", amount=5)
    preview = office.get(page(project, "publikacja/"))
    refused = office.post(page(project, "publikacja/"), {"consent": "Zgoda lidera"})
    assert "agreed" in refused.context["form"].errors
    assert not Project.objects.public().exists()
    office.post(page(project, "publikacja/"), {"consent": "Zgoda lidera", "agreed": "on"})
    public = client.get(project.get_absolute_url())

    def shown(response):
        text = response.content.decode()
        return text[
            text.index('<p class="cluster">\n  <span class="badge') : text.index("Tak.</p>")
        ]

    assert shown(preview) == shown(public)


def test_withdrawing_leaves_the_notice(office, client, project):
    Project.objects.update(status=S.UNDER_WAY, published_at=project.created_at)
    office.post(page(project, "wycofanie/"), {"notice": "Na prośbę lidera."})
    assert "Na prośbę lidera." in client.get(project.get_absolute_url()).content.decode()


def test_what_waits_equals_the_lists_behind(office, cast, project):
    late = ProjectFactory(partnership=cast.partnership, public=True)
    MilestoneFactory(project=late)
    ProjectFactory(partnership=cast.partnership, status=S.ACCEPTED)
    MilestoneFactory(project=ProjectFactory(partnership=cast.foreign, public=True))
    found = waiting(cast.partnership)
    assert [f.count for f in found] == [1, 1, 1]
    for figure in found:
        assert office.get(figure.url).context["page"].paginator.count == figure.count


def test_every_public_figure_equals_the_list_behind_it(client, cast):
    for number in range(3):
        ProjectFactory(
            partnership=cast.partnership, public=True, rows__jobs={"created": number, "planned": 5}
        )
    ProjectFactory(partnership=cast.foreign, public=True, rows__jobs={"created": 50})
    ProjectFactory(partnership=cast.partnership, rows__jobs={"created": 7})
    published, created = public()
    assert (published.count, created.count) == (4, 53)
    assert client.get(published.url).context["page"].paginator.count == 4
    assert [n for _label, n in client.get(created.url).context["found"].job_sums] == [53]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number(office, cast, count, django_assert_num_queries):
    ProjectFactory.create_batch(count, partnership=cast.partnership, leader=cast.partner)
    with django_assert_num_queries(7):
        response = office.get(INDEX)
    assert len(response.context["page"]) == count


@pytest.mark.parametrize(
    "name",
    ["", "zmien/", "status/", "publikacja/", "wycofanie/", "pomiar/", "partnerzy/", "pieniadze/"],
)
def test_another_office_finds_nothing(cast, project, name):
    assert client_of(cast.foreign_officer).get(page(project, name)).status_code == 404
    assert client_of(cast.auditor).get(page(project, name)).status_code == 200


def test_an_auditor_changes_nothing(cast, project):
    client = client_of(cast.auditor)
    assert (
        client.post(page(project, "status/"), {"status": "stopped", "text": "x"}).status_code
        == 403
    )
    assert client.post(f"{INDEX}nowy/", BASIC).status_code == 403
