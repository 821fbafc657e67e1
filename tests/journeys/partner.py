"""Story 5: somebody signs up, joins an organisation, answers, and keeps its page."""

import time

from tests.journeys.town import PERIOD, Account, code_of, enter

WORDS = "Uczymy szycia i naprawy ubrań (opis próbny)."
FUNCTION = "skarbniczka (próbna)"


def story(visit, town):
    """Account, second factor of the office, approval, answer, and a new public profile."""
    partner, office = visit(), visit()
    sign_up(partner, town)
    ask_to_join(partner, town)
    set_up_second_factor(office, town.clerk)
    approve(office, town)
    answer(partner, town)
    propose_profile(partner, town)
    approve_profile(office, town)
    read(visit(), town)


def sign_up(partner, town):
    """The account opens once the link from the letter is opened and its button pressed."""
    partner.open("/")
    partner.follow("Dołącz do partnerstwa")
    partner.reads("Kto może dołączyć", "Co dalej", "Kogo zapytać")
    partner.follow("Załóż konto")
    partner.write("Imię", "Jadwiga")
    partner.write("Nazwisko", "Próbna-Żak")
    partner.write("Adres e-mail", town.partner.email)
    partner.write("Hasło", town.partner.password)
    partner.write("Hasło (ponownie)", town.partner.password)
    partner.press("Załóż konto")
    partner.reads("Zajrzyj do skrzynki")
    [letter] = town.letters(town.partner.email, 1)
    partner.open(letter.link("/konto/"))
    partner.press("Tak, to mój adres")
    enter(partner, town.partner)


def ask_to_join(partner, town):
    """The organisation is found by a part of its name."""
    partner.reads("Nie działasz jeszcze w imieniu żadnej organizacji.")
    partner.follow("Dołącz do organizacji")
    partner.write("Nazwa organizacji", town.parties[0][:12])
    partner.press("Szukaj")
    partner.follow(f"Poproś o dołączenie {town.parties[0]}")
    partner.write("Funkcja", FUNCTION)
    partner.press("Wyślij prośbę")
    partner.reads("Prośba została wysłana.", "czeka na zatwierdzenie")


def set_up_second_factor(office, clerk: Account):
    """No page of the office opens before the app is set up and the codes are seen."""
    enter(office, clerk)
    office.reads("Część urzędowa otworzy się, gdy ustawisz drugi składnik logowania.")
    office.open("/biuro/prosby/")
    office.reads("Część urzędowa otworzy się, gdy ustawisz drugi składnik logowania.")
    office.follow("Ustaw aplikację")
    office.reads("Czy to nadal Ty?")
    office.write("Hasło", clerk.password)
    office.press("Potwierdź")
    secret = office.main.locator("code").inner_text()
    office.write("Kod uwierzytelniający", wrong_code(secret))
    office.press("Włącz drugi składnik")
    office.reads("Sprawdź wpisane dane")
    secret = office.main.locator("code").inner_text()
    office.write("Kod uwierzytelniający", code_of(secret))
    office.press("Włącz drugi składnik")
    office.reads("Wydrukuj je lub zapisz teraz")
    assert office.main.locator("li code").count() == 10
    office.follow("Kody zapisane. Przejdź do części urzędowej")


def wrong_code(secret):
    """Six digits that are not the code, neither now nor a moment later."""
    time.sleep(0 if int(time.time()) % PERIOD < PERIOD - 5 else 6)
    return f"{(int(code_of(secret)) + 1) % 1_000_000:06}"


def approve(office, town):
    """The office sees what waits, and decides."""
    office.reads("Czeka na mnie")
    office.follow("prośby o dołączenie")
    office.follow("Jadwiga Próbna-Żak")
    office.reads(FUNCTION, town.parties[0])
    office.tick("Zatwierdź")
    office.tick("Nadaj tej osobie także prawo administrowania stroną organizacji")
    office.press("Rozpatrz")
    office.reads("Decyzja zapisana. Osoba dostanie wiadomość.")
    assert town.letters(town.partner.email, 2)


def answer(partner, town):
    """What waits stands on the first page; the answer is given without any letter."""
    partner.open("/moje/")
    partner.reads("Zaproszenia bez odpowiedzi")
    partner.follow(town.meeting)
    partner.tick("Być może, jeszcze nie wiem")
    partner.press("Zapisz odpowiedź")
    partner.reads("Odpowiedź jest zapisana.", "być może")
    partner.turn_to("Czeka na mnie")
    partner.reads("Żadne zaproszenie nie czeka na odpowiedź.")


def propose_profile(partner, town):
    """What the partner writes waits for the office."""
    partner.turn_to("Moje organizacje")
    partner.follow(town.parties[0])
    partner.follow("Edytuj profil publiczny")
    partner.write("Opis publiczny", WORDS)
    partner.press("Wyślij do zatwierdzenia")
    partner.reads("Zmiany czekają na zatwierdzenie przez urząd.", WORDS)


def approve_profile(office, town):
    """The office sees the old words beside the new ones."""
    office.open("/biuro/")
    office.follow("zmiany profili publicznych")
    office.follow(town.parties[0])
    office.reads(WORDS)
    office.tick("Zatwierdź")
    office.press("Rozpatrz")
    office.reads("Decyzja zapisana. Organizacja dostanie wiadomość.")


def read(passer_by, town):
    """Now everybody reads the new words."""
    passer_by.open("/")
    passer_by.turn_to("Partnerzy")
    passer_by.write("Słowa", town.parties[0])
    passer_by.press("Pokaż wyniki")
    passer_by.follow(town.parties[0])
    passer_by.reads(WORDS)
