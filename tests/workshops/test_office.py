"""The office's pages: stages as steps, the recorder's line, boards without a mouse."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory
from tests.workshops.factories import make_cycle, open_at, run_to, stage_of, with_meeting, write
from workshops.models import Card, Cycle, Participation

pytestmark = pytest.mark.django_db
INDEX = "/biuro/warsztaty/"


@pytest.fixture
def made(cast):
    return make_cycle(cast.partnership)


@pytest.fixture
def stage(made):
    return run_to(made, "opening")


def page(stage, name=""):
    return f"{INDEX}etap/{stage.pk}/{name}"


def cost(client, where):
    """How many queries a page makes."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200
    return len(found)


def once_of(response):
    return re.search(r'name="submission" value="([^"]+)"', response.content.decode())[1]


def test_the_office_opens_a_cycle(office, cast):
    answer = office.post(f"{INDEX}nowy/", {"name": "Warsztaty próbne", "edition": "2026"})
    made = Cycle.objects.get()
    assert answer.url == f"{INDEX}{made.pk}/"
    assert (str(made), made.stages.count()) == ("Warsztaty próbne (2026)", 7)
    text = office.get(answer.url).content.decode()
    assert "Z tym etapem nie powiązano spotkania" in text


def test_a_form_that_is_refused_keeps_what_was_typed(office):
    answer = office.post(f"{INDEX}nowy/", {"name": "", "theme": "Praca i dojazd"})
    assert answer.context["form"].errors["name"]
    assert "Praca i dojazd" in answer.content.decode()


def test_an_officer_reads_why_a_stage_cannot_open_and_the_coordinator_opens_it(office, cast, made):
    later = stage_of(made, "b")
    text = office.get(page(later, "otworz/")).content.decode()
    assert "Poprzedni etap nie jest zamknięty." in text
    assert "<textarea" not in text
    office.post(page(later, "otworz/"), {"override": "Nie wolno"})
    assert stage_of(made, "b").status == "planned"
    coordinator = client_of(cast.coordinator)
    assert coordinator.post(page(later, "otworz/"), {"override": " "}).status_code == 200
    coordinator.post(page(later, "otworz/"), {"override": "Ustalono z trenerem."})
    assert stage_of(made, "b").is_open
    assert "Ustalono z trenerem." in office.get(page(later)).content.decode()


def test_forty_cards_are_typed_one_after_the_other_and_keep_kind_and_group(office, made, stage):
    commune = CommuneFactory(parent=made.partnership.county)
    group = stage.groups.get()
    answer = office.get(page(stage, "karty/"))
    for number in range(40):
        data = {
            "text": f"Karta próbna {number}",
            "kind": "problem",
            "commune": commune.pk,
            "submission": once_of(answer),
        }
        answer = office.post(page(stage, "karty/"), data, follow=True)
        assert answer.redirect_chain[0][1] == 302
        form = answer.context["form"]
        assert form["kind"].value() == "problem"
        assert form["commune"].value() == commune.pk
        assert not form["text"].value()
    assert stage.cards.filter(kind="problem", commune=commune, group=group).count() == 40
    texts = list(stage.cards.values_list("text", flat=True))
    assert texts == [f"Karta próbna {number}" for number in range(40)]


def test_htmx_gets_the_line_alone_with_the_focus_in_it(office, stage):
    headers = {"HX-Request": "true"}
    answer = office.post(
        page(stage, "karty/"),
        {"text": "Karta próbna", "kind": "asset"},
        headers=headers,
        follow=True,
    )
    text = answer.content.decode()
    assert "<html" not in text
    assert "Karta próbna" in text
    line = re.search(r'<input[^>]*name="text"[^>]*>', text)[0]
    assert "autofocus" in line
    assert "value=" not in line
    assert '<option value="asset" selected>' in text


