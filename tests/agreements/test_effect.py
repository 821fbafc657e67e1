"""The steps of an agreement and the rules by which it comes into force."""

import datetime as dt

import pytest
from django.utils.timezone import localdate

from agreements import actions
from agreements.choices import EffectRule, SignatoryStatus
from agreements.models import Agreement, Party
from core.models import WrongStepError
from journal.models import Entry
from tests.agreements.factories import (
    DAY,
    complete,
    make_draft,
    make_in_force,
    make_signing,
    seats,
    sign_all,
)
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def give(agreement, cast, *places, on=DAY):
    own = seats(agreement)
    return actions.sign(
        agreement=agreement,
        given=[actions.Given(own[place]) for place in places],
        on=on,
        actor=cast.officer,
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("draft", "in_force"),
        ("draft", "expired"),
        ("consultation", "in_force"),
        ("signing", "draft"),
        ("signing", "expired"),
        ("in_force", "draft"),
        ("in_force", "signing"),
        ("expired", "in_force"),
        ("terminated", "in_force"),
    ],
)
def test_no_arrow_leads_there(start, end):
    assert not Agreement(status=start).can_become(end)


def test_signing_needs_a_final_version_and_a_signatory_for_every_party(cast):
    agreement = actions.draft(
        partnership=cast.partnership,
        actor=cast.officer,
        title="Próba",
        text="§ 1.",
        **complete(cast),
    )
    bare = PartnerFactory(partnership=cast.partnership, name="Fundacja próbna")
    actions.add_parties(agreement=agreement, partners=[bare], actor=cast.officer)
    with pytest.raises(actions.NotReadyError) as refused:
        actions.open_signing(agreement=agreement, actor=cast.officer)
    assert len(refused.value.missing) == 2
    assert "Fundacja próbna" in str(refused.value)
    agreement.refresh_from_db()
    assert agreement.status == "draft"


def test_it_comes_into_force_when_the_last_one_signs_on_the_last_day(cast):
    agreement = make_signing(cast, 2)
    give(agreement, cast, 1, on=DAY + dt.timedelta(days=3))
    agreement.refresh_from_db()
    assert agreement.status == "signing"
    give(agreement, cast, 0)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.in_force_on) == ("in_force", DAY + dt.timedelta(days=3))
    assert {party.since for party in agreement.parties.all()} == {DAY + dt.timedelta(days=3)}


def test_a_set_day_is_waited_for_and_arrives_once(cast):
    day = localdate() + dt.timedelta(days=5)
    agreement = make_signing(cast, 2, effect_rule=EffectRule.DATE, effect_on=day)
    sign_all(agreement, cast)
    agreement.refresh_from_db()
    assert agreement.status == "signing"
    Agreement.objects.filter(pk=agreement.pk).update(effect_on=localdate())
    assert actions.turn_of_day() == (1, 0)
    assert actions.turn_of_day() == (0, 0)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.in_force_on) == ("in_force", localdate())


def test_a_set_number_is_enough_and_the_rest_is_bound_when_it_signs(cast):
    agreement = make_signing(cast, 3, effect_rule=EffectRule.COUNT, effect_count=2)
    give(agreement, cast, 0, 1)
    agreement.refresh_from_db()
    assert agreement.status == "in_force"
    assert Party.objects.on(DAY).count() == 2
    later = DAY + dt.timedelta(days=10)
    give(agreement, cast, 2, on=later)
    assert (Party.objects.on(DAY).count(), Party.objects.on(later).count()) == (2, 3)


def test_the_coordinator_decides_with_a_reason_only_under_that_rule(cast):
    agreement = make_signing(cast, 2, effect_rule=EffectRule.COORDINATOR)
    with pytest.raises(actions.AgreementError):
        actions.enter_force(agreement=agreement, on=DAY, reason="x", actor=cast.coordinator)
    give(agreement, cast, 0)
    actions.enter_force(agreement=agreement, on=DAY, reason="Uchwała rady", actor=cast.coordinator)
    agreement.refresh_from_db()
    assert agreement.status == "in_force"
    assert Entry.objects.get(verb="agreement came into force").reason == "Uchwała rady"
    other = make_signing(cast, 2)
    give(other, cast, 0)
    with pytest.raises(actions.AgreementError):
        actions.enter_force(agreement=other, on=DAY, reason="x", actor=cast.coordinator)


def test_a_refusal_needs_a_reason_and_stops_the_count_until_somebody_else_signs(cast):
    agreement = make_signing(cast, 2)
    first, _second = seats(agreement)
    with pytest.raises(actions.AgreementError):
        actions.refuse(signatory=first, reason="  ", actor=cast.officer)
    actions.refuse(signatory=first, reason="Brak zgody rady", actor=cast.officer)
    give(agreement, cast, 1)
    agreement.refresh_from_db()
    assert agreement.status == "signing"
    actions.replace(
        signatory=first,
        name="Inna Próbna",
        function="wiceprezes",
        reason="Pełnomocnictwo",
        actor=cast.officer,
    )
    give(agreement, cast, 0)
    agreement.refresh_from_db()
    assert agreement.status == "in_force"
    first.refresh_from_db()
    assert first.status == SignatoryStatus.REPLACED


