"""Clubs of record read back as the records say, each with its source."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from clubs.choices import ClubStatus
from clubs.models import Club, ClubClaim, ClubFact, Gift
from clubs.selectors.counters import public
from sampledata.cases.clubs import WORDS, load
from tests.factories import CommuneFactory, PartnershipFactory

pytestmark = pytest.mark.django_db
FILE = Path(settings.BASE_DIR).parent / "shared" / "data" / "real_cases.json"


@pytest.fixture
def records():
    if not FILE.exists():
        pytest.skip("the real cases (../shared/data/real_cases.json) are not here")
    return json.loads(FILE.read_text())


@pytest.fixture
def partnerships():
    found = {}

    def of(county):
        if county not in found:
            found[county] = PartnershipFactory(name=f"Partnerstwo: {county}")
        return found[county]

    return of


def words(value):
    if isinstance(value, list):
        return ", ".join(WORDS.get(one, one) for one in value)
    return WORDS.get(value, str(value))


def test_every_named_club_stands_with_its_place_and_source(client, records, partnerships):
    clubs = load(records, partnership_of=partnerships)
    named = records["peer_support_clubs"]
    assert [club.place for club in clubs] == [record["place"] for record in named]
    for club, record in zip(clubs, named, strict=True):
        assert club.partnership == partnerships(record["county"])
        assert club.source_note == "; ".join(record["source"])
        page = client.get(club.get_absolute_url()).content.decode()
        for told in (record["place"], club.source_note, record["kind"], record["county"]):
            assert told in page
        assert club.host is None
        assert club.status == ClubStatus.RECORDED


def test_clubs_of_record_never_count_as_open(client, records, partnerships):
    load(records, partnership_of=partnerships)
    assert public()[0].count == 0
    listed = client.get("/kluby/").context["page"].paginator.count
    assert listed == len(records["peer_support_clubs"])


def test_the_claimed_number_stands_beside_the_named_ones(client, records, partnerships):
    load(records, partnership_of=partnerships)
    notes = records["peer_support_clubs_notes"]
    claims = {claim.region: claim for claim in ClubClaim.objects.all()}
    lesser = claims["Małopolska"]
    told = (notes["malopolska_count_claimed"], notes["malopolska_places_named"])
    assert (lesser.claimed, lesser.named) == told == (8, 6)
    assert claims["powiat łęczycki"].claimed == notes["leczyca_county_clubs"]
    assert claims["wszystkie kluby"].text.endswith(words(notes["hosts"]))
    page = client.get("/kluby/").content.decode()
    assert '<td class="number">8</td>' in page
    assert '<td class="number">6</td>' in page
    assert lesser.source in page


def test_krasnystaw_has_its_gifts_and_no_money(client, records, partnerships):
    load(records, partnership_of=partnerships)
    (record,) = records["club_gifts"]
    club = Club.objects.get(place=record["club"])
    assert club.gifts.count() == len(record["gifts"])
    page = client.get(club.get_absolute_url()).content.decode()
    for thing in [*record["gifts"], record["giver"], record["money"]]:
        assert WORDS[thing] in page
    assert {gift.source_note for gift in club.gifts.all()} == {"; ".join(record["source"])}
    assert not Gift.objects.to_thank().exists()


def test_szczucin_tells_how_it_began(client, records, partnerships):
    load(records, partnership_of=partnerships)
    (record,) = records["club_support"]
    club = Club.objects.get(place=record["club"])
    facts = dict(club.facts.filter(source="; ".join(record["source"])).values_list("kind", "text"))
    assert facts == {
        "initiator": words(record["initiator"]),
        "first_meeting": str(record["first_meeting_attendance"]),
        "partners": words(record["partners"]),
        "support": words(record["support"]),
        "groups": words(record["groups"]),
    }
    assert club.groups == record["groups"]
    assert facts["partners"] in client.get(club.get_absolute_url()).content.decode()


def test_loading_twice_enters_once(records, partnerships):
    first = load(records, partnership_of=partnerships)
    counts = [model.objects.count() for model in (Club, ClubFact, ClubClaim, Gift)]
    assert load(records, partnership_of=partnerships) == first
    assert [m.objects.count() for m in (Club, ClubFact, ClubClaim, Gift)] == counts


def test_a_place_finds_its_commune_and_a_county_without_a_partnership_is_left_out():
    partnership = PartnershipFactory()
    commune = CommuneFactory(parent=partnership.county, name="Trzebinia")
    records = {
        "peer_support_clubs": [
            {"place": place, "county": county, "voivodeship": "w", "kind": "KWK", "source": ["s"]}
            for place, county in [("Trzebinia-Siersza", "ten"), ("Obce", "inny")]
        ]
    }
    (club,) = load(records, partnership_of={"ten": partnership, "inny": None}.get)
    assert (club.place, club.commune) == ("Trzebinia-Siersza", commune)
