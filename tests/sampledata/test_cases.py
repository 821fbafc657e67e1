"""Published cases of other counties: each record reads back as its page says it."""

import html
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format, number_format

from accounts.models import NoOfficeError, Service
from agreements.models import Agreement
from clubs.models import Club
from counties.models import Partnership
from meetings.models import Meeting
from outbox.actions import NoSenderError, letter, queue
from sampledata import cases, demo
from sampledata.cases import meetings, projects
from sampledata.cases.places import Places, UnknownPlaceError
from sampledata.cases.prose import as_day, in_words, key
from sampledata.cases.words import polish, with_named_sources
from tests.conftest import client_of
from tests.factories import CountyFactory, PartnerFactory, PartnershipFactory, UserFactory
from workshops.models import Proposal

DATA = Path(settings.BASE_DIR, "../shared/data").resolve()
FILE = DATA / "real_cases.json"
TERC = DATA / "terc" / "TERC_Urzedowy_2026-01-08.csv"
with_file = pytest.mark.skipif(
    not (FILE.exists() and TERC.exists()), reason="the real cases are not beside the project"
)
RECORDS = with_named_sources(json.loads(FILE.read_bytes())) if FILE.exists() else {}
# Said by the fields around them, or about the file and not about the case.
SILENT = {
    "id",
    "county",
    "voivodeship",
    "level",
    "partnership_type",
    "partner_type",
    "status",
    "signature_certain",
    "stage_certain",
    "workshop",
    "invitations_sent_is_minimum",
    "principle",
    "attendance_rate_percent_about",
}
# No county of the register, or no day: reported instead of guessed.
UNPLACED = {
    "ciechanow-subregion-2018": "subregion ciechanowski",
    "lubuskie-2014": "Zielona Góra area",
    "forum-10": "mazowieckie",
    "szczucin-kpk": "szczucin-kpk",
}
ENGLISH = re.compile(r"\b(the|of|and|with|for|from|by)\b")


@dataclass
class Told:
    """What a load said, and what each page said after it: {(app, id): text}."""

    first: cases.Report
    second: cases.Report
    rows: tuple[dict, dict]  # model: rows, after the first and after the second load
    pages: dict


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """One load for all tests of a record: it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("pl"):
        call_command("load_terc", TERC, stdout=io.StringIO())
        first, before = cases.load(RECORDS), counted()
        told = Told(first, cases.load(RECORDS), (before, counted()), pages())
        transaction.set_rollback(True)
    return told


def counted():
    """How many rows every table of ours holds."""
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in APPS]
    return {model._meta.label: model.objects.count() for model in ours}


APPS = {app.split(".")[0] for app in settings.INSTALLED_APPS if not app.startswith("django.")}


def pages():
    """The public page of every record, as a reader sees its words."""
    found = {}
    for record in RECORDS["agreements"]:
        found["agreement", record["id"]] = Agreement.objects.public().filter(
            once=key("agreement", record)
        )
    for record in RECORDS["meetings"]:
        row = meetings.find(record)
        found["meeting", record["id"]] = Meeting.objects.public().filter(pk=row and row.pk)
    for record in RECORDS["projects"]:
        row = projects.find(record)
        found["project", record["id"]] = (
            type(row).objects.public().filter(pk=row.pk) if row else []
        )
        found["proposal", record["id"]] = Proposal.objects.public().filter(
            once=key("proposal", record)
        )
    for record in RECORDS["peer_support_clubs"]:
        found["club", record["place"]] = Club.objects.public().filter(place=record["place"])
    client = Client()
    return {
        name: words(client.get(row.get_absolute_url()))
        for name, rows in found.items()
        for row in rows
    }


def words(response):
    """The text of a page's main part, with plain spaces."""
    assert response.status_code == 200
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    bare = re.sub(r"<[^>]+>", " ", re.sub(r"<br\s*/?>", "\n", body))
    return " ".join(html.unescape(bare).replace("\xa0", " ").split()).casefold()


def facts(record):
    """Every fact of a record as its page must say it."""
    for name, value in record.items():
        if name not in SILENT and value is not None:
            yield from said(name, value)


def said(name, value):
    if isinstance(value, dict):
        yield from facts(value)
    elif isinstance(value, list):
        for one in value:
            yield from said(name, one)
    elif isinstance(value, int):
        yield number_format(value, use_l10n=True, force_grouping=True)
    elif name in {"date", "date_to", "signed_on"}:
        yield when(value)
    elif name == "planned":
        yield value.replace("-", "–")
    else:
        yield in_words(value)


def when(value):
    """A day, a month or a year as people write it."""
    form = {10: "j E Y", 7: "F Y", 4: "Y"}[len(value)]
    return date_format(as_day(value), form)


def missing_on(page, record):
    plain = [" ".join(fact.replace("\xa0", " ").split()) for fact in facts(record)]
    return [fact for fact in plain if fact.casefold() not in page]


def of(app):
    """The records of a part of the file, each under its id."""
    return [pytest.param(record, id=record["id"]) for record in RECORDS.get(app, [])]


@with_file
@pytest.mark.parametrize("record", of("agreements"))
def test_an_agreement_reads_back_as_its_record_says(told, record):
    if record["id"] in UNPLACED:
        assert any(UNPLACED[record["id"]] in reason for reason in told.first.missing)
        return
    assert missing_on(told.pages["agreement", record["id"]], record) == []


