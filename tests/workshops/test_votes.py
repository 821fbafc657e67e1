"""Secret ballots: one for each code, hidden until closed, told in words."""

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from tests.conftest import client_of
from tests.crowd import at_once, crowded
from tests.workshops.choosing import ballot_of, codes_of, make_proposal, make_vote
from tests.workshops.factories import make_cycle
from workshops.actions import papers
from workshops.actions import votes as actions
from workshops.models import Ballot, Option, PaperCount, Vote, VotingCode
from workshops.rules import codes

pytestmark = pytest.mark.django_db
CROWD, HANDS = 100, 10


@pytest.fixture
def three(cast):
    """Three shortlisted proposals of a published cycle."""
    cycle = make_cycle(cast.partnership, public=True)
    return [make_proposal(cycle, f"Propozycja {n}", status="shortlisted") for n in "ABC"]


def path_of(code):
    return reverse("workshops:ballot", args=[code])


def cast_by_page(code, **marks):
    return Client().post(path_of(code), marks)


def result_of(vote):
    return {o.proposal.title[-1]: (o.points, o.place) for o in vote.options.all()}


@crowded
def test_a_hundred_codes_at_once_give_a_hundred_ballots(cast, three):
    vote = make_vote(three[0].cycle, three, status="open")
    slips = codes_of(vote, CROWD)
    first, second, third = vote.options.order_by("pk")

    def work(item):
        number, code = item
        return cast_by_page(
            code, **{f"option-{first.pk}": 1, f"option-{(second, third)[number % 2].pk}": 2}
        ).status_code

    assert at_once(work, enumerate(slips), HANDS) == [302] * CROWD
    assert vote.codes.filter(used=True).count() == vote.ballots.count() == CROWD
    actions.close(vote=vote, actor=cast.officer)
    assert result_of(vote) == {"A": (100, "1"), "B": (100, "1"), "C": (100, "1")}


@crowded
def test_one_code_sent_many_times_at_once_is_one_ballot(three):
    vote = make_vote(three[0].cycle, three, status="open")
    (code,) = codes_of(vote, 1)
    option = vote.options.first()

    def work(_n):
        return cast_by_page(code, **{f"option-{option.pk}": 3}).status_code

    answers = at_once(work, range(HANDS), HANDS)
    assert answers.count(302) == 1
    assert set(answers) <= {302, 409, 200}
    assert vote.ballots.count() == 1


@crowded
def test_no_ballot_slips_in_while_the_vote_is_closed(cast, three):
    vote = make_vote(three[0].cycle, three, status="open")
    slips = codes_of(vote, 40)
    option = vote.options.order_by("pk").first()

    def work(item):
        if item == "close":
            actions.close(vote=Vote.objects.get(pk=vote.pk), actor=cast.officer)
            return "closed"
        return cast_by_page(item, **{f"option-{option.pk}": 1}).status_code

    answers = at_once(work, [*slips[:20], "close", *slips[20:]], HANDS)
    vote.refresh_from_db()
    counted = Option.objects.get(pk=option.pk).points
    assert counted == vote.cast == vote.ballots.count() == answers.count(302)
    assert vote.codes.filter(used=True).count() == vote.cast


def test_nothing_ties_a_ballot_to_its_code(three):
    vote = make_vote(three[0].cycle, three, status="open")
    ballot_of(vote, 3, None, None)
    columns = {f.name for f in Ballot._meta.get_fields()}
    assert columns == {"id", "vote", "marks"}
    assert {f.name for f in VotingCode._meta.get_fields()} == {"id", "vote", "digest", "used"}
    about = [f"workshops.{name}:" for name in ("ballot", "votingcode")]
    assert not any(e.about.startswith(tuple(about)) for e in Entry.objects.all())
    before = set(vote.ballots.values_list("pk", flat=True))
    actions.close(vote=vote, actor=None)
    assert before.isdisjoint(vote.ballots.values_list("pk", flat=True))


def test_codes_are_kept_as_hashes_only(three):
    vote = make_vote(three[0].cycle, three)
    (slip,) = codes_of(vote, 1)
    kept = VotingCode.objects.get()
    assert codes.plain(slip) not in kept.digest.upper()
    assert actions.find(slip.lower().replace("-", " ")) == kept


