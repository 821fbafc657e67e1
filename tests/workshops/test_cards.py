"""Cards are typed once, merged without losing the originals, and answer each other."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import WrongStepError
from tests.workshops.factories import close_now, make_cycle, open_at, run_to, stage_of, write
from workshops.actions import cards as actions
from workshops.errors import HeadError, LinkError, MergeError, StageShutError
from workshops.models import Card, Link
from workshops.selectors.boards import boards, lay

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_cycle()


@pytest.fixture
def stage(made):
    return run_to(made, "opening")


def three(stage):
    return [write(stage, "problem", f"Karta próbna {n}") for n in range(3)]


def test_the_same_form_twice_is_one_card(stage):
    once = uuid.uuid4()
    first, second = (write(stage, "asset", once=once) for _n in range(2))
    assert first.pk == second.pk
    assert stage.cards.count() == 1


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("staff", "accepted"),
        ("resident", "accepted"),
        ("phone", "waiting"),
        ("partner", "waiting"),
    ],
)
def test_what_comes_from_outside_waits_for_the_recorder(stage, source, status):
    assert write(stage, "asset", source=source).status == status


def test_the_board_of_a_stage_that_is_not_open_stands_still(made, stage):
    card = write(stage, "asset")
    close_now(stage)
    for refused in (
        lambda: write(stage, "asset"),
        lambda: actions.change(card=card, fields={"text": "Inaczej"}, actor=None),
        lambda: actions.judge(card=card, accept=False, actor=None),
        lambda: actions.move(cards=[card], group=None, actor=None),
        lambda: write(stage_of(made, "a"), "need"),
    ):
        with pytest.raises(StageShutError):
            refused()


def test_a_group_of_another_stage_is_refused(made, stage):
    with pytest.raises(StageShutError):
        write(stage, "asset", group=stage_of(made, "a").groups.first())


def test_merging_into_a_new_card_keeps_every_original(stage):
    first, second, third = three(stage)
    head = actions.merge(cards=[first, second], text="Brak dojazdu do pracy", actor=None)
    laid = lay(stage.cards.accepted())
    assert [one.card for one in laid] == [head, third]
    assert {one.card.text for one in laid[0].originals} == {"Karta próbna 0", "Karta próbna 1"}
    assert sum(one.weight for one in laid) == 3


def test_splitting_gives_every_original_back_and_sets_the_empty_head_aside(stage):
    first, second, third = three(stage)
    head = actions.merge(cards=[first, second], text="Razem", actor=None)
    actions.split(card=first, actor=None)
    head.refresh_from_db()
    assert head.status == "accepted"
    actions.split(card=second, actor=None)
    head.refresh_from_db()
    assert head.status == "aside"
    assert {one.card for one in lay(stage.cards.accepted())} == {first, second, third}


def test_a_chosen_head_stays_an_original_when_it_is_left_alone(stage):
    first, second, _third = three(stage)
    assert actions.merge(cards=[first, second], head=first, actor=None) == first
    actions.split(card=second, actor=None)
    first.refresh_from_db()
    assert first.status == "accepted"


def test_merged_heads_merge_again_and_come_apart_in_the_same_order(stage):
    first, second, third = three(stage)
    inner = actions.merge(cards=[first, second], text="Wewnątrz", actor=None)
    outer = actions.merge(cards=[inner, third], text="Na zewnątrz", actor=None)
    (laid,) = lay(stage.cards.accepted())
    assert (laid.card, laid.weight) == (outer, 3)
    actions.split(card=inner, actor=None)
    again = {one.card: one.weight for one in lay(stage.cards.accepted())}
    assert again == {inner: 2, outer: 1}


def test_what_cannot_be_merged_is_refused(made, stage):
    first, second, third = three(stage)
    actions.merge(cards=[first, second], head=first, actor=None)
    elsewhere = write(open_at(made, "a"), "need")
    waiting = write(stage, "asset", source="phone")
    for cards, head, text in [
        ([second, third], None, "Karta za kartą"),
        ([third], None, "Jedna karta"),
        ([first, third], None, "   "),
        ([third, elsewhere], None, "Dwie tablice"),
        ([third, waiting], third, ""),
    ]:
        with pytest.raises(MergeError):
            actions.merge(cards=cards, head=head, text=text, actor=None)


def test_a_head_is_not_set_aside_over_its_originals(stage):
    first, second, _third = three(stage)
    actions.merge(cards=[first, second], head=first, actor=None)
    with pytest.raises(HeadError):
        actions.judge(card=first, accept=False, actor=None)


def test_nothing_is_deleted_and_what_was_set_aside_comes_back(stage):
    card = write(stage, "asset")
    actions.judge(card=card, accept=False, actor=None)
    with pytest.raises(WrongStepError):
        actions.judge(card=card, accept=False, actor=None)
    actions.judge(card=card, accept=True, actor=None)
    assert stage.cards.accepted().get() == card


def test_a_card_moves_one_place_at_a_time_within_its_group(stage):
    first, second, third = three(stage)
    actions.shift(card=third, up=True)
    assert list(stage.cards.all()) == [first, third, second]
    actions.shift(card=first, up=True)
    actions.shift(card=first, up=False)
    assert list(stage.cards.all()) == [third, first, second]


def test_an_idea_answers_needs_of_earlier_stages_only_downwards(made, stage):
    need = write(stage, "need")
    idea = write(open_at(made, "c"), "idea")
    actions.link(card=idea, answers=[need], actor=None)
    assert list(need.answered_by.all()) == [idea]
    for card, answers in [(need, [idea]), (idea, [idea])]:
        with pytest.raises(LinkError):
            actions.link(card=card, answers=answers, actor=None)
    with pytest.raises(LinkError):
        actions.change(card=idea, fields={"kind": "asset"}, actor=None)
    actions.link(card=idea, answers=[], actor=None)
    assert not Link.objects.exists()


def test_a_card_of_another_cycle_is_not_answered(made):
    foreign = write(run_to(make_cycle(), "opening"), "need")
    idea = write(open_at(made, "c"), "idea")
    with pytest.raises(LinkError):
        actions.link(card=idea, answers=[foreign], actor=None)


def test_links_of_an_original_survive_its_merger(made, stage):
    need = write(stage, "need")
    ideas = open_at(made, "c")
    first, second = (write(ideas, "idea") for _n in range(2))
    actions.link(card=first, answers=[need], actor=None)
    actions.merge(cards=[first, second], head=second, actor=None)
    assert list(first.answers.all()) == [need]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.integers(0, 30)), max_size=14))
def test_whatever_is_merged_and_split_no_card_is_lost(stage, deeds):
    Card.objects.update(merged_into=None)
    Card.objects.all().delete()
    written = {write(stage, "need", f"Karta próbna {n}").pk for n in range(5)}
    for merge, left, right in deeds:
        rows = list(Card.objects.all())
        one, other = rows[left % len(rows)], rows[right % len(rows)]
        try:
            if merge:
                actions.merge(cards=[one, other], text="Razem", actor=None)
            else:
                actions.split(card=one, actor=None)
        except MergeError:
            pass
    (board,) = boards(stage.cards.accepted(), [])
    assert board.weight == 5
    assert set(Card.objects.accepted().filter(is_combined=False).values_list("pk", flat=True)) == (
        written
    )
