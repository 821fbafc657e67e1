"""The pages of agreements: who sees what, what the forms do, what a page costs."""

import datetime as dt
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from agreements import actions
from agreements.models import Agreement, AgreementTemplate, Signature, Version
from agreements.selectors import counters
from journal.models import Entry
from tests.agreements.factories import (
    DAY,
    complete,
    make_draft,
    make_in_force,
    make_signing,
    seats,
)
from tests.conftest import client_of
from tests.documents.files import PDF_BYTES, png
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def fields(**changes):
    return {
        "title": "Porozumienie próbne",
        "level": "county",
        "effect_rule": "all",
        "partnership_type": "local_three_sector",
        "text": "§ 1. Treść",
        **changes,
    }


def test_a_draft_is_made_from_a_template_and_the_form_sent_twice_makes_one(cast, office):
    actions.ready_templates(partnership=cast.partnership, actor=cast.officer)
    template = AgreementTemplate.objects.held_by(cast.partnership).first()
    page = office.get(url("office_new"), {"template": template.pk})
    form = page.context["form"]
    assert form["title"].value() == template.title
    data = fields(
        number="PL/1/2026",
        theme="rynek pracy",
        legal_basis="Ustawa próbna",
        legal_basis_on="2026-01-01",
        valid_from="2026-03-01",
        valid_until="2027-03-01",
        text=form["text"].value(),
        template=template.pk,
        submission="sent twice",
    )
    for _ in range(2):
        assert office.post(url("office_new"), data).status_code == 302
    agreement = Agreement.objects.get()
    assert agreement.template == template
    assert str(agreement.legal_basis_on) == "2026-01-01"
    assert agreement.latest_version().text.strip() == template.text.strip()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"valid_from": "2026-05-01", "valid_until": "2026-04-01"}, "valid_until"),
        ({"effect_rule": "date"}, "effect_on"),
        ({"effect_rule": "count"}, "effect_count"),
        ({"text": ""}, "text"),
        ({"valid_from": "31.02.2026"}, "valid_from"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_saves_nothing(office, changes, field):
    answer = office.post(url("office_new"), fields(**changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Agreement.objects.exists()


def test_a_number_that_is_taken_is_refused_in_words(cast, office):
    make_draft(cast, number="PL/1")
    answer = office.post(url("office_new"), fields(number="PL/1"))
    assert answer.context["form"].errors
    assert Agreement.objects.count() == 1


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(cast, office):
    agreement = make_draft(cast)
    address = url("office_edit", agreement.pk)
    revision = office.get(address).context["form"]["revision"].value()
    colleague = client_of(cast.coordinator)
    first = fields(text="§ 1. Tekst koleżanki", revision=revision)
    assert colleague.post(address, first).status_code == 302
    answer = office.post(address, fields(text="§ 1. Mój tekst", revision=revision, theme="mój"))
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Tekst koleżanki" in body
    assert "Mój tekst" in body
    assert agreement.latest_version().text == "§ 1. Tekst koleżanki"
    again = answer.context["form"]
    data = fields(text="§ 1. Oba", revision=again["revision"].value())
    assert office.post(address, data).status_code == 302
    texts = [version.text for version in agreement.versions.order_by("number")]
    assert texts == ["§ 1. Treść próbna", "§ 1. Tekst koleżanki", "§ 1. Oba"]


def test_a_saved_version_never_changes(cast):
    version = make_draft(cast).latest_version()
    version.text = "inny"
    with pytest.raises(TypeError):
        version.save()
    assert Version.objects.get(pk=version.pk).text == "§ 1. Treść próbna"


def test_versions_are_compared_line_by_line(cast, office):
    agreement = make_draft(cast)
    actions.edit(agreement=agreement, revision=1, text="§ 1. Nowa treść", actor=cast.officer)
    page = office.get(url("office_versions", agreement.pk))
    assert ("new", "§ 1. Nowa treść") in page.context["lines"]
    assert ("gone", "§ 1. Treść próbna") in page.context["lines"]
    assert office.get(url("office_versions", agreement.pk), {"old": "9" * 50}).status_code == 200


def test_what_is_missing_is_said_on_the_page_and_the_step_is_not_taken(cast, office):
    agreement = actions.draft(
        partnership=cast.partnership, actor=cast.officer, title="Próba", text="§ 1."
    )
    answer = office.post(url("office_open_signing", agreement.pk), follow=True)
    assert len(answer.context["missing"]) == 2 + len(complete(cast))
    agreement.refresh_from_db()
    assert agreement.status == "draft"


def test_several_parties_are_added_at_once_and_a_sole_function_signs(cast, office):
    agreement = make_draft(cast, parties=0)
    partners = PartnerFactory.create_batch(3, partnership=cast.partnership)
    data = {"partners": [partner.pk for partner in partners] + [cast.partner.pk]}
    assert office.post(url("office_parties_add", agreement.pk), data).status_code == 302
    assert agreement.parties.count() == 4
    foreign = PartnerFactory(partnership=cast.foreign)
    answer = office.post(url("office_parties_add", agreement.pk), {"partners": [foreign.pk]})
    assert answer.context["form"].errors


def test_parties_as_of_a_day_stand_in_the_address_on_screen_and_in_the_export(cast, office):
    agreement = make_in_force(cast, 3)
    before = (DAY - dt.timedelta(days=1)).isoformat()
    for day, count in ((before, 0), (DAY.isoformat(), 3)):
        page = office.get(url("office_parties", agreement.pk), {"day": day})
        assert len(page.context["parties"]) == count
        export = office.get(url("office_parties_csv", agreement.pk), {"day": day})
        assert len(b"".join(export.streaming_content).splitlines()) == count + 1
    assert office.get(url("office_parties", agreement.pk), {"day": "wczoraj"}).status_code == 200


def test_the_public_register_shows_only_what_is_public_with_the_parties_of_today(cast):
    hidden = make_in_force(cast, 1)
    shown = make_in_force(cast, 2, public=True)
    leaver = shown.parties.first()
    actions.withdraw(
        party=leaver,
        declared_on=DAY,
        effective_on=DAY + dt.timedelta(days=5),
        reason="",
        actor=cast.officer,
    )
    visitor = client_of(None)
    page = visitor.get(url("index"))
    assert list(page.context["page"]) == [shown]
    assert visitor.get(url("detail", hidden.pk)).status_code == 404
    body = visitor.get(url("detail", shown.pk)).content.decode()
    assert leaver.name not in body
    assert shown.parties.last().name in body
    assert visitor.get(url("scan", shown.pk)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "PRÓBNE"}, 1),
        ({"q": "nic"}, 0),
        ({"year": "2026"}, 1),
        ({"status": "in_force"}, 1),
        ({"theme": "praca"}, 1),
        ({"status": "draft"}, 0),
        ({"status": "expired"}, 0),
    ],
)
def test_the_public_filters_stand_in_the_address(cast, query, found):
    make_in_force(cast, 1, public=True, theme="praca")
    page = client_of(None).get(url("index"), query)
    assert len(page.context["page"]) == found