@with_file
@pytest.mark.parametrize("record", of("meetings"))
def test_a_meeting_reads_back_as_its_record_says(told, record):
    if record["id"] in UNPLACED:
        assert any(UNPLACED[record["id"]] in reason for reason in told.first.missing)
        return
    assert missing_on(told.pages["meeting", record["id"]], record) == []


@with_file
@pytest.mark.parametrize("record", of("projects"))
def test_a_project_or_what_was_put_to_the_vote_reads_back(told, record):
    chosen = record["status"] in projects.CHOSEN
    page = told.pages["project" if chosen else "proposal", record["id"]]
    assert missing_on(page, record) == []


@with_file
@pytest.mark.parametrize(
    "record", [pytest.param(r, id=r["place"]) for r in RECORDS.get("peer_support_clubs", [])]
)
def test_a_club_names_its_place_and_source(told, record):
    page = told.pages["club", record["place"]]
    for wanted in (record["place"], record["voivodeship"], *record["source"]):
        assert wanted.casefold() in page


@with_file
def test_the_seven_projects_of_blonie_stand_on_five_places(told):
    ids = [r["id"] for r in RECORDS["projects"] if r["id"].startswith("blonie")]
    places = [told.pages["project", name] for name in ids]
    shown = [re.search(r"miejsce w rankingu (\w+)", page)[1] for page in places]
    assert shown == ["1", "2", "3", "4", "4b", "5a", "5b"]


@with_file
def test_plock_sent_at_least_a_thousand_invitations_and_about_three_hundred_came(told):
    page = told.pages["meeting", "plock-gmina-series-2005"]
    assert "wysłane zaproszenia: co najmniej 1 000." in page
    assert "liczba uczestników: około 300." in page
    assert "około 30 % zaproszonych" in page


@with_file
def test_no_page_of_a_record_speaks_english(told):
    speaking = {
        name: found[0]
        for name, page in told.pages.items()
        if (found := ENGLISH.findall(page.partition("źródło danych")[0]))
    }
    assert speaking == {}


@with_file
def test_the_second_load_changes_nothing(told):
    assert told.rows[0] == told.rows[1]
    assert {new for new, _stood in told.second.counts.values()} == {0}
    assert told.second.entered == []


@with_file
@pytest.mark.django_db
def test_an_office_keeps_its_own_county_and_the_joint_agreement_stands_once():
    call_command("load_terc", TERC, stdout=io.StringIO())
    county = demo.build()
    before = [county.agreements.count(), county.meetings.count(), county.projects.count()]
    report = cases.load(RECORDS)
    assert [county.agreements.count(), county.meetings.count(), county.projects.count()] == before
    assert report.by_hand == ["powiat nowodworski"]
    neighbour = Partnership.objects.get(slug="legionowski")
    joint = Agreement.objects.public().shown_in(neighbour).get()
    assert (joint.partnership, list(joint.also_in.all())) == (county, [neighbour])
    page = words(Client().get(neighbour.get_absolute_url()))
    assert joint.title.casefold() in page
    assert neighbour.name.casefold() in words(Client().get(joint.get_absolute_url()))


@with_file
@pytest.mark.django_db
def test_counties_of_one_name_are_told_apart_by_the_voivodeship_or_not_at_all():
    call_command("load_terc", TERC, stdout=io.StringIO())
    places = Places({})
    assert places.territory("tomaszowski (lubelskie)").code == "0618"
    assert places.territory("nowodworski", "pomorskie").code == "2210"
    assert places.territory("Miasto Nowy Sącz (city with county rights)").is_city
    assert places.territory("Czarna Woda").name == "starogardzki"
    with pytest.raises(UnknownPlaceError, match="several"):
        places.territory("nowodworski")
    assert places.partnership_of("świdnicki") is None
    assert "świdnicki" in places.missing


@pytest.mark.django_db
def test_without_the_whole_register_the_command_says_so(tmp_path):
    CountyFactory()
    file = tmp_path / "cases.json"
    file.write_text("{}")
    with pytest.raises(CommandError, match="load_terc"):
        call_command("load_cases", file)


@pytest.mark.parametrize("content", ["[1]", "{", "\x00"])
def test_a_file_that_holds_no_cases_is_refused(tmp_path, content):
    file = tmp_path / "cases.json"
    file.write_text(content)
    with pytest.raises(CommandError, match=r"cases\.json"):
        call_command("load_cases", file)


@pytest.fixture
def record(db):
    """A partnership of record."""
    return PartnershipFactory(is_record=True, office_name="", office_address="", office_email="")


def test_nobody_serves_at_a_partnership_of_record(record):
    with pytest.raises(NoOfficeError):
        Service.objects.create(user=UserFactory(), partnership=record, kind="officer")


def test_nothing_is_sent_from_a_partnership_of_record(record):
    waiting = letter(
        once="x",
        kind="próbny",
        to_email="a@b.example",
        subject="Próba",
        text="Próba",
        partnership=record,
    )
    with pytest.raises(NoSenderError):
        queue([waiting])


def test_nobody_joins_an_organisation_of_record(record):
    partner = PartnerFactory(partnership=record, name="Organizacja z publikacji")
    client = client_of(UserFactory())
    found = client.get("/moje/dolacz/", {"q": "publikacji"})
    assert partner.name not in words(found)


@with_file
@pytest.mark.parametrize("app", ["agreements", "meetings", "projects"])
def test_every_paraphrase_of_the_file_has_its_polish(app):
    left = {
        words
        for record in RECORDS[app]
        for name, value in record.items()
        if name not in SILENT | {"source"}
        for words in strings(value)
        if ENGLISH.search(polish(words))
    }
    assert left == set()


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in SILENT:
                yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