def test_a_refused_card_keeps_its_words(office, stage):
    answer = office.post(page(stage, "karty/"), {"text": "x" * 600, "kind": "asset"})
    assert answer.context["form"].errors["text"]
    assert "x" * 600 in answer.content.decode()
    assert not stage.cards.exists()


def test_the_key_pressed_twice_stores_one_card(office, stage):
    data = {
        "text": "Karta",
        "kind": "asset",
        "submission": once_of(office.get(page(stage, "karty/"))),
    }
    for _press in range(2):
        office.post(page(stage, "karty/"), data)
    assert stage.cards.count() == 1


def test_cards_are_merged_moved_and_set_aside_with_boxes_and_buttons(office, made):
    stage = open_at(made, "a")
    board = page(stage, "tablica/")
    group, other = stage.groups.all()[:2]
    first, second, third = (write(stage, "need", f"Karta próbna {n}", group) for n in range(3))
    office.post(board, {"do": "merge", "cards": [first.pk, second.pk], "text": "Razem"})
    first.refresh_from_db()
    assert first.merged_into.text == "Razem"
    office.post(board, {"do": "move", "cards": [third.pk], "group": other.pk})
    office.post(f"{INDEX}karta/{first.pk}/wydziel/")
    office.post(board, {"do": "aside", "cards": [second.merged_into_id or second.pk, first.pk]})
    third.refresh_from_db()
    first.refresh_from_db()
    assert (third.group, first.merged_into, first.status) == (other, None, "aside")


def test_a_board_says_what_is_wrong_and_keeps_the_boxes(office, stage):
    card = write(stage, "need")
    board = page(stage, "tablica/")
    nothing = office.post(board, {"do": "merge", "text": "Razem"})
    assert "Karty – Najpierw zaznacz karty." in re.sub(r"\s+", " ", nothing.content.decode())
    alone = office.post(
        board, {"do": "merge", "cards": [card.pk], "text": "Razem"}
    ).content.decode()
    assert f'value="{card.pk}" checked' in re.sub(r"\s+", " ", alone)
    assert 'value="Razem"' in alone


def test_a_card_of_another_stage_is_not_touched_by_this_board(office, made, stage):
    elsewhere = write(open_at(made, "a"), "need")
    office.post(page(stage, "tablica/"), {"do": "aside", "cards": [elsewhere.pk]})
    elsewhere.refresh_from_db()
    assert elsewhere.status == "accepted"


def test_a_card_is_corrected_and_says_what_it_answers(office, made, stage):
    need = write(stage, "need", "Brak dojazdu")
    idea = write(open_at(made, "c"), "idea", "Autobus")
    data = {"text": "Autobus do strefy", "kind": "idea", "source": "staff", "answers": [need.pk]}
    assert office.post(f"{INDEX}karta/{idea.pk}/", data).status_code == 302
    idea.refresh_from_db()
    assert (idea.text, list(idea.answers.all())) == ("Autobus do strefy", [need])


def test_a_stage_closes_and_its_results_begin_the_next(office, made, stage):
    write(stage, "asset")
    write(stage, "problem")
    refused = office.post(page(stage, "zamknij/"), {"summary": ""})
    assert refused.context["form"].errors["summary"]
    office.post(page(stage, "zamknij/"), {"summary": "Rzeka i kolej."})
    following = stage_of(made, "a")
    assert "Rzeka i kolej." in office.get(page(following)).content.decode()
    office.post(page(stage, "wznow/"), {"reason": "Zapomniana karta"})
    assert stage_of(made, "opening").is_open


def test_a_meeting_of_another_partnership_cannot_be_tied(office, cast, made):
    foreign = with_meeting(stage_of(make_cycle(cast.foreign), "opening")).meeting
    own = with_meeting(stage_of(made, "opening")).meeting
    stage = stage_of(made, "a")
    assert office.post(page(stage, "spotkanie/"), {"meeting": foreign.pk}).status_code == 200
    office.post(page(stage, "spotkanie/"), {"meeting": own.pk, "number": "II"})
    row = stage.stage_meetings.get()
    assert (row.meeting, row.number) == (own, "II")
    office.post(f"{INDEX}spotkanie/{row.pk}/usun/")
    assert not stage.stage_meetings.exists()


