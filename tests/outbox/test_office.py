"""The office's pages about letters."""

import re

import pytest
from django.urls import reverse

from core.errors import TooLateError
from journal.selectors.history import history
from outbox import actions, delivery, lanes
from outbox.models import LaneState, Letter, Suppression
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(write, cast):
    return write(partnership=cast.partnership, html="<p>Dzień <b>dobry</b><script>x</script></p>")[
        0
    ]


def batch_of(cast, write, count=2):
    batch = actions.open_batch(
        partnership=cast.partnership,
        about="meetings.meeting:1",
        title="Zaproszenia próbne",
        total=count,
        released_by=cast.officer,
    )
    write(count, batch=batch, lane="bulk", partnership=cast.partnership)
    actions.start(batch)
    return batch


def test_the_list_shows_own_letters_only_and_none_about_accounts(office, cast, write, letter):
    foreign = write(partnership=cast.foreign)[0]
    account = write(kind="account")[0]
    page = office.get(reverse("outbox:office_index"))
    assert list(page.context["page"]) == [letter]
    for other in (foreign, account):
        assert office.get(other.get_absolute_url()).status_code == 404
        for name in ("hold", "release", "cancel", "retry"):
            url = reverse(f"outbox:office_{name}", args=[other.pk])
            assert office.post(url).status_code == 404
        office.post(reverse("outbox:office_selected"), {"step": "cancel", "letters": [other.pk]})
        other.refresh_from_db()
        assert other.status == "queued"


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number_of_letters(
    office, cast, write, count, django_assert_max_num_queries
):
    batch_of(cast, write, count)
    url = reverse("outbox:office_index")
    office.get(url)
    with django_assert_max_num_queries(14):
        page = office.get(url)
    assert len(page.context["page"]) == count


def test_the_list_is_filtered_by_recipient_status_and_batch(office, cast, write, letter):
    batch = batch_of(cast, write)
    url = reverse("outbox:office_index")
    assert list(office.get(url, {"q": letter.to_email}).context["page"]) == [letter]
    assert len(office.get(url, {"batch": batch.pk}).context["page"]) == 2
    assert len(office.get(url, {"status": "sent"}).context["page"]) == 0
    assert len(office.get(url, {"kind": "test"}).context["page"]) == 3


def test_html_of_a_letter_is_never_let_loose(office, letter):
    page = office.get(letter.get_absolute_url()).content.decode()
    assert "<script>x" not in page
    assert "Dzień dobry" in page


def test_a_letter_is_held_changed_and_released(office, letter):
    office.post(reverse("outbox:office_hold", args=[letter.pk]))
    url = reverse("outbox:office_edit", args=[letter.pk])
    assert office.get(url).status_code == 200
    office.post(url, {"subject": "Nowy temat", "text": "Nowa treść"})
    letter.refresh_from_db()
    assert (letter.status, letter.subject, letter.html) == ("held", "Nowy temat", "")
    office.post(reverse("outbox:office_release", args=[letter.pk]))
    letter.refresh_from_db()
    assert letter.status == "queued"
    assert office.get(url).status_code == 404


def test_letter_about_an_account_is_seen_and_never_edited(office, cast, client, settings):
    """By no page, by no POST, held by whatever way; its secret is shown nowhere."""
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    client.post(reverse("account_reset_password"), {"email": cast.officer.email})
    letter = Letter.objects.get(kind="account")
    assert letter.partnership == cast.partnership
    office.post(reverse("outbox:office_selected"), {"step": "hold", "letters": [letter.pk]})
    letter.refresh_from_db()
    assert letter.status == "held"
    page = office.get(letter.get_absolute_url()).content.decode()
    url = reverse("outbox:office_edit", args=[letter.pk])
    assert letter.subject in page
    assert url not in page
    assert "zmienić jej treści" in page
    assert office.get(url).status_code == 404
    assert office.post(url, {"subject": "Inny", "text": "Inny"}).status_code == 404
    with pytest.raises(TooLateError):
        actions.edit(letter=letter, actor=cast.coordinator, subject="Inny", text="Inny")
    words = letter.text
    letter.refresh_from_db()
    assert letter.text == words
    (address,) = re.findall(r"/key/([^/\s]+)", letter.text)
    assert address not in page


