"""The journal: its chain, its guard, its pages (F93)."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from journal.actions import assign, record
from journal.models import Chain, Entry
from journal.rules.references import about
from journal.selectors.chains import breaks, heads
from journal.selectors.history import history
from members.choices import PartnerStatus
from outbox.models import Letter
from partnership.tasks import tell_journal_heads
from tests.conftest import client_of
from tests.crowd import at_once, crowded
from tests.factories import PartnershipFactory

postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="the trigger is PostgreSQL's"
)


def write(partner, actor=None, count=1, **fields):
    given = {
        "verb": "partner changed",
        "before": {"name": "Stara", "status": "contact"},
        "after": {"name": "Nowa", "status": "admitted"},
        **fields,
    }
    return [record(row=partner, actor=actor, **given) for _ in range(count)]


def tamper(sql, *params):
    """Change the table behind the trigger's back, as its owner could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER append_only")
        cursor.execute(sql, params)
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER append_only")


def verify(*words):
    out = StringIO()
    call_command("journal", "verify", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_a_chain_holds_and_verifies(cast):
    write(cast.partner, cast.officer, 5)
    PartnershipFactory.create_batch(1)
    assert list(breaks()) == []
    assert "5" in verify()


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("UPDATE journal_entry SET actor_name = 'kto inny' WHERE id = %s", 2),
        ("DELETE FROM journal_entry WHERE id = %s", 3),
        ("UPDATE journal_entry SET after = '{}' WHERE id = %s", 2),
        ("UPDATE journal_entry SET at = '2020-01-01 00:00:00+00' WHERE id = %s", 2),
    ],
)
def test_verify_names_the_entry_that_was_tampered_with(cast, sql, place):
    entries = write(cast.partner, cast.officer, 4)
    tamper(sql, entries[1].pk)
    with pytest.raises(CommandError) as refusal:
        verify()
    assert refusal.value.returncode == 1
    assert [one.entry_id for one in breaks()] == [entries[place - 1].pk]


def test_verify_notices_entries_cut_off_at_the_end(cast):
    entries = write(cast.partner, cast.officer, 3)
    tamper("DELETE FROM journal_entry WHERE id = %s", entries[2].pk)
    assert [one.entry_id for one in breaks()] == [None]


def test_chain_rewritten_by_somebody_without_the_key_is_found(cast, settings):
    """Who has only the database can reckon any hash but the keyed one."""
    entries = write(cast.partner, cast.officer, 3)
    key, settings.JOURNAL_KEY = settings.JOURNAL_KEY, "a guess"
    previous = entries[0].hash
    for entry in entries[1:]:
        entry.actor_name, entry.previous_hash = "kto inny", previous
        previous = entry.sealed()
        tamper(
            "UPDATE journal_entry SET actor_name = %s, previous_hash = %s, hash = %s WHERE id = %s",
            "kto inny",
            entry.previous_hash,
            previous,
            entry.pk,
        )
    Chain.objects.update(last_hash=previous)
    settings.JOURNAL_KEY = key
    assert [one.entry_id for one in breaks()] == [entries[1].pk]


def test_end_cut_off_with_its_head_is_found_by_a_head_kept_elsewhere(cast):
    entries = write(cast.partner, cast.officer, 3)
    (head,) = heads()
    assert (head.partnership_id, head.entries) == (cast.partnership.pk, 3)
    assert "3" in verify("--head", head.hash)
    tamper("DELETE FROM journal_entry WHERE id = %s", entries[2].pk)
    Chain.objects.update(last_hash=entries[1].hash)
    assert list(breaks()) == []  # from inside nothing is to be seen
    with pytest.raises(CommandError):
        verify("--head", head.hash)


def test_heads_are_told_every_night_and_each_once(cast, caplog):
    write(cast.partner, cast.officer, 2)
    with caplog.at_level("INFO", logger="partnership.journal_heads"):
        tell_journal_heads()
        tell_journal_heads()
    (head,) = heads()
    assert caplog.text.count(head.hash) == 2
    letter = Letter.objects.get(kind="journal_head")
    assert (letter.to_email, letter.partnership) == ("pup@urzad.example", cast.partnership)
    assert head.hash in letter.text
    assert head.hash in letter.html
    assert "2 wpisy" in letter.text
    write(cast.partner)
    tell_journal_heads()
    assert Letter.objects.filter(kind="journal_head").count() == 2


@pytest.mark.parametrize(
    ("ip", "kept"),
    [("192.0.2.77", "192.0.2.0"), ("2001:db8:1:2::7", "2001:db8:1::"), (None, None)],
)
def test_of_an_address_only_the_network_is_kept(cast, ip, kept):
    (entry,) = write(cast.partner, ip=ip)
    assert Entry.objects.get(pk=entry.pk).ip == kept


