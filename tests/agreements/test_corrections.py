"""What was written down wrong after signing began is mended, with a reason; both stay known."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from agreements import actions
from agreements.choices import EffectRule
from agreements.models import Agreement, Signature, Withdrawal
from journal.models import Entry
from tests.agreements.factories import DAY, make_draft, make_in_force, make_signing, sign_all
from tests.conftest import client_of
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
LATER = DAY + dt.timedelta(days=10)


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def test_a_wrong_day_of_signing_moves_the_days_that_follow_from_it(cast, office):
    agreement = make_in_force(cast, 2)
    signature = Signature.objects.first()
    data = {
        "on": LATER,
        "place": "Nowe Próbowo",
        "method": "paper",
        "name": "Próbna Poprawna",
        "function": "prezes",
    }
    address = url("office_correct_signature", agreement.pk, signature.pk)
    assert office.post(address, data).context["form"].errors["why"]
    assert office.post(address, {**data, "why": "Zły dzień"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.in_force_on == LATER
    assert {party.since for party in agreement.parties.all()} == {LATER}
    assert agreement.parties.on(LATER - ONE).count() == 0
    entry = Entry.objects.get(verb="signature corrected")
    assert (entry.before["on"], entry.after["on"]) == (DAY.isoformat(), LATER.isoformat())
    assert entry.reason == "Zły dzień"
    assert "Próbna Poprawna" in entry.after["signatory"]
    page = office.get(url("office_detail", agreement.pk)).content.decode()
    assert "Próbna Poprawna" in page
    assert "Zły dzień" in page


def test_a_day_of_signing_ahead_is_refused_beside_its_field(cast, office):
    agreement = make_in_force(cast, 1)
    signature = Signature.objects.get()
    data = {"on": localdate() + ONE, "method": "paper", "name": "x", "function": "y", "why": "z"}
    answer = office.post(url("office_correct_signature", agreement.pk, signature.pk), data)
    assert answer.context["form"].errors["on"]
    with pytest.raises(actions.AgreementError):
        actions.correct_signature(
            signature=signature,
            on=localdate() + ONE,
            place="",
            method="paper",
            name="x",
            function="y",
            reason="z",
            actor=cast.officer,
        )


def leave(agreement, cast, effective_on=LATER):
    return actions.withdraw(
        party=agreement.parties.first(),
        declared_on=DAY,
        effective_on=effective_on,
        reason="",
        actor=cast.officer,
    )


def test_a_withdrawal_is_not_declared_on_a_day_ahead(cast, office):
    agreement = make_in_force(cast, 1)
    party = agreement.parties.get()
    ahead = localdate() + ONE
    answer = office.post(
        url("office_withdraw", agreement.pk, party.pk),
        {"declared_on": ahead, "effective_on": ahead},
    )
    assert answer.context["form"].errors["declared_on"]
    with pytest.raises(actions.AgreementError):
        actions.withdraw(
            party=party, declared_on=ahead, effective_on=ahead, reason="", actor=cast.officer
        )


def test_a_notice_period_keeps_the_party_bound_until_its_end(cast):
    agreement = make_in_force(cast, 2)
    end = localdate() + dt.timedelta(days=90)
    leave(agreement, cast, end)
    assert agreement.parties.on(localdate()).count() == 2
    assert agreement.parties.on(end - ONE).count() == 2
    assert agreement.parties.on(end).count() == 1


def test_wrong_days_of_a_withdrawal_are_corrected(cast, office):
    agreement = make_in_force(cast, 2)
    party = leave(agreement, cast).party
    address = url("office_correct_withdrawal", agreement.pk, party.pk)
    data = {"declared_on": DAY + ONE, "effective_on": LATER + ONE, "why": "Pomyłka"}
    assert office.post(address, {**data, "effective_on": DAY}).context["form"].errors
    assert office.post(address, data).status_code == 302
    assert agreement.parties.on(LATER).count() == 2
    assert agreement.parties.on(LATER + ONE).count() == 1
    entry = Entry.objects.get(verb="withdrawal corrected")
    assert entry.before["effective_on"] == LATER.isoformat()


def test_a_withdrawal_of_the_wrong_party_is_removed_and_twice_is_once(cast, office):
    agreement = make_in_force(cast, 2)
    party = leave(agreement, cast).party
    address = url("office_take_back_withdrawal", agreement.pk, party.pk)
    assert office.post(address, {"why": "Inna strona"}).status_code == 302
    assert office.post(address, {"why": "Inna strona"}).status_code == 404
    assert agreement.parties.on(LATER).count() == 2
    assert not Withdrawal.objects.exists()
    assert Entry.objects.filter(verb="withdrawal taken back").count() == 1


def joined(agreement, cast, on=LATER):
    partner = PartnerFactory(partnership=cast.partnership)
    filed = actions.file_accession(
        agreement=agreement,
        partner=partner,
        name="Próbna",
        function="prezes",
        declared_on=DAY,
        actor=cast.officer,
    )
    return actions.decide_accession(
        accession=filed, accepted=True, effective_on=on, actor=cast.officer
    )


def test_wrong_days_of_an_accession_are_corrected(cast, office):
    agreement = make_in_force(cast, 1)
    accession = joined(agreement, cast)
    assert Signature.objects.get(signatory__party=accession.party).on == DAY
    address = url("office_correct_accession", agreement.pk, accession.pk)
    data = {"declared_on": DAY + ONE, "effective_on": LATER + ONE, "why": "Pomyłka"}
    for wrong in ({"effective_on": DAY}, {"declared_on": localdate() + ONE}, {"why": ""}):
        assert office.post(address, {**data, **wrong}).context["form"].errors
    assert office.post(address, data).status_code == 302
    assert agreement.parties.on(LATER).count() == 1
    assert agreement.parties.on(LATER + ONE).count() == 2
    assert Signature.objects.get(signatory__party=accession.party).on == DAY + ONE


def test_nobody_joins_before_declaring_or_before_it_is_in_force(cast):
    agreement = make_in_force(cast, 1)
    partner = PartnerFactory(partnership=cast.partnership)
    filing = {
        "agreement": agreement,
        "partner": partner,
        "name": "P",
        "function": "p",
        "actor": cast.officer,
    }
    with pytest.raises(actions.AgreementError):
        actions.file_accession(declared_on=localdate() + ONE, **filing)
    filed = actions.file_accession(declared_on=LATER, **filing)
    for day in (LATER - ONE, DAY - ONE):
        with pytest.raises(actions.AgreementError):
            actions.decide_accession(
                accession=filed, accepted=True, effective_on=day, actor=cast.officer
            )


def test_an_agreement_that_has_ended_takes_nobody_in(cast):
    agreement = make_in_force(cast, 1)
    partner = PartnerFactory(partnership=cast.partnership)
    filed = actions.file_accession(
        agreement=agreement,
        partner=partner,
        name="P",
        function="p",
        declared_on=DAY,
        actor=cast.officer,
    )
    actions.terminate(agreement=agreement, on=LATER, reason="Koniec", actor=cast.officer)
    with pytest.raises(actions.AgreementError):
        actions.decide_accession(
            accession=filed, accepted=True, effective_on=LATER + ONE, actor=cast.officer
        )


def test_facts_are_corrected_after_signing_and_validity_moves_the_day_in_force(cast, office):
    agreement = make_in_force(cast, 2)
    address = url("office_correct", agreement.pk)
    form = office.get(address).context["form"]
    data = {name: form[name].value() or "" for name in (*actions.FACTS, "revision")}
    data |= {"theme": "poprawny przedmiot", "valid_from": LATER, "why": "Zły dzień"}
    assert office.post(address, {**data, "number": ""}).context["form"].errors["number"]
    assert office.post(address, data).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.theme, agreement.in_force_on) == ("poprawny przedmiot", LATER)
    assert agreement.parties.on(LATER - ONE).count() == 0
    entry = Entry.objects.get(verb="agreement corrected")
    assert (entry.before["theme"], entry.after["theme"]) == ("próba", "poprawny przedmiot")
    stale = office.post(address, {**data, "theme": "drugie okno"})
    assert "ktoś" in str(stale.context["form"].errors).lower()


def test_validity_cannot_be_corrected_past_those_who_joined(cast):
    agreement = make_in_force(cast, 1)
    joined(agreement, cast, on=DAY + ONE)
    with pytest.raises(actions.AgreementError):
        actions.correct_facts(
            agreement=agreement,
            revision=agreement.revision,
            valid_from=LATER,
            reason="x",
            actor=cast.officer,
        )
    assert Agreement.objects.get().in_force_on == DAY


def test_a_draft_is_changed_and_not_corrected(cast):
    agreement = make_draft(cast)
    with pytest.raises(actions.AgreementError):
        actions.correct_facts(
            agreement=agreement, revision=1, theme="x", reason="y", actor=cast.officer
        )


def declared(cast, on=LATER, **fields):
    """In force because the coordinator said so; signed by all on DAY."""
    agreement = make_signing(cast, 2, effect_rule=EffectRule.COORDINATOR, **fields)
    sign_all(agreement, cast)
    return actions.enter_force(
        agreement=agreement, on=on, reason="Uchwała", actor=cast.coordinator
    )


def test_declared_day_in_force_is_corrected_and_parties_lists_and_pages_follow(cast, office):
    agreement = declared(cast)
    actions.publish(agreement=agreement, actor=cast.officer)
    address = url("office_correct_effect", agreement.pk)
    assert address in office.get(url("office_detail", agreement.pk)).content.decode()
    assert office.get(address).context["form"]["on"].value() == LATER
    assert office.post(address, {"on": DAY}).context["form"].errors["why"]
    assert office.post(address, {"on": DAY, "why": "Zły dzień"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.in_force_on == DAY
    assert (agreement.parties.on(DAY - ONE).count(), agreement.parties.on(DAY).count()) == (0, 2)
    assert Agreement.objects.in_force_at(DAY).count() == 1
    entry = Entry.objects.get(verb="agreement corrected")
    assert (entry.before, entry.after) == (
        {"in_force_on": LATER.isoformat()},
        {"in_force_on": DAY.isoformat()},
    )
    assert entry.reason == "Zły dzień"
    told = client_of(None).get(agreement.get_absolute_url()).content.decode()
    assert "2 marca 2026" in told
    listed = office.get(url("office_index")).content.decode()
    assert DAY.strftime("%-d.%m.%Y") in listed


@pytest.mark.parametrize("day", [DAY - ONE, DAY + 2 * ONE, localdate() + ONE, dt.date(1, 1, 1)])
def test_impossible_declared_day_in_force_is_refused(cast, office, day):
    """Before anybody had signed, after somebody joined, ahead, in another age."""
    agreement = declared(cast, on=DAY)
    joined(agreement, cast, on=DAY + ONE)
    answer = office.post(url("office_correct_effect", agreement.pk), {"on": day, "why": "x"})
    assert answer.context["form"].errors
    agreement.refresh_from_db()
    assert agreement.in_force_on == DAY
    assert {party.since for party in agreement.parties.all()} == {DAY, DAY + ONE}
    assert not Entry.objects.filter(verb="agreement corrected").exists()


def test_declared_day_stays_within_validity_and_before_the_end(cast):
    agreement = declared(cast, valid_from=DAY + ONE)
    actions.terminate(agreement=agreement, on=LATER, reason="Koniec", actor=cast.officer)
    for day in (DAY, LATER + ONE):
        with pytest.raises(actions.AgreementError):
            actions.correct_effect(agreement=agreement, on=day, reason="x", actor=cast.officer)
    actions.correct_effect(agreement=agreement, on=DAY + ONE, reason="x", actor=cast.officer)
    assert Agreement.objects.get().in_force_on == DAY + ONE


def test_day_in_force_that_follows_a_rule_is_not_declared_anew(cast, office):
    agreement = make_in_force(cast, 1)
    address = url("office_correct_effect", agreement.pk)
    assert address not in office.get(url("office_detail", agreement.pk)).content.decode()
    assert office.post(address, {"on": LATER, "why": "x"}).context["form"].errors
    waiting = make_signing(cast, 1, effect_rule=EffectRule.COORDINATOR)
    with pytest.raises(actions.AgreementError):
        actions.correct_effect(agreement=waiting, on=DAY, reason="x", actor=cast.officer)


def test_signatures_are_not_corrected_past_the_declared_day(cast):
    declared(cast, on=DAY)
    first, second = Signature.objects.order_by("pk")
    how = {
        "place": "",
        "method": "paper",
        "name": "P",
        "function": "p",
        "reason": "x",
        "actor": cast.officer,
    }
    actions.correct_signature(signature=first, on=LATER, **how)
    with pytest.raises(actions.AgreementError):
        actions.correct_signature(signature=second, on=LATER, **how)


def test_nothing_is_declared_in_force_before_anybody_signed(cast):
    agreement = make_signing(cast, 1, effect_rule=EffectRule.COORDINATOR)
    sign_all(agreement, cast)
    with pytest.raises(actions.AgreementError):
        actions.enter_force(agreement=agreement, on=DAY - ONE, reason="x", actor=cast.coordinator)


def test_the_last_day_of_a_terminated_agreement_is_corrected(cast, office):
    agreement = make_in_force(cast, 1)
    address = url("office_correct_end", agreement.pk)
    assert office.post(address, {"on": LATER, "why": "x"}).context["form"].errors
    actions.terminate(agreement=agreement, on=LATER, reason="Koniec", actor=cast.officer)
    assert office.post(address, {"on": DAY - ONE, "why": "x"}).context["form"].errors
    assert office.post(address, {"on": LATER - ONE, "why": "Zły dzień"}).status_code == 302
    assert agreement.parties.on(LATER).count() == 0