@pytest.mark.parametrize(
    "text",
    [
        "Twój link: ***1***",
        "https://zla.example/z/***1***/",
        "https://zla.example/?u=https://portal.example/z/***1***/",
        "https://portal.example/z/***1***@***1***",
        "https://portal.example/z/***7***/",
    ],
)
def test_mark_of_a_secret_stays_in_its_address(office, cast, write, text):
    """Elsewhere it would be shown to the office, or sent to another page."""
    (letter,) = write(
        partnership=cast.partnership,
        text="Zapraszamy (https://portal.example/z/tajny-klucz-1/) i https://portal.example/z/tajny-klucz-2/.",
    )
    Letter.objects.update(status="held")
    url = reverse("outbox:office_edit", args=[letter.pk])
    assert office.post(url, {"subject": "x", "text": text}).context["form"].errors["text"]
    letter.refresh_from_db()
    assert "tajny-klucz-1" in letter.text
    kept = "Krócej: https://portal.example/z/***2***/?o=yes"
    assert office.post(url, {"subject": "x", "text": kept}).status_code == 302
    letter.refresh_from_db()
    assert letter.text == "Krócej: https://portal.example/z/tajny-klucz-2/?o=yes"


def test_selected_letters_are_cancelled_and_the_others_told(office, cast, write, letter):
    sent = write(partnership=cast.partnership)[0]
    Letter.objects.filter(pk=sent.pk).update(status="sent")
    page = office.post(
        reverse("outbox:office_selected"),
        {"step": "cancel", "letters": [letter.pk, sent.pk]},
        follow=True,
    )
    assert len(page.context["messages"]) == 2
    assert set(Letter.objects.values_list("status", flat=True)) == {"cancelled", "sent"}


def test_nothing_selected_is_said_in_words(office):
    page = office.post(reverse("outbox:office_selected"), {"step": "cancel"}, follow=True)
    assert len(page.context["messages"]) == 1


def test_a_failed_letter_is_tried_again_under_the_same_id(office, letter):
    Letter.objects.update(status="failed", attempts=3)
    office.post(reverse("outbox:office_retry", args=[letter.pk]))
    again = Letter.objects.get()
    assert (again.status, again.attempts) == ("queued", 0)
    assert again.message_id == letter.message_id


