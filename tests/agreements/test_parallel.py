"""Sixty-six signatures at once, and the price of a page."""

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Agreement, Signature
from journal.models import Entry
from tests.agreements.factories import DAY, make_in_force, make_signing, seats
from tests.conftest import client_of
from tests.crowd import at_once, crowded

CROWD, HANDS = 66, 6


def refusals(work, items):
    """The errors of `work` on all items at once."""
    return [answer for answer in at_once(work, items, HANDS) if answer is not None]


@crowded
def test_66_parallel_signatures_are_all_kept_and_it_comes_into_force_once(cast):
    agreement = make_signing(cast, CROWD)
    text = agreement.final_version().sha256

    def work(seat):
        actions.sign(agreement=agreement, given=[actions.Given(seat)], on=DAY, actor=cast.officer)

    assert refusals(work, seats(agreement)) == []
    agreement.refresh_from_db()
    assert agreement.status == "in_force"
    assert Signature.objects.count() == CROWD
    assert set(Signature.objects.values_list("version_sha256", flat=True)) == {text}
    assert Entry.objects.filter(verb="agreement came into force").count() == 1
    assert Entry.objects.filter(verb="signature recorded").count() == CROWD
    assert agreement.parties.on(DAY).count() == CROWD


@crowded
def test_one_step_clicked_by_many_is_taken_once(cast):
    agreement = make_signing(cast, 1)
    seat = seats(agreement)[0]

    def work(_):
        actions.sign(agreement=agreement, given=[actions.Given(seat)], on=DAY, actor=cast.officer)

    errors = refusals(work, range(12))
    assert {type(error) for error in errors} == {actions.AgreementError}
    assert (Signature.objects.count(), len(errors)) == (1, 11)


@crowded
def test_no_edit_is_lost_between_two_people(cast):
    agreement = actions.draft(
        partnership=cast.partnership, actor=cast.officer, title="Próba", text="0"
    )

    def work(number):
        current = Agreement.objects.get(pk=agreement.pk)
        actions.edit(
            agreement=current,
            revision=current.revision,
            text=f"tekst {number}",
            actor=cast.officer,
        )

    errors = refusals(work, range(24))
    assert {type(error) for error in errors} <= {actions.ConflictError}
    agreement.refresh_from_db()
    saved = 24 - len(errors)
    assert agreement.revision == 1 + saved
    assert agreement.versions.count() == 1 + saved


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 4])
def test_lists_cost_the_same_for_any_number_of_agreements(
    cast, office, count, django_assert_num_queries
):
    for _ in range(count):
        make_in_force(cast, count, public=True, theme="praca")
    visitor = client_of(None)
    with django_assert_num_queries(6):
        assert len(visitor.get(reverse("agreements:index")).context["page"]) == count
    with django_assert_num_queries(6):
        assert len(office.get(reverse("agreements:office_index")).context["page"]) == count


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 4])
def test_a_page_costs_the_same_for_any_number_of_parties(
    cast, office, count, django_assert_num_queries
):
    agreement = make_in_force(cast, count, public=True)
    with django_assert_num_queries(7):
        client_of(None).get(reverse("agreements:detail", args=[agreement.pk]))
    with django_assert_num_queries(10):
        office.get(reverse("agreements:office_detail", args=[agreement.pk]))
