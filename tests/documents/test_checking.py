"""Hostile files are refused with a reason; honest ones stay as they are."""

import csv
import io
import re
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from documents.checking import NAME_LENGTH, RefusedError, check, clean_name
from documents.forms import UploadField
from documents.kinds import IMAGES
from tests.documents.files import PDF_BYTES, make_pdf, png

DATA = Path(settings.BASE_DIR) / ".." / "shared" / "data"
UPLOAD, PADES = DATA / "upload", DATA / "pades"


def file(name, content):
    return SimpleUploadedFile(name, content)


def picture(kind, size=(20, 10), **save):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **save)
    return out.getvalue()


def action(dictionary):
    """A PDF that carries out `dictionary` when it is opened."""

    def change(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(dictionary)

    return make_pdf(change)


def embedded(pdf):
    pdf.attachments["inny.txt"] = b"tekst"


def xfa(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Stream(pdf, b"<xdp/>"))


def rich_media(pdf):
    pdf.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia)]
    )


def hidden_script(pdf):
    pdf.pages[0].AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    )


NAME = pikepdf.Name


def linked(dictionary):
    """A PDF with a link on its page that carries out `dictionary`."""

    def change(pdf):
        link = pikepdf.Dictionary(
            Type=NAME.Annot, Subtype=NAME.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(dictionary)
        )
        pdf.pages[0].Annots = pikepdf.Array([link])

    return make_pdf(change)


def opening_page(pdf):
    pdf.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=NAME.URI, URI="http://x.example"))


