"""What the person sees who takes a list: at once when short, with progress when long."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils.timezone import localdate, now

from exports import actions, tasks
from exports.models import LIFE, Export
from journal.models import Entry
from members.models import Partner
from tests.conftest import client_of, serve
from tests.exports.factories import ExportFactory
from tests.factories import CommuneFactory, PartnerFactory, RoleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
PARTNERS = "/biuro/partnerzy/pobierz/"
PEOPLE = "/biuro/osoby/pobierz/"


@pytest.fixture
def many(cast, long_lists):
    """More partners than are sent at once."""
    PartnerFactory.create_batch(3, partnership=cast.partnership)
    return Partner.objects.held_by(cast.partnership).count()


@pytest.fixture
def asked(office, many):
    """An export that the officer asked for and that waits."""
    office.post(f"{PARTNERS}?sector=social&sort=new&q=", {"format": "csv"})
    return Export.objects.get()


def page(name, export):
    return reverse(f"exports:office_{name}", args=[export.pk])


def test_a_short_list_is_sent_at_once(office, cast, long_lists):
    """Two partners are as many as are sent at once."""
    response = office.post(PARTNERS, {"format": "csv"})
    assert b"".join(response.streaming_content).count(b"\r\n") == 3
    assert not Export.objects.exists()


def test_a_long_list_becomes_an_export_whose_page_follows(
    office, cast, many, monkeypatch, django_capture_on_commit_callbacks
):
    rings = []
    monkeypatch.setattr(tasks.work, "delay", lambda: rings.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        response = office.post(
            f"/en{PARTNERS}?sector=social&sort=new&nonsense=1&q=", {"format": "xlsx"}
        )
    export = Export.objects.get()
    assert response.url == reverse("exports:office_detail", args=[export.pk])
    assert (export.partnership, export.asked_by) == (cast.partnership, cast.officer)
    assert (export.table, export.format, export.language) == ("members.partners", "xlsx", "en")
    assert (export.query, export.total, rings) == ({"sector": "social"}, many, [1])
    assert not Entry.objects.filter(verb="partners exported").exists()


def test_the_people_counted_are_the_rows_of_the_file(office, cast, long_lists):
    """One person with three functions is three rows."""
    person = RoleFactory(partner=cast.partner, person__last_name="Trzykrotna").person
    for partner in PartnerFactory.create_batch(2, partnership=cast.partnership):
        RoleFactory(person=person, partner=partner)
    office.post(f"{PEOPLE}?q=trzykrotna", {"format": "csv"})
    assert Export.objects.get().total == 3


def test_progress_survives_a_reload_and_polls_while_it_moves(office, asked):
    Export.objects.update(status="running", done=4)
    for _reload in range(2):
        body = office.get(page("detail", asked)).content.decode()
        assert 'hx-trigger="every 2s"' in body
        assert re.search(rf'<progress value="4"\s+max="{asked.total}"', body)
    assert page("stop", asked) in body
    Export.objects.update(status="done", finished_at=now(), file="exports/1/x")
    response = office.get(page("detail", asked), headers={"hx-request": "true"})
    assert response["HX-Refresh"] == "true"
    assert b"hx-trigger" not in response.content


def test_the_ready_file_is_fetched_and_the_journal_says_who_took_what(office, cast, asked, many):
    actions.make(actions.claim())
    assert page("file", asked) in office.get(page("detail", asked)).content.decode()

    response = office.get(page("file", asked))

    assert b"".join(response.streaming_content).count(b"\r\n") == many + 1
    assert f'filename="partnerzy-{localdate():%Y-%m-%d}.csv"' in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    entry = Entry.objects.get(verb="partners exported")
    assert (entry.actor, entry.partnership) == (cast.officer, cast.partnership)
    assert entry.after == {"rows": many, "format": "csv", "filter": {"sector": "social"}}


def test_the_file_asks_for_a_proof_first(office, asked):
    actions.make(actions.claim())
    session = office.session
    for record in session["account_authentication_methods"]:
        record["at"] = 0
    session.save()
    assert "reauthenticate" in office.get(page("file", asked)).url
    assert not Entry.objects.filter(verb="partners exported").exists()


def test_what_is_not_ready_has_no_file(office, asked):
    assert office.get(page("file", asked)).status_code == 404


def test_a_file_that_is_gone_is_not_found_and_not_noted(office, asked):
    actions.make(actions.claim())
    asked.refresh_from_db()
    asked.file.delete(save=False)
    assert office.get(page("file", asked)).status_code == 404
    assert not Entry.objects.filter(verb="partners exported").exists()


def test_only_who_asked_finds_it(cast, asked):
    actions.make(actions.claim())
    others = ["coordinator", "auditor", "foreign_officer"]
    colleague = serve(cast.partnership)
    for user in [colleague, *(getattr(cast, role) for role in others)]:
        client = client_of(user)
        for name in ("detail", "file"):
            assert client.get(page(name, asked)).status_code == 404, user
        assert list(client.get(reverse("exports:office_index")).context["exports"]) == []


def test_at_another_office_it_is_not_found_by_who_asked_either(cast, asked):
    """Somebody who serves two offices sees at each what they asked for there."""
    Export.objects.update(partnership=cast.foreign)
    client = client_of(cast.officer)
    assert client.get(page("detail", asked)).status_code == 404
    assert list(client.get(reverse("exports:office_index")).context["exports"]) == []


def test_after_a_day_it_is_not_found_even_before_it_is_erased(cast, asked):
    actions.make(actions.claim())
    asked.refresh_from_db()
    for passed, answer in ((LIFE - dt.timedelta(minutes=1), 200), (LIFE, 404)):
        with time_machine.travel(asked.finished_at + passed, tick=False):
            client = client_of(cast.officer)
            assert client.get(page("detail", asked)).status_code == answer
            response = client.get(page("file", asked))
            assert (response.status_code, len(b"".join(response)) > 0) == (answer, True)


def test_stop_ends_it_and_again_begins_it_anew(office, asked):
    office.post(page("stop", asked))
    asked.refresh_from_db()
    assert asked.status == "stopped"
    assert actions.claim() is None
    office.post(page("again", asked))
    asked.refresh_from_db()
    assert asked.status == "waiting"


@pytest.mark.parametrize(("name", "status"), [("stop", "done"), ("again", "running")])
def test_a_button_pressed_too_late_changes_nothing(office, asked, name, status):
    Export.objects.update(status=status, finished_at=now(), file="exports/1/x")
    assert len(list(office.post(page(name, asked), follow=True).context["messages"])) == 1
    asked.refresh_from_db()
    assert asked.status == status


def test_a_failure_is_told_in_words_with_a_way_on(office, asked):
    Export.objects.update(status="failed", note=actions.NO_ROOM, finished_at=now())
    response = office.get(page("detail", asked).replace("/biuro", "/en/biuro", 1))
    assert actions.NO_ROOM in response.content.decode()
    assert page("again", asked) in response.content.decode()


def test_the_page_says_how_the_list_is_narrowed(office, cast):
    commune = CommuneFactory(parent=cast.partnership.county)
    query = {"sector": "business", "commune": commune.pk, "without_people": "on"}
    export = ExportFactory(
        partnership=cast.partnership, asked_by=cast.officer, table="members.partners", query=query
    )
    body = office.get(f"/en{page('detail', export)}").content.decode()
    facts = re.findall(r"<dt>(.*?)</dt>\s*<dd>\s*(.*?)\s*</dd>", body)
    for fact in [("Sector", "business"), ("Commune", commune.name), ("Without people", "yes")]:
        assert fact in facts


def test_the_eleventh_file_within_an_hour_is_refused_in_words(office, cast):
    cache.clear()
    for _number in range(10):
        assert "Content-Disposition" in office.post(PARTNERS, {"format": "csv"})
    list_page = "http://testserver/biuro/partnerzy/?sector=business"
    response = office.post(PARTNERS, {"format": "csv"}, headers={"referer": list_page})
    assert response.url == "/biuro/partnerzy/?sector=business"
    (message,) = office.get(response.url).context["messages"]
    assert message.level_tag == "error"
    assert Entry.objects.filter(verb="partners exported").count() == 10
    assert "Content-Disposition" in client_of(cast.coordinator).post(PARTNERS, {"format": "csv"})


@pytest.mark.parametrize("number", [1, 4])
def test_the_pages_cost_few_queries(number, cast, asked, django_assert_max_num_queries):
    ExportFactory.create_batch(
        number, partnership=cast.partnership, asked_by=cast.officer, query={"sector": "business"}
    )
    client = client_of(cast.officer)
    with django_assert_max_num_queries(8):
        assert len(client.get(reverse("exports:office_index")).context["exports"]) == number + 1
    with django_assert_max_num_queries(8):
        client.get(page("detail", asked))
