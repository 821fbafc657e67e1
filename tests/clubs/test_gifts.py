"""Gifts in kind, and thanking once."""

import io
import re

import pikepdf
import pytest
from django.urls import reverse

from clubs.actions import giving
from clubs.choices import Thanks
from clubs.errors import NoAddressError, ThankedAlreadyError
from clubs.models import Gift
from clubs.selectors.counters import waiting
from outbox.models import Letter
from tests.clubs.factories import ClubFactory, GiftFactory
from tests.conftest import client_of
from tests.factories import PartnerFactory, RoleFactory

pytestmark = pytest.mark.django_db
DATA = {"kind": "computers", "what": "laptop", "quantity": "2", "given_on": "2026-05-06"}


@pytest.fixture
def club(cast):
    return ClubFactory(partnership=cast.partnership, rows__leader=cast.member)


@pytest.fixture
def gift(cast, club):
    giver = PartnerFactory(
        partnership=cast.partnership, name="Firma próbna", email="firma@partner.example"
    )
    return GiftFactory(club=club, giver=giver, giver_words="", what="laptop", quantity=2)


def page(name, row):
    return reverse(f"clubs:{name}", args=[row.pk])


def test_a_gift_is_booked_once_though_sent_twice(office, cast, club):
    form = office.get(page("office_gift_add", club)).content.decode()
    once = re.search(r'name="submission" value="([^"]+)"', form)[1]
    data = {**DATA, "giver": cast.partner.pk, "value": "1200.50", "submission": once}
    answers = [office.post(page("office_gift_add", club), data) for _ in range(2)]
    gift = Gift.objects.get()
    assert {answer.url for answer in answers} == {gift.get_absolute_url()}
    assert (gift.club, gift.giver, gift.things) == (club, cast.partner, "2 × laptop")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "giver"),
        ({"giver": "x"}, "giver"),
        ({"giver_words": "s", "value": "-1"}, "value"),
        ({"giver_words": "s", "quantity": "0"}, "quantity"),
        ({"giver_words": "s", "given_on": ""}, "given_on"),
        ({"giver_words": "s", "kind": "money"}, "kind"),
    ],
)
def test_a_wrong_gift_is_refused_in_words(office, club, wrong, field):
    response = office.post(page("office_gift_add", club), {**DATA, **wrong})
    assert set(response.context["form"].errors) == {field}
    assert not Gift.objects.exists()


def test_a_giver_of_another_partnership_is_no_choice(office, cast, club):
    foreign = PartnerFactory(partnership=cast.foreign)
    response = office.post(page("office_gift_add", club), {**DATA, "giver": foreign.pk})
    assert set(response.context["form"].errors) == {"giver"}


def test_a_leader_books_a_gift_and_the_office_thanks(cast, club):
    data = {**DATA, "giver": cast.partner.pk}
    client_of(cast.member).post(reverse("clubs:my_gift", args=[club.pk]), data)
    (figure,) = waiting(cast.partnership)
    listed = client_of(cast.officer).get(figure.url).context["page"]
    assert figure.count == listed.paginator.count == 1


def test_a_giver_gets_one_letter(office, gift):
    for _ in range(2):
        office.post(page("office_gift", gift), {"to": "firma@partner.example"})
    letter = Letter.objects.get(kind="club_thanks")
    assert letter.to_email == "firma@partner.example"
    assert "2 × laptop" in letter.text
    assert "dziękujemy za dar" in letter.text
    gift.refresh_from_db()
    assert gift.thanked_by == Thanks.EMAIL
    with pytest.raises(ThankedAlreadyError):
        giving.thank(gift=gift, by=Thanks.PAPER, actor=None)


def test_only_the_givers_own_addresses_can_be_thanked(office, cast, gift):
    person = RoleFactory(partner=gift.giver).person
    RoleFactory(partner=cast.partner)
    choices = office.get(page("office_gift", gift)).context["form"].fields["to"].choices
    assert {value for value, _label in choices} == {gift.giver.email, person.email, "paper"}
    wrong = office.post(page("office_gift", gift), {"to": "obcy@b.example"})
    assert wrong.context["form"].errors["to"]
    with pytest.raises(NoAddressError):
        giving.thank(gift=gift, by=Thanks.EMAIL, email="obcy@b.example", actor=None)
    assert not Letter.objects.filter(kind="club_thanks").exists()


def test_thanks_on_paper_send_nothing(office, gift):
    office.post(page("office_gift", gift), {"to": "paper"})
    gift.refresh_from_db()
    assert gift.thanked_by == Thanks.PAPER
    assert not Letter.objects.exists()


def test_the_letter_is_an_accessible_pdf(office, gift):
    response = office.get(page("office_thanks", gift))
    assert response["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "pl"
        assert str(pdf.docinfo.get("/Title", "")) == "List z podziękowaniem"
    gift.refresh_from_db()
    assert gift.thanked_at is None


def test_a_correction_tells_before_and_after(office, gift):
    data = {**DATA, "what": "tablet", "giver": gift.giver.pk}
    office.post(page("office_gift_edit", gift), data)
    gift.refresh_from_db()
    assert gift.what == "tablet"


def test_the_public_page_names_a_giver_only_who_agreed(client, club, gift):
    club.published_at = gift.created_at
    club.save()
    assert "Firma próbna" not in client.get(club.get_absolute_url()).content.decode()
    Gift.objects.update(show_giver=True)
    page = client.get(club.get_absolute_url()).content.decode()
    assert "2 × laptop" in page
    assert "Firma próbna" in page


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number(office, club, count, django_assert_num_queries):
    GiftFactory.create_batch(count, club=club)
    with django_assert_num_queries(7):
        response = office.get(reverse("clubs:office_gifts"))
    assert len(response.context["page"]) == count
