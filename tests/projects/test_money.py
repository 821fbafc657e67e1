"""The funding mix against samples reckoned by hand."""

from decimal import Decimal

import pytest

from projects import actions
from projects.models import FundingLine
from projects.rules.money import mix
from tests.projects.factories import ProjectFactory

D = Decimal


def line(source="private", amount=None, share=None, **kwargs):
    return FundingLine(
        source=source, amount=amount and D(amount), share_percent=share and D(share), **kwargs
    )


def test_amounts_become_shares_of_the_total_and_the_gap_is_what_is_left():
    # 120 000 + 30 000 of 200 000: 60 % and 15 %, 50 000 are missing.
    result = mix(D(200000), [line("eu", "120000"), line("private", "30000")])
    assert [s.percent for s in result.slices] == [D("60.0"), D("15.0")]
    assert (result.known, result.gap, result.surplus) == (D(150000), D(50000), D(0))
    assert result.unknown_percent == D("25.0")


def test_more_money_than_the_total_is_a_surplus_and_no_gap():
    result = mix(D(100), [line("eu", "90"), line("county", "20")])
    assert (result.gap, result.surplus) == (D(0), D(10))


def test_a_share_of_a_known_total_becomes_an_amount():
    # 12,5 % of 80 000 is 10 000.
    assert mix(D(80000), [line(share="12.5")]).slices[0].amount == D("10000.00")


def test_seventy_percent_private_without_amounts_leaves_thirty_unknown():
    # Lwówek Śląski: only "70 % private" is known.
    result = mix(None, [line(share="70")])
    assert (result.percent, result.unknown_percent, result.gap) == (D(70), D(30), D(0))
    assert [(amount, share) for _label, amount, share in result.rows] == [
        (None, D(70)),
        (None, D(30)),
    ]


def test_without_a_total_the_amounts_share_their_sum():
    # 1 of 3 is 33,3 %, 2 of 3 is 66,7 %: rounded half up to a tenth.
    assert [s.percent for s in mix(None, [line(amount="1"), line(amount="2")]).slices] == [
        D("33.3"),
        D("66.7"),
    ]


def test_three_thirds_leave_nothing_unknown():
    # 33,3 % three times is 99,9 %, and yet nothing is missing.
    result = mix(D(300), [line(amount="100"), line("eu", "100"), line("owes", "100")])
    assert (result.unknown_percent, result.gap, len(result.rows)) == (D(0), D(0), 3)


def test_a_line_without_amount_and_share_is_unknown():
    result = mix(None, [line()])
    assert (result.slices[0].percent, result.percent) == (None, D(0))


@pytest.mark.django_db
def test_shares_above_the_whole_are_refused_and_nothing_is_stored():
    project = ProjectFactory()
    rows = [
        FundingLine(project=project, source="eu", share_percent=D("60")),
        FundingLine(project=project, source="private", share_percent=D("40.01")),
    ]
    with pytest.raises(actions.MixError):
        actions.change_rows(project=project, version=1, kept=rows, gone=[], actor=None)
    assert not project.funding.exists()
    project.refresh_from_db()
    assert project.version == 1


@pytest.mark.django_db
def test_shares_of_exactly_the_whole_are_fine():
    project = ProjectFactory()
    rows = [
        FundingLine(project=project, source="eu", share_percent=D("60")),
        FundingLine(project=project, source="private", share_percent=D("40")),
    ]
    actions.change_rows(project=project, version=1, kept=rows, gone=[], actor=None)
    assert project.funding.count() == 2


def test_a_source_without_a_number_is_shown_with_dashes(cast, client):
    project = ProjectFactory(partnership=cast.partnership, public=True, total_cost=D(1250000))
    project.funding.create(source="private", status="planned")
    page = client.get(project.get_absolute_url()).content.decode()
    assert "1 250 000" in page.replace("\xa0", " ")
    assert "None" not in page
