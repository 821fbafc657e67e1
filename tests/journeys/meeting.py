"""Story 3: a meeting is made, people are invited, answer, are told of a move, and come."""

import datetime as dt
import re

from tests.journeys.town import at_office

TITLE = "Warsztat próbny o rynku pracy"
SEND = re.compile(r"^Wyślij \d+ zapro")
PUT_ON_LIST = re.compile(r"^Dodaj do listy \d+ os")


def story(visit, town):
    """From the first word about a meeting to the cancellation of the next one."""
    by_link, by_phone, silent = town.guests
    office = at_office(visit, town)
    make(office)
    choose_recipients(office)
    send(office, by_link)
    answer_by_link(visit(), office, town, by_link)
    answer_by_phone(office, by_phone)
    move(office, town, silent)
    nobody_came_yet(office, by_link)
    cancel_the_next(office, town, silent)


def make(office):
    """An end before the beginning is refused; the agenda has two points."""
    office.turn_to("Spotkania")
    office.follow("Nowe spotkanie")
    office.write("Tytuł", TITLE)
    office.choose("Rodzaj spotkania", "warsztat")
    office.write("Dzień", (dt.date.today() + dt.timedelta(days=40)).isoformat())
    office.write("Od godziny", "10:00")
    office.write("Do godziny", "09:00")
    office.write("Miejsce", "Ratusz próbny, sala 12")
    office.press("Zapisz")
    office.reads("Spotkanie kończy się, zanim się zacznie.")
    office.write("Do godziny", "13:30")
    office.press("Zapisz")
    office.reads("Spotkanie zapisano jako szkic.")
    office.follow("Porządek obrad")
    for number, point in enumerate(["Powitanie próbne", "Praca w grupach"], start=1):
        office.write("Punkt", point, inside=office.group(f"Pozycja {number}"))
        office.write("Minuty", "30", inside=office.group(f"Pozycja {number}"))
    office.press("Zapisz")
    office.reads("Porządek obrad zapisano.")


def choose_recipients(office):
    """Who fits is counted and shown before anybody is on the list."""
    office.follow("Odbiorcy")
    office.reads("Lista jest pusta")
    office.follow("Dodaj według organizacji")
    office.tick("społeczny")
    office.press("Pokaż, kto pasuje")
    office.reads(re.compile(r"Pasuj[eą] \d+ os"))
    office.press(PUT_ON_LIST)
    office.reads(re.compile(r"Dodano \d+ os"), "Równowaga listy")


def send(office, guest):
    """The letter is seen as one real person gets it; then it goes to all."""
    office.follow("Zobacz wiadomość i wyślij")
    office.choose("Tak dostanie go ta osoba", f"{guest.name}, {guest.organisation}")
    office.press("Pokaż")
    office.reads(f"Zaproszenie dla: {guest.name}", "Powitanie próbne", "METHOD:REQUEST")
    office.follow(SEND)
    office.reads("Wysłać zaproszenia?")
    office.press(SEND)
    office.reads("Zaproszenia przekazano do wysyłki.")
    office.waits_for("zakończona")
    office.reads("Nie dotarło: 0.")


def answer_by_link(guest_hand, office, town, guest):
    """The letter has words, HTML and a request; opening its link changes nothing."""
    [letter] = town.letters(guest.email, 1, TITLE)
    assert TITLE in letter.subject
    for part in (letter.text, letter.html):
        assert "Ratusz próbny, sala 12" in part
        assert "Praca w grupach" in part
    assert "METHOD:REQUEST" in letter.calendar
    assert "SEQUENCE:0" in letter.calendar
    assert f"mailto:{guest.email}" in letter.calendar.replace("\n ", "")
    guest_hand.open(letter.link("/z/"))
    guest_hand.reads("Czy Państwo przyjdą?", TITLE)
    office.follow("Odpowiedzi")
    assert "brak odpowiedzi" in office.row(guest.name).inner_text()
    assert guest_hand.field("Tak, przyjdę").is_checked()
    guest_hand.tick("Być może, jeszcze nie wiem")
    guest_hand.tick("Tak, przyjdę")
    guest_hand.write("Uwagi dla organizatora", "Przyjadę pociągiem.")
    guest_hand.press("Zapisz odpowiedź")
    guest_hand.reads("Dziękujemy. Odpowiedź jest zapisana", "Przyjadę pociągiem.")
    receipt = town.letters(guest.email, 2, TITLE)[1]
    assert "Odpowiedź zapisana" in receipt.subject


