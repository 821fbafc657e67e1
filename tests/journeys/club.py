"""Story 11: a club's leader logs a month as counts, and corrects a number."""

from django.utils.formats import date_format
from django.utils.translation import override

from clubs.models import Month
from counties.models import Partnership
from tests.clubs.factories import ClubFactory, last_month
from tests.factories import UserFactory
from tests.journeys.town import Account, enter

LEADER = Account("liderka@klub.example", "haslo-do-prob-2026")
CLUB = "Klub Pomocy Koleżeńskiej próbny"


def story(visit, town):
    """The month waits, is filled in kind by kind, is stored, and one number is mended."""
    partnership = Partnership.objects.get(services__user__email=town.office.email)
    club = ClubFactory(
        partnership=partnership,
        public=True,
        name=CLUB,
        logs_from=last_month(),
        rows__leader=leader(),
    )
    hand = visit()
    enter(hand, LEADER)
    log(hand)
    assert numbers_of(club) == {("information", "all"): 12, ("talk", "women"): 3}
    correct(hand)
    assert numbers_of(club) == {("information", "all"): 13, ("talk", "women"): 3}


def leader():
    """An account with a password; the office has named it as a leader."""
    user = UserFactory(email=LEADER.email)
    user.set_password(LEADER.password)
    user.save()
    return user


def log(hand):
    """From the menu to the month that waits; a word in place of a number is refused."""
    hand.turn_to("Mój klub")
    hand.follow(CLUB)
    hand.reads("Czeka na Ciebie")
    hand.follow(month_name(), inside=hand.main.locator("section").first)
    hand.write("Poza grupami", "12", inside=hand.group("Informacja o pracy"))
    hand.write("Kobiety", "3", inside=hand.group("Rozmowa indywidualna"))
    hand.write("Godziny pracy społecznej", "20")
    hand.press("Zapisz miesiąc")
    hand.reads("Miesiąc jest zapisany.")


def correct(hand):
    """The same page shows what is stored; only the wrong number is written anew."""
    hand.follow(month_name(), inside=hand.main.get_by_role("table", name="Miesiące"))
    field = hand.field("Poza grupami", inside=hand.group("Informacja o pracy"))
    assert field.input_value() == "12"
    hand.write("Poza grupami", "13", inside=hand.group("Informacja o pracy"))
    hand.press("Zapisz poprawkę")
    hand.reads("Miesiąc jest zapisany.")


def month_name():
    """Last month as the pages write it."""
    with override("pl"):
        return date_format(last_month(), "F Y")


def numbers_of(club):
    """The counts of last month, by kind and group."""
    month = Month.objects.get(club=club, first=last_month())
    return {(row.kind, row.group): row.number for row in month.counts.all() if row.number}
