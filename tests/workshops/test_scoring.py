"""Criteria stand before scores; sheets weigh alike by sector; ties stay ties."""

import pytest
from django.urls import reverse

from journal.models import Entry
from tests.conftest import client_of
from tests.workshops.choosing import give, make_proposal, make_scoring, sheet_of
from tests.workshops.factories import make_cycle
from workshops.actions import cycle as cycles
from workshops.actions import scoring as actions
from workshops.models import Criterion, Score
from workshops.selectors import results

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    return make_cycle(cast.partnership, public=True)


@pytest.fixture
def three(made):
    return [make_proposal(made, f"Propozycja {n}", status="shortlisted") for n in "ABC"]


def told(scoring):
    return {row.proposal.title[-1]: row for row in results.scored(scoring)}


def test_a_result_equals_a_calculation_by_hand(made, three):
    """Weights 2 and 1. Public: (2·5+1)/3 and (2·3+3)/3, business: (2·1+4)/3."""
    scoring = make_scoring(made)
    for sector, values in [("public", (5, 1)), ("public", (3, 3)), ("business", (1, 4))]:
        give(sheet_of(scoring, sector), three[0], *values)
    row = told(scoring)["A"]
    public, business = (11 / 3 + 9 / 3) / 2, 6 / 3
    assert float(row.score) == pytest.approx((public + business) / 2, abs=0.005)
    assert [(str(s), float(v), n) for s, v, n in row.sectors] == [
        ("gospodarczy", 2.0, 1),
        ("publiczny", 3.33, 2),
    ]
    assert [float(v) for v in row.spread] == [2.0, 3.67]
    assert row.sheets == 3


def test_equal_results_share_a_place(made, three):
    scoring = make_scoring(made, ties="letters")
    sheet = sheet_of(scoring)
    for proposal, values in zip(three, [(3, 3), (5, 5), (3, 3)], strict=True):
        give(sheet, proposal, *values)
    assert {name: row.place for name, row in told(scoring).items()} == {
        "B": "1",
        "A": "2a",
        "C": "2b",
    }


def test_criteria_stand_still_from_the_first_score_on(cast, made, three):
    scoring = make_scoring(made)
    criterion = scoring.criteria.first()
    url = reverse("workshops:office_criteria", args=[made.pk])
    office = client_of(cast.officer)
    data = {
        "ties": "gaps",
        "criteria-TOTAL_FORMS": 1,
        "criteria-INITIAL_FORMS": 1,
        "criteria-0-id": criterion.pk,
        "criteria-0-title": "Inne",
        "criteria-0-weight": 9,
    }
    assert office.post(url, data).status_code == 302
    criterion.refresh_from_db()
    assert criterion.weight == 9
    give(sheet_of(scoring), three[0], 5, 5)
    assert 'name="criteria-0-weight"' not in office.get(url).content.decode()
    late = office.post(url, {**data, "criteria-0-weight": 1})
    assert late.status_code == 200
    assert "Pierwszy arkusz jest wypełniony" in late.content.decode()
    criterion.refresh_from_db()
    assert criterion.weight == 9
    with pytest.raises(actions.LockedError):
        actions.set_criteria(
            scoring=scoring, ties="shared", kept=[Criterion(title="Nowe")], actor=None
        )


def test_criteria_stay_locked_when_the_only_sheet_leaves_a_proposal_out(cast, made, three):
    scoring = make_scoring(made)
    sheet = sheet_of(scoring)
    give(sheet, three[0], 5, 5)
    actions.recuse(scorer=sheet, proposal=three[0], reason="Jesteśmy liderem.", actor=None)
    assert not Score.objects.exists()
    with pytest.raises(actions.LockedError):
        actions.set_criteria(scoring=scoring, ties="gaps", kept=[], actor=None)
    office = client_of(cast.officer)
    assert office.get(reverse("workshops:office_scoring", args=[made.pk])).context["locked"]
    page = office.get(reverse("workshops:office_criteria", args=[made.pk])).content.decode()
    assert 'name="criteria-0-weight"' not in page


