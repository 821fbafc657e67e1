"""A letter that was filled into a template is the letter that would have been rendered."""

import re

import pytest
import time_machine

from meetings import letters
from meetings.choices import Answer, Presence
from tests.meetings.factories import InvitationFactory, MeetingFactory

pytestmark = pytest.mark.django_db
NASTY = "O'Neill <b>&\"%(x)s; „Zażółć”, {{ 7|add:7 }} \\n:" + " długie nazwisko" * 8


@pytest.fixture
def meeting():
    meeting = MeetingFactory(
        announced=True,
        title="Warsztat, próbny; <1>",
        description="Słowa " * 60,
        form="hybrid",
        online_url="https://spotkanie.example/a?b=1&c=2",
    )
    meeting.agenda.create(title="Powitanie", minutes=5)
    return meeting


@time_machine.travel("2026-11-02 10:00:00Z", tick=False)
@pytest.mark.parametrize("kind", [*letters.METHODS, letters.REMINDER, letters.AFTERWARDS])
def test_filling_in_gives_what_rendering_gives(meeting, kind):
    templates = {}
    people = [
        {"name": "Anna Próbna", "organisation": ""},
        {"name": NASTY, "organisation": NASTY, "answer": Answer.YES},
        {"name": "Jan Próbny", "organisation": "Firma & Synowie", "presence": Presence.PRESENT},
        {"name": "Zoe Sample", "person__language": "en"},
        {"name": "Anna Druga", "email": "zażółć@firma.example"},
    ]
    for words in people:
        invitation = InvitationFactory(meeting=meeting, **words)

        found = letters.filled(kind, invitation, templates, note="Uwaga <próbna>")

        assert found == letters.content(kind, invitation, note="Uwaga <próbna>")
        assert not re.search("[\ue000-\ue004]", "".join(found.values()))
    assert len(templates) < len(people)
