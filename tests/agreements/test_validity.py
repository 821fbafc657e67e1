"""What is asked for before signing, and the first day of validity."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import localdate

from agreements import actions
from agreements.choices import EffectRule
from agreements.models import Agreement, Party
from agreements.selectors import counters
from tests.agreements.factories import (
    DAY,
    complete,
    make_draft,
    make_in_force,
    make_signing,
    sign_all,
)
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
LATER = DAY + dt.timedelta(days=30)


def at_noon(day):
    return time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC), tick=False)


@pytest.mark.parametrize("name", sorted(complete(type("Cast", (), {"partner": None}))))
def test_signing_asks_for_everything_that_an_agreement_says_of_itself(cast, name):
    empty = "" if name in {"number", "theme", "legal_basis"} else None
    agreement = make_draft(cast, **{name: empty})
    with pytest.raises(actions.NotReadyError) as refused:
        actions.open_signing(agreement=agreement, actor=cast.officer)
    assert len(refused.value.missing) == 1
    page = client_of(cast.officer).get(reverse("agreements:office_detail", args=[agreement.pk]))
    assert str(refused.value) in page.content.decode()


def test_a_set_day_after_the_last_day_of_validity_is_told_before_signing(cast):
    agreement = make_draft(
        cast,
        effect_rule=EffectRule.DATE,
        effect_on=LATER,
        valid_until=LATER - dt.timedelta(days=1),
    )
    assert len(actions.missing_for_signing(agreement)) == 1


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"effect_rule": EffectRule.COUNT, "effect_count": 1},
        {"effect_rule": EffectRule.DATE, "effect_on": DAY},
    ],
)
def test_it_comes_into_force_and_binds_on_the_first_day_of_its_validity(cast, rule):
    with at_noon(DAY):
        agreement = make_signing(cast, 2, valid_from=LATER, **rule)
        sign_all(agreement, cast)
        agreement.refresh_from_db()
        assert agreement.status == "signing"
        page = client_of(cast.officer).get(
            reverse("agreements:office_detail", args=[agreement.pk])
        )
        assert page.context["due_on"] == LATER
        assert actions.turn_of_day() == (0, 0)
        actions.publish(agreement=agreement, actor=cast.officer)
        assert counters.public()[0].count == 0
        listed = client_of(None).get(reverse("agreements:index"), {"status": "in_force"})
        assert not listed.context["page"].object_list
    with at_noon(LATER):
        assert actions.turn_of_day() == (1, 0)
        assert actions.turn_of_day() == (0, 0)
        agreement.refresh_from_db()
        assert (agreement.status, agreement.in_force_on) == ("in_force", LATER)
        assert counters.public()[0].count == 1
    bound = Party.objects.filter(agreement=agreement)
    assert bound.on(LATER - dt.timedelta(days=1)).count() == 0
    assert bound.on(LATER).count() == 2


def test_the_coordinator_declares_nothing_in_force_before_its_first_day(cast):
    agreement = make_signing(cast, 1, effect_rule=EffectRule.COORDINATOR, valid_from=LATER)
    sign_all(agreement, cast)
    for on in (LATER - dt.timedelta(days=1), localdate() + dt.timedelta(days=1)):
        with pytest.raises(actions.AgreementError):
            actions.enter_force(agreement=agreement, on=on, reason="x", actor=cast.coordinator)
    actions.enter_force(agreement=agreement, on=LATER, reason="x", actor=cast.coordinator)
    agreement.refresh_from_db()
    assert agreement.in_force_on == LATER


def test_what_was_signed_after_its_last_day_never_comes_into_force(cast, office):
    agreement = make_signing(cast, 1, valid_until=DAY)
    sign_all(agreement, cast, on=DAY + dt.timedelta(days=1))
    assert actions.turn_of_day() == (0, 0)
    page = office.get(reverse("agreements:office_detail", args=[agreement.pk]))
    assert "nie wejdzie w życie" in page.content.decode()
    agreement = Agreement.objects.get()
    assert agreement.status == "signing"
    actions.correct_facts(
        agreement=agreement,
        revision=agreement.revision,
        valid_until=LATER,
        reason="Zły rok",
        actor=cast.officer,
    )
    agreement.refresh_from_db()
    assert agreement.status == "in_force"


def test_the_public_page_tells_the_first_day_of_validity_until_it_is_in_force(cast):
    agreement = make_in_force(cast, 1, public=True, valid_from=DAY)
    page = client_of(None).get(agreement.get_absolute_url()).content.decode()
    assert "Ważne od" not in page
    with at_noon(DAY):
        waits = make_signing(cast, 1, valid_from=LATER)
        actions.publish(agreement=waits, actor=cast.officer)
        told = client_of(None).get(waits.get_absolute_url()).content.decode()
    assert "Ważne od" in told