def test_one_after_another_asks_the_next_only_after_the_one_before(cast):
    agreement = make_signing(cast, 3, in_order=True)
    assert [seat.status for seat in seats(agreement)] == ["asked", "expected", "expected"]
    with pytest.raises(actions.AgreementError):
        give(agreement, cast, 1)
    give(agreement, cast, 0)
    assert [seat.status for seat in seats(agreement)] == ["signed", "asked", "expected"]
    with pytest.raises(actions.AgreementError):
        actions.reorder(agreement=agreement, signatories=[], actor=cast.officer)
    give(agreement, cast, 1, 2)
    agreement.refresh_from_db()
    assert agreement.status == "in_force"


def test_a_day_to_come_and_a_second_signature_are_refused_and_nothing_is_half_done(cast):
    agreement = make_signing(cast, 2)
    with pytest.raises(actions.AgreementError):
        give(agreement, cast, 0, on=localdate() + dt.timedelta(days=1))
    give(agreement, cast, 0)
    with pytest.raises(actions.AgreementError):
        give(agreement, cast, 1, 0)
    assert [seat.status for seat in seats(agreement)] == ["signed", "asked"]


def test_the_function_freezes_on_the_day_of_signing(cast):
    agreement = make_signing(cast, 1)
    seat = seats(agreement)[0]
    actions.sign(
        agreement=agreement,
        on=DAY,
        actor=cast.officer,
        given=[actions.Given(seat, name="Próbna Nowa", function="p.o. prezesa")],
    )
    seat.party.partner.name = "Nowa nazwa próbna"
    seat.party.partner.save()
    frozen = seats(agreement)[0]
    assert (frozen.name, frozen.function) == ("Próbna Nowa", "p.o. prezesa")
    assert agreement.parties.get().name != "Nowa nazwa próbna"


def test_two_people_clicking_the_same_step_take_it_once(cast):
    agreement = make_draft(cast)
    actions.consult(agreement=agreement, actor=cast.officer)
    with pytest.raises(WrongStepError):
        actions.consult(agreement=agreement, actor=cast.coordinator)
    assert Entry.objects.filter(verb="consultation opened").count() == 1


def test_parties_as_of_any_day_follow_joining_leaving_and_the_end(cast):
    agreement = make_in_force(cast, 2)
    joined, left, over = (DAY + dt.timedelta(days=n) for n in (10, 20, 30))
    newcomer = PartnerFactory(partnership=cast.partnership)
    accession = actions.file_accession(
        agreement=agreement,
        partner=newcomer,
        name="Próbna",
        function="prezes",
        actor=cast.member,
        declared_on=DAY,
    )
    actions.decide_accession(
        accession=accession, accepted=True, effective_on=joined, actor=cast.officer
    )
    leaver = agreement.parties.first()
    actions.withdraw(
        party=leaver, declared_on=joined, effective_on=left, reason="", actor=cast.officer
    )
    actions.terminate(agreement=agreement, on=over, reason="Koniec", actor=cast.officer)
    day = dt.timedelta(days=1)
    table = {
        DAY - day: 0,
        DAY: 2,
        joined - day: 2,
        joined: 3,
        left - day: 3,
        left: 2,
        over: 2,
        over + day: 0,
    }
    own = Party.objects.filter(agreement=agreement)
    assert {when: own.on(when).count() for when in table} == table


def test_an_agreement_expires_the_day_after_its_last_day(cast):
    agreement = make_in_force(cast, 1, valid_until=localdate())
    assert actions.turn_of_day() == (0, 0)
    Agreement.objects.filter(pk=agreement.pk).update(
        valid_until=localdate() - dt.timedelta(days=1)
    )
    assert actions.turn_of_day() == (0, 1)
    agreement.refresh_from_db()
    assert agreement.status == "expired"


def test_parties_no_longer_change_once_signing_has_begun(cast):
    agreement = make_signing(cast)
    with pytest.raises(actions.AgreementError):
        actions.remove_party(party=agreement.parties.first(), actor=cast.officer)
    with pytest.raises(actions.AgreementError):
        actions.edit(agreement=agreement, revision=1, text="§ 2.", actor=cast.officer)


def test_an_organisation_of_another_office_cannot_become_a_party(cast):
    agreement = make_draft(cast)
    stranger = PartnerFactory(partnership=cast.foreign)
    with pytest.raises(actions.AgreementError):
        actions.add_parties(agreement=agreement, partners=[stranger], actor=cast.officer)
