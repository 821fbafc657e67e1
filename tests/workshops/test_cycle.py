"""Stages open by their gates, results are carried over, partners join the whole cycle."""

import datetime as dt

import pytest

from core.models import WrongStepError
from journal.models import Entry
from meetings.choices import MeetingStatus
from meetings.models import Meeting
from members.choices import PartnerStatus
from tests.factories import PartnerFactory
from tests.meetings.factories import InvitationFactory, MeetingFactory
from tests.workshops.factories import (
    fill,
    make_cycle,
    open_at,
    run_to,
    stage_of,
    with_meeting,
    write,
)
from workshops.actions import cards
from workshops.actions import cycle as actions
from workshops.choices import CycleStatus, StageKind
from workshops.errors import (
    AlreadyInError,
    CancelledMeetingError,
    CardsWaitError,
    FinishedError,
    GateError,
    GroupUsedError,
    NotAdmittedError,
    SummaryNeededError,
)
from workshops.models import Cycle, Proposal
from workshops.models.choice import ProposalStatus
from workshops.selectors import gates
from workshops.selectors.attendance import attendance, meetings_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_cycle()


def unmet(made, kind):
    return gates.stand_of(made).unmet(kind)


def close(stage, summary="Wynik próbny."):
    return actions.close_stage(stage=stage, summary=summary, actor=None)


def test_a_new_cycle_has_the_seven_stages_with_the_groups_of_the_method(made):
    assert [stage.kind for stage in made.stages.all()] == list(StageKind)
    numbers = {stage.kind: stage.groups.count() for stage in made.stages.all()}
    assert (numbers["a"], numbers["b"], numbers["c"]) == (5, 4, 4)
    assert made.status == CycleStatus.PLANNED


def test_the_opening_waits_for_a_meeting(made):
    stage = stage_of(made, "opening")
    with pytest.raises(GateError) as refused:
        actions.open_stage(stage=stage, actor=None)
    assert refused.value.unmet == ["meeting"]
    with_meeting(stage)
    actions.open_stage(stage=stage, actor=None)
    made.refresh_from_db()
    assert made.status == CycleStatus.OPENING


def test_a_waits_for_an_asset_and_a_problem_of_the_opening(made):
    stage = run_to(made, "opening")
    assert unmet(made, "a") == ["previous", "card:asset", "card:problem"]
    write(stage, "asset")
    set_aside = write(stage, "problem")
    cards.judge(card=set_aside, accept=False, actor=None)
    close(stage)
    assert unmet(made, "a") == ["card:problem"]


@pytest.mark.parametrize(("kind", "asked", "number"), [("b", "a", 5), ("c", "b", 4)])
def test_every_component_and_every_principle_needs_a_card(made, kind, asked, number):
    stage = run_to(made, asked)
    found = [code for code in unmet(made, kind) if code.startswith("topic:")]
    assert len(found) == number
    first = stage.groups.first()
    write(stage, "need", group=first)
    left = [code for code in unmet(made, kind) if code.startswith("topic:")]
    assert set(found) - set(left) == {f"topic:{first.topic}"}
    fill(stage)
    close(stage)
    assert unmet(made, kind) == []


def test_the_choice_waits_for_an_idea_and_the_closing_for_the_ranking(made):
    stage = run_to(made, "c")
    assert unmet(made, "d") == ["previous", "card:idea"]
    fill(stage)
    close(stage)
    with_meeting(stage_of(made, "d"))
    choice = actions.open_stage(stage=stage_of(made, "d"), actor=None)
    close(choice)
    assert unmet(made, "closing") == ["ranking"]
    chosen = Proposal.objects.create(cycle=made, title="Próba", status=ProposalStatus.CHOSEN)
    assert unmet(made, "closing") == []
    Proposal.objects.create(cycle=made, title="Druga", status=ProposalStatus.PROPOSED)
    assert unmet(made, "closing") == ["ranking"]
    assert chosen.cycle == made


def test_every_code_of_a_gate_reads_as_a_sentence(made):
    codes = [code for kind in StageKind for code in unmet(made, kind)]
    assert len(set(codes)) == 15
    assert all(words.endswith(".") for words in gates.words(codes))


def test_only_the_coordinator_opens_against_a_gate_and_only_with_a_reason(made):
    stage = stage_of(made, "b")
    for override, is_coordinator in [("Powód", False), ("  ", True)]:
        with pytest.raises(GateError):
            actions.open_stage(
                stage=stage, actor=None, override=override, is_coordinator=is_coordinator
            )
    opened = open_at(made, "b", "Źródło nie podaje kart.")
    opened.refresh_from_db()
    assert opened.override_reason == "Źródło nie podaje kart."
    assert "previous" in opened.unmet
    assert Entry.objects.get(verb="stage opened").reason == "Źródło nie podaje kart."


def test_a_reason_that_was_not_needed_is_not_kept(made):
    with_meeting(stage_of(made, "opening"))
    assert open_at(made, "opening").override_reason == ""


def test_of_two_clicks_one_opens(made):
    with_meeting(stage_of(made, "opening"))
    first, second = stage_of(made, "opening"), stage_of(made, "opening")
    actions.open_stage(stage=first, actor=None)
    with pytest.raises(WrongStepError):
        actions.open_stage(stage=second, actor=None)


