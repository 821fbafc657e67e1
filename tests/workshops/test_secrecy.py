"""What the database's own notes tell of a ballot before the vote is closed: not whose it is."""

import contextlib

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.crowd import crowded
from tests.workshops.choosing import codes_of, make_proposal, make_vote
from tests.workshops.factories import make_cycle
from workshops.actions import votes as actions
from workshops.models import Ballot, Vote, VotingCode
from workshops.rules import codes

pytestmark = pytest.mark.django_db
VOTERS = 24


@pytest.fixture
def vote(cast):
    made = make_cycle(cast.partnership, public=True)
    two = [make_proposal(made, f"Propozycja {n}") for n in "AB"]
    return make_vote(made, two, each=20, status="open")


def vote_one_by_one(vote):
    """Ballots cast in one order: each gives one dot more. Returns the digests in that order."""
    option, other = vote.options.order_by("pk")
    slips = codes_of(vote, VOTERS)
    for number, slip in enumerate(slips):
        marks = {f"option-{option.pk}": number % 20 + 1}
        if number >= 20:
            marks = {f"option-{other.pk}": number % 20 + 1}
        assert Client().post(reverse("workshops:ballot", args=[slip]), marks).status_code == 302
    return [codes.digest(slip) for slip in slips]


def notes(sql, vote):
    with connection.cursor() as cursor:
        cursor.execute(sql, [vote.pk])
        return cursor.fetchall()


@crowded
def test_neither_xmin_nor_xmax_nor_place_joins_a_code_and_its_ballot(vote):
    vote_one_by_one(vote)
    used = notes("SELECT xmin, xmax FROM workshops_votingcode WHERE vote_id = %s AND used", vote)
    boxed = notes("SELECT xmin FROM workshops_ballot WHERE vote_id = %s", vote)
    assert len(used) == len(boxed) == VOTERS
    # All ballots bear the number of one transaction, so no code is nearer to one of them.
    assert len({xmin for (xmin,) in boxed}) == 1
    assert len({xmin for xmin, _xmax in used}) == VOTERS


@crowded
def test_the_ballots_do_not_lie_in_the_order_in_which_they_were_cast(vote):
    vote_one_by_one(vote)
    lying = notes("SELECT marks FROM workshops_ballot WHERE vote_id = %s ORDER BY ctid", vote)
    by_key = notes("SELECT marks FROM workshops_ballot WHERE vote_id = %s ORDER BY id", vote)
    cast = sorted(str(marks) for (marks,) in lying)
    # One order in 24! is the one of casting; a test that fails once in 10^23 runs is good enough.
    in_order = [f'{{"{pk}": {dots}}}' for pk, dots in _cast_order(vote)]
    assert sorted(in_order) == cast
    assert [str(marks) for (marks,) in lying] != in_order
    assert [str(marks) for (marks,) in by_key] != in_order


def _cast_order(vote):
    option, other = vote.options.order_by("pk").values_list("pk", flat=True)
    return [(option if n < 20 else other, n % 20 + 1) for n in range(VOTERS)]


@crowded
def test_the_codes_do_not_lie_in_the_order_of_the_slips(vote):
    batch = actions.make_codes(vote=vote, number=VOTERS, actor=None)
    rows = list(VotingCode.objects.order_by("pk").values_list("digest", flat=True))
    assert rows == sorted(rows)
    assert rows != [codes.digest(code) for code in codes.derived(batch.seed, VOTERS)]


@crowded
def test_a_death_in_between_loses_no_ballot_and_counts_none_twice(vote, monkeypatch):
    """The connection dies after the box was emptied: the code is unused, the box as before."""
    first, second = codes_of(vote, 2)
    option = vote.options.order_by("pk").first()
    url = reverse("workshops:ballot", args=[second])
    assert (
        Client()
        .post(reverse("workshops:ballot", args=[first]), {f"option-{option.pk}": 7})
        .status_code
        == 302
    )
    before = list(Ballot.objects.values_list("marks", flat=True))

    def die(*_args, **_kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patched:
        patched.setattr(Ballot.objects, "bulk_create", die)
        with contextlib.suppress(Exception):
            actions.cast(
                code=VotingCode.objects.get(digest=codes.digest(second)), marks={option.pk: 3}
            )
    connection.close()
    assert list(Ballot.objects.values_list("marks", flat=True)) == before
    assert not VotingCode.objects.get(digest=codes.digest(second)).used
    assert Client().post(url, {f"option-{option.pk}": 3}).status_code == 302
    actions.close(vote=Vote.objects.get(pk=vote.pk), actor=None)
    assert vote.options.get(pk=option.pk).points == 10


def test_the_ballot_leaves_no_note_of_the_form_that_was_sent(vote):
    (slip,) = codes_of(vote, 1)
    text = Client().get(reverse("workshops:ballot", args=[slip])).content.decode()
    assert 'name="submission"' not in text
    assert "Co pozostaje" in text


def test_a_refused_ballot_leaves_the_box_as_it_was(vote):
    first, second = codes_of(vote, 2)
    option = vote.options.first()
    code = actions.find(first)
    actions.cast(code=code, marks={option.pk: 1})
    keys = set(vote.ballots.values_list("pk", flat=True))
    for again, marks in [(code, {option.pk: 1}), (actions.find(second), {option.pk: 99})]:
        with pytest.raises(actions.VoteError), transaction.atomic():
            actions.cast(code=again, marks=marks)
    assert set(vote.ballots.values_list("pk", flat=True)) == keys
    assert vote.codes.filter(used=True).count() == 1