def test_a_scan_that_is_a_picture_is_published_only_with_its_text(cast, office):
    agreement = make_in_force(cast, 1)
    signature = Signature.objects.get()
    scan = {"scan": SimpleUploadedFile("skan.png", png())}
    office.post(url("office_proof", agreement.pk, signature.pk), scan)
    signature.refresh_from_db()
    address = url("office_publish", agreement.pk)
    answer = office.post(address, {"document": signature.document_id})
    assert "text" in answer.context["form"].errors
    data = {"document": signature.document_id, "text": "Treść skanu"}
    assert office.post(address, data).status_code == 302
    visitor = client_of(None)
    assert "Treść skanu" in visitor.get(url("detail", agreement.pk)).content.decode()
    answer = visitor.get(url("scan", agreement.pk))
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)


def test_another_office_finds_nothing_and_changes_nothing(cast, office):
    agreement = make_in_force(cast, 1)
    signature = Signature.objects.get()
    seat, party = signature.signatory_id, signature.signatory.party_id
    scan = {"scan": SimpleUploadedFile("skan.pdf", PDF_BYTES)}
    office.post(url("office_proof", agreement.pk, signature.pk), scan)
    stranger = client_of(cast.foreign_officer)
    one = agreement.pk
    addresses = [
        *(
            url(name, one)
            for name in (
                "office_detail",
                "office_edit",
                "office_versions",
                "office_sign",
                "office_publish",
                "office_sheet",
                "office_parties",
                "office_parties_csv",
                "office_accede",
            )
        ),
        url("office_file", one, signature.pk),
        url("office_proof", one, signature.pk),
        url("office_refuse", one, seat),
        url("office_replace", one, seat),
        url("office_signatory_add", one, party),
        url("office_withdraw", one, party),
    ]
    assert {stranger.get(address).status_code for address in addresses} == {404}
    assert stranger.post(url("office_terminate", one), {}).status_code == 404
    assert {client_of(cast.member).get(address).status_code for address in addresses} == {404}


def test_an_auditor_reads_everything_and_changes_nothing(cast):
    agreement = make_signing(cast, 1)
    auditor = client_of(cast.auditor)
    assert auditor.get(url("office_detail", agreement.pk)).status_code == 200
    assert auditor.post(url("office_reopen", agreement.pk)).status_code == 403


