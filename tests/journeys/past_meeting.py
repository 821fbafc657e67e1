"""A meeting that nobody entered in its time: its people are ticked, guests added, it is closed."""

import re

from tests.journeys.town import at_office

TITLE = "Dawne spotkanie próbne"


def story(visit, town):
    """From an old sheet of paper to the turnout, in the order in which a clerk works."""
    office = at_office(visit, town)
    came, stayed, _third = town.guests
    enter(office)
    choose(office, came, stayed)
    tick(office, came)
    add_guest(office)
    close(office)


def enter(office):
    """Only the day is known: no hours are asked for, none are made up."""
    office.turn_to("Spotkania")
    office.follow("Nowe spotkanie")
    office.write("Tytuł", TITLE)
    office.choose("Rodzaj spotkania", "warsztat")
    office.write("Dzień", "2024-05-14")
    office.write("Miejsce", "Ratusz próbny, sala 12")
    office.press("Zapisz")
    office.reads("Spotkanie zapisano jako szkic.", "wtorek, 14 maja 2024", "już się odbyło")


def choose(office, *people):
    """Who stood on the list of paper is found in the register."""
    office.follow("Wybierz osoby")
    for person in people:
        office.follow("Dodaj według nazwiska")
        office.write("Nazwisko, organizacja lub e-mail", person.name)
        office.press("Szukaj")
        office.tick(re.compile(f"^{re.escape(person.name)},"))
        office.press("Dodaj wybranych do listy")
        office.reads("Dodano 1 osobę.")


def tick(office, came):
    """The tick stays when the page is left; without scripts a button saves it."""
    office.follow("Obecność")
    office.tick(came.name)
    if not office.has_script:
        office.press("Zapisz tę stronę")
    office.reads("Obecnych: 1.")
    office.follow("Frekwencja")
    office.follow("Obecność")
    assert office.field(came.name).is_checked()


def add_guest(office):
    """A guest has a sector and a commune, so that the turnout counts all who came."""
    office.unfold("Przyszła osoba spoza listy")
    guests = office.main.locator("details.card")
    office.write("Imię i nazwisko", "Próbny Gość", inside=guests)
    office.choose("Sektor", "gospodarczy", inside=guests)
    office.press("Dodaj do obecnych")
    office.reads("Próbny Gość", "Obecnych: 2.")


def close(office):
    """Nobody was invited from here, and the turnout says so; no percentage is made up."""
    office.follow("Zamknij listę")
    office.press("Zamknij listę")
    office.reads("Lista obecności jest zamknięta.", "2 osoby przyszły bez zaproszenia")
