"""The demo's clubs: three made-up ones with their months, advisers, gifts and a meeting."""

import datetime as dt
import random

from django.utils.timezone import localdate

from clubs.actions import counting, giving, manage, meet
from clubs.choices import ClubStatus, GiftKind, Support, Thanks
from clubs.models import Adviser, Club, Gift, OpeningHours, SponsorProject
from clubs.rules import before, first_of, last_full, span
from core.times import at_wall
from meetings.actions.plan import announce
from meetings.choices import MeetingKind
from meetings.models import Meeting
from sampledata.demo import accounts

LOGGED = 15  # months behind the present one
PARISH = "Parafia przykładowa"
CLUBS = [
    {
        "name": "Klub Pomocy Koleżeńskiej „Praca” w Czosnowie (wiersz próbny)",
        "host": PARISH,
        "commune_id": "141402",
        "place": "dom parafialny (przykład)",
        "address": "Czosnów, adres próbny",
        "support": ["information", "applications", "talk", "self_help", "material"],
        "groups": ["women", "youth"],
        "hours": [(2, 16, 18, ""), (4, 16, 19, "w roku szkolnym")],
    },
    {
        "name": "Klub Pomocy Koleżeńskiej „Praca” w Zakroczymiu (wiersz próbny)",
        "host": "Przykładowy Ośrodek Pomocy Społecznej",
        "commune_id": "141406",
        "place": "ośrodek, pokój 3 (przykład)",
        "address": "Zakroczym, adres próbny",
        "support": ["information", "referral", "course", "retraining"],
        "groups": ["women", "men"],
        "hours": [(1, 10, 13, ""), (3, 15, 17, "")],
    },
    {
        "name": "Klub Pomocy Koleżeńskiej „Praca” w Nasielsku (wiersz próbny)",
        "host": "Przykładowy Związek Zawodowy",
        "commune_id": "141404",
        "place": "świetlica (przykład)",
        "address": "Nasielsk, adres próbny",
        "support": ["information", "talk"],
        "groups": [],
        "hours": [(5, 17, 19, "")],
    },
]


def open_them(partnership, partners, actor) -> None:
    """Open three clubs, log their months, book gifts, call a meeting; suspend one club."""
    dice = random.Random(7)  # noqa: S311 - made-up numbers, the same every time
    clubs = [_club(partnership, partners, actor, **fields) for fields in CLUBS]
    leader = accounts.club_leader()
    manage.add_leader(club=clubs[0], email=leader.email, actor=actor)
    for club, missing in zip(clubs, [1, 0, 4], strict=True):
        _log(club, missing, dice, actor)
    _advisers(clubs[0], actor)
    _gifts(clubs[0], partners, actor)
    _meeting(clubs[0], partnership, actor)
    row = SponsorProject(club=clubs[1], title="Kurs komputerowy (przykład)", year=2025)
    manage.change_rows(club=clubs[1], kept=[row], gone=[], actor=actor)
    manage.step(
        club=clubs[2], status=ClubStatus.SUSPENDED, reason="remont (przykład)", actor=actor
    )


def _club(partnership, partners, actor, *, hours, host, **fields):
    start = first_of(localdate())
    for _month in range(LOGGED):
        start = before(start)
    club = manage.found(
        club=Club(
            partnership=partnership,
            host=partners[host],
            opened_on=start,
            logs_from=start,
            description="Klub wymyślony, aby pokazać działanie portalu.",
            **fields,
        ),
        actor=actor,
    )
    rows = [
        OpeningHours(
            club=club, weekday=day, opens=dt.time(opens), closes=dt.time(closes), note=note
        )
        for day, opens, closes, note in hours
    ]
    manage.change_rows(club=club, kept=rows, gone=[], actor=actor)
    manage.publish(club=club, actor=actor)
    return club


def _log(club, missing, dice, actor):
    """Log every month but the last `missing`; those of finished years are locked."""
    due = span(club.logs_from, last_full())
    for first in due[: len(due) - missing]:
        counts = {(kind, "all"): dice.randrange(2, 14) for kind in club.support}
        counts |= {(Support.SELF_HELP.value, group): dice.randrange(5) for group in club.groups}
        month = counting.log(
            club=club,
            first=first,
            counts=counts,
            volunteer_hours=dice.randrange(10, 40),
            room_hours=dice.randrange(8, 24),
            actor=actor,
        )
        if first.year < localdate().year:
            counting.lock(month=month, actor=actor)


def _advisers(club, actor):
    today = localdate()
    for number, days in enumerate([400, 20, -10], 1):
        manage.keep_adviser(
            adviser=Adviser(
                club=club,
                name=f"Doradca Próbny {number:02}",
                agreed_on=club.opened_on,
                email=f"doradca{number:02}@przyklad.example",
                trained_on=today - dt.timedelta(days=700),
                valid_until=today + dt.timedelta(days=days),
            ),
            actor=actor,
        )


def _gifts(club, partners, actor):
    given = localdate() - dt.timedelta(days=40)
    furniture = giving.book(
        gift=Gift(
            club=club,
            kind=GiftKind.FURNITURE,
            what="stół i krzesła (przykład)",
            quantity=9,
            value=1800,
            giver=partners["Przykładowe Zakłady Mebli „Dąb”"],
            given_on=given,
            show_giver=True,
        ),
        actor=actor,
    )
    giving.thank(gift=furniture, by=Thanks.PAPER, actor=actor)
    giving.book(
        gift=Gift(
            club=club,
            kind=GiftKind.FOOD,
            what="pieczywo na spotkania (przykład)",
            value=240,
            giver=partners["Przykładowa Piekarnia „Kłos”"],
            given_on=given,
        ),
        actor=actor,
    )


def _meeting(club, partnership, actor):
    day = localdate() + dt.timedelta(days=21)
    called = meet.call(
        club=club,
        meeting=Meeting(
            partnership=partnership,
            title="Spotkanie informacyjne klubu (przykład)",
            kind=MeetingKind.CLUB,
            starts_at=at_wall(day, dt.time(17)),
            ends_at=at_wall(day, dt.time(19)),
            place=club.place,
            address=club.address,
            commune=club.commune,
            host=club.host,
            description="Spotkanie wymyślone, aby pokazać działanie portalu.",
        ),
        actor=actor,
    )
    announce(meeting=called.meeting, actor=actor)
