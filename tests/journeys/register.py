"""Story 1: the office keeps its register and takes in a list of a thousand people."""

from tests.journeys.town import at_office

WRONG_NIP, RIGHT_NIP = "123-456-32-19", "123-456-32-18"
GOOD, FAULTY = 1000, 3
FIRST = ["Zofia", "Łukasz", "Żaneta", "Stanisław", "Grażyna", "Józef", "Róża", "Michał"]
LAST = ["Próbna", "Ćwik", "Świątek", "Żółć", "Nowacka", "Źrebiec", "Łąka", "Wójcik"]


def story(visit, town, folder):
    """An organisation is added, a list is imported once, and its faulty rows come back."""
    office = at_office(visit, town)
    add_organisation(office)
    import_list(office, folder)
    import_again(office, folder)


def add_organisation(office):
    """A wrong check digit is refused in words and nothing typed is lost."""
    office.turn_to("Partnerzy")
    office.follow("Dodaj organizację")
    office.write("Nazwa", "Stolarnia Próbna Wióry")
    office.choose("Rodzaj", "pracodawca")
    office.choose("Sektor", "gospodarczy")
    office.write("NIP", WRONG_NIP)
    office.press("Zapisz")
    office.reads("Sprawdź wpisane dane", "Cyfra kontrolna numeru NIP się nie zgadza")
    assert office.field("Nazwa").input_value() == "Stolarnia Próbna Wióry"
    office.write("NIP", RIGHT_NIP)
    office.press("Zapisz")
    office.reads("Zapisano.", "Stolarnia Próbna Wióry")
    office.press("Przyjmij")
    office.reads("Obecny status: przyjęty")
    office.turn_to("Partnerzy")
    office.choose("Sektor", "gospodarczy")
    office.write("Słowa", "stolarnia")
    office.press("Pokaż wyniki")
    office.reads("1 organizacja", "Stolarnia Próbna Wióry")
    assert "sector=business" in office.page.url


def import_list(office, folder):
    """Title rows, an order of its own, a heading nobody knows: shown, corrected, confirmed."""
    begin_import(office, folder)
    office.reads("Co oznaczają kolumny?")
    office.choose("Kontakt", "e-mail")
    office.tick("Dodaj organizacje, których jeszcze nie ma w rejestrze")
    office.choose("Sektor, gdy lista go nie podaje", "społeczny")
    office.choose("Rodzaj, gdy lista go nie podaje", "stowarzyszenie")
    office.write("Skąd urząd ma te dane", "lista uczestników warsztatów (próbna)")
    office.press("Sprawdź wiersze")
    office.waits_for(f"Dodaj {GOOD} wierszy do rejestru")
    office.reads("Na razie nic nie zostało dodane.", "Żółć", "Koło gospodyń (próbne) 1")
    office.press(f"Dodaj {GOOD} wierszy do rejestru")
    office.waits_for("Do rejestru osób")
    faulty = office.take("Pobierz błędne wiersze z powodami").decode("utf-8-sig")
    assert len(faulty.splitlines()) == 1 + FAULTY
    assert "nie jest adresem e-mail" in faulty
    office.follow("Do rejestru osób")
    office.write("Słowa", "zrebiec")
    office.press("Pokaż wyniki")
    office.reads(f"{GOOD // 8} osób", "Źrebiec")


def import_again(office, folder):
    """The same list a second time has nothing to add."""
    begin_import(office, folder)
    office.choose("Kontakt", "e-mail")
    office.press("Sprawdź wiersze")
    office.waits_for("Nie ma czego dodać")


def begin_import(office, folder):
    office.turn_to("Osoby")
    office.follow("Importuj listę")
    office.attach("Plik z listą", a_list(folder))
    office.press("Wczytaj listę")


def a_list(folder):
    """A list as offices have them: semicolons, Windows letters, titles above the headings."""
    rows = [
        "Lista uczestników warsztatów (próbna);;;;;",
        ";;;;;",
        "Lp.;Stanowisko;Kontakt;Nazwa instytucji;Nazwisko i imię;Tel.",
    ]
    for n in range(GOOD):
        name = f"{LAST[n % 8]} {FIRST[n // 8 % 8]} {n}"
        rows.append(
            f"{n + 1};członek zarządu;lista{n}@zrodlo.example;"
            f"Koło gospodyń (próbne) {n % 40};{name};22 775 {n:04}"
        )
    rows += [
        "1001;prezes;to nie adres;Koło gospodyń (próbne) 1;Błędna Anna;",
        "1002;prezes;brak.nazwiska@zrodlo.example;Koło gospodyń (próbne) 2;;",
        "1003;prezes;telefon@zrodlo.example;Koło gospodyń (próbne) 3;Błędna Ewa;123",
    ]
    path = folder / "lista.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1250"))
    return path