def test_a_partner_reads_its_agreements_from_consultation_on(cast):
    agreement = make_draft(cast, parties=0)
    actions.add_parties(agreement=agreement, partners=[cast.partner], actor=cast.officer)
    member = client_of(cast.member)
    assert member.get(url("my_detail", agreement.pk)).status_code == 404
    actions.consult(agreement=agreement, actor=cast.officer)
    assert member.get(url("my_detail", agreement.pk)).status_code == 200
    assert client_of(cast.neighbour).get(url("my_detail", agreement.pk)).status_code == 404
    assert list(member.get(url("my_index")).context["agreements"]) == [agreement]


def test_a_partner_joins_by_declaration_and_is_a_party_from_the_day_of_the_office(cast, office):
    agreement = make_in_force(cast, 1, public=True)
    address = url("my_accede", agreement.pk, cast.partner.pk)
    assert client_of(cast.member).get(address).status_code == 404
    admin = client_of(cast.admin)
    data = {
        "name": "Próbna Prezeska",
        "function": "prezeska",
        "declared_on": DAY,
        "document": SimpleUploadedFile("deklaracja.pdf", PDF_BYTES),
    }
    assert admin.post(address, data).status_code == 302
    accession = agreement.accessions.get()
    decide = url("office_accession", agreement.pk, accession.pk)
    assert office.post(decide, {"decision": "refuse"}).context["form"].errors
    day = DAY + dt.timedelta(days=9)
    assert office.post(decide, {"decision": "accept", "effective_on": day}).status_code == 302
    assert agreement.parties.on(day).count() == 2
    assert agreement.parties.on(day - dt.timedelta(days=1)).count() == 1


def test_the_sheet_is_a_pdf_with_events_and_hashes(cast, office):
    agreement = make_in_force(cast, 2, number="PL/7", goals="Pierwszy\nDrugi")
    signature = Signature.objects.first()
    scan = {"scan": SimpleUploadedFile("podpisane.pdf", PDF_BYTES)}
    office.post(url("office_proof", agreement.pk, signature.pk), scan)
    answer = office.get(url("office_sheet", agreement.pk))
    assert answer["Content-Type"] == "application/pdf"
    told, plain = words_of(answer.content), "".join(words_of(answer.content).split())
    for part in ("PL/7", "Pierwszy", "Drugi", "podstawa próbna", seats(agreement)[1].name):
        assert part in told
    entries = list(Entry.objects.filter(about=f"agreements.agreement:{agreement.pk}"))
    assert len(entries) > 8
    for entry in entries:
        time = date_format(localtime(entry.at), "j.m.Y H:i:s")
        assert "".join(time.split()) in plain
        assert "".join(str(entry.words).split()) in plain
    assert "".join(str(cast.officer).split()) in plain
    signature.refresh_from_db()
    assert signature.document.sha256 in plain
    page = office.get(url("office_detail", agreement.pk))
    assert len(page.context["events"]) == len(entries)
    assert signature.document.sha256 in page.content.decode()


def words_of(content):
    """The text of a PDF, as a reader sees it."""
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    )
    return read.stdout.decode()


def test_the_public_page_tells_what_the_agreement_says_of_itself(cast):
    agreement = make_in_force(
        cast,
        2,
        public=True,
        number="PL/11/2026",
        theme="praca dla sąsiadów",
        legal_basis="Ustawa próbna, Dz.U. 2025 poz. 620",
        legal_basis_on=dt.date(2026, 1, 1),
        valid_from=DAY,
        valid_until=dt.date(2031, 3, 1),
    )
    told = client_of(None).get(agreement.get_absolute_url()).content.decode()
    parts = [
        "PL/11/2026",
        "praca dla sąsiadów",
        "Ustawa próbna, Dz.U. 2025 poz. 620",
        "1 stycznia 2026",
        "2 marca 2026",
        "1 marca 2031",
        cast.partner.get_absolute_url(),
    ]
    for seat in seats(agreement):
        parts += [seat.party.name, seat.name, seat.function]
    for part in parts:
        assert part in told


def test_the_office_is_told_what_waits_and_the_public_what_is_in_force(cast):
    make_draft(cast)
    assert counters.waiting(cast.partnership) == []
    make_signing(cast, 2)
    make_in_force(cast, 3, public=True, valid_until=localdate() + dt.timedelta(days=30))
    make_in_force(cast, 1)
    assert [figure.count for figure in counters.waiting(cast.partnership)] == [1, 1]
    assert [figure.count for figure in counters.public()] == [1]
    assert counters.waiting(cast.foreign) == []
