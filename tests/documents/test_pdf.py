"""PDFs of texts that no font can show whole."""

import io

import pikepdf
import pytest

from documents import pdf

STRANGE = [
    "😀",
    "👩\u200d👩\u200d👧",
    "漢字",
    "\uf0b7",
    "\ufeff",
    "\xad",
    "\u200b",
    "\u202e",
    "\x07",
    "☎\ufe0f",
    "\U0001fae9",
    "\ue000",
    "\ufdd0",
    "مرحبا",
    "한국어",
    "a\u0301\u0302\u0303",
    "\xa0",
]


def sheet(*texts):
    facts = {"title": "Wykaz", "facts": list(texts)}
    return pdf.make("tests/documents/typst/texts.typ", facts, "pl")


@pytest.mark.parametrize("sign", STRANGE, ids=ascii)
def test_a_sign_that_no_font_has_keeps_no_pdf_from_being_made(sign):
    sheet(sign)
    made = sheet(f"przed {sign} po", "zażółć")  # what is known to be lacking is met again
    with pikepdf.open(io.BytesIO(made)) as file:
        assert len(file.pages) == 1
        assert file.Root.MarkInfo.Marked


def test_the_substitute_stands_for_a_whole_emoji_and_the_log_keeps_the_text_to_itself(caplog):
    pdf.lacking.clear()
    sheet("Rodzina 👩\u200d👩\u200d👧 tajna")
    assert pdf._substituted("Rodzina 👩\u200d👩\u200d👧!") == f"Rodzina {pdf.SUBSTITUTE}!"
    assert "tajna" not in caplog.text
    assert pdf.SUBSTITUTE in caplog.text


def test_a_thousand_chinese_signs_are_found_out_by_blocks(monkeypatch):
    pdf.lacking.clear()
    tries, tried = [], pdf._tried
    monkeypatch.setattr(pdf, "_tried", lambda *asked: tries.append(1) or tried(*asked))
    sheet("".join(map(chr, range(0x4E00, 0x4E00 + 1000))))
    assert len(tries) < 10


def test_another_fault_of_a_template_is_not_hidden():
    with pytest.raises(RuntimeError, match="does not contain key"):
        pdf.make("tests/documents/typst/texts.typ", {"title": "bez reszty 😀"}, "pl")