def test_a_stage_closes_with_its_results_and_without_cards_that_wait(made):
    stage = run_to(made, "opening")
    with pytest.raises(SummaryNeededError):
        close(stage, "  ")
    waiting = write(stage, "asset", source="phone")
    with pytest.raises(CardsWaitError):
        close(stage)
    cards.judge(card=waiting, accept=True, actor=None)
    assert close(stage).summary == "Wynik próbny."


def test_opening_again_is_not_opening(made):
    stage = run_to(made, "opening")
    with pytest.raises(WrongStepError):
        actions.reopen_stage(stage=stage, reason="x", actor=None)
    close(stage)
    with pytest.raises(WrongStepError):
        actions.open_stage(stage=stage, actor=None)
    actions.reopen_stage(stage=stage, reason="Zapomniana karta", actor=None)
    assert stage.is_open
    with pytest.raises(WrongStepError):
        actions.reopen_stage(stage=stage_of(made, "d"), reason="x", actor=None)


def test_a_stage_opened_late_does_not_lead_the_cycle_back(made):
    open_at(made, "c")
    open_at(made, "a")
    made.refresh_from_db()
    assert made.status == CycleStatus.IDEAS


def test_the_last_stage_finishes_the_cycle(made):
    close(open_at(made, "follow_up"))
    made.refresh_from_db()
    assert made.status == CycleStatus.FINISHED


def test_one_meeting_serves_two_stages_under_its_own_number(made):
    meeting = MeetingFactory(partnership=made.partnership)
    for kind in ("a", "b"):
        actions.tie(
            stage=stage_of(made, kind),
            meeting=meeting,
            number="II",
            name="konferencja",
            actor=None,
        )
    again = actions.tie(stage=stage_of(made, "a"), meeting=meeting, number="III", actor=None)
    assert stage_of(made, "a").stage_meetings.get() == again
    assert meetings_of(made) == [meeting]


def test_a_partner_joins_the_cycle_once_leaves_and_comes_back(made):
    partner = PartnerFactory(partnership=made.partnership)
    row = actions.join(cycle=made, partner=partner, actor=None)
    with pytest.raises(AlreadyInError):
        actions.join(cycle=made, partner=partner, actor=None)
    actions.leave(row=row, actor=None)
    back = actions.join(cycle=made, partner=partner, actor=None)
    assert (back.pk, back.left_on) == (row.pk, None)


@pytest.mark.parametrize("status", [PartnerStatus.CONTACT, PartnerStatus.LEFT])
def test_only_admitted_partners_of_the_same_partnership_join(made, status):
    for partner in (PartnerFactory(partnership=made.partnership, status=status), PartnerFactory()):
        with pytest.raises(NotAdmittedError):
            actions.join(cycle=made, partner=partner, actor=None)


def test_nobody_joins_a_finished_cycle_today(made):
    Cycle.objects.update(status=CycleStatus.FINISHED)
    partner = PartnerFactory(partnership=made.partnership)
    with pytest.raises(FinishedError):
        actions.join(cycle=made, partner=partner, actor=None)
    actions.join(cycle=made, partner=partner, actor=None, on=dt.date(2018, 6, 6))


def test_a_stage_does_not_open_on_cancelled_meetings(cast):
    stage = stage_of(make_cycle(cast.partnership), "opening")
    tied = with_meeting(stage)
    Meeting.objects.filter(pk=tied.meeting_id).update(status=MeetingStatus.CANCELLED)
    with pytest.raises(GateError) as refused:
        actions.open_stage(stage=stage, actor=cast.officer)
    assert refused.value.unmet == ["meeting"]
    tied.meeting.refresh_from_db()
    with pytest.raises(CancelledMeetingError):
        actions.tie(stage=stage, meeting=tied.meeting, actor=cast.officer)
    with_meeting(stage)
    actions.open_stage(stage=stage, actor=cast.officer)


def test_attendance_is_counted_by_organisation_over_all_meetings(made):
    one, other = PartnerFactory.create_batch(2, partnership=made.partnership)
    actions.join(cycle=made, partner=one, actor=None)
    first = with_meeting(stage_of(made, "opening")).meeting
    second = with_meeting(
        stage_of(made, "a"), starts_at=first.starts_at + dt.timedelta(days=7)
    ).meeting
    for meeting, partner, presence in [
        (first, one, "present"),
        (first, one, "present"),
        (second, one, "absent"),
        (second, other, "present"),
        (MeetingFactory(), one, "present"),
    ]:
        InvitationFactory(meeting=meeting, partner=partner, presence=presence)
    lines = attendance(made, meetings_of(made))
    assert [(line.partner, line.came, line.meetings, line.takes_part) for line in lines] == [
        (one, [2, 0], 1, True),
        (other, [0, 1], 1, False),
    ]
    assert [line.partner for line in attendance(made, meetings_of(made), [other])] == [other]


def test_a_group_with_cards_is_not_removed(made):
    stage = run_to(made, "opening")
    group = stage.groups.get()
    card = write(stage, "asset", group=group)
    with pytest.raises(GroupUsedError):
        actions.drop_group(group=group, actor=None)
    cards.move(cards=[card], group=None, actor=None)
    actions.drop_group(group=group, actor=None)
    assert not stage.groups.exists()


def test_publishing_twice_keeps_the_first_moment(made):
    actions.publish(cycle=made, shown=True, actor=None)
    first = Cycle.objects.get().published_at
    actions.publish(cycle=made, shown=True, actor=None)
    assert Cycle.objects.get().published_at == first
    assert Entry.objects.filter(verb="cycle published").count() == 1