def test_two_criteria_change_places(made):
    scoring = make_scoring(made)
    first, second = scoring.criteria.all()
    first.title, second.title = second.title, first.title
    actions.set_criteria(scoring=scoring, ties="gaps", kept=[first, second], actor=None)
    assert [c.title for c in scoring.criteria.all()] == ["Kryterium 2", "Kryterium 1"]
    entry = Entry.objects.filter(verb="criteria set").first()
    assert (entry.before["ties"], entry.after["ties"]) == ("shared", "gaps")


def test_the_journal_tells_a_score_before_and_after(made, three):
    scoring = make_scoring(made)
    sheet = sheet_of(scoring)
    give(sheet, three[0], 5, 4)
    give(sheet, three[0], 3, 4)
    actions.recuse(scorer=sheet, proposal=three[0], reason="Jesteśmy liderem.", actor=None)
    recused, again, first = Entry.objects.filter(about=f"workshops.proposal:{three[0].pk}")[:3]
    assert first.before == {}
    assert again.before == {"label": "Arkusz 1", "Kryterium 1": 5, "Kryterium 2": 4}
    assert again.after == {"label": "Arkusz 1", "Kryterium 1": 3, "Kryterium 2": 4}
    assert recused.before == again.after
    assert ("Wyłączenie", "–", "Jesteśmy liderem.") in recused.changes


def test_a_typo_in_a_sheet_is_mended_while_the_scoring_is_open(cast, made, three):
    scoring = make_scoring(made)
    sheet, other = sheet_of(scoring, "public"), sheet_of(scoring, "social")
    office, url = client_of(cast.officer), reverse("workshops:office_sheet_edit", args=[sheet.pk])
    taken = office.post(url, {"label": other.label, "sector": "public"})
    assert "Arkusz o tej nazwie już jest." in taken.content.decode()
    assert office.post(url, {"label": "7", "sector": "business"}).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.label, sheet.sector) == ("7", "business")
    entry = Entry.objects.get(verb="sheet changed")
    assert (entry.before["sector"], entry.after["sector"]) == ("public", "business")
    actions.close_scoring(scoring=scoring, actor=None)
    assert (
        "Ocena nie jest otwarta"
        in office.post(url, {"label": "8", "sector": "social"}).content.decode()
    )


def test_a_closed_scoring_opens_again_until_something_rests_on_it(cast, made, three):
    scoring = make_scoring(made)
    give(sheet_of(scoring), three[0], 5, 5)
    actions.close_scoring(scoring=scoring, actor=None)
    office, url = (
        client_of(cast.officer),
        reverse("workshops:office_scoring_reopen", args=[made.pk]),
    )
    assert office.post(url, {"reason": " "}).context["form"].errors["reason"]
    for _press in range(2):
        page = office.post(url, {"reason": "Źle przepisany arkusz."})
    scoring.refresh_from_db()
    assert scoring.status == "open"
    assert page.context["form"].errors
    assert Entry.objects.get(verb="scoring reopened").reason == "Źle przepisany arkusz."
    with pytest.raises(actions.LockedError):
        actions.set_criteria(scoring=scoring, ties="gaps", kept=[], actor=None)
    actions.close_scoring(scoring=scoring, actor=None)
    office.post(reverse("workshops:office_scoring_announce", args=[made.pk]))
    assert (
        "Wynik jest rozstrzygnięty" in office.post(url, {"reason": "Za późno."}).content.decode()
    )


def test_the_office_does_not_write_on_a_persons_sheet(cast, made, three):
    scoring = make_scoring(made)
    sheet = actions.add_sheet(
        scoring=scoring, label="osoba", sector="social", user=cast.member, actor=None
    )
    url = reverse("workshops:office_score", args=[sheet.pk, three[0].pk])
    assert client_of(cast.officer).get(url).status_code == 404


def test_a_recusal_takes_the_scores_away_and_is_counted(made, three):
    scoring = make_scoring(made)
    sheet = sheet_of(scoring)
    give(sheet, three[0], 5, 5)
    actions.recuse(scorer=sheet, proposal=three[0], reason="Jesteśmy liderem.", actor=None)
    row = told(scoring)["A"]
    assert (row.score, row.sheets, row.reasons) == (None, 0, ["Jesteśmy liderem."])
    assert row.place == ""
    with pytest.raises(actions.ScoringError):
        actions.recuse(scorer=sheet, proposal=three[1], reason=" ", actor=None)


