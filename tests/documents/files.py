"""Files for tests, made on the spot."""

import io

import pikepdf
from PIL import Image


def make_pdf(change=lambda pdf: None, **save):
    """A PDF of one empty page, after `change(pdf)`."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


PDF_BYTES = make_pdf()


def png(size=(20, 10)):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    return out.getvalue()