HOSTILE = {
    "an SVG named .png": ("obraz.png", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"),
    "an SVG": ("obraz.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"),
    "a page named .pdf": ("umowa.pdf", b"<html><script>alert(1)</script></html>"),
    "an empty file": ("umowa.pdf", b""),
    "no ending": ("umowa", PDF_BYTES),
    "a PDF named .png": ("umowa.png", PDF_BYTES),
    "a PNG named .pdf": ("umowa.pdf", png()),
    "a JPEG named .png": ("obraz.png", picture("JPEG")),
    "a page before the PDF": ("umowa.pdf", b"<html></html>\n" + PDF_BYTES),
    "a page after the PDF": ("umowa.pdf", PDF_BYTES + b"<script>alert(1)</script>"),
    "an archive after the PDF": ("umowa.pdf", PDF_BYTES + b"PK\x05\x06" + b"\0" * 18),
    "a locked PDF": ("umowa.pdf", make_pdf(encryption=pikepdf.Encryption(owner="a", user="b"))),
    "a PDF locked for its owner": (
        "umowa.pdf",
        make_pdf(encryption=pikepdf.Encryption(owner="a", user="")),
    ),
    "half a PDF head": ("umowa.pdf", b"%PDF-1.7\n" + b"x" * 300),
    "a script": ("umowa.pdf", action({"/S": NAME.JavaScript, "/JS": "app.alert(1)"})),
    "a script on a page": ("umowa.pdf", make_pdf(hidden_script)),
    "a packed script": (
        "umowa.pdf",
        make_pdf(hidden_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    "a program start": ("umowa.pdf", action({"/S": NAME.Launch, "/F": "cmd.exe"})),
    "sending of data": ("umowa.pdf", action({"/S": NAME.SubmitForm, "/F": "http://x.example"})),
    "an address opened": ("umowa.pdf", action({"/S": NAME.URI, "/URI": "http://x.example"})),
    "an address after a page": (
        "umowa.pdf",
        action(
            {
                "/S": NAME.GoTo,
                "/Next": pikepdf.Dictionary({"/S": NAME.URI, "/URI": "http://x.example"}),
            }
        ),
    ),
    "a print command": ("umowa.pdf", action({"/S": NAME.Named, "/N": NAME.Print})),
    "a file on a network": (
        "umowa.pdf",
        linked({"/S": NAME.GoToR, "/F": r"\\\\host\\share\\a.pdf"}),
    ),
    "an address of a network": (
        "umowa.pdf",
        linked({"/S": NAME.URI, "/URI": "file://host/share/a"}),
    ),
    "a share as an address": ("umowa.pdf", linked({"/S": NAME.URI, "/URI": r"\\host\share"})),
    "a link with another in tow": (
        "umowa.pdf",
        linked(
            {
                "/S": NAME.GoTo,
                "/Next": pikepdf.Dictionary({"/S": NAME.URI, "/URI": "http://x.example"}),
            }
        ),
    ),
    "an act when a page opens": ("umowa.pdf", make_pdf(opening_page)),
    "an embedded file": ("umowa.pdf", make_pdf(embedded)),
    "a form program": ("umowa.pdf", make_pdf(xfa)),
    "a media player": ("umowa.pdf", make_pdf(rich_media)),
    "a pixel flood": ("obraz.png", png((7000, 6000))),
    "half a picture": ("obraz.png", png()[:40]),
    "a moving picture": (
        "obraz.webp",
        picture("WEBP", save_all=True, append_images=[Image.new("RGB", (20, 10), "red")]),
    ),
    "a web shell": ("skan.php", b"<?php phpinfo(); ?>"),
    "a double ending": ("skan.pdf.exe", PDF_BYTES),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason_in_words(case):
    with pytest.raises(RefusedError) as refused:
        check(file(*HOSTILE[case]))
    assert len(str(refused.value)) > 15


@pytest.mark.parametrize(
    "address",
    ["https://pup.example/a?b=c:d", "mailto:a@b.example", "www.pup.example/a", "tel:+4822"],
)
def test_an_ordinary_link_and_a_first_page_pass(address):
    def first_page(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=NAME.GoTo, D=pikepdf.Array([pdf.pages[0].obj, NAME.Fit])
        )

    assert check(file("umowa.pdf", linked({"/S": NAME.URI, "/URI": address}))).content
    assert check(file("umowa.pdf", make_pdf(first_page))).content


def test_a_file_over_the_limit_is_refused_before_it_is_read(settings):
    settings.UPLOAD_LIMIT = 100
    with pytest.raises(RefusedError, match="100"):
        check(file("umowa.pdf", PDF_BYTES))


def test_a_reason_is_told_in_the_readers_language():
    with pytest.raises(RefusedError) as refused:
        check(file(*HOSTILE["a script"]))
    assert re.search(r"script|skrypt", str(refused.value))


def test_a_pdf_keeps_its_bytes_and_a_picture_only_its_pixels():
    assert check(file("umowa.pdf", PDF_BYTES)).content == PDF_BYTES
    exif = Image.Exif()
    exif[0x010E] = "tajny opis"
    dirty = picture("JPEG", exif=exif) + b"<?php phpinfo(); ?>"
    clean = check(file("skan.jpg", dirty)).content
    assert b"tajny opis" in dirty
    assert b"tajny opis" not in clean
    assert b"php" not in clean
    assert Image.open(io.BytesIO(clean)).size == (20, 10)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_every_kind_of_picture_passes(kind):
    ending = {"PNG": "png", "JPEG": "JPG", "WEBP": "webp"}[kind]
    found = check(file(f"skan.{ending}", picture(kind)), IMAGES)
    assert found.needs_text
    assert found.kind.pillow == kind


def test_a_pdf_of_text_needs_no_text_version():
    def write(pdf):
        font = pikepdf.Dictionary(Type=NAME.Font, Subtype=NAME.Type1, BaseFont=NAME.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))

    assert not check(file("umowa.pdf", make_pdf(write))).needs_text
    assert check(file("skan.pdf", PDF_BYTES)).needs_text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("umowa.pdf", "umowa.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..%2f..%2fumowa.pdf", "umowa.pdf"),
        ("C:\\skany\\umowa.pdf", "umowa.pdf"),
        ("umowa\x00.exe.pdf", "umowa.exe.pdf"),
        ("umowa\u202efdp.pdf", "umowafdp.pdf"),
        ("  zażółć   gęślą.pdf ", "zażółć gęślą.pdf"),
        ("<b>umowa</b>.pdf", "b.pdf"),
        ("", "plik"),
    ],
)
def test_a_name_is_cleaned_for_the_eye(given, shown):
    assert clean_name(given) == shown


def test_a_name_of_any_length_fits():
    assert len(clean_name("ż" * 10_000 + ".pdf")) <= NAME_LENGTH
    assert clean_name("ż" * 10_000 + ".pdf").endswith(".pdf")


def test_the_field_gives_its_reason_as_a_form_error():
    field = UploadField(kinds=IMAGES)
    assert "PNG" in str(field.help_text)
    with pytest.raises(Exception, match=r"PDF|pdf"):
        field.clean(file("umowa.pdf", PDF_BYTES))


@pytest.mark.skipif(not UPLOAD.exists(), reason="the set of hostile uploads is not here")
def test_the_set_of_hostile_uploads_is_refused():
    files = [path for path in UPLOAD.rglob("*") if path.parent.name in ("obrazy", "xml")]
    assert len(files) >= 8
    for path in files:
        for ending in (path.suffix, ".pdf", ".jpg", ".png"):
            with pytest.raises(RefusedError):
                check(file(f"plik{ending}", path.read_bytes()))
    for listed in (UPLOAD / "nazwy").glob("*.txt"):
        for line in listed.read_bytes().decode("utf-8", "replace").splitlines():
            shown = clean_name(line)
            assert not re.search(r"[\x00-\x1f/\\\u202e]", shown)
            assert len(shown) <= NAME_LENGTH


@pytest.mark.skipif(not PADES.exists(), reason="the set of signed PDFs is not here")
def test_signed_pdfs_pass_byte_for_byte_and_locked_ones_are_refused():
    with (PADES / "inwentarz.csv").open(encoding="utf-8") as inventory:
        lines = {line["plik"]: line for line in csv.DictReader(inventory)}
    chosen = [
        "certified-with-indirect-refs-in-dir.pdf",
        "minimal-two-fields-signed-twice.pdf",
        "pades-lta-dss-indirect-arrs-test.pdf",
        "form-update-ap-indirect-sneaky-trailer.pdf",
        "minimal-aes256.pdf",
        "minimal-rc4.pdf",
        "circular-page-tree.pdf",
        "safedocs__CompactedPDFSyntaxTest.pdf",
    ]
    passed = {}
    for name in chosen:
        content = (PADES / "pyhanko" / name).read_bytes()
        try:
            found = check(file(name, content))
        except RefusedError:
            continue
        assert found.content == content
        passed[name] = found.signatures
    assert set(passed) == set(chosen[:4])
    assert passed["minimal-two-fields-signed-twice.pdf"] == 2
    assert all(lines[name]["szyfrowany"] == "False" for name in passed)