def test_scores_need_an_open_scoring_and_a_shortlisted_proposal(made, three):
    scoring = make_scoring(made)
    sheet = sheet_of(scoring)
    with pytest.raises(actions.ScoringError):
        give(sheet, make_proposal(made, "Zwykła"), 3, 3)
    with pytest.raises(actions.ScoringError):
        give(sheet, three[0], 6, 3)
    actions.close_scoring(scoring=scoring, actor=None)
    with pytest.raises(actions.ScoringError):
        give(sheet, three[0], 3, 3)
    assert not Score.objects.exists()


def test_the_office_types_in_a_sheet_of_paper(cast, made, three):
    scoring = make_scoring(made)
    office = client_of(cast.officer)
    url = reverse("workshops:office_sheet_add", args=[made.pk])
    where = office.post(url, {"label": "karta 7", "sector": "social"}).url
    sheet = scoring.scorers.get()
    assert where == reverse("workshops:office_sheet", args=[sheet.pk])
    page = reverse("workshops:office_score", args=[sheet.pk, three[0].pk])
    first, second = scoring.criteria.all()
    gap = office.post(page, {f"criterion-{first.pk}": 4})
    assert gap.status_code == 200
    assert f"criterion-{second.pk}" in gap.context["form"].errors
    values = {f"criterion-{first.pk}": 4, f"criterion-{second.pk}": 2}
    assert office.post(page, values).status_code == 302
    assert office.get(page).context["form"].initial == values
    assert float(told(scoring)["A"].score) == 3.33


def test_a_partner_of_the_cycle_scores_once_for_its_sector(cast, made, three):
    cycles.join(cycle=made, partner=cast.partner, actor=None)
    scoring = make_scoring(made)
    member = client_of(cast.member)
    page = reverse("workshops:my_score", args=[made.pk, three[0].pk])
    values = {f"criterion-{c.pk}": 5 for c in scoring.criteria.all()}
    assert member.post(page, values).status_code == 302
    assert member.post(page, values).status_code == 302
    sheet = scoring.scorers.get()
    assert (sheet.user, sheet.sector, sheet.scores.count()) == (cast.member, "social", 2)
    assert client_of(cast.neighbour).get(page).status_code == 404
    assert member.get(reverse("workshops:my_scores", args=[made.pk])).status_code == 200


def test_the_result_is_public_once_the_scoring_is_closed(cast, made, three, client):
    scoring = make_scoring(made)
    give(sheet_of(scoring), three[0], 5, 5)
    url = reverse("workshops:choice", args=[made.pk])
    assert client.get(url).context["rows"] == []
    office = client_of(cast.officer)
    step = reverse("workshops:office_scoring_step", args=[made.pk])
    office.post(step, {"status": "closed"})
    page = client.get(url)
    assert len(page.context["rows"]) == 3
    assert "Kryterium 1" in page.content.decode()
    office.post(reverse("workshops:office_scoring_announce", args=[made.pk]))
    three[0].refresh_from_db()
    assert three[0].place == "1"
    assert Entry.objects.filter(verb="ranking announced").exists()


def test_a_scoring_opens_with_criteria_only(made):
    scoring = actions.of(made)
    with pytest.raises(actions.ScoringError):
        actions.open_scoring(scoring=scoring, actor=None)


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_of_scoring_costs_the_same_for_any_number(
    cast, made, count, django_assert_num_queries
):
    scoring = make_scoring(made)
    for number in range(count):
        proposal = make_proposal(made, f"Propozycja {number}", status="shortlisted")
        for _sheet in range(count):
            give(sheet_of(scoring), proposal, 3, 4)
    office = client_of(cast.officer)
    url = reverse("workshops:office_scoring", args=[made.pk])
    office.get(url)
    with django_assert_num_queries(10):
        office.get(url)
