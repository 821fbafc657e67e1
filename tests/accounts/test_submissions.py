"""A form that is sent twice takes effect once."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Submission
from accounts.tasks import forget_submissions
from clubs.models import Gift
from tests.clubs.factories import ClubFactory
from tests.conftest import client_of
from tests.crowd import at_once, crowded
from tests.servers.portal import ROOT

GIFT = {
    "kind": "computers",
    "what": "laptop",
    "quantity": 1,
    "giver_words": "Firma próbna",
    "given_on": "2026-03-02",
}
# Forms that need no token: allauth's own, and those behind a personal link or a code,
# which set the one state of one row and may be sent as often as anybody likes.
WITHOUT = {
    "employers/confirm.html",
    "employers/work.html",
    "meetings/answer.html",
    "meetings/stop.html",
    "workshops/vote_ballot.html",
    "workshops/vote_enter.html",
}


@pytest.fixture
def club(cast):
    return ClubFactory(partnership=cast.partnership)


def form_of(club):
    return reverse("clubs:office_gift_add", args=[club.pk])


def token_of(client, address):
    return re.search(r'name="submission" value="([^"]+)"', client.get(address).content.decode())[1]


def test_second_press_leads_to_the_same_page_and_adds_nothing(cast, club):
    office = client_of(cast.officer)
    data = {**GIFT, "submission": token_of(office, form_of(club))}
    answers = {office.post(form_of(club), data).url for _press in range(3)}
    assert answers == {Gift.objects.get().get_absolute_url()}


def test_page_opened_twice_adds_two_rows(cast, club):
    office = client_of(cast.officer)
    for _tab in range(2):
        office.post(form_of(club), {**GIFT, "submission": token_of(office, form_of(club))})
    assert Gift.objects.count() == 2


def test_step_back_and_a_correction_is_a_new_submission(cast, club):
    office = client_of(cast.officer)
    data = {**GIFT, "submission": token_of(office, form_of(club))}
    office.post(form_of(club), data)
    office.post(form_of(club), {**data, "what": "drukarka"})
    assert set(Gift.objects.values_list("what", flat=True)) == {"laptop", "drukarka"}


def test_refused_form_may_be_sent_again_with_the_same_token(cast, club):
    office = client_of(cast.officer)
    data = {**GIFT, "quantity": "0", "submission": token_of(office, form_of(club))}
    for _press in range(2):
        assert office.post(form_of(club), data).context["form"].errors["quantity"]
    assert not Submission.objects.exists()


def test_refusal_told_on_the_next_page_leaves_the_form_free(cast, club, monkeypatch):
    from django.contrib import messages
    from django.shortcuts import redirect

    def refuse(request, *args, **kwargs):
        messages.error(request, "Nie teraz (próba).")
        return redirect("/")

    monkeypatch.setattr("clubs.views.gifts.book", refuse)
    client_of(cast.officer).post(form_of(club), {**GIFT, "submission": "a"})
    assert not Submission.objects.exists()


def test_form_sent_before_signing_in_may_be_sent_again(cast, club):
    data = {**GIFT, "submission": "a"}
    assert client_of(None).post(form_of(club), data).status_code == 302
    client_of(cast.officer).post(form_of(club), data)
    assert Gift.objects.count() == 1


def test_act_that_breaks_leaves_neither_row_nor_note(cast, club, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("clubs.views.gifts.messages.success", broken)
    with pytest.raises(ZeroDivisionError):
        client_of(cast.officer).post(form_of(club), {**GIFT, "submission": "a"})
    assert not Gift.objects.exists()
    assert not Submission.objects.exists()


@crowded
def test_ten_presses_at_the_same_moment_add_one_row(cast, club):
    clients = [client_of(cast.officer) for _press in range(10)]
    data = {**GIFT, "submission": "a"}
    answers = at_once(lambda client: client.post(form_of(club), data).url, clients)
    assert set(answers) == {Gift.objects.get().get_absolute_url()}


@pytest.mark.django_db
def test_notes_are_forgotten_after_a_day():
    with time_machine.travel(dt.datetime.now(dt.UTC) - dt.timedelta(hours=25)):
        Submission.objects.create(key="old")
    Submission.objects.create(key="new")
    forget_submissions()
    assert [note.key for note in Submission.objects.all()] == ["new"]


def test_every_post_form_has_its_token():
    templates = ROOT / "templates"
    allauth = ("account", "mfa", "usersessions")
    missing = {
        name
        for path in templates.rglob("*.html")
        if (name := str(path.relative_to(templates))).split("/")[0] not in allauth
        and (text := path.read_text()).count('method="post"') > text.count("{% submit_once %}")
    }
    assert missing == WITHOUT
