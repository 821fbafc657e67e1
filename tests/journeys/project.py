"""Story 4: an economic project is entered, seen in advance, published, and found."""

from tests.journeys.drivers import counted
from tests.journeys.town import at_office

TITLE = "Wypożyczalnia rowerów próbna"


def story(visit, town):
    """Basic data, partners, money and jobs; then the preview, the page and the filters."""
    office = at_office(visit, town)
    enter(office, town)
    add_rows(office, town)
    publish(office)
    find(visit())


def enter(office, town):
    """The basic data, with leader, communes and years."""
    office.turn_to("Projekty")
    office.follow("Dodaj projekt")
    office.write("Tytuł", TITLE)
    office.press("Zapisz")
    office.reads("Sprawdź wpisane dane")
    assert office.field("Tytuł").input_value() == TITLE
    office.write("Streszczenie", "Rowery dla dojeżdżających do pracy (próba).")
    office.choose("Dziedzina", "turystyka i rekreacja")
    office.choose("Zasada ożywienia", "zachęcanie do tworzenia nowych firm")
    office.choose("Lider", town.parties[0])
    office.tick(town.commune)
    office.write("Data rozpoczęcia", "2026-04-01")
    office.write("Data zakończenia", "2027-09-30")
    office.write("Koszt całkowity w zł", "100000")
    office.press("Zapisz")
    office.reads("Projekt jest na liście. Teraz dodaj jego pozostałe części.")


def add_rows(office, town):
    """A partner, two sources of money, and jobs; more than the whole is refused."""
    office.follow("Partnerzy", inside=office.sections)
    office.choose("Partner", town.parties[1], inside=office.group("Pozycja 1"))
    office.choose("Rola", "daje lokal, rzeczy lub pracę", inside=office.group("Pozycja 1"))
    office.press("Zapisz")
    office.follow("Finansowanie", inside=office.sections)
    money(office, 1, "fundusze unijne", "70000")
    office.press("Dodaj wiersz")
    money(office, 2, "środki prywatne", "20000")
    office.press("Zapisz")
    office.reads("Zmiany zapisane.", "Brakuje jeszcze: 10 000")
    office.follow("Miejsca pracy", inside=office.sections)
    row = office.group("Pozycja 1")
    office.choose("Miejsca pracy", "utworzone", inside=row)
    office.write("Liczba", "4", inside=row)
    office.write("Liczba etatów", "3.5", inside=row)
    office.choose("Umowa", "umowa o pracę na czas nieokreślony", inside=row)
    office.write("Stan na dzień", "2026-10-31", inside=row)
    office.press("Zapisz")
    office.reads("Zmiany zapisane.")


def money(office, number, source, amount):
    row = office.group(f"Pozycja {number}")
    office.choose("Źródło", source, inside=row)
    office.write("Kwota w zł", amount, inside=row)


def publish(office):
    """Nothing is published before it is accepted and somebody has agreed."""
    office.follow("Zmień stan")
    office.choose("Nowy stan", "przyjęty")
    office.write("Notatka", "Wybrany na warsztacie próbnym.")
    office.tick("Pokaż notatkę na stronie publicznej")
    office.press("Zapisz")
    office.reads("Stan jest zmieniony.")
    office.follow("Podgląd i publikacja")
    office.reads("Dokładnie to przeczytają odwiedzający.", "utworzone")
    office.write("Kto i kiedy zgodził się na publikację", "lider, 3 listopada 2026 (próba)")
    office.press("Opublikuj")
    office.reads("Sprawdź wpisane dane")
    office.tick("Lider i partnerzy zgadzają się na publikację tej strony.")
    office.press("Opublikuj")
    office.reads("Projekt opublikowany.")


def find(passer_by):
    """Everybody finds the project by its theme and its jobs, and the address keeps the filter."""
    passer_by.open("/")
    passer_by.turn_to("Projekty")
    passer_by.unfold("Dziedzina")
    passer_by.tick(counted("turystyka i rekreacja"))
    passer_by.unfold("Miejsca pracy")
    passer_by.tick(counted("utworzone"))
    passer_by.press("Pokaż wyniki")
    address = passer_by.page.url
    assert "theme=tourism" in address
    assert "jobs=created" in address
    passer_by.open("/")
    passer_by.open(address)
    passer_by.reads("Usuń filtr Dziedzina: turystyka i rekreacja")
    passer_by.follow(TITLE)
    passer_by.reads(
        "Koszt całkowity: 100 000", "fundusze unijne", "Wybrany na warsztacie próbnym.", "3,5"
    )
    passer_by.finds_no("lider, 3 listopada 2026 (próba)")
