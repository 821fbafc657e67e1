"""Story 9: people who are present vote with a code, once each, and nobody sees a result too soon."""

from django.urls import reverse

from counties.models import Partnership
from tests.journeys.town import at_office
from tests.workshops.choosing import codes_of, make_proposal, make_vote
from tests.workshops.factories import make_cycle
from workshops.models import Ballot, Option

TITLES = ["Kawiarnia próbna", "Szlak rowerowy próbny", "Żłobek próbny"]
HIDDEN = "Głosowanie trwa. Wynik pozostaje ukryty do jego zamknięcia."


def story(visit, town):
    """The vote opens, two of three codes are used, it closes, and the places stand."""
    partnership = Partnership.objects.get(services__user__email=town.office.email)
    cycle = make_cycle(partnership, public=True, name="Warsztaty głosujące (próba)")
    proposals = [make_proposal(cycle, title, status="shortlisted") for title in TITLES]
    vote = make_vote(cycle, proposals, each=3)
    codes = codes_of(vote, 3)
    office, reader = at_office(visit, town), visit()
    turn(office, vote, "Otwórz głosowanie")
    cast(visit(), codes[0], {TITLES[0]: 2, TITLES[1]: 1})
    cast(visit(), codes[1].replace("-", "").lower(), {TITLES[0]: 3})
    assert Ballot.objects.filter(vote=vote).count() == 2
    look(reader, vote, [HIDDEN])
    turn(office, vote, "Zamknij głosowanie")
    come_late(visit(), codes[2])
    look(reader, vote, ["Głosy oddane kodem: 2 z 3."])
    reader.row(TITLES[0]).get_by_text("5", exact=True).wait_for()
    points = dict(Option.objects.filter(vote=vote).values_list("proposal__title", "points"))
    assert points == {TITLES[0]: 5, TITLES[1]: 1, TITLES[2]: 0}


def turn(office, vote, words):
    """Open or close the vote; the page asks first."""
    office.open(reverse("workshops:office_vote", args=[vote.pk]))
    office.follow(words)
    office.press(words)


def cast(voter, code, dots):
    """Type the code, be told what is wrong, give the dots; the same code votes only once."""
    give_code(voter, "???")
    voter.reads("To nie jest kod.")
    give_code(voter, code)
    voter.press("Oddaj głos")
    voter.reads("Zaznacz co najmniej jedną propozycję.")
    for title, number in dots.items():
        voter.choose(title, str(number))
    voter.press("Oddaj głos")
    voter.reads("Tym kodem oddano głos. Dziękujemy.")
    voter.follow("Wpisz inny kod")
    give_code(voter, code)
    voter.reads("Tym kodem oddano głos. Dziękujemy.")


def give_code(voter, code):
    voter.open(reverse("workshops:ballot_code"))
    voter.write("Kod z karteczki lub z tabliczki na stole", code)
    voter.press("Przejdź dalej")


def come_late(voter, code):
    """After the end no code votes any more."""
    give_code(voter, code)
    voter.reads("To głosowanie jest zamknięte. Głosu nie oddano.")


def look(reader, vote, words):
    """What everyone may read of the vote."""
    reader.open(vote.get_absolute_url())
    reader.reads(*words)