def test_a_batch_is_stopped_and_resumed_and_polls_while_it_moves(office, cast, write):
    batch = batch_of(cast, write)
    url = batch.get_absolute_url()
    assert "hx-trigger" in office.get(url).content.decode()
    office.post(reverse("outbox:office_stop", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.status == "stopped"
    part = office.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in part
    assert "<html" not in part
    office.post(reverse("outbox:office_resume", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.status == "running"
    assert client_of(cast.foreign_officer).get(url).status_code == 404


def test_an_address_is_freed(office, cast):
    row = actions.suppress(partnership=cast.partnership, email="nie@firma.example")
    page = office.get(reverse("outbox:office_suppressed"))
    assert list(page.context["page"]) == [row]
    office.post(reverse("outbox:office_lift", args=[row.pk]))
    assert Suppression.objects.get().lifted_at
    foreign = actions.suppress(partnership=cast.foreign, email="nie@firma.example")
    assert office.post(reverse("outbox:office_lift", args=[foreign.pk])).status_code == 404


def test_a_pause_is_shown_and_the_only_office_can_end_it(office, cast, letter):
    type(cast.foreign).objects.filter(pk=cast.foreign.pk).update(
        is_record=True, office_name="", office_email=""
    )
    lanes.pause("535 wrong password", lanes.SETUP_PAUSE)
    assert "535 wrong password" in office.get(reverse("outbox:office_index")).content.decode()
    office.post(reverse("outbox:office_try_now"))
    assert not LaneState.objects.filter(paused_until__isnull=False).exists()


def test_an_auditor_reads_and_changes_nothing(cast, letter):
    auditor = client_of(cast.auditor)
    assert auditor.get(letter.get_absolute_url()).status_code == 200
    assert auditor.post(reverse("outbox:office_cancel", args=[letter.pk])).status_code == 403
    letter.refresh_from_db()
    assert letter.status == "queued"


def test_the_journal_says_who_stopped_letters(office, cast, write):
    batch = batch_of(cast, write)
    office.post(reverse("outbox:office_stop", args=[batch.pk]))
    (entry,) = history(batch)
    assert (entry.actor, entry.verb) == (cast.officer, "letters stopped")
    assert (entry.before, entry.after) == ({"status": "running"}, {"status": "stopped"})


LINKS = (
    "Tak: http://portal.example/z/12-Kx_9aQ/?o=yes\n"
    "Nie: http://portal.example/z/12-Kx_9aQ/?o=no\n"
    "Koniec: http://portal.example/z/12-Zz_7bR/rezygnacja/\n"
)
CALENDAR = "BEGIN:VCALENDAR\r\nURL:http://portal.example/z/12-K\r\n x_9aQ/\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def with_links(write, cast):
    html = '<p><a href="http://portal.example/z/12-Kx_9aQ/">http://portal.example/z/12-Kx_9aQ/</a>'
    return write(partnership=cast.partnership, text=LINKS, html=html, calendar=CALENDAR)[0]


@pytest.mark.parametrize("who", ["auditor", "officer", "coordinator"])
def test_nobody_of_the_office_reads_a_personal_link(cast, with_links, who):
    Letter.objects.update(status="held")
    client = client_of(getattr(cast, who))
    pages = [with_links.get_absolute_url(), reverse("outbox:office_index")]
    if who != "auditor":
        pages.append(reverse("outbox:office_edit", args=[with_links.pk]))
    for page in pages:
        words = client.get(page).content.decode()
        assert "9aQ" not in words, page
        assert "7bR" not in words, page
    assert "/z/***/?o=no" in client.get(pages[0]).content.decode()


def test_in_the_try_out_the_page_is_the_mailbox(office, with_links, settings):
    settings.DEMO, settings.MAIL_URL = True, ""
    assert "/z/12-Kx_9aQ/?o=no" in office.get(with_links.get_absolute_url()).content.decode()
    settings.MAIL_URL = "smtp://mail.example"
    assert "Kx_9aQ" not in office.get(with_links.get_absolute_url()).content.decode()


def test_changed_words_keep_the_links_that_nobody_saw(office, cast, with_links):
    Letter.objects.update(status="held")
    url = reverse("outbox:office_edit", args=[with_links.pk])
    text = office.get(url).context["form"].initial["text"]
    office.post(url, {"subject": "Nowy  temat", "text": f"Dopisek.\n{text}"})
    with_links.refresh_from_db()
    assert with_links.text.replace("\r\n", "\n").strip() == f"Dopisek.\n{LINKS}".strip()
    assert (with_links.subject, with_links.decision) == ("Nowy temat", "edited")
    [entry] = [e for e in history(with_links) if e.verb == "letter edited"]
    assert "9aQ" not in f"{entry.before}{entry.after}"
    assert "/z/***/" in entry.before["text"]


@pytest.mark.parametrize("status", ["queued", "sending", "sent", "cancelled", "failed"])
def test_words_of_a_letter_that_is_not_on_hold_are_not_changed(office, cast, letter, status):
    Letter.objects.update(status=status)
    url = reverse("outbox:office_edit", args=[letter.pk])
    assert office.get(url).status_code == 404
    assert office.post(url, {"subject": "Nowy", "text": "Nowy"}).status_code == 404
    with pytest.raises(TooLateError):
        actions.edit(letter=letter, actor=cast.officer, subject="Nowy", text="Nowy")
    letter.refresh_from_db()
    assert (letter.text, letter.decision) == ("Zażółć gęślą jaźń.\n", "")


def test_one_office_does_not_end_the_pause_of_all(office, cast):
    lanes.pause("535 wrong password", lanes.SETUP_PAUSE)
    page = office.get(reverse("outbox:office_index")).content.decode()
    assert "535 wrong password" in page
    assert reverse("outbox:office_try_now") not in page
    office.post(reverse("outbox:office_try_now"))
    assert LaneState.objects.filter(paused_until__isnull=False).exists()


def test_what_a_person_decided_about_a_letter_is_kept(cast, letter):
    actions.hold(letter=letter, actor=cast.officer)
    assert letter.decision == "held"
    actions.release(letter=letter, actor=cast.officer)
    assert letter.decision == ""
    actions.hold(letter=letter, actor=cast.officer)
    actions.edit(letter=letter, actor=cast.officer, subject="a", text="b")
    letter.refresh_from_db()
    actions.release(letter=letter, actor=cast.officer)
    assert letter.decision == "edited"
    actions.cancel(letter=letter, actor=cast.officer)
    assert letter.decision == "dropped"


def test_without_a_mail_server_no_page_says_sent_beside_not_sent(
    office, letter, settings, tmp_path
):
    settings.MAIL_URL, settings.DATA_DIR = "", tmp_path
    delivery.run(Letter.Lane.TRANSACTIONAL)
    listed = office.get(reverse("outbox:office_index")).content.decode()
    opened = office.get(letter.get_absolute_url()).content.decode()
    assert listed.count("Nie ustawiono serwera poczty") == 1
    assert opened.count("Nie ustawiono serwera poczty") == 1
    for page in (listed, opened):
        assert "wysłana" in page
        assert "nie została wysłana" not in page
    settings.MAIL_URL = "smtp://mail.example:25"
    assert "Nie ustawiono" not in office.get(reverse("outbox:office_index")).content.decode()