def test_the_office_adds_a_partner_and_notes_that_it_leaves(office, cast, made):
    page_of_partners = f"{INDEX}{made.pk}/partnerzy/"
    foreign = PartnerFactory(partnership=cast.foreign)
    assert office.post(page_of_partners, {"partner": foreign.pk}).status_code == 200
    office.post(page_of_partners, {"partner": cast.partner.pk})
    row = Participation.objects.get()
    office.post(f"{INDEX}udzial/{row.pk}/koniec/")
    row.refresh_from_db()
    assert row.left_on is not None


def test_a_recorder_is_named_by_an_account_of_the_partnership(office, cast, stage):
    group = stage.groups.get()
    form = {"topic": "table", "name": "Stół"}
    where = f"{INDEX}grupa/{group.pk}/"
    refused = office.post(where, {**form, "recorder_email": cast.foreign_officer.email})
    assert refused.context["form"].errors["recorder_email"]
    office.post(where, {**form, "recorder_email": cast.member.email})
    group.refresh_from_db()
    assert (group.recorder, group.name) == (cast.member, "Stół")
    office.post(where, form)
    group.refresh_from_db()
    assert group.recorder is None


def test_a_table_without_a_topic_needs_a_name(office, stage):
    before = stage.groups.count()
    page_ = office.post(page(stage, "grupa/"), {"topic": "table", "name": ""}).content.decode()
    assert "Nazwij stolik albo wybierz jego temat." in page_
    assert stage.groups.count() == before
    office.post(page(stage, "grupa/"), {"topic": "capital", "name": ""})
    assert stage.groups.count() == before + 1


def test_an_auditor_reads_the_board_and_changes_nothing(cast, stage):
    auditor = client_of(cast.auditor)
    assert auditor.get(page(stage, "tablica/")).status_code == 200
    refused = auditor.post(page(stage, "karty/"), {"text": "Karta", "kind": "asset"})
    assert refused.status_code == 403
    assert not Card.objects.exists()


@pytest.mark.parametrize("count", [1, 4])
def test_lists_and_boards_cost_the_same_for_any_number(office, cast, count):
    for _number in range(count):
        made = make_cycle(cast.partnership)
        stage = run_to(made, "opening")
    for number in range(count * 3):
        write(stage, "need", f"Karta {number}", stage.groups.get(), partner=cast.partner)
    write(stage, "need", source="phone")
    pages = [INDEX, f"{INDEX}{made.pk}/", page(stage), page(stage, "tablica/")]
    pages += [page(stage, "karty/"), f"{INDEX}{made.pk}/partnerzy/", f"{INDEX}czekajace/"]
    assert [cost(office, where) for where in pages] == [6, 10, 10, 9, 11, 10, 6]


def test_what_waits_equals_the_list_behind(office, cast, stage):
    from workshops.selectors.counters import public, waiting

    for _number in range(2):
        write(stage, "need", source="phone")
    write(run_to(make_cycle(cast.foreign), "opening"), "need", source="phone")
    figure = waiting(cast.partnership)[0]
    assert figure.count == office.get(figure.url).context["page"].paginator.count == 2
    make_cycle(cast.partnership, public=True)
    figure = public()[0]
    assert figure.count == office.get(figure.url).context["page"].paginator.count == 1


def test_the_signs_for_tables_carry_the_address_of_every_group(office, made):
    stage = open_at(made, "a")
    text = office.get(page(stage, "tabliczki/")).content.decode()
    for group in stage.groups.all():
        assert f"/g/{group.code}/karta/" in text
    assert text.count("<path d=") >= 5
