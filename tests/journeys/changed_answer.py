"""Somebody said yes, and says no with the invitation's other link."""

import re

from tests.journeys import meeting
from tests.journeys.town import at_office


def story(visit, town):
    """The option of the link wins, the earlier answer is read in words, the receipt says both."""
    guest = town.guests[0]
    office = at_office(visit, town)
    meeting.make(office)
    meeting.choose_recipients(office)
    meeting.send(office, guest)
    hand = visit()
    say_yes(hand, town, guest)
    say_no_instead(hand, town, guest)
    office.follow("Odpowiedzi")
    assert "nie" in office.row(guest.name).inner_text().split()
    office.follow(guest.name)
    office.reads(re.compile(r"tak, osobisty"), re.compile(r"nie, osobisty"))


def say_yes(hand, town, guest):
    [letter] = town.letters(guest.email, 1, meeting.TITLE)
    hand.open(letter.link("/z/"))
    assert hand.field("Tak, przyjdę").is_checked()
    hand.write("Uwagi dla organizatora", "Przyjadę pociągiem.")
    hand.press("Zapisz odpowiedź")
    hand.reads("Dziękujemy. Odpowiedź jest zapisana")


def say_no_instead(hand, town, guest):
    invitation = town.letters(guest.email, 2, meeting.TITLE)[0]
    hand.open(re.search(r"https?://\S*/z/\S+\?o=no", invitation.text)[0])
    assert hand.field("Nie, nie przyjdę").is_checked()
    hand.reads("Odnośnik proponuje: „Nie, nie przyjdę”. Zapisano dotąd: tak.")
    hand.press("Zapisz odpowiedź")
    hand.reads("Dziękujemy. Odpowiedź jest zapisana")
    receipt = town.letters(guest.email, 3, meeting.TITLE)[2]
    assert ": nie." in receipt.text
    assert "Poprzednia odpowiedź: tak." in receipt.text
