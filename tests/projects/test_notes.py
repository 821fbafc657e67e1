"""A wrong word, a wrong day or a change that never was is mended with a reason."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from journal.models import Entry
from projects import actions
from projects.choices import NoteKind
from projects.choices import ProjectStatus as S
from tests.conftest import client_of
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = (dt.date(2024, month, 1) for month in (3, 4, 5))


@pytest.fixture
def project(cast):
    """Accepted in March, prepared in May; nobody outside reads it."""
    made = ProjectFactory(partnership=cast.partnership, leader=cast.partner)
    actions.step(project=made, status=S.ACCEPTED, text="Tak.", on=MARCH, public=True, actor=None)
    actions.step(project=made, status=S.PREPARING, text="Plan.", on=MAY, actor=None)
    return made


def note_of(project, status):
    return project.notes.get(after=status, kind=NoteKind.STATUS)


def page(name, project, *note):
    return reverse(f"projects:{name}", args=[project.pk, *(row.pk for row in note)])


def last(project):
    return Entry.objects.filter(about=f"projects.project:{project.pk}").first()


def test_a_note_is_corrected_with_a_reason_and_the_journal_keeps_both(cast, office, project):
    note = note_of(project, S.ACCEPTED)
    address = page("office_note", project, note)
    assert address in office.get(page("office_detail", project)).content.decode()
    data = {"on": "2024-04-01", "text": "Przyjęty przez panel. 🍲", "public": ""}
    assert office.post(address, data).context["form"].errors["reason"]
    assert office.post(address, {**data, "reason": "Nazwisko."}).status_code == 302
    note.refresh_from_db()
    assert (note.on, note.text, note.public) == (APRIL, "Przyjęty przez panel. 🍲", False)
    entry = last(project)
    assert (entry.verb, entry.reason, entry.actor) == (
        "project note corrected",
        "Nazwisko.",
        cast.officer,
    )
    changes = {label: (before, after) for label, before, after in entry.changes}
    assert list(changes.values()) == [
        ("1 marca 2024", "1 kwietnia 2024"),
        ("zmiana stanu", "zmiana stanu"),
        ("Tak.", "Przyjęty przez panel. 🍲"),
        ("tak", "nie"),
    ]
    assert client_of(cast.foreign_officer).get(address).status_code == 404
    assert client_of(cast.auditor).post(address, data).status_code == 403


def test_a_note_without_changes_leaves_no_trace(office, project):
    note, before = note_of(project, S.ACCEPTED), Entry.objects.count()
    data = {"on": "2024-03-01", "text": "Tak.", "public": "on", "reason": "Nic."}
    assert office.post(page("office_note", project, note), data).status_code == 302
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("status", "on", "words"),
    [
        (S.ACCEPTED, "2024-05-02", "1 maja 2024"),
        (S.PREPARING, "2024-02-29", "1 marca 2024"),
        (S.PREPARING, "2999-01-01", "2200"),
        (S.PREPARING, "jutro", "datę"),
    ],
)
def test_a_note_keeps_its_place_among_the_changes(office, project, status, on, words):
    data = {"on": on, "text": "Tak.", "reason": "Próba."}
    response = office.post(page("office_note", project, note_of(project, status)), data)
    assert response.status_code in (200, 422)
    assert words in str(response.context["form"].errors)


def test_a_day_that_is_ahead_is_refused_and_an_unknown_one_kept_unknown(office, project):
    address = page("office_note", project, note_of(project, S.PREPARING))
    ahead = localdate() + dt.timedelta(days=1)
    data = {"on": ahead.isoformat(), "text": "Plan.", "reason": "Próba."}
    assert "on" in office.post(address, data).context["form"].errors
    assert office.post(address, {**data, "on": ""}).status_code == 302
    assert note_of(project, S.PREPARING).on is None


def test_why_a_project_stopped_stays_public(office, project):
    actions.step(project=project, status=S.STOPPED, text="Brak środków", on=MAY, actor=None)
    note = note_of(project, S.STOPPED)
    address = page("office_note", project, note)
    assert "public" not in office.get(address).context["form"].fields
    office.post(address, {"on": "2024-05-01", "text": "Brak środków.", "reason": "Kropka."})
    note.refresh_from_db()
    assert (note.text, note.public) == ("Brak środków.", True)


def test_a_project_that_was_stopped_by_mistake_goes_on(cast, office, project):
    note = actions.step(project=project, status=S.STOPPED, text="Pomyłka", on=MAY, actor=None)
    address = page("office_take_back", project, note)
    assert address in office.get(page("office_detail", project)).content.decode()
    assert "reason" in office.post(address, {"reason": " "}).context["form"].errors
    assert office.post(address, {"reason": "Nie ten projekt."}).status_code == 302
    project.refresh_from_db()
    assert project.status == S.PREPARING
    assert [row.after for row in project.notes.all()] == [S.PREPARING, S.ACCEPTED]
    entry = last(project)
    assert (entry.verb, entry.reason) == ("project status taken back", "Nie ten projekt.")
    assert (entry.before["status"], entry.after["status"]) == (S.STOPPED, S.PREPARING)
    assert office.post(address, {"reason": "Drugi raz."}).status_code == 404
    assert project.next_steps == [S.UNDER_WAY, S.STOPPED]


def test_only_the_last_change_is_taken_back(office, project):
    address = page("office_take_back", project, note_of(project, S.ACCEPTED))
    response = office.post(address, {"reason": "Próba."})
    assert "ostatnią zmianę" in str(response.context["form"].errors)
    project.refresh_from_db()
    assert project.status == S.PREPARING


def test_a_public_project_is_not_taken_back_to_a_proposal(cast):
    project = ProjectFactory(partnership=cast.partnership)
    note = actions.step(project=project, status=S.ACCEPTED, text="Tak.", on=MARCH, actor=None)
    actions.publish(project=project, consent="Lider", actor=None)
    with pytest.raises(actions.NotReadyError):
        actions.take_back(note=note, reason="Próba.", actor=None)
    project.refresh_from_db()
    actions.withdraw(project=project, notice="Zdjęty.", actor=None)
    actions.take_back(note=note, reason="Próba.", actor=None)
    project.refresh_from_db()
    assert project.status == S.PROPOSED


def test_the_words_of_consent_and_of_the_notice_are_corrected(cast, office, client, project):
    address = page("office_publication", project)
    sent = {"consent": "Lider, 3.05.2024", "notice": "Projekt wycofany.", "reason": "Literówka."}
    office.post(address, sent)
    project.refresh_from_db()
    assert project.consent == "", "nothing was published yet"
    actions.publish(project=project, consent="Lidr", actor=None)
    office.post(address, sent)
    project.refresh_from_db()
    assert (project.consent, project.withdrawal) == ("Lider, 3.05.2024", "")
    actions.withdraw(project=project, notice="Projekt wyocfany.", actor=None)
    assert office.post(address, {**sent, "notice": ""}).context["form"].errors["notice"]
    office.post(address, sent)
    response = client.get(project.get_absolute_url())
    assert (response.status_code, "Projekt wycofany." in response.content.decode()) == (410, True)
    assert response["Cache-Control"] == "no-cache", "browsers keep a 410 for ever"
    changes = {label: (before, after) for label, before, after in last(project).changes}
    assert changes == {"Publiczne wyjaśnienie": ("Projekt wyocfany.", "Projekt wycofany.")}


def test_another_consent_to_a_public_page_is_not_dropped_in_silence(office, project):
    actions.publish(project=project, consent="Lider", actor=None)
    first = page("office_publish", project)
    sent = {"consent": "Lider", "agreed": "on"}
    assert office.post(first, sent).status_code == 302
    response = office.post(first, {**sent, "consent": "Ktoś inny"})
    assert "jest już publiczna" in str(response.context["form"].errors)
    project.refresh_from_db()
    assert project.consent == "Lider"
