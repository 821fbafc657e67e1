"""Voting codes: made once, printed as often as needed, more of them only on purpose."""

import pytest
from django.urls import reverse

from documents import pdf
from journal.models import Entry
from tests.conftest import client_of
from tests.workshops.choosing import ballot_of, make_proposal, make_vote
from tests.workshops.factories import make_cycle
from workshops.actions import votes as actions
from workshops.models import VotingCode
from workshops.rules import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(cast):
    made = make_cycle(cast.partnership)
    return make_vote(made, [make_proposal(made, f"Propozycja {n}") for n in "AB"])


def page(vote):
    return reverse("workshops:office_codes", args=[vote.pk])


@pytest.fixture
def printed(monkeypatch):
    """The codes of a batch as the office downloads them."""

    def download(office, batch):
        sheets, make = [], pdf.make
        with monkeypatch.context() as patched:
            patched.setattr(
                pdf,
                "make",
                lambda name, data, *rest: sheets.append(data) or make(name, data, *rest),
            )
            response = office.get(reverse("workshops:office_codes_sheet", args=[batch.pk]))
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
        return {slip["code"] for slip in sheets[0]["slips"]}

    return download


def test_making_codes_leads_to_a_page_that_shows_them_and_prints_the_same_each_time(
    cast, vote, printed
):
    office = client_of(cast.officer)
    answer = office.post(page(vote), {"number": 3, "there": 0}, follow=True)
    text = answer.content.decode()
    assert (answer.context["counts"]["codes"], vote.codes.count()) == (3, 3)
    assert "3 kody" in text
    assert str(cast.officer) in text
    (batch,) = vote.batches.all()
    first, second = printed(office, batch), printed(office, batch)
    assert first == second
    assert {codes.digest(code) for code in first} == set(
        vote.codes.values_list("digest", flat=True)
    )
    assert vote.codes.count() == 3
    assert Entry.objects.filter(verb="voting codes printed").count() == 2


def test_a_second_press_or_a_second_tab_makes_no_further_codes(cast, vote):
    office = client_of(cast.officer)
    for _press in range(2):
        answer = office.post(page(vote), {"number": 3, "there": 0}, follow=True)
    assert vote.codes.count() == 3
    assert "W międzyczasie utworzono kody: jest ich teraz 3." in answer.content.decode()
    office.post(page(vote), {"number": 2, "there": 3})
    assert vote.codes.count() == 5


def test_who_only_reads_gets_no_codes(cast, vote):
    batch = actions.make_codes(vote=vote, number=1, actor=None)
    auditor = client_of(cast.auditor)
    assert auditor.get(page(vote)).status_code == 200
    assert auditor.get(reverse("workshops:office_codes_sheet", args=[batch.pk])).status_code == 403


@pytest.mark.parametrize("over", ["voided", "closed"])
def test_a_sheet_is_printed_until_its_codes_are_over(cast, vote, over):
    batch = actions.make_codes(vote=vote, number=2, actor=None)
    actions.open_vote(vote=vote, actor=None)
    ballot_of(vote, 1, None)
    if over == "voided":
        actions.void_codes(vote=vote, actor=None)
    else:
        actions.close(vote=vote, actor=None)
    url = reverse("workshops:office_codes_sheet", args=[batch.pk])
    answer = client_of(cast.officer).get(url, follow=True)
    assert "nie można już wydrukować" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.seed == ""


def test_the_database_alone_tells_no_code(vote, settings):
    batch = actions.make_codes(vote=vote, number=4, actor=None)
    made = codes.derived(batch.seed, 4)
    kept = list(VotingCode.objects.values_list("digest", flat=True))
    assert kept == sorted(kept)
    settings.SECRET_KEY = "the key of another installation"
    assert set(codes.derived(batch.seed, 4)).isdisjoint(made)
    with pytest.raises(actions.VoteError):
        actions.print_codes(batch=batch, actor=None)
