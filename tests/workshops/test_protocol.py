"""Protocols: what they say, what they leave out, and that they are kept."""

import datetime as dt
import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils.timezone import now

from meetings.actions.attend import add_guest
from tests.conftest import client_of
from tests.factories import RoleFactory
from tests.workshops.choosing import ballot_of, give, make_proposal, make_scoring, make_vote
from tests.workshops.choosing import sheet_of as sheet_of_scores
from tests.workshops.factories import make_cycle, open_at, photo_file, with_meeting, write
from workshops.actions import cycle, scoring, votes
from workshops.models import Protocol
from workshops.pdf import protocol
from workshops.selectors import counters

pytestmark = pytest.mark.django_db


@pytest.fixture
def choosing(cast):
    """A stage of choice with a meeting, after an opening that was closed."""
    made = make_cycle(cast.partnership, public=True)
    opening = open_at(made, "opening")
    with_meeting(opening, title="Konferencja próbna", starts_at=now() - dt.timedelta(days=60))
    write(opening, "need", "Potrzeba próbna")
    cycle.close_stage(stage=opening, summary="Wróciły trzy potrzeby.", actor=None)
    return with_meeting(open_at(made, "d"), title="Wybór próbny")


def test_a_protocol_counts_people_by_organisation_and_names_nobody(cast, choosing):
    person = RoleFactory(partner=cast.partner, person__last_name="Tajemnicza").person
    meeting = choosing.meeting
    for name, organisation in [("Jan Skryty", "Firma próbna"), ("Ewa Skryta", "Firma próbna")]:
        add_guest(meeting=meeting, actor=cast.officer, name=name, organisation=organisation)
    add_guest(meeting=meeting, actor=cast.officer, name="Ola Skryta")
    told = protocol.data(choosing)
    assert told["people"] == [["Firma próbna", "2"], ["bez organizacji", "1"]]
    assert "Skryt" not in str(told)
    assert person.last_name not in str(told)


def test_a_protocol_begins_with_the_recap_of_the_last_meeting(choosing):
    recap = protocol.data(choosing)["recap"]
    assert recap[0].startswith("Konferencja próbna")
    assert recap[1:] == ["Wróciły trzy potrzeby."]
    first = choosing.stage.cycle.stages.get(kind="opening").stage_meetings.get()
    assert protocol.data(first)["recap"] == ["To pierwsze spotkanie cyklu."]
    assert protocol.data(first)["cards"][0]["rows"][0][1] == "Potrzeba próbna"


def test_a_protocol_tells_scores_and_votes_once_closed(choosing):
    made = choosing.stage.cycle
    row = make_proposal(made, "Targ", status="shortlisted")
    made_scoring = make_scoring(made)
    give(sheet_of_scores(made_scoring), row, 5, 5)
    vote = make_vote(made, [row], kind="yes_no", stage=choosing.stage, status="open")
    ballot_of(vote, 1)
    told = protocol.data(choosing)
    assert (told["scores"], told["votes"]) == (None, [])
    scoring.close_scoring(scoring=made_scoring, actor=None)
    votes.close(vote=vote, actor=None)
    told = protocol.data(choosing)
    assert told["scores"]["rows"][0][:3] == ["1", "Targ", "5,00"]
    assert told["votes"][0]["rows"] == [["1", "Targ", "1", "0"]]


def test_closing_a_stage_keeps_its_protocol_and_the_office_reads_it(cast, choosing):
    assert Protocol.objects.filter(stage_meeting=choosing).count() == 0
    cycle.close_stage(stage=choosing.stage, summary="Wybrano jeden projekt.", actor=None)
    kept = Protocol.objects.get(stage_meeting=choosing)
    office = client_of(cast.officer)
    response = office.get(reverse("workshops:office_protocol_kept", args=[kept.pk]))
    content = b"".join(response.streaming_content)
    assert content.startswith(b"%PDF")
    assert len(content) == kept.document.size
    fresh = office.get(reverse("workshops:office_protocol", args=[choosing.pk]))
    assert fresh.content.startswith(b"%PDF")


def test_what_waits_in_the_choice_equals_the_lists_behind_it(cast, choosing):
    made = choosing.stage.cycle
    make_proposal(made, "Z lukami", leader=cast.partner)
    row = make_proposal(made, "Wybrana", status="chosen")
    make_vote(made, [row], kind="yes_no", status="open")
    ready = make_cycle(cast.partnership)
    opening = open_at(ready, "opening")
    write(opening, "asset")
    write(opening, "problem")
    cycle.close_stage(stage=opening, summary="Wynik.", actor=None)
    office = client_of(cast.officer)
    found = counters.waiting(cast.partnership)
    assert [f.count for f in found] == [1, 1, 1, 1]
    for figure in found:
        assert office.get(figure.url).context["page"].paginator.count == figure.count
    (sheet,) = counters.waiting_for(cast.member)
    assert client_of(cast.member).get(sheet.url).context["page"].paginator.count == 1
    assert counters.waiting_for(cast.neighbour) == []


WORDS = {
    "alternative": "Sala z pięcioma stolikami.",
    "caption": "Praca w grupach",
    "credit": "Urząd",
    "permission": "uczestnicy, przy rejestracji",
}


def add_photos(office, row, number=1, **words):
    url = reverse("workshops:office_protocol_photos", args=[row.pk])
    for _n in range(number):
        answer = office.post(url, {**WORDS, **words, "picture": photo_file()})
    return answer


def test_the_photos_the_office_chose_stand_in_the_protocol_with_their_words(cast, choosing):
    office = client_of(cast.officer)
    add_photos(office, choosing)
    photo = choosing.photos.get()
    assert (photo.width, photo.height) == (900, 450)
    (told,) = protocol.data(choosing)["photos"]
    assert told["alternative"] == "Sala z pięcioma stolikami."
    assert told["words"] == "Praca w grupach. Fot. Urząd"
    content = office.get(reverse("workshops:office_protocol", args=[choosing.pk])).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        figures = [
            str(one["/Alt"])
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert "Sala z pięcioma stolikami." in figures


def test_a_photo_without_words_or_permission_is_refused_and_its_words_stay(cast, choosing):
    office = client_of(cast.officer)
    for missing in ("alternative", "permission"):
        page = add_photos(office, choosing, **{missing: ""}).content.decode()
        assert "Praca w grupach" in page
        assert "Wybierz zdjęcie jeszcze raz" in page
    assert not choosing.photos.exists()


def test_a_protocol_has_at_most_six_photos_and_none_changes_once_it_is_kept(cast, choosing):
    office = client_of(cast.officer)
    page = add_photos(office, choosing, 7).content.decode()
    assert "najwyżej 6" in page
    assert choosing.photos.count() == 6
    cycle.close_stage(stage=choosing.stage, summary="Wybrano jeden projekt.", actor=None)
    photo = choosing.photos.first()
    office.post(reverse("workshops:office_protocol_photo_drop", args=[photo.pk]))
    assert choosing.photos.count() == 6
    cycle.reopen_stage(stage=choosing.stage, reason="Próba", actor=None)
    office.post(reverse("workshops:office_protocol_photo_drop", args=[photo.pk]))
    assert choosing.photos.count() == 5
