"""The consultation of a draft: remarks of parties, answers of the office."""

import uuid

import pytest

from agreements import actions
from agreements.models import Agreement, Remark
from journal.models import Entry
from tests.agreements.factories import make_draft
from tests.conftest import client_of
from tests.crowd import at_once, crowded
from tests.factories import PartnerFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast):
    """A draft in consultation; the cast's partner is a party and has a signatory."""
    draft = make_draft(cast, parties=1)
    (party,) = actions.add_parties(agreement=draft, partners=[cast.partner], actor=cast.officer)
    actions.add_signatory(party=party, name="Próbna Osoba", function="prezes", actor=cast.officer)
    return actions.consult(agreement=draft, actor=cast.officer)


def page(agreement, rest=""):
    return f"/biuro/porozumienia/{agreement.pk}/{rest}"


def own(agreement, rest=""):
    return f"/moje/porozumienia/{agreement.pk}/{rest}"


def said(agreement, cast, text="W § 1 brakuje terminu (próba)."):
    return actions.remark(agreement=agreement, partner=cast.partner, text=text, actor=cast.admin)


def test_a_party_says_on_its_page_what_should_change(cast, agreement):
    admin = client_of(cast.admin)
    assert own(agreement, "uwaga/") in admin.get(own(agreement)).content.decode()
    sent = {
        "partner": cast.partner.pk,
        "text": "W § 1 brakuje terminu (próba).",
        "submission": uuid.uuid4(),
    }
    for _again in range(2):
        assert admin.post(own(agreement, "uwaga/"), sent).url == own(agreement)
    (remark,) = Remark.objects.all()
    assert (remark.partner, remark.version.number) == (cast.partner, 1)
    told = admin.get(own(agreement)).content.decode()
    assert "W § 1 brakuje terminu (próba)." in told
    assert "czeka na urząd" in told


def test_an_empty_remark_comes_back_and_a_member_who_does_not_administer_has_no_form(
    cast, agreement
):
    answer = client_of(cast.admin).post(own(agreement, "uwaga/"), {"partner": cast.partner.pk})
    assert answer.context["form"].errors["text"]
    member = client_of(cast.member)
    assert own(agreement, "uwaga/") not in member.get(own(agreement)).content.decode()
    assert member.get(own(agreement, "uwaga/")).status_code == 404


def test_nobody_speaks_for_another_organisation(cast, agreement):
    other = agreement.parties.first().partner
    answer = client_of(cast.admin).post(
        own(agreement, "uwaga/"), {"partner": other.pk, "text": "Próba"}
    )
    assert answer.context["form"].errors["partner"]
    assert not Remark.objects.exists()


def test_remarks_are_taken_from_parties_and_during_the_consultation_only(cast, agreement):
    stranger = PartnerFactory(partnership=cast.partnership)
    with pytest.raises(actions.AgreementError):
        actions.remark(agreement=agreement, partner=stranger, text="Próba", actor=cast.officer)
    actions.reopen(agreement=agreement, actor=cast.officer)
    with pytest.raises(actions.AgreementError):
        said(agreement, cast)
    assert client_of(cast.admin).get(own(agreement, "uwaga/")).status_code == 404


def test_the_office_records_a_remark_that_came_by_letter(cast, agreement):
    sent = {"partner": cast.partner.pk, "text": "Z pisma (próba)", "submission": uuid.uuid4()}
    office = client_of(cast.officer)
    assert office.post(page(agreement, "uwagi/dodaj/"), sent).url == page(agreement, "uwagi/")
    assert "Z pisma (próba)" in office.get(page(agreement, "uwagi/")).content.decode()


def test_an_answer_needs_its_reason_and_is_read_by_the_parties(cast, agreement):
    remark = said(agreement, cast)
    office, address = client_of(cast.officer), page(agreement, f"uwagi/{remark.pk}/")
    refused = office.post(address, {"verdict": "declined", "reply": " "})
    assert "dlaczego" in refused.content.decode()
    assert office.post(address, {"verdict": "declined", "reply": "Termin jest w § 2 (próba)."}).url
    told = client_of(cast.admin).get(own(agreement)).content.decode()
    assert "Termin jest w § 2 (próba)." in told
    assert "nieuwzględniona" in told
    again = office.post(address, {"verdict": "taken", "reply": ""})
    assert "już" in again.content.decode()
    remark.refresh_from_db()
    assert remark.verdict == "declined"
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"remark made", "remark answered"} <= verbs


def test_signing_waits_until_every_remark_is_answered(cast, agreement):
    remark = said(agreement, cast)
    with pytest.raises(actions.NotReadyError, match="1 uwaga"):
        actions.open_signing(agreement=agreement, actor=cast.officer)
    actions.answer(remark=remark, verdict="taken", reply="", actor=cast.officer)
    signing = actions.open_signing(agreement=agreement, actor=cast.officer)
    assert signing.status == Agreement.Status.SIGNING


def test_what_waits_is_the_list_behind_it(cast, agreement):
    make_draft(cast)
    said(agreement, cast)
    listed = client_of(cast.officer).get("/biuro/porozumienia/?remarks=on")
    assert list(listed.context["page"]) == [agreement]
    start = client_of(cast.officer).get("/biuro/").content.decode()
    assert "/biuro/porozumienia/?remarks=on" in start


def test_remarks_of_another_office_are_not_there(cast, agreement):
    remark = said(agreement, cast)
    stranger = client_of(cast.foreign_officer)
    for rest in ("uwagi/", "uwagi/dodaj/", f"uwagi/{remark.pk}/"):
        assert stranger.get(page(agreement, rest)).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number(cast, agreement, count, django_assert_num_queries):
    for n in range(count):
        said(agreement, cast, f"Uwaga próbna {n}")
    PartnershipFactory()
    office = client_of(cast.officer)
    office.get(page(agreement, "uwagi/"))
    with django_assert_num_queries(6):
        office.get(page(agreement, "uwagi/"))


@crowded
def test_of_two_officers_one_answers(cast, agreement):
    remark = said(agreement, cast)

    def decide(verdict):
        actions.answer(remark=remark, verdict=verdict, reply="Próba", actor=cast.officer)

    done = at_once(decide, ["taken", "declined"])
    assert sum(isinstance(one, actions.AgreementError) for one in done) == 1
