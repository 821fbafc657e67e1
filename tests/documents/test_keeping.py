"""Files on the disk and their rows."""

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction

from documents import actions, pdf, serving
from documents.models import Document
from tests.documents.files import PDF_BYTES, png

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    field = Document._meta.get_field("file")
    kept = field.storage
    field.storage = type(kept)(location=tmp_path)
    yield tmp_path
    field.storage = kept


def keep(cast, name="umowa.pdf", content=PDF_BYTES):
    return actions.store(
        partnership=cast.partnership,
        upload=SimpleUploadedFile(name, content),
        uploaded_by=cast.officer,
    )


def test_bytes_hash_and_headers_are_those_of_the_upload(cast):
    document = keep(cast)
    assert document.sha256 == hashlib.sha256(PDF_BYTES).hexdigest()
    answer = serving.send(Document.objects.get(pk=document.pk))
    assert b"".join(answer.streaming_content) == PDF_BYTES
    assert answer["Content-Disposition"] == 'attachment; filename="umowa.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "umowa" not in document.file.name
    answer.close()


def test_a_refused_file_leaves_neither_row_nor_file(cast, store_folder):
    with pytest.raises(actions.RefusedError):
        keep(cast, "umowa.png")
    assert not Document.objects.exists()
    assert not [path for path in store_folder.rglob("*") if path.is_file()]


def test_a_store_that_takes_nothing_says_so_and_leaves_no_row(cast, monkeypatch, store_folder):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(actions.NoRoomError):
        keep(cast)
    assert not Document.objects.exists()
    assert not [path for path in store_folder.rglob("*") if path.is_file()]


def test_verify_finds_a_lost_and_a_changed_file(cast, store_folder):
    _same, lost, changed = (keep(cast, f"{n}.pdf") for n in "abc")
    call_command("files", "verify")
    Path(lost.file.path).unlink()
    Path(changed.file.path).write_bytes(b"inne")
    assert {d.pk: word for d, word in actions.verify()} == {
        lost.pk: "missing",
        changed.pk: "changed",
    }
    with pytest.raises(CommandError):
        call_command("files", "verify")


def test_sweep_removes_only_old_files_without_a_row(cast):
    document = keep(cast)

    with transaction.atomic():
        orphan = keep(cast, "skan.png", png())
        transaction.set_rollback(True)
    path = Path(orphan.file.path)
    assert path.exists()
    assert actions.sweep() == 0
    assert actions.sweep(older_than=dt.timedelta(seconds=-5)) == 1
    assert not path.exists()
    assert Path(document.file.path).exists()


def test_a_missing_file_is_not_found(cast):
    document = keep(cast)
    Path(document.file.path).unlink()
    with pytest.raises(serving.Http404):
        serving.send(document)


def test_a_made_pdf_has_language_title_and_tags_and_takes_text_for_text():
    pikepdf = pytest.importorskip("pikepdf")
    evil = '#eval("1") *x* `#include "/manage.py"` <b>'
    data = {
        "title": "Zażółć gęślą jaźń",
        "lead": evil,
        "footer": "",
        "facts": [["a", evil]],
        "words": {"goals": "g", "principles": "p", "signatures": "s", "events": "e"},
        "main_goal": evil,
        "goals": [evil],
        "principles": [],
        "signatures_header": ["1"] * 5,
        "signatures": [[evil] * 5],
        "events_header": ["1"] * 4,
        "events": [],
    }
    import io

    made = pikepdf.open(io.BytesIO(pdf.make("agreements/typst/sheet.typ", data, "pl")))
    assert str(made.Root.Lang).startswith("pl")
    assert made.Root.MarkInfo.Marked
    assert made.Root.ViewerPreferences.DisplayDocTitle
    with made.open_metadata() as meta:
        assert meta["dc:title"] == "Zażółć gęślą jaźń"
        assert meta["pdfuaid:part"] == "1"