def test_the_result_is_hidden_from_everybody_until_it_is_closed(cast, three):
    vote = make_vote(three[0].cycle, three, status="open")
    ballot_of(vote, 3, None, None)
    ballot_of(vote, 2, 1, None)
    count = PaperCount(vote=vote, ballots=7, counted_by="komisja", reason="bez telefonu")
    count.marks = {
        str(pk): [n, 0]
        for pk, n in zip(
            vote.options.order_by("pk").values_list("pk", flat=True), (17, 3, 1), strict=True
        )
    }
    papers.add(count=count, actor=cast.officer)
    assert not Option.objects.exclude(points=None, against=None, place="").exists()
    pages = [
        vote.get_absolute_url(),
        reverse("workshops:choice", args=[vote.cycle_id]),
        *(p.get_absolute_url() for p in three),
        reverse("workshops:office_vote", args=[vote.pk]),
        reverse("workshops:office_proposals", args=[vote.cycle_id]),
        reverse("workshops:office_proposal", args=[three[0].pk]),
    ]
    roles = [None, cast.member, cast.admin, cast.officer, cast.coordinator, cast.auditor]
    for page in pages:
        for role in roles:
            response = client_of(role).get(page)
            if response.status_code == 200:
                options = response.context.get("options") or []
                assert all(o.points is None and o.place == "" for o in options)
                assert "17" not in _words(response)
    vote.refresh_from_db()
    actions.close(vote=vote, actor=cast.officer)
    for page in (vote.get_absolute_url(), reverse("workshops:office_vote", args=[vote.pk])):
        text = _words(client_of(cast.officer).get(page))
        assert "22" in text  # 3 + 2 with a code, 17 on paper
    assert result_of(vote) == {"A": (22, "1"), "B": (4, "2"), "C": (1, "3")}


def _words(response):
    """The words of a page's result tables, without addresses and keys."""
    text = response.content.decode()
    return " ".join(part.split("<")[0] for part in text.split("<td")[1:])


@pytest.mark.parametrize(
    ("stage", "words", "status"),
    [
        ("wrong", "Nikt nie wydał tego kodu", 404),
        ("draft", "jeszcze się nie zaczęło", 200),
        ("used", "oddano głos", 200),
        ("closed", "jest zamknięte", 200),
    ],
)
def test_a_code_that_cannot_vote_says_so(client, three, stage, words, status):
    vote = make_vote(three[0].cycle, three, status="draft" if stage == "draft" else "open")
    (code,) = codes_of(vote, 1)
    if stage == "used":
        cast_by_page(code, **{f"option-{vote.options.first().pk}": 1})
    if stage == "closed":
        actions.close(vote=vote, actor=None)
    response = client.get(path_of("ZZZZ-ZZZZ-ZZZZ" if stage == "wrong" else code))
    assert response.status_code == status
    assert words in response.content.decode()
    posted = client.post(path_of("ZZZZ-ZZZZ-ZZZZ" if stage == "wrong" else code), {"x": 1})
    assert posted.status_code == status
    assert vote.ballots.count() == (1 if stage == "used" else 0)


def test_a_ballot_needs_no_sign_in_and_leaves_no_cookie(client, three):
    vote = make_vote(three[0].cycle, three, status="open")
    (code,) = codes_of(vote, 1)
    response = client.get(path_of(code))
    assert response.status_code == 200
    assert not response.cookies
    assert response["Referrer-Policy"] == "strict-origin"
    assert not vote.codes.filter(used=True).exists()
    typed = client.post(reverse("workshops:ballot_code"), {"code": code.lower()})
    assert typed.url == path_of(code)
    assert not typed.cookies


@pytest.mark.parametrize(
    ("kind", "each", "marks"),
    [
        ("dots", 3, [2, 2, None]),
        ("dots", 3, [None, None, None]),
        ("ranked", 2, [1, 1, None]),
        ("ranked", 2, [2, None, None]),
        ("yes_no", 1, [None, None, None]),
    ],
)
def test_a_wrong_ballot_is_not_cast_and_says_why(three, kind, each, marks):
    vote = make_vote(three[0].cycle, three, kind=kind, each=each, status="open")
    (code,) = codes_of(vote, 1)
    keys = list(vote.options.order_by("pk").values_list("pk", flat=True))
    if kind == "ranked":
        data = {f"place-{m}": pk for pk, m in zip(keys, marks, strict=True) if m}
        if marks == [1, 1, None]:
            data = {"place-1": keys[0], "place-2": keys[0]}
    else:
        data = {f"option-{pk}": m for pk, m in zip(keys, marks, strict=True) if m is not None}
    response = cast_by_page(code, **data)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert vote.ballots.count() == 0
    given = {pk: m for pk, m in zip(keys, marks, strict=True) if m is not None}
    with pytest.raises(actions.BallotError):
        actions.cast(code=vote.codes.get(), marks=given)
    assert not vote.codes.get().used


def test_a_ranking_by_page_is_counted(three):
    vote = make_vote(three[0].cycle, three, kind="ranked", each=2, status="open")
    a, b, c = vote.options.order_by("pk").values_list("pk", flat=True)
    for code, (one, two) in zip(codes_of(vote, 3), [(a, b), (b, a), (c, a)], strict=True):
        assert cast_by_page(code, **{"place-1": one, "place-2": two}).status_code == 302
    actions.close(vote=vote, actor=None)
    assert result_of(vote) == {"A": (4, "1"), "B": (3, "2"), "C": (2, "3")}


def test_yes_or_no_by_page_is_counted_with_shared_places(three):
    vote = make_vote(three[0].cycle, three, kind="yes_no", status="open", ties="letters")
    a, b, c = vote.options.order_by("pk").values_list("pk", flat=True)
    for code, answers in zip(codes_of(vote, 2), [(1, 1, 0), (1, 1, None)], strict=True):
        given = zip((a, b, c), answers, strict=True)
        data = {f"option-{pk}": m for pk, m in given if m is not None}
        assert cast_by_page(code, **data).status_code == 302
    actions.close(vote=vote, actor=None)
    assert result_of(vote) == {"A": (2, "1a"), "B": (2, "1b"), "C": (0, "2")}
    assert vote.options.get(pk=c).against == 1


