"""A lay-off case from its notice to its outcome."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from core.errors import ChangedMeanwhileError
from core.models import WrongStepError
from employers.actions import layoffs, shared
from employers.choices import CaseStatus as S
from employers.choices import Side, StepKind
from employers.errors import RefusedError, SumError
from employers.models import LayoffCase, TeamMember
from journal.models import Entry
from tests.employers.factories import BALANCED, CaseFactory, days_ago
from tests.factories import PartnershipFactory
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db
ARROWS = {
    (S.NOTIFIED, S.TEAM_FORMED),
    (S.TEAM_FORMED, S.HELP),
    (S.NOTIFIED, S.CANCELLED),
    (S.TEAM_FORMED, S.CANCELLED),
    (S.HELP, S.CANCELLED),
}
OUTCOME = {"covered": 38, "training": 4, "employed": 25, "retired": 6, "other": 3}


def fresh(case):
    return LayoffCase.objects.get(pk=case.pk)


def test_a_notice_gives_every_step_its_day_and_the_form_sent_twice_makes_one_case():
    words = {
        "partnership": PartnershipFactory(),
        "employer_name": "Zakład próbny",
        "planned": 60,
        "notified_on": dt.date(2026, 4, 2),
        "once": uuid.uuid4(),
    }
    case = layoffs.notify(case=LayoffCase(**words), actor=None)
    assert layoffs.notify(case=LayoffCase(**words), actor=None) == case
    assert LayoffCase.objects.get().steps.count() == len(StepKind)
    assert case.steps.get(kind="contact").due_on == dt.date(2026, 4, 8)


@pytest.mark.parametrize("before", S)
@pytest.mark.parametrize("after", [s for s in S if s != S.CLOSED])
def test_a_case_moves_along_the_arrows_only(before, after):
    case = CaseFactory(status=before, team=BALANCED)
    if (before, after) in ARROWS:
        layoffs.step(case=case, status=after, reason="Bo tak uzgodniono.", actor=None)
        assert fresh(case).status == after
    else:
        with pytest.raises(WrongStepError):
            layoffs.step(case=case, status=after, reason="Bo tak uzgodniono.", actor=None)


def test_a_team_out_of_balance_needs_a_reason():
    case = CaseFactory(team=[Side.MANAGEMENT, Side.WORKERS])
    with pytest.raises(RefusedError):
        layoffs.step(case=case, status=S.TEAM_FORMED, reason=" ", actor=None)
    assert fresh(case).status == S.NOTIFIED
    layoffs.step(case=case, status=S.TEAM_FORMED, reason="Mała załoga.", actor=None)
    assert fresh(case).steps.get(kind="team").done_on == localdate()


def test_a_balanced_team_needs_no_words():
    case = CaseFactory(team=BALANCED)
    layoffs.step(case=case, status=S.TEAM_FORMED, actor=None)
    assert fresh(case).status == S.TEAM_FORMED


def test_help_in_a_monitored_lay_off_waits_for_the_agreement_and_who_pays():
    case = CaseFactory(
        status=S.TEAM_FORMED, planned=50, starts_on=days_ago(1), ends_on=localdate()
    )
    with pytest.raises(RefusedError):
        layoffs.step(case=case, status=S.HELP, actor=None)
    fields = {"agreed_on": localdate(), "financing": "public"}
    layoffs.change(case=case, version=1, fields=fields, actor=None)
    layoffs.step(case=fresh(case), status=S.HELP, actor=None)
    assert fresh(case).status == S.HELP


def test_cancelling_needs_a_reason_which_stays():
    case = CaseFactory()
    with pytest.raises(RefusedError):
        layoffs.step(case=case, status=S.CANCELLED, actor=None)
    layoffs.step(case=case, status=S.CANCELLED, reason="Zakład ma nowe zlecenie.", actor=None)
    assert fresh(case).end_reason == "Zakład ma nowe zlecenie."


def test_of_two_officers_who_click_one_wins():
    case = CaseFactory(team=BALANCED)
    mine, theirs = fresh(case), fresh(case)
    layoffs.step(case=theirs, status=S.TEAM_FORMED, actor=None)
    with pytest.raises(WrongStepError):
        layoffs.step(case=mine, status=S.CANCELLED, reason="Nie.", actor=None)
    assert fresh(case).status == S.TEAM_FORMED


def test_of_two_officers_who_close_one_wins_and_the_numbers_are_theirs():
    case = CaseFactory(status=S.HELP)
    mine, theirs = fresh(case), fresh(case)
    layoffs.close(case=theirs, on=localdate(), numbers=OUTCOME, actor=None)
    other = {**OUTCOME, "employed": 24, "other": 4}
    with pytest.raises(WrongStepError):
        layoffs.close(case=mine, on=localdate(), numbers=other, actor=None)
    assert fresh(case).readings.get().employed == 25


@pytest.mark.parametrize(
    "wrong", [{"employed": 24}, {"employed": 26}, {"covered": 0}, {"retired": 0, "other": 0}]
)
def test_a_case_is_not_closed_with_numbers_that_do_not_add_up(wrong):
    case = CaseFactory(status=S.HELP)
    with pytest.raises(SumError):
        layoffs.close(case=case, on=localdate(), numbers={**OUTCOME, **wrong}, actor=None)
    assert (fresh(case).status, case.status) == (S.HELP, S.HELP)
    assert not case.readings.exists()


def test_a_case_is_not_closed_without_its_numbers():
    case = CaseFactory(status=S.HELP)
    with pytest.raises(RefusedError):
        layoffs.step(case=case, status=S.CLOSED, reason="Koniec.", actor=None)


def test_closing_stores_the_outcome_and_ends_every_change():
    case = CaseFactory(status=S.HELP)
    layoffs.read(case=case, on=days_ago(1), numbers={**OUTCOME, "employed": 10}, actor=None)
    layoffs.close(case=case, on=localdate(), numbers=OUTCOME, actor=None)
    case = fresh(case)
    assert (case.closed_on, case.readings.get(final=True).employed) == (localdate(), 25)
    assert case.steps.get(kind="closing").done_on == localdate()
    with pytest.raises(RefusedError):
        layoffs.read(case=case, on=localdate(), numbers=OUTCOME, actor=None)
    with pytest.raises(RefusedError):
        layoffs.change(case=case, version=case.version, fields={"planned": 1}, actor=None)
    with pytest.raises(RefusedError):
        shared.change_rows(row=case, version=case.version, kept=[], gone=[], actor=None)


def test_the_outcome_cannot_be_older_than_the_newest_numbers():
    case = CaseFactory(status=S.HELP)
    layoffs.read(case=case, on=localdate(), numbers=OUTCOME, actor=None)
    with pytest.raises(RefusedError):
        layoffs.close(case=case, on=days_ago(1), numbers=OUTCOME, actor=None)


def test_numbers_on_the_way_may_leave_people_over_but_not_find_too_many():
    case = CaseFactory()
    few = {**OUTCOME, "employed": 1}
    assert layoffs.read(case=case, on=localdate(), numbers=few, actor=None).rest == 24
    with pytest.raises(SumError):
        layoffs.read(case=case, on=localdate(), numbers={**few, "other": 60}, actor=None)
    layoffs.read(case=case, on=localdate(), numbers=OUTCOME, actor=None)
    assert case.readings.get().employed == 25


@pytest.mark.parametrize("on", [-1, 3])
def test_numbers_have_a_day_between_the_notice_and_today(on):
    with pytest.raises(RefusedError):
        layoffs.read(case=CaseFactory(), on=days_ago(on), numbers=OUTCOME, actor=None)


def test_the_database_itself_refuses_an_outcome_that_does_not_add_up():
    case = CaseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        case.readings.create(on=localdate(), covered=10, employed=9, final=True)


def test_a_later_end_moves_the_steps_that_are_not_done():
    case = CaseFactory(notified_on=dt.date(2026, 3, 2))
    step = case.steps.get(kind="contact")
    layoffs.note_step(
        step=step, done_on=dt.date(2026, 3, 3), responsible="", note="Rozmowa.", actor=None
    )
    fields = {"notified_on": dt.date(2026, 3, 9), "ends_on": dt.date(2026, 5, 29)}
    layoffs.change(case=case, version=1, fields=fields, actor=None)
    assert case.steps.get(kind="contact").due_on == step.due_on
    assert case.steps.get(kind="team").due_on == dt.date(2026, 3, 23)
    assert case.steps.get(kind="closing").due_on == dt.date(2026, 11, 30)


def test_the_second_of_two_saves_is_told_and_changes_nothing():
    case = CaseFactory()
    layoffs.change(case=case, version=1, fields={"planned": 41}, actor=None)
    with pytest.raises(ChangedMeanwhileError):
        layoffs.change(case=case, version=1, fields={"planned": 42}, actor=None)
    assert fresh(case).planned == 41


def test_only_open_cases_with_a_day_that_has_passed_are_overdue():
    late = CaseFactory(notified_on=days_ago(30))
    CaseFactory(notified_on=days_ago(30), status=S.CANCELLED)
    CaseFactory()
    done = CaseFactory(notified_on=days_ago(12))
    done.steps.filter(due_on__lt=localdate()).update(done_on=localdate())
    assert list(LayoffCase.objects.overdue()) == [late]


def test_a_meeting_of_the_team_is_a_draft_that_nobody_outside_sees():
    case = CaseFactory()
    meeting = MeetingFactory.build(partnership=case.partnership, kind="adjustment", is_public=True)
    tied = layoffs.plan_meeting(case=case, meeting=meeting, actor=None)
    assert (tied.meeting.is_public, tied.meeting.status) == (False, "draft")
    assert layoffs.tie(case=case, meeting=tied.meeting, actor=None) == tied
    with pytest.raises(RefusedError):
        layoffs.tie(case=CaseFactory(), meeting=tied.meeting, actor=None)


def test_rows_of_the_team_are_saved_once_a_version():
    case = CaseFactory()
    seat = TeamMember(case=case, side=Side.WORKERS, function="delegat załogi")
    shared.change_rows(row=case, version=1, kept=[seat], gone=[], actor=None)
    with pytest.raises(ChangedMeanwhileError):
        shared.change_rows(row=case, version=1, kept=[], gone=[seat], actor=None)
    assert case.team.get().function == "delegat załogi"


def test_only_a_closed_case_with_words_and_consent_is_published():
    words = {"title": "Zakład", "note": "Pomoc udana.", "consent": "dyrektor, 1.10.2026"}
    with pytest.raises(RefusedError):
        shared.publish(row=CaseFactory(), actor=None, **words)
    case = CaseFactory(status=S.CLOSED, closed_on=localdate())
    with pytest.raises(RefusedError):
        shared.publish(row=case, actor=None, **{**words, "consent": " "})
    shared.publish(row=case, actor=None, **words)
    first = LayoffCase.objects.public().get().published_at
    shared.publish(row=case, actor=None, **{**words, "note": "Lepsza notka."})
    assert LayoffCase.objects.public().get().published_at == first
    shared.withdraw_note(row=case, actor=None)
    assert not LayoffCase.objects.public().exists()


def test_every_change_stands_in_the_journal():
    case = CaseFactory(team=BALANCED)
    layoffs.change(case=case, version=1, fields={"planned": 55}, actor=None)
    layoffs.step(case=fresh(case), status=S.TEAM_FORMED, actor=None)
    entry = Entry.objects.get(verb="layoffcase changed")
    assert (entry.before, entry.after) == ({"planned": 40}, {"planned": 55})
    assert Entry.objects.filter(verb="layoffcase team_formed").exists()
