"""What visitors, participants with a code, partners and recorders see and do."""

import pytest
from django.core.cache import cache

from tests.conftest import client_of
from tests.factories import PartnerFactory
from tests.workshops.factories import (
    close_now,
    make_cycle,
    open_at,
    run_to,
    stage_of,
    with_meeting,
    write,
)
from workshops.actions import cards, cycle
from workshops.models import Card, Participation, Proposal
from workshops.selectors.counters import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_left():
    cache.clear()


@pytest.fixture
def made(cast):
    return make_cycle(cast.partnership, public=True)


@pytest.fixture
def stage(made):
    return run_to(made, "opening")


def phone(group):
    return f"/g/{group.code}/karta/"


def test_a_participant_sends_a_card_that_waits_for_the_recorder(client, stage):
    group = stage.groups.get()
    write(stage, "asset", "Cudza karta próbna", group)
    data = {"kind": "problem", "text": "Brak  dojazdu\nrano", "author_sector": "residents"}
    answer = client.post(phone(group), data, follow=True)
    card = Card.objects.get(source="phone")
    assert (card.status, card.text, card.group) == ("waiting", "Brak dojazdu rano", group)
    text = answer.content.decode()
    assert "Twoja karta jest u protokolanta" in text
    assert "Cudza karta próbna" not in text
    assert "Brak dojazdu" not in text


def test_a_code_may_be_typed_in_capitals(client, stage):
    group = stage.groups.get()
    assert client.get(f"/g/{group.code.upper()}/karta/").status_code == 200


@pytest.mark.parametrize("how", [str, str.upper, lambda c: f" {c[:3]}-{c[3:]}\u00ad "])
def test_the_code_of_a_table_typed_at_the_entry_leads_to_its_page(client, stage, how):
    group = stage.groups.get()
    answer = client.post("/g/", {"code": how(group.code)})
    assert answer.url == phone(group)
    assert client.get(answer.url).status_code == 200
    assert client.get(f"/g/{group.code}/").url == phone(group)


@pytest.mark.parametrize("typed", ["???", "²", "🙂", "9" * 5000, "abcdef", "abcd-efgh-jkmn"])
def test_what_is_no_code_is_refused_in_words(client, typed):
    answer = client.post("/g/", {"code": typed}, follow=True)
    assert answer.status_code in {200, 404}
    assert any(words in answer.content.decode() for words in ("kod", "znak"))


def test_a_wrong_code_opens_nothing_and_writes_nothing(client, stage):
    for method in (client.get, client.post):
        answer = method("/g/zlykod/karta/", {"kind": "problem", "text": "Karta"})
        assert answer.status_code == 404
    assert not Card.objects.exists()


def test_guessing_codes_is_stopped_but_a_hall_behind_one_address_is_not(client, stage):
    good = phone(stage.groups.get())
    answers = [client.get("/g/zlykod/karta/").status_code for _try in range(32)]
    assert answers[29:] == [404, 429, 429]
    for number in range(60):
        sent = client.post(good, {"kind": "asset", "text": f"Karta próbna {number}"})
        assert sent.status_code == 302
    assert Card.objects.waiting().count() == 60


def test_the_code_of_a_stage_that_is_not_open_opens_nothing(client, made, stage):
    close_now(stage)
    assert client.get(phone(stage.groups.get())).status_code == 404
    assert client.get(phone(stage_of(made, "a").groups.first())).status_code == 404


def test_a_phone_takes_only_the_kinds_of_its_stage_and_plain_words(client, stage):
    for wrong in (
        {"kind": "idea", "text": "Pomysł"},
        {"kind": "asset", "text": "a\x00b"},
        {"kind": "asset", "text": " "},
    ):
        assert client.post(phone(stage.groups.get()), wrong).status_code == 200
    assert not Card.objects.exists()


def test_visitors_read_the_boards_of_closed_stages_only(client, made, stage):
    write(stage, "asset", "Rzeka przed oknem")
    first = write(stage, "problem", "Brak dojazdu")
    second = write(stage, "problem", "Brak autobusu")
    cards.merge(cards=[first, second], text="Transport", actor=None)
    set_aside = write(stage, "problem", "Odłożona karta")
    cards.judge(card=set_aside, accept=False, actor=None)
    address = made.get_absolute_url()
    assert "Rzeka przed oknem" not in client.get(address).content.decode()
    close_now(stage, "Rzeka i transport.")
    text = client.get(address).content.decode()
    for words in ("Rzeka przed oknem", "Transport", "Brak dojazdu", "Rzeka i transport."):
        assert words in text
    assert "Odłożona karta" not in text


def test_an_unpublished_cycle_is_not_there(client, cast):
    hidden = make_cycle(cast.partnership)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get("/warsztaty/").context["page"].paginator.count == 0
    assert client.get("/warsztaty/?status=nonsense").status_code == 200


