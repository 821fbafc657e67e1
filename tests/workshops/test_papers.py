"""Ballots on paper: entered once, corrected or removed with a reason, as long as nothing rests on them."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from tests.conftest import client_of
from tests.workshops.choosing import make_proposal, make_vote, paper_of
from tests.workshops.factories import make_cycle, open_at, with_meeting
from workshops.actions import choice, cycle, papers, votes
from workshops.models import PaperCount
from workshops.pdf import protocol
from workshops.selectors import results

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(cast):
    made = make_cycle(cast.partnership, public=True)
    two = [make_proposal(made, f"Propozycja {n}", status="shortlisted") for n in "AB"]
    stage = open_at(made, "d")
    with_meeting(stage)
    return make_vote(made, two, each=2, status="open", stage=stage)


def points(vote):
    return [o.points for o in vote.options.order_by("pk")]


def form_of(vote, ballots, *given, **fields):
    keys = vote.options.order_by("pk").values_list("pk", flat=True)
    data = {"ballots": ballots, "counted_by": "komisja", "reason": "bez telefonu", **fields}
    return data | {f"for-{pk}": n for pk, n in zip(keys, given, strict=True)}


def page(name, pk):
    return reverse(f"workshops:{name}", args=[pk])


def test_a_count_that_is_posted_twice_counts_once(cast, vote):
    office, url = client_of(cast.officer), page("office_paper", vote.pk)
    token = office.get(url).content.decode().split('name="submission" value="')[1].split('"')[0]
    data = form_of(vote, 2, 3, 1, submission=token)
    assert office.post(url, data).status_code == office.post(url, data).status_code == 302
    assert results.ballots_in(vote)["paper"] == 2


def test_a_typo_is_corrected_with_a_reason_and_the_wrong_entry_stays(cast, vote):
    office, old = client_of(cast.officer), paper_of(vote, 21, 21, 3)
    url = page("office_paper_correct", old.pk)
    assert office.get(url).context["form"].initial["ballots"] == 21
    unsaid = office.post(url, form_of(vote, 12, 12, 3))
    assert unsaid.context["form"].errors["why"]
    data = form_of(vote, 12, 12, 3, why="Przestawione cyfry.")
    assert office.post(url, data).url == page("office_vote", vote.pk)
    counts = results.ballots_in(vote)
    assert (counts["paper"], [c.ballots for c in counts["ended"]]) == (12, [21])
    entry = Entry.objects.get(verb="paper ballots corrected")
    assert (entry.before["ballots"], entry.after["ballots"]) == (21, 12)
    assert entry.reason == "Przestawione cyfry."
    again = office.post(url, data)
    assert "w międzyczasie" in again.content.decode()
    vote.refresh_from_db()
    votes.close(vote=vote, actor=None)
    assert points(vote) == [12, 3]
    for reader, where in [
        (office, page("office_vote", vote.pk)),
        (Client(), vote.get_absolute_url()),
    ]:
        text = reader.get(where).content.decode()
        assert "Przestawione cyfry." in text


def test_the_journal_of_a_correction_hides_the_votes_while_the_vote_is_open(vote):
    new = PaperCount(ballots=5, counted_by="komisja", reason="bez telefonu", marks={})
    old = paper_of(vote, 5, 5, 1)
    new.marks = dict(old.marks)
    papers.correct(old=old, new=new, why="Próba.", actor=None)
    for entry in Entry.objects.filter(verb__startswith="paper ballots"):
        assert set(entry.after) == {"ballots", "counted_by"}


def test_a_count_of_another_vote_is_removed_with_a_reason_in_the_protocol(cast, vote):
    office = client_of(cast.officer)
    kept, wrong = paper_of(vote, 2, 2, 1), paper_of(vote, 9, 9, 9)
    url = page("office_paper_remove", wrong.pk)
    assert "9" in office.get(url).content.decode()
    assert office.post(url, {"reason": " "}).context["form"].errors["reason"]
    assert office.post(url, {"reason": "Karty z innego głosowania."}).status_code == 302
    assert list(vote.paper_counts.counting()) == [kept]
    vote.refresh_from_db()
    votes.close(vote=vote, actor=None)
    assert points(vote) == [2, 1]
    lines = protocol.vote_table(vote)["lines"]
    assert any("Karty z innego głosowania." in line for line in lines)


def test_after_closing_a_correction_reckons_the_result_anew(cast, vote):
    old = paper_of(vote, 3, 1, 2)
    vote.refresh_from_db()
    votes.close(vote=vote, actor=None)
    assert [o.place for o in vote.options.order_by("pk")] == ["2", "1"]
    data = form_of(vote, 3, 2, 1, why="Zamienione wiersze.")
    client_of(cast.officer).post(page("office_paper_correct", old.pk), data)
    assert points(vote) == [2, 1]
    assert [o.place for o in vote.options.order_by("pk")] == ["1", "2"]
    entry = Entry.objects.get(verb="paper ballots corrected")
    assert (entry.before["Propozycja A"], entry.after["Propozycja A"]) == (1, 2)


@pytest.mark.parametrize("settled", ["announced", "chosen", "kept"])
def test_a_settled_result_is_not_corrected_any_more(cast, vote, settled):
    count = paper_of(vote, 3, 1, 2)
    vote.refresh_from_db()
    votes.close(vote=vote, actor=None)
    if settled == "announced":
        votes.announce(vote=vote, actor=None)
    elif settled == "chosen":
        choice.decide(
            proposals=[vote.proposals.first()], status="chosen", reason="Próba.", actor=None
        )
    else:
        cycle.close_stage(stage=vote.stage, summary="Wynik.", actor=None)
    with pytest.raises(papers.SettledError):
        papers.remove(count=count, why="Za późno.", actor=None)
    office = client_of(cast.officer)
    answer = office.post(page("office_paper_remove", count.pk), {"reason": "Za późno."})
    assert "Wynik jest rozstrzygnięty" in answer.content.decode()
    assert (
        page("office_paper_remove", count.pk)
        not in office.get(page("office_vote", vote.pk)).content.decode()
    )
    assert points(vote) == [1, 2]


def test_no_count_ends_without_a_reason(vote):
    count = paper_of(vote)
    with pytest.raises(papers.WhyError):
        papers.remove(count=count, why=" ", actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperCount.objects.filter(pk=count.pk).update(ended_at=vote.created_at)
