"""What the network holds on an organisation, on its own page: meetings and letters too."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from journal.rules.references import about
from meetings.choices import Presence
from members.models import Role
from outbox.actions import letter
from outbox.models import LetterStatus
from tests.conftest import client_of
from tests.factories import PartnerFactory, RoleFactory
from tests.meetings.factories import InvitationFactory, MeetingFactory

pytestmark = pytest.mark.django_db
SECRET = "treść, której nikt inny nie czyta"


def own_page(cast, who="admin"):
    """The organisation's own page as `who` reads it."""
    url = reverse("members:my_organisation", args=[cast.partner.pk])
    return client_of(getattr(cast, who)).get(url)


def section(response, title):
    """(text, address, note) of each line of a section; none where there is no section."""
    found = [one for one in response.context["sections"] if one["title"] == title]
    return [
        (item["text"], item.get("url", ""), item["note"]) for one in found for item in one["items"]
    ]


def written(cast, subject, to_email, status=LetterStatus.SENT, **fields):
    """A letter of the cast's office, sent on 3 March 2026."""
    one = letter(
        once=f"test:{subject}",
        to_email=to_email,
        subject=subject,
        text=SECRET,
        partnership=cast.partnership,
        sent_at=dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC),
        **{"kind": "test", **fields},
    )
    one.status = status
    one.save()
    return one


def meetings_of(response):
    return section(response, "Spotkania: zaproszenia i obecność")


def letters_of(response):
    return [text for text, _url, _note in section(response, "Wiadomości od urzędu")]


def invited(cast, meeting, **fields):
    return InvitationFactory(meeting=meeting, partner=cast.partner, **fields)


def test_the_meetings_to_which_it_was_invited_stand_with_how_many_came(cast):
    meeting = MeetingFactory(partnership=cast.partnership, over=True, is_public=True)
    invited(cast, meeting, presence=Presence.PRESENT)
    invited(cast, meeting, presence=Presence.ABSENT)
    invited(cast, meeting, presence=Presence.PRESENT, invited_at=None, walk_in=True)
    InvitationFactory(meeting=meeting, partner=PartnerFactory(partnership=cast.partnership))
    ((text, url, note),) = meetings_of(own_page(cast, "member"))
    assert (text, url) == (meeting.title, reverse("meetings:detail", args=[meeting.pk]))
    assert note.endswith("2 osoby zaproszone, 2 osoby przyszły")


def test_a_meeting_that_is_not_public_has_no_link_and_a_mere_list_is_no_invitation(cast):
    hidden = MeetingFactory(partnership=cast.partnership, announced=True, is_public=False)
    invited(cast, hidden)
    invited(cast, MeetingFactory(partnership=cast.partnership), invited_at=None)
    ((text, url, _note),) = meetings_of(own_page(cast))
    assert (text, url) == (hidden.title, "")


def test_its_administrators_see_subject_day_and_state_of_its_letters_and_no_text(cast):
    cast.partner.email = "sekretariat@firma.example"
    cast.partner.save()
    written(cast, "Do organizacji", "sekretariat@firma.example")
    written(cast, "O organizacji", "x@y.example", about=about(cast.partner))
    written(cast, "Do współpracownika", cast.member.email, status=LetterStatus.BOUNCED)
    written(cast, "Do kogoś innego", cast.neighbour.email)
    written(cast, "Do urzędu", "y@y.example", about=about(cast.partner), kind="profile_filed")
    written(cast, "Wstrzymana", cast.member.email, status=LetterStatus.HELD)
    response = own_page(cast)
    assert section(response, "Wiadomości od urzędu") == [
        ("Do współpracownika", "", "3 marca 2026, zwrócona"),
        ("O organizacji", "", "3 marca 2026, wysłana"),
        ("Do organizacji", "", "3 marca 2026, wysłana"),
    ]
    assert SECRET not in response.content.decode()
    assert letters_of(own_page(cast, "member")) == []


def test_a_letter_to_somebody_with_two_organisations_shows_at_neither(cast):
    role = Role.objects.get(partner=cast.partner, person__user=cast.member)
    written(cast, "O tej drugiej", cast.member.email)
    assert letters_of(own_page(cast)) == ["O tej drugiej"]
    RoleFactory(person=role.person, partner=PartnerFactory(partnership=cast.partnership))
    assert letters_of(own_page(cast)) == []


def test_a_letter_of_another_office_stays_there(cast):
    one = written(cast, "Z innego urzędu", cast.member.email)
    one.partnership = cast.foreign
    one.save()
    assert letters_of(own_page(cast)) == []


def test_the_newest_stand_first(cast):
    for days in (40, 10, 20):
        start = now() - dt.timedelta(days=days)
        invited(
            cast,
            MeetingFactory(
                partnership=cast.partnership, over=True, title=f"przed {days}", starts_at=start
            ),
        )
    assert [text for text, *_rest in meetings_of(own_page(cast))] == [
        "przed 10",
        "przed 20",
        "przed 40",
    ]
