"""Story 7: a lay-off is followed from the employer's notice to the numbers of its outcome."""

import datetime as dt

from django.utils.timezone import localdate

from tests.journeys.town import at_office

FIRM = "Fabryka mebli próbna"
SEATS = [
    ("kierownictwo", "dyrektor zakładu"),
    ("kierownictwo", "kierownik kadr"),
    ("kierownictwo", "kierownik produkcji"),
    ("pracownicy", "przewodniczący związku"),
    ("pracownicy", "delegat załogi"),
    ("pracownicy", "delegatka załogi"),
    ("bezstronny przewodniczący", "mediator"),
]
TODAY = localdate()


def story(visit, town):
    """The notice and its days; the team and its balance; help; numbers that add up; a note."""
    office = at_office(visit, town)
    enter(office, town)
    note_first_contact(office)
    seat_team(office)
    begin_help(office)
    close(office)
    publish(office)
    read(visit())


def enter(office, town):
    """An employer tells of sixty lay-offs; what is missing is said, the rest is kept."""
    office.turn_to("Zwolnienia")
    office.follow("Nowa sprawa zwolnień")
    office.write("Nazwa firmy", FIRM)
    office.write("Osoby do zwolnienia", "60")
    office.press("Zapisz")
    office.reads("Sprawdź wpisane dane")
    assert office.field("Nazwa firmy").input_value() == FIRM
    office.choose("Gmina", town.commune)
    office.write("Dzień zawiadomienia", str(TODAY - dt.timedelta(days=30)))
    office.write("Pierwsze zwolnienia", str(TODAY - dt.timedelta(days=10)))
    office.write("Ostatnie zwolnienia", str(TODAY + dt.timedelta(days=20)))
    office.press("Zapisz")
    office.reads("Sprawa jest na liście, a jej kroki mają terminy.")
    office.reads("Monitorowane: co najmniej 50 osób w trzy miesiące.", "po terminie o")


def note_first_contact(office):
    """One late step is done, with who answers for it."""
    office.follow("pierwszy kontakt z pracodawcą")
    office.write("Wykonano dnia", str(TODAY - dt.timedelta(days=28)))
    office.write("Odpowiada", "centrum aktywizacji")
    office.press("Zapisz")
    office.reads("Krok zapisany.", "centrum aktywizacji")


def seat_team(office):
    """Two seats are not enough and are told so; seven are in balance."""
    office.follow("Zmień zespół")
    seat(office, 1, *SEATS[0])
    seat(office, 2, *SEATS[3])
    office.press("Zapisz")
    office.reads("Zespół nie jest w równowadze:", "Nikt bezstronny nie przewodniczy.")
    office.follow("Zmień zespół")
    rest = [place for place in SEATS if place not in (SEATS[0], SEATS[3])]
    for number, place in enumerate(rest, start=3):
        if number > 4:  # two empty rows stand there from the start
            office.press("Dodaj wiersz")
        seat(office, number, *place)
    office.press("Zapisz")
    office.reads("Zespół jest w równowadze.")


def seat(office, number, side, function):
    row = office.group(f"Pozycja {number}")
    office.choose("Strona", side, inside=row)
    office.write("Funkcja", function, inside=row)


def begin_help(office):
    """Help in a monitored lay-off waits for the agreement with the office."""
    office.follow("Dalej: zespół powołany")
    office.press("Zapisz")
    office.follow("Dalej: pomoc w toku")
    office.press("Zapisz")
    office.reads("Zwolnienie monitorowane: najpierw wpisz porozumienie z urzędem")
    office.follow("Anuluj")
    office.follow("Edytuj")
    office.write("Data porozumienia z urzędem", str(TODAY - dt.timedelta(days=5)))
    office.choose("Kto płaci za pomoc", "pracodawca i podmioty publiczne")
    office.press("Zapisz")
    office.follow("Dalej: pomoc w toku")
    office.press("Zapisz")
    office.reads("Stan sprawy zmieniony.")


def close(office):
    """Numbers that do not add up close nothing, and stay in the form."""
    office.follow("Zamknij sprawę")
    numbers = {
        "Osoby objęte pomocą": "58",
        "W szkoleniu": "6",
        "W nowej pracy": "40",
        "Na emeryturze": "7",
        "Inne": "4",
    }
    for label, number in numbers.items():
        office.write(label, number)
    office.press("Zamknij sprawę")
    office.reads("Liczby nie sumują się: objętych 58, policzonych 57.")
    assert office.field("W nowej pracy").input_value() == "40"
    office.write("W nowej pracy", "41")
    office.press("Zamknij sprawę")
    office.reads("Sprawa zamknięta.", "wynik")


def publish(office):
    """A short note, with whose consent."""
    office.follow("Notka publiczna")
    office.write("Tytuł publiczny", "Fabryka w Malinowie (próba)")
    office.write("Krótka notka", "Z 58 osób 41 ma nową pracę (próba).")
    office.write("Kto i kiedy zgodził się na publikację", "dyrektor zakładu (próba)")
    office.press("Opublikuj")
    office.reads("Notka jest publiczna.")


def read(passer_by):
    """Everybody reads the note and the totals of the year, and nothing else."""
    passer_by.open("/")
    passer_by.turn_to("Pracodawcy")
    passer_by.reads("Fabryka w Malinowie (próba)", "Z 58 osób 41 ma nową pracę (próba).")
    passer_by.finds_no(FIRM)
    passer_by.finds_no("dyrektor zakładu (próba)")
