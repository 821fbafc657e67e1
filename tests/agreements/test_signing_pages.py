"""The pages on which the office records signatures."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from agreements.models import Signature
from tests.agreements.factories import make_in_force, make_signing, seats
from tests.documents.files import PDF_BYTES, png

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def test_signatures_of_one_day_are_recorded_in_one_go_with_one_scan(cast, office):
    agreement = make_signing(cast, 3)
    own = seats(agreement)
    data = {
        "on": "2026-03-02",
        "place": "Próbowo",
        "method": "paper",
        "scan": SimpleUploadedFile("skan.pdf", PDF_BYTES),
        f"sign_{own[0].pk}": "on",
        f"sign_{own[1].pk}": "on",
        f"function_{own[1].pk}": "wiceprezes",
        f"scan_{own[1].pk}": SimpleUploadedFile("wlasny.png", png()),
    }
    assert office.post(url("office_sign", agreement.pk), data).status_code == 302
    first, second = Signature.objects.order_by("signatory__order")
    assert (first.document.name, second.document.name) == ("skan.pdf", "wlasny.png")
    assert seats(agreement)[1].function == "wiceprezes"
    assert first.recorded_by == cast.officer
    page = office.get(url("office_detail", agreement.pk))
    assert (page.context["signed"], page.context["expected"]) == (2, 3)


def test_the_sign_form_sent_twice_records_once_and_says_so(cast, office):
    agreement = make_signing(cast, 2)
    seat = seats(agreement)[0]
    data = {"on": "2026-03-02", "method": "paper", f"sign_{seat.pk}": "on"}
    assert office.post(url("office_sign", agreement.pk), data).status_code == 302
    answer = office.post(url("office_sign", agreement.pk), data)
    assert answer.context["form"].errors
    assert Signature.objects.count() == 1


def test_a_file_with_a_reason_against_it_records_nothing(cast, office):
    agreement = make_signing(cast, 1)
    seat = seats(agreement)[0]
    data = {
        "on": "2026-03-02",
        "method": "paper",
        f"sign_{seat.pk}": "on",
        "scan": SimpleUploadedFile("skan.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    }
    answer = office.post(url("office_sign", agreement.pk), data)
    assert "scan" in answer.context["form"].errors
    assert not Signature.objects.exists()


def test_a_signature_in_the_future_is_refused_on_the_form(cast, office):
    agreement = make_signing(cast, 1)
    seat = seats(agreement)[0]
    day = (localdate() + dt.timedelta(days=1)).isoformat()
    data = {"on": day, "method": "paper", f"sign_{seat.pk}": "on"}
    answer = office.post(url("office_sign", agreement.pk), data)
    assert "on" in answer.context["form"].errors


def test_the_proof_comes_back_byte_for_byte_and_is_never_replaced(cast, office):
    agreement = make_in_force(cast, 1)
    signature = Signature.objects.get()
    address = url("office_proof", agreement.pk, signature.pk)
    scan = {"scan": SimpleUploadedFile("podpisane.pdf", PDF_BYTES)}
    assert office.post(address, scan).status_code == 302
    answer = office.get(url("office_file", agreement.pk, signature.pk))
    assert b"".join(answer.streaming_content) == PDF_BYTES
    assert answer["Content-Disposition"].startswith("attachment")
    other = {"scan": SimpleUploadedFile("inne.png", png())}
    assert office.post(address, other).context["form"].errors
    signature.refresh_from_db()
    assert signature.document.name == "podpisane.pdf"
