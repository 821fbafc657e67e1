"""A meeting moves while the office holds, has changed and has dropped letters about it."""

import datetime as dt

from django.utils.timezone import now

from journal.rules.references import about
from meetings.actions.invite import add
from meetings.models import Meeting
from members.models import Person
from outbox.models import Batch, Letter
from tests.journeys.town import at_office
from tests.meetings.factories import MeetingFactory, released

TITLE = "Konferencja próbna"


def story(visit, town):
    """Decisions about letters hold: one waits, one waits beside its words, one never comes."""
    held, changed, dropped = town.guests
    invite(town)
    office = at_office(visit, town)
    decide(office, held, changed, dropped)
    move(office)
    see_what_waits(office, held, changed, dropped)
    release(office, town, held)


def invite(town):
    """The letters are written and wait for the end of a long grace period."""
    people = Person.objects.filter(email__in=[guest.email for guest in town.guests])
    meeting = MeetingFactory(partnership=people[0].partnership, title=TITLE)
    add(meeting=meeting, actor=None, people=[person.pk for person in people])
    batch = released(meeting)
    later = now() + dt.timedelta(hours=1)
    Batch.objects.filter(pk=batch.pk).update(not_before=later)
    Letter.objects.filter(batch=batch).update(not_before=later)


def open_letter(office, guest):
    office.open(f"/biuro/poczta/?q={guest.email}")
    office.follow(guest.name)


def decide(office, held, changed, dropped):
    """One letter is held back, one gets other words, one is not to go."""
    open_letter(office, held)
    office.press("Wstrzymaj")
    open_letter(office, changed)
    office.press("Wstrzymaj")
    office.follow("Zmień treść")
    assert "/z/***1***/" in office.field("Treść").input_value()
    office.write("Temat", "Zaproszenie od serca")
    office.press("Zapisz")
    office.press("Zwolnij")
    open_letter(office, dropped)
    office.press("Nie wysyłaj")


def move(office):
    """The page before says how many letters go, wait and do not go."""
    meeting = Meeting.objects.get(title=TITLE)
    office.open(f"/biuro/spotkania/{meeting.pk}/")
    office.follow("Zmień")
    office.write("Miejsce", "Inna sala próbna")
    office.press("Zapisz")
    office.reads("Zapisać zmianę i powiadomić ludzi?", "Wiadomości wstrzymane", "Inna sala próbna")
    office.press("Zapisz i powiadom")
    office.waits_for("Pominięto: 2.")


def see_what_waits(office, held, changed, dropped):
    office.open("/biuro/poczta/?status=held")
    office.reads(held.name, changed.name)
    office.finds_no(dropped.name)
    office.follow(changed.name)
    office.reads("Treść, którą urząd nadał poprzedniej wiadomości", "Inna sala próbna")
    meeting = Meeting.objects.get(title=TITLE)
    row = meeting.invitations.get(email=dropped.email)
    assert [one.status for one in Letter.objects.filter(about=about(row))] == ["cancelled"]


def release(office, town, held):
    """Only what the office lets go arrives, with the new place and a link that works."""
    office.open(f"/biuro/poczta/?status=held&q={held.email}")
    office.follow(held.name)
    office.press("Zwolnij")
    [letter] = town.letters(held.email, 1, TITLE)
    assert "Inna sala próbna" in letter.text
    assert "***" not in letter.text
