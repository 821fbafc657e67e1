"""Story 2: an agreement goes from a template into force, and everybody can read it."""

import datetime as dt
import re

from tests.documents.files import PDF_BYTES
from tests.journeys.town import at_office

TEMPLATE = "Porozumienie o zawarciu Partnerstwa Lokalnego"
TITLE = "Porozumienie próbne o pracy dla sąsiadów"
SIGNED = dt.date(2026, 3, 2)


def story(visit, town, folder):
    """Template, parties, signatories, consultation, signing, ten signatures, public page."""
    office = at_office(visit, town)
    draft(office, town)
    name_parties(office, town.parties)
    open_signing(office)
    sign(office, town.parties, a_scan(folder))
    publish(office)
    read(visit(), office.page.url, town.parties)


def draft(office, town):
    """A draft made from one of the ready templates."""
    office.turn_to("Porozumienia")
    office.follow("Wzory")
    office.press("Dodaj gotowe wzory")
    office.turn_to("Porozumienia")
    office.follow("Przygotuj porozumienie")
    office.choose("Wypełnij według wzoru", TEMPLATE)
    office.press("Wypełnij")
    assert "§ 1. Przedmiot" in office.field("Treść porozumienia").input_value()
    office.write("Numer", "PRÓBA/1/2026")
    office.write("Tytuł", TITLE)
    office.write("Przedmiot", "praca dla sąsiadów")
    office.write("Podstawa prawna", "podstawa próbna")
    office.write("Podstawa prawna według stanu na dzień", "2026-01-01")
    office.choose("Koordynator", town.parties[0])
    office.write("Miejsce podpisania", "Próbowo")
    office.write("Obowiązuje od", SIGNED.isoformat())
    office.choose("Wchodzi w życie", "gdy podpiszą wszyscy")
    office.press("Zapisz projekt")
    office.reads("Projekt jest zapisany.", TITLE)


def name_parties(office, parties):
    """Ten parties at once; who signs for each of them, and as what."""
    office.follow("Dodaj strony")
    for party in parties:
        office.tick(party)
    office.press("Dodaj wskazane organizacje")
    office.reads("Dodano 10 stron.")
    for number, party in enumerate(parties, start=1):
        if office.row(party).get_by_text("jeszcze bez sygnatariusza").count():
            office.follow(re.compile(rf"^Dodaj sygnatariusza ?: {re.escape(party)}$"))
            office.write("Imię i nazwisko", f"Próbna Osoba {number}")
            office.write("Funkcja", "burmistrz")
            office.press("Dodaj sygnatariusza")
            office.reads("Sygnatariusz został dodany.", f"Próbna Osoba {number}")


def open_signing(office):
    """Signing does not open before a version is final; the consultation comes between."""
    office.press("Otwórz konsultacje")
    office.reads("Strony mogą teraz przeczytać projekt.", "w konsultacji")
    office.press("Otwórz podpisywanie")
    office.reads("Żadna wersja nie jest oznaczona jako ostateczna.")
    office.follow("Wersje treści")
    office.press("Oznacz wersję 1 jako ostateczną")
    office.reads("Wersja 1 jest ostateczna.")
    office.press("Otwórz podpisywanie")
    office.reads("Podpisywanie jest otwarte.", "w trakcie podpisywania")


def sign(office, parties, scan):
    """Nine signatures of one day with one scan; the tenth brings it into force."""
    last = parties[-1]
    record(office, SIGNED, scan, but=last)
    office.reads("Zapisano 9 podpisów.", "w trakcie podpisywania")
    later = SIGNED + dt.timedelta(days=2)
    record(office, later, scan)
    office.reads("Zapisano 1 podpis.", "obowiązuje", f"{later.day}.{later:%m.%Y}, Próbowo")
    assert office.row("na papierze").get_by_role("link", name="skan.pdf").count() == len(parties)


def record(office, day, scan, but=None):
    """Record who signed on a day; everybody stands there ticked."""
    office.follow("Zapisz podpisy")
    office.write("Dzień podpisania", day.isoformat())
    office.choose("Sposób podpisania", "na papierze")
    office.attach("Jeden skan dla wszystkich wskazanych", scan)
    if but:
        office.leave_out(re.compile(f"– {re.escape(but)}$"))
    office.press("Zapisz podpisy")


def publish(office):
    """The preview, and then the public register."""
    office.follow("Podgląd i publikacja")
    office.reads("Co zobaczą wszyscy")
    office.choose("Skan do opublikowania", "skan.pdf")
    office.write("Treść skanu", "Skan próbny: jedna pusta strona.")
    office.press("Opublikuj")
    office.reads("Porozumienie jest w publicznym rejestrze.")
    office.follow("Zobacz stronę publiczną")


def read(passer_by, address, parties):
    """Anybody finds the agreement in the register, with its ten parties and the scan."""
    passer_by.open("/")
    passer_by.turn_to("Porozumienia")
    passer_by.follow(TITLE)
    assert passer_by.page.url == address
    passer_by.reads("obowiązuje", "Próbowo", "§ 1. Przedmiot", *parties)
    assert passer_by.take(re.compile("^Pobierz skan")) == PDF_BYTES


def a_scan(folder):
    path = folder / "skan.pdf"
    path.write_bytes(PDF_BYTES)
    return path
