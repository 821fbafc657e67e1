"""Story 8: a recorder writes down forty cards, merges two of them and gets them back."""

import re

from playwright.sync_api import expect

from counties.models import Partnership
from tests.journeys.town import at_office
from tests.workshops.factories import make_cycle, open_at
from workshops.choices import StageKind

CARDS = 40


def story(visit, town):
    """One line, Enter, and the next one; then the board."""
    partnership = Partnership.objects.get(services__user__email=town.office.email)
    stage = open_at(make_cycle(partnership, name="Warsztaty próbne"), StageKind.FACTORS)
    office = at_office(visit, town)
    find_the_line(office)
    write_cards(office, town)
    assert stage.cards.filter(group__topic="human", kind="need").count() == CARDS
    merge(office)
    assert stage.cards.written().accepted().count() == CARDS
    split(office)
    assert not stage.cards.filter(merged_into__isnull=False).exists()


def find_the_line(office):
    """From the menu to the recorder's page; what stands there is the text field."""
    office.turn_to("Warsztaty")
    office.follow("Warsztaty próbne")
    office.follow("A: czynniki")
    office.follow("Wpisz karty")
    expect(office.field("Treść")).to_be_focused()


def write_cards(office, town):
    """Kind, group and commune are chosen once; then only words and Enter."""
    office.choose("Rodzaj", "potrzeba")
    office.choose("Grupa", "Kapitał ludzki")
    office.choose("Gmina", town.commune)
    office.write("Treść", "Potrzeba próbna 1")
    for number in range(2, CARDS + 2):
        office.page.keyboard.press("Enter")
        office.reads(f"Potrzeba próbna {number - 1}")
        expect(office.field("Treść")).to_have_value("")
        expect(office.field("Treść")).to_be_focused()
        if number <= CARDS:
            office.page.keyboard.insert_text(f"Potrzeba próbna {number}")
    office.reads(f"{CARDS} kart na tablicy")


def merge(office):
    """Two cards stand behind a new one."""
    office.follow("Tablica")
    office.tick("Potrzeba próbna 1")
    office.tick("Potrzeba próbna 2")
    office.write("Treść nowej karty", "Potrzeby razem")
    office.press("Scal")
    office.reads("Scalono karty: Potrzeby razem")


def split(office):
    """Each original is still there and stands for itself again."""
    for number in (1, 2):
        office.follow(re.compile(rf"Edytuj.*Potrzeba próbna {number}$"))
        office.press("Odłącz")
        office.reads("Karta znów jest samodzielna.")
