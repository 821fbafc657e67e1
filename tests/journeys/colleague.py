"""Story 12: a colleague is invited to an organisation, makes an account and acts for it."""

from tests.journeys.town import Account, enter

COLLEAGUE = Account("kolezanka@firma.example", "haslo-do-prob-2026")
FUNCTION = "księgowa (próbna)"


def story(visit, town):
    """Invitation, letter, account, confirmation, log-in, acceptance, the organisation's page."""
    head, colleague = visit(), visit()
    enter(head, town.head)
    invite(head, town)
    [letter] = town.letters(COLLEAGUE.email, 1)
    colleague.open(letter.link("/z/kolega/"))
    sign_up(colleague, town)
    accept(colleague, town)
    head.open("/moje/organizacje/")
    head.follow(town.parties[1])
    head.reads("Alina Próbna-Lis", FUNCTION)
    head.finds_no("Zaproszenia bez odpowiedzi")


def invite(head, town):
    """The administrator gives address and function; the invitation stands on the page."""
    head.turn_to("Moje organizacje")
    head.follow(town.parties[1])
    head.follow("Zaproś współpracownika")
    head.write("E-mail", COLLEAGUE.email)
    head.write("Funkcja", FUNCTION)
    head.press("Wyślij zaproszenie")
    head.reads("Zaproszenia bez odpowiedzi", COLLEAGUE.email)


def sign_up(colleague, town):
    """The link leads to an account, and the way through it back to the invitation."""
    colleague.reads(town.parties[1], FUNCTION, COLLEAGUE.email)
    colleague.follow("Załóż konto")
    colleague.write("Imię", "Alina")
    colleague.write("Nazwisko", "Próbna-Lis")
    colleague.write("Adres e-mail", COLLEAGUE.email)
    colleague.write("Hasło", COLLEAGUE.password)
    colleague.write("Hasło (ponownie)", COLLEAGUE.password)
    colleague.press("Załóż konto")
    [_, confirm] = town.letters(COLLEAGUE.email, 2)
    colleague.open(confirm.link("/konto/"))
    colleague.press("Tak, to mój adres")
    colleague.write("E-mail", COLLEAGUE.email)
    colleague.write("Hasło", COLLEAGUE.password)
    colleague.press("Zaloguj się")


def accept(colleague, town):
    """The invitation waits right after the log-in; its button opens the organisation."""
    colleague.reads(town.parties[1], FUNCTION)
    invitation = colleague.page.url
    assert "/z/kolega/" in invitation
    colleague.open("/moje/")
    colleague.reads("Masz zaproszenie")
    colleague.follow(f"Zaproszenie do działania w imieniu: {town.parties[1]}")
    assert colleague.page.url == invitation
    colleague.press("Przyjmij zaproszenie")
    colleague.reads("Od teraz działasz w imieniu organizacji.")
    colleague.open("/moje/")
    colleague.finds_no("Masz zaproszenie")
