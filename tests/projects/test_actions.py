"""Arrows, notes, publication, and two people at once."""

import datetime as dt
import uuid

import pytest
from django.utils.timezone import localdate

from core.errors import ChangedMeanwhileError
from core.models import WrongStepError
from journal.models import Entry
from projects import actions
from projects.choices import ProjectStatus as S
from projects.forms.project import StepForm
from projects.models import Project
from projects.selectors.timeline import events
from tests.factories import PartnershipFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db

ARROWS = {
    (S.PROPOSED, S.ACCEPTED),
    (S.ACCEPTED, S.PREPARING),
    (S.PREPARING, S.UNDER_WAY),
    (S.UNDER_WAY, S.COMPLETED),
    (S.PROPOSED, S.STOPPED),
    (S.ACCEPTED, S.STOPPED),
    (S.PREPARING, S.STOPPED),
    (S.UNDER_WAY, S.STOPPED),
}


@pytest.mark.parametrize("before", S)
@pytest.mark.parametrize("after", S)
def test_a_project_moves_along_the_arrows_only(before, after):
    project = ProjectFactory(status=before)
    if (before, after) in ARROWS:
        actions.step(project=project, status=after, text="Bo tak uzgodniono.", actor=None)
        assert Project.objects.get(pk=project.pk).status == after
    else:
        with pytest.raises(WrongStepError):
            actions.step(project=project, status=after, text="Bo tak uzgodniono.", actor=None)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_change_of_status_asks_for_a_note(text):
    project = ProjectFactory()
    with pytest.raises(actions.NoteNeededError):
        actions.step(project=project, status=S.ACCEPTED, text=text, actor=None)
    assert not project.notes.exists()


def test_why_a_project_stops_is_public_even_when_not_ticked():
    note = actions.step(
        project=ProjectFactory(), status=S.STOPPED, text="Brak pieniędzy.", actor=None
    )
    assert note.public


def test_a_change_happened_on_its_day_whenever_it_is_noted():
    project = ProjectFactory(status=S.UNDER_WAY, public=True)
    day = dt.date(2024, 5, 6)
    actions.step(project=project, status=S.COMPLETED, text="Tak.", public=True, on=day, actor=None)
    assert list(Project.objects.completed_in(2024)) == [project]
    (event, *_older) = events(project, project.notes.all(), [], [])
    assert event["date"] == day


def test_a_day_that_nobody_knows_is_not_made_up(client):
    project = ProjectFactory(public=True, status=S.ACCEPTED)
    actions.step(
        project=project,
        status=S.PREPARING,
        text="Według źródła.",
        public=True,
        undated=True,
        actor=None,
    )
    (event,) = events(project, project.notes.all(), [], [])
    assert event["date"] is None
    page = client.get(project.get_absolute_url()).content.decode()
    assert "Według źródła." in page
    assert "timeline-date" not in page


def test_a_change_is_not_noted_ahead_of_its_day(cast):
    project = ProjectFactory(partnership=cast.partnership)
    tomorrow = localdate() + dt.timedelta(days=1)
    form = StepForm({"status": S.ACCEPTED, "text": "Tak.", "on": tomorrow}, project=project)
    assert form.errors["on"]


def test_of_two_people_who_step_one_wins():
    project = ProjectFactory()
    mine, theirs = Project.objects.get(pk=project.pk), Project.objects.get(pk=project.pk)
    actions.step(project=theirs, status=S.ACCEPTED, text="Tak.", actor=None)
    with pytest.raises(WrongStepError):
        actions.step(project=mine, status=S.STOPPED, text="Nie.", actor=None)
    assert project.notes.count() == 1


def test_putting_the_end_off_needs_a_reason_that_everyone_reads():
    project = ProjectFactory(public=True, ends_on=dt.date(2026, 12, 31))
    later = {"ends_on": dt.date(2027, 6, 30)}
    with pytest.raises(actions.NoteNeededError):
        actions.change(project=project, version=1, fields=later, actor=None)
    actions.change(
        project=project, version=1, fields=later, delay_reason="Późna umowa.", actor=None
    )
    note = project.notes.get()
    assert (note.public, note.delayed_to, note.text) == (
        True,
        dt.date(2027, 6, 30),
        "Późna umowa.",
    )


def test_the_second_of_two_saves_is_told_and_changes_nothing():
    project = ProjectFactory(title="Stary")
    actions.change(project=project, version=1, fields={"title": "Ich"}, actor=None)
    with pytest.raises(ChangedMeanwhileError):
        actions.change(project=project, version=1, fields={"title": "Mój"}, actor=None)
    assert Project.objects.get(pk=project.pk).title == "Ich"


def test_only_an_accepted_project_is_published_and_only_with_consent():
    with pytest.raises(actions.NotReadyError):
        actions.publish(project=ProjectFactory(), consent="Zgoda lidera", actor=None)
    with pytest.raises(actions.NotReadyError):
        actions.publish(project=ProjectFactory(status=S.ACCEPTED), consent=" ", actor=None)
    project = ProjectFactory(status=S.ACCEPTED)
    actions.publish(project=project, consent="Zgoda lidera z 1.10.2026", actor=None)
    assert Project.objects.public().get() == project


def test_a_withdrawn_project_can_be_published_again():
    project = ProjectFactory(public=True)
    actions.withdraw(project=project, notice="Na prośbę lidera.", actor=None)
    assert not Project.objects.public().exists()
    actions.publish(project=project, consent="Znowu zgoda", actor=None)
    assert Project.objects.public().get().withdrawal == ""


def test_the_same_form_sent_twice_makes_one_project():
    words = {"partnership": PartnershipFactory(), "title": "Projekt", "once": uuid.uuid4()}
    first = actions.propose(project=Project(**words), actor=None)
    assert actions.propose(project=Project(**words), actor=None) == first
    assert Project.objects.count() == 1


def test_every_change_stands_in_the_journal_with_before_and_after():
    project = ProjectFactory(title="Stary")
    actions.change(project=project, version=1, fields={"title": "Nowy"}, actor=None)
    entry = Entry.objects.get(verb="project changed")
    assert (entry.before, entry.after) == ({"title": "Stary"}, {"title": "Nowy"})