def test_an_override_stays_visible_to_everyone(client, made):
    open_at(made, "a", "Źródło nie podaje kart otwarcia.")
    assert (
        "Źródło nie podaje kart otwarcia." in client.get(made.get_absolute_url()).content.decode()
    )


def test_a_visitor_follows_an_idea_to_its_need_and_its_proposal(client, made, stage):
    need = write(stage, "need", "Dojazd do strefy")
    close_now(stage)
    ideas = open_at(made, "c")
    idea = write(ideas, "idea", "Autobus na żądanie")
    cards.link(card=idea, answers=[need], actor=None)
    close_now(ideas)
    proposal = Proposal.objects.create(cycle=made, title="Linia próbna", status="shortlisted")
    proposal.ideas.add(idea)
    text = client.get(made.get_absolute_url()).content.decode()
    row = text[text.index("Autobus na żądanie</th>") :]
    assert row.index("Dojazd do strefy") < row.index("Linia próbna")


@pytest.mark.parametrize("count", [1, 4])
def test_public_pages_cost_the_same_for_any_number(client, cast, count, django_assert_num_queries):
    for _number in range(count):
        made = make_cycle(cast.partnership, public=True)
    stage = run_to(made, "opening")
    for number in range(count):
        write(stage, "need", f"Karta {number}")
        with_meeting(stage)
    close_now(stage)
    ideas = open_at(made, "c")
    for number in range(count):
        write(ideas, "idea", f"Pomysł {number}")
    close_now(ideas)
    with django_assert_num_queries(4):
        client.get("/warsztaty/")
    with django_assert_num_queries(10):
        client.get(made.get_absolute_url())


def test_the_administrator_of_a_partner_joins_for_it(cast, made):
    where = f"/moje/warsztaty/{made.pk}/dolacz/"
    assert client_of(cast.member).post(where, {"partner": cast.partner.pk}).status_code == 404
    admin = client_of(cast.admin)
    foreign = admin.post(where, {"partner": PartnerFactory(partnership=cast.foreign).pk})
    assert foreign.status_code == 200
    assert admin.post(where, {"partner": cast.partner.pk}).status_code == 302
    row = Participation.objects.get()
    assert (row.partner, row.by_user) == (cast.partner, cast.admin)
    assert cast.partner.name in admin.get(f"/moje/warsztaty/{made.pk}/").content.decode()
    nothing_left = admin.get(where).content.decode()
    assert "biorą już udział w tym cyklu" in nothing_left
    assert 'name="partner"' not in nothing_left


def test_a_partner_sends_a_card_only_from_a_cycle_it_is_in(cast, made, stage):
    member, where = client_of(cast.member), f"/moje/warsztaty/{made.pk}/karta/"
    assert member.get(where).status_code == 404
    cycle.join(cycle=made, partner=cast.partner, actor=None)
    assert member.post(where, {"kind": "need", "text": "Sala próbna"}).status_code == 302
    card = Card.objects.get()
    assert (card.partner, card.source, card.status) == (cast.partner, "partner", "waiting")
    close_now_refused = client_of(cast.neighbour).get(where).status_code
    assert close_now_refused == 404


def test_a_recorder_types_and_judges_in_the_own_group_only(cast, made):
    stage = open_at(made, "a")
    group, other = stage.groups.all()[:2]
    group.recorder = cast.member
    group.save()
    recorder, base = client_of(cast.member), f"/moje/warsztaty/grupa/{group.pk}/"
    recorder.post(base, {"text": "Karta próbna", "kind": "need"})
    card = Card.objects.get()
    assert card.group == group
    waiting = write(stage, "need", group=group, source="phone")
    assert [figure.count for figure in waiting_for(cast.member)] == [1]
    recorder.post(f"{base}tablica/", {"do": "accept", "cards": [waiting.pk]})
    assert not waiting_for(cast.member)
    elsewhere = write(stage, "need", group=other)
    assert recorder.get(f"/moje/warsztaty/grupa/{other.pk}/").status_code == 404
    assert recorder.get(f"/moje/warsztaty/karta/{elsewhere.pk}/").status_code == 404
    assert recorder.post(
        f"{base}tablica/", {"do": "aside", "cards": [elsewhere.pk]}
    ).status_code == (200)
    assert client_of(cast.neighbour).get(base).status_code == 404


def test_a_partner_page_lists_cycles_and_groups(cast, made, stage):
    group = stage.groups.get()
    group.recorder = cast.member
    group.save()
    text = client_of(cast.member).get("/moje/warsztaty/").content.decode()
    assert str(made) in text
    assert f"/moje/warsztaty/grupa/{group.pk}/" in text
    assert str(made) not in client_of(cast.person).get("/moje/warsztaty/").content.decode()