@postgresql
@pytest.mark.parametrize("change", ["update", "delete"])
def test_postgresql_refuses_to_change_or_remove_an_entry(cast, change):
    (entry,) = write(cast.partner)
    rows = Entry.objects.filter(pk=entry.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(verb="nothing") if change == "update" else rows.delete()
    assert Entry.objects.get().verb == "partner changed"


@crowded
def test_parallel_writers_keep_the_chain_whole():
    rows = PartnershipFactory.create_batch(2)

    def work(row):
        for _ in range(10):
            record(verb="tested", row=row, partnership=rows[0])
            record(verb="tested", row=row, partnership=None)

    assert at_once(work, rows * 2) == [None] * 4
    assert Entry.objects.count() == 80
    assert list(breaks()) == []
    assert Chain.objects.filter(partnership=None).count() <= 1


def test_an_entry_tells_field_names_and_choices_in_words(cast):
    (entry,) = write(cast.partner, cast.officer)
    assert entry.actor_name == str(cast.officer)
    with translation.override("en"):
        told = {name: (before, after) for name, before, after in entry.changes}
        assert told["Name"] == ("Stara", "Nowa")
        assert told["Status"] == (
            str(PartnerStatus.CONTACT.label),
            str(PartnerStatus.ADMITTED.label),
        )


def test_fields_and_models_that_are_gone_do_not_matter(cast):
    (entry,) = write(cast.partner, before={"old_field": {"a": [1]}}, after={"list": [1, 2]})
    assert len(entry.changes) == 2
    entry.about = "gone.model:1"
    assert len(entry.changes) == 2


def test_what_is_assigned_is_told_where_it_differs(cast):
    row = cast.partner
    other = cast.foreign
    kept = {"name": row.name, "partnership": cast.partnership}

    assert assign(row, kept) == {"before": {}, "after": {}}
    assert assign(row, {**kept, "phone": "77 412 00 00", "partnership": other}) == {
        "before": {"partnership": str(cast.partnership), "phone": ""},
        "after": {"partnership": str(other), "phone": "77 412 00 00"},
    }
    assert (row.phone, row.partnership) == ("77 412 00 00", other)


def test_history_tells_of_one_row_in_one_query(cast, django_assert_num_queries):
    write(cast.partner, count=3)
    record(verb="tested", row=cast.partnership, partnership=cast.partnership)
    with django_assert_num_queries(1):
        entries = history(cast.partner)
        assert len(entries) == 3
        assert [entry.changes for entry in entries]


def test_history_of_several_rows_has_the_newest_of_all_first(cast, django_assert_num_queries):
    (old,) = write(cast.partner)
    new = record(verb="tested", row=cast.partnership, partnership=cast.partnership)
    record(verb="tested", row=cast.foreign, partnership=cast.foreign)
    with django_assert_num_queries(2):
        assert history(cast.partner, cast.partnership) == [new, old]
        assert history(cast.partner, cast.partnership, limit=1) == [new]


def test_the_office_reads_its_own_journal_only(office, cast):
    (own,) = write(cast.partner, cast.officer)
    record(verb="tested", row=cast.foreign, partnership=cast.foreign)
    page = office.get(reverse("journal:office_index"))
    assert list(page.context["page"]) == [own]
    assert "Nowa" in page.content.decode()
    assert client_of(cast.auditor).get(reverse("journal:office_index")).status_code == 200
    assert client_of(cast.member).get(reverse("journal:office_index")).status_code == 404
    assert office.post(reverse("journal:office_index")).status_code == 405


def test_the_journal_is_filtered_by_person_verb_object_and_days(office, cast):
    (first,) = write(cast.partner, cast.officer)
    (other,) = write(
        cast.partnership, cast.coordinator, verb="tested", partnership=cast.partnership
    )
    url = reverse("journal:office_index")
    for query, found in [
        ({"actor": str(cast.officer)}, [first]),
        ({"verb": "tested"}, [other]),
        ({"about": about(cast.partner)}, [first]),
        ({"q": str(cast.partner)}, [first]),
        ({"since": "2000-01-01", "until": "2000-01-02"}, []),
        ({"since": "not a day"}, []),
    ]:
        assert list(office.get(url, query).context["page"]) == found


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_any_number_of_entries(
    office, cast, count, django_assert_max_num_queries
):
    write(cast.partner, cast.officer, count)
    url = reverse("journal:office_index")
    office.get(url)
    with django_assert_max_num_queries(10):
        page = office.get(url)
    assert len(page.context["page"]) == count


def test_export_writes_one_object_a_line(cast):
    write(cast.partner, cast.officer, 2)
    record(verb="tested", row=cast.foreign, partnership=cast.foreign)
    out = StringIO()
    call_command("journal", "export", partnership=cast.partnership.slug, stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["after"]["name"] for line in lines] == ["Nowa", "Nowa"]
    assert lines[1]["previous_hash"] == lines[0]["hash"]
    with pytest.raises(CommandError):
        call_command("journal", "export", partnership="nowhere", stdout=out)
