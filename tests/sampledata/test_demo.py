"""The demo county, built through the real actions."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from agreements.models import Agreement, Signature
from sampledata import demo
from sampledata.demo import accounts, facts
from tests.conftest import client_of
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db):
    return demo.build()


def test_building_it_twice_changes_nothing(county):
    assert demo.build() is None
    assert Agreement.objects.filter(partnership=county).count() == 5


def test_the_ten_signatories_of_2018_stand_as_the_source_names_them(county, client):
    agreement = Agreement.objects.get(title=facts.AGREEMENT_2018["title"])
    signed = Signature.objects.filter(signatory__party__agreement=agreement)
    assert {signature.on for signature in signed} == {facts.AGREEMENT_2018["signed_on"]}
    page = client.get(agreement.get_absolute_url()).content.decode()
    for body, function, first_name, last_name in facts.SIGNATORIES_2018:
        for words in (body, function, f"{first_name} {last_name}"):
            assert words in page


def test_every_figure_of_the_first_page_equals_the_list_behind_it(county, client):
    figures = client.get(reverse("home")).context["figures"]
    assert [figure.count for figure in figures][:6] == [24, 3, 8, 7, 9, 3]
    for figure in figures:
        context = client.get(figure.url).context
        if "jobs=created" in figure.url:
            assert [number for _label, number in context["found"].job_sums] == [figure.count]
        else:
            assert context["page"].paginator.count == figure.count


def test_what_waits_for_the_office_equals_the_lists_behind_it(county):
    office = client_of(User.objects.get(email=accounts.OFFICE.email))
    waiting = office.get(reverse("office")).context["waiting"]
    figures = [figure for _title, app in waiting for figure in app]
    assert len(figures) >= 3
    for figure in figures:
        assert office.get(figure.url).context["page"].paginator.count == figure.count


def test_it_keeps_away_from_a_real_partnership_whatever_that_is_called():
    PartnershipFactory(slug="nowodworski")
    with pytest.raises(CommandError, match="real partnership"):
        call_command("demo")
    assert not User.objects.exists()


def test_its_journal_holds(county, capsys):
    call_command("journal", "verify")


def test_its_accounts_are_told_with_the_code_of_the_moment(county, capsys):
    call_command("demo", "--accounts")
    told = capsys.readouterr().out
    for account in accounts.ALL:
        assert account.email in told
    assert accounts.code() in told