def answer_by_phone(office, guest):
    """Somebody has called: the office writes it down, and says how it came."""
    office.follow("Odpowiedzi")
    office.reads("Przyjadę pociągiem.")
    office.follow(guest.name)
    office.choose("Jak nadeszła odpowiedź", "telefon")
    office.tick("przyjdzie zastępca")
    office.write("Imię i nazwisko zastępcy", "Próbna Zastępczyni")
    office.press("Zapisz odpowiedź")
    office.reads(f"Zapisano odpowiedź: {guest.name}", "Próbna Zastępczyni", "telefon")


def move(office, town, silent):
    """One letter says the new hour; the calendar's entry is the same one, changed."""
    office.follow("Spotkanie", inside=office.tabs)
    office.follow("Zmień")
    office.write("Od godziny", "11:00")
    office.press("Zapisz")
    office.reads("Zapisać zmianę i powiadomić ludzi?", "jest: ")
    office.press("Zapisz i powiadom")
    office.reads("Wszyscy zaproszeni otrzymają wiadomość z nowymi danymi.")
    office.waits_for("Nie dotarło: 0.")
    invitation, update = town.letters(silent.email, 2, TITLE)
    assert "Zmiana terminu lub miejsca" in update.subject
    assert "11:00–13:30" in update.text
    assert "SEQUENCE:1" in update.calendar
    assert "METHOD:REQUEST" in update.calendar
    assert update.uid == invitation.uid


def nobody_came_yet(office, by_link):
    """Who came is not written down before the day, nor the list closed; answers are counted."""
    office.follow("Obecność")
    office.reads("Obecność zapisuje się od dnia spotkania.", "Obecnych: 0.")
    assert office.field(by_link.name).is_disabled()
    office.follow("Frekwencja")
    row = office.main.get_by_role("row", name=re.compile("^społeczny"))
    invited, answered, _percent, coming, came, *_rest = row.get_by_role("cell").all_inner_texts()
    assert (answered, coming, came) == ("2", "2", "0")
    assert int(invited) > 2
    office.follow("2", inside=row.get_by_role("cell").nth(1))
    office.reads("2 osoby", by_link.name)


def cancel_the_next(office, town, silent):
    """A meeting like it is sent out and called off: one cancellation for everybody."""
    office.follow("Spotkanie", inside=office.tabs)
    office.follow("Utwórz podobne")
    office.tick("odbiorców, według dzisiejszego stanu rejestru")
    office.write("Tytuł", f"{TITLE}, część druga")
    office.write("Dzień", (dt.date.today() + dt.timedelta(days=47)).isoformat())
    office.press("Zapisz")
    office.follow("Wiadomość")
    office.follow(SEND)
    office.press(SEND)
    office.waits_for("zakończona")
    office.follow("Spotkanie", inside=office.tabs)
    office.follow("Odwołaj spotkanie")
    office.write("Powód", "Sala próbna jest zajęta.")
    office.press("Zobacz wiadomość")
    office.reads("Odwołać spotkanie i powiadomić ludzi?", "Sala próbna jest zajęta.")
    office.press("Odwołaj spotkanie")
    office.reads("Spotkanie odwołano.", "odwołane")
    *_first, invitation, cancellation = town.letters(silent.email, 4, TITLE)
    assert "Odwołane" in cancellation.subject
    assert "Sala próbna jest zajęta." in cancellation.text
    assert "METHOD:CANCEL" in cancellation.calendar
    assert cancellation.uid == invitation.uid