def test_fifteen_proposals_can_be_voted_on(cast):
    """As in Legionowo in 2018."""
    cycle = make_cycle(cast.partnership)
    many = [make_proposal(cycle, f"Propozycja {n:02}") for n in range(15)]
    vote = make_vote(cycle, many, each=5, status="open")
    ballot_of(vote, *[1 if n < 5 else None for n in range(15)])
    actions.close(vote=vote, actor=None)
    places = [o.place for o in vote.options.order_by("pk")]
    assert places == ["1"] * 5 + ["2"] * 10


def test_paper_adds_to_the_result_and_more_votes_than_ballots_are_refused(cast, three):
    vote = make_vote(three[0].cycle, three, each=2, status="open")
    keys = list(vote.options.order_by("pk").values_list("pk", flat=True))
    office = client_of(cast.officer)
    url = reverse("workshops:office_paper", args=[vote.pk])
    data = {"ballots": 2, "counted_by": "dwie urzędniczki", "reason": "brak telefonu"}
    data |= {f"for-{pk}": n for pk, n in zip(keys, (3, 2, 0), strict=True)}
    response = office.post(url, data)
    assert response.status_code == 200
    assert "więcej głosów" in response.content.decode()
    assert office.post(url, {**data, f"for-{keys[0]}": 2}).status_code == 302
    assert Entry.objects.get(verb="paper ballots entered").after["ballots"] == 2
    vote.refresh_from_db()
    actions.close(vote=vote, actor=cast.officer)
    assert result_of(vote) == {"A": (2, "1"), "B": (2, "1"), "C": (0, "2")}
    assert "dwie urzędniczki" in Client().get(vote.get_absolute_url()).content.decode()


def test_an_open_vote_stands_still(cast, three):
    vote = make_vote(three[0].cycle, three, status="open")
    with pytest.raises(actions.VoteError):
        actions.prepare(vote=vote, proposals=three[:1], actor=cast.officer)
    assert vote.options.count() == 3


def test_a_vote_asks_for_something_to_choose_between(three):
    vote = make_vote(three[0].cycle, three[:1])
    with pytest.raises(actions.VoteError):
        actions.open_vote(vote=vote, actor=None)


def test_a_ballot_from_elsewhere_keeps_the_vote_from_closing(three):
    vote = make_vote(three[0].cycle, three, status="open")
    Ballot.objects.create(vote=vote, marks={})
    with pytest.raises(actions.MismatchError):
        actions.close(vote=vote, actor=None)
    vote.refresh_from_db()
    assert vote.is_open


def test_the_office_makes_codes_and_takes_the_unused_away(cast, three):
    vote = make_vote(three[0].cycle, three, status="open")
    office = client_of(cast.officer)
    url = reverse("workshops:office_codes", args=[vote.pk])
    page = office.post(url, {"number": 3, "there": 0}, follow=True)
    assert page.context["counts"]["codes"] == vote.codes.count() == 3
    ballot_of(vote, 1, None, None)
    office.post(reverse("workshops:office_codes_void", args=[vote.pk]))
    assert vote.codes.count() == vote.codes.filter(used=True).count() == 1


def test_the_whole_vote_runs_through_the_office_pages(cast, three):
    cycle, office = three[0].cycle, client_of(cast.officer)
    url = reverse("workshops:office_vote_add", args=[cycle.pk])
    assert set(office.get(url).context["form"].initial["proposals"]) == set(three)
    data = {
        "title": "Wybór",
        "kind": "dots",
        "each": 3,
        "ties": "shared",
        "proposals": [p.pk for p in three],
        "submission": "5f0c1f6e-5b0a-4b52-9b0b-5a1f8f3d9c11",
    }
    office.post(url, data)
    office.post(url, data)
    vote = cycle.votes.get()
    step = reverse("workshops:office_vote_step", args=[vote.pk])
    assert office.get(step).status_code == 200
    office.post(step)
    ballot_of(vote, None, 3, None)
    office.post(step)
    vote.refresh_from_db()
    assert vote.is_closed
    office.post(reverse("workshops:office_vote_announce", args=[vote.pk]))
    assert {p.title[-1]: p.place for p in cycle.proposals.all()} == {"A": "2", "B": "1", "C": "2"}


@pytest.mark.parametrize("count", [2, 5])
def test_pages_of_a_vote_cost_the_same_for_any_number(cast, count, django_assert_num_queries):
    cycle = make_cycle(cast.partnership, public=True)
    many = [make_proposal(cycle, f"Propozycja {n}") for n in range(count)]
    vote = make_vote(cycle, many, status="open")
    slips = codes_of(vote, count)
    with django_assert_num_queries(2):
        Client().get(path_of(slips[0]))
    actions.close(vote=vote, actor=None)
    with django_assert_num_queries(5):
        Client().get(vote.get_absolute_url())
