"""The demo's meetings: what was held, and one to which people are invited now."""

import datetime as dt

from django.utils.timezone import localdate

from core.times import at_wall
from meetings.actions.answer import answer
from meetings.actions.attend import add_guest, tick
from meetings.actions.invite import add
from meetings.actions.plan import create, set_agenda
from meetings.actions.plan import hold as close
from meetings.actions.remind import set_rule
from meetings.actions.send import release, write_letters
from meetings.choices import Answer, Audience, Channel, MeetingKind, Precision
from meetings.models import Meeting, ReminderRule
from members.choices import Sector
from members.models import Person
from sampledata.demo import facts

ANSWERS = [Answer.YES, Answer.NONE, Answer.NONE, Answer.NO, Answer.MAYBE, Answer.NONE]


def hold(partnership, partners, actor) -> None:
    """Enter the meetings of 2018–2024 with their sources and the numbers of people."""
    for fact in facts.MEETINGS:
        meeting = create(
            actor=actor,
            meeting=Meeting(
                partnership=partnership,
                title=fact["title"],
                kind=fact["kind"],
                precision=Precision.DAY,
                starts_at=at_wall(fact["day"], dt.time.min),
                ends_at=at_wall(fact["day"], dt.time(23, 59)),
                place=fact["place"],
                host=partners.get(fact["host"]),
                organiser="Powiatowy Urząd Pracy w Nowym Dworze Mazowieckim",
                description=f"{fact['words']}\n\nŹródło: {fact['source']}.",
            ),
        )
        note = f"według: {fact['source']}" if fact["came"] else ""
        close(meeting=meeting, actor=actor, total=fact["came"], note=note)


def count(partnership, actor) -> None:
    """Enter a sample meeting that took place: who was on its list, who came, who came besides."""
    day = _working_day(localdate() - dt.timedelta(days=63))
    meeting = create(
        actor=actor,
        meeting=Meeting(
            partnership=partnership,
            title="Spotkanie partnerów: półrocze (przykład)",
            kind=MeetingKind.PLENARY,
            starts_at=at_wall(day, dt.time(10)),
            ends_at=at_wall(day, dt.time(12)),
            place="Sala konferencyjna urzędu (przykład)",
            address="Nowy Dwór Mazowiecki",
            organiser=partnership.office_name,
            description="Spotkanie wymyślone, aby pokazać frekwencję.",
        ),
    )
    people = Person.objects.held_by(partnership).order_by("pk")
    add(meeting=meeting, actor=actor, people=[person.pk for person in people])
    invited = meeting.invitations.order_by("pk").values_list("pk", flat=True)
    came = {pk for number, pk in enumerate(invited) if number % 5 < 3}
    tick(meeting=meeting, actor=actor, shown=set(), ticked=came)
    add_guest(
        meeting=meeting,
        actor=actor,
        name="Gość próbny",
        organisation="Firma spoza listy (przykład)",
        sector=Sector.BUSINESS,
    )
    close(meeting=meeting, actor=actor)


def invite(partnership, actor) -> Meeting:
    """Announce a sample meeting in four weeks, invite the register, take some answers."""
    day = _working_day(localdate() + dt.timedelta(days=28))
    meeting = create(
        actor=actor,
        meeting=Meeting(
            partnership=partnership,
            title="Spotkanie partnerów: plan na przyszły rok (przykład)",
            kind=MeetingKind.PLENARY,
            starts_at=at_wall(day, dt.time(10)),
            ends_at=at_wall(day, dt.time(13)),
            place="Sala konferencyjna urzędu (przykład)",
            address="Nowy Dwór Mazowiecki",
            organiser=partnership.office_name,
            contact=partnership.office_email,
            description="Spotkanie wymyślone, aby pokazać zaproszenia i odpowiedzi.",
        ),
    )
    agenda = [
        ("Powitanie", 10, "starosta"),
        ("Co powstało w tym roku", 40, "urząd pracy"),
        ("Praca w grupach", 90, ""),
        ("Ustalenia i termin następnego spotkania", 20, "urząd pracy"),
    ]
    set_agenda(
        meeting=meeting,
        actor=actor,
        items=[{"title": t, "minutes": m, "presenter": p} for t, m, p in agenda],
    )
    for days, audience in [(7, Audience.SILENT), (1, Audience.ACCEPTED)]:
        set_rule(rule=ReminderRule(meeting=meeting, days=days, audience=audience), actor=actor)
    people = Person.objects.held_by(partnership).reachable().order_by("pk")
    add(meeting=meeting, actor=actor, people=[person.pk for person in people])
    batch = release(meeting=meeting, actor=actor)
    while write_letters(batch=batch):
        pass
    for number, invitation in enumerate(meeting.invitations.order_by("pk")):
        wanted = ANSWERS[number % len(ANSWERS)]
        if wanted != Answer.NONE:
            channel = Channel.PHONE if number % 4 == 0 else Channel.LINK
            answer(invitation=invitation, answer=wanted, channel=channel, actor=actor)
    return meeting


def _working_day(day):
    return day + dt.timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
