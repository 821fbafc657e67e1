"""The sheet of voting codes: one slip each, to be cut apart and handed out."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.rules import codes

TEMPLATE = "workshops/typst/slips.typ"


def data(vote, made: list[str]) -> dict:
    """Everything the sheet shows, as plain text in the reader's language."""
    enter = address(reverse("workshops:ballot_code"))
    return {
        "title": _("Voting codes"),
        "lead": vote.title,
        "words": {
            "how": _("Scan the square, or open %(address)s and type the code.")
            % {"address": enter},
            "once": _("One code gives one secret ballot. Nobody learns who used it."),
            "square": _("Square code that opens the ballot"),
        },
        "slips": [
            {"code": codes.shown(code), "square": square(ballot_address(code))} for code in made
        ],
    }


def ballot_address(code: str) -> str:
    """The full address of a ballot."""
    return settings.SITE_URL + reverse("workshops:ballot", args=[codes.shown(code)])


def address(path: str) -> str:
    """An address as people type it, without its scheme."""
    return urlsplit(settings.SITE_URL).netloc + path


def square(text: str) -> str:
    """A square (QR) code as an SVG drawing."""
    import qrcode  # noqa: PLC0415 - with its pictures 5 MB that only these sheets need

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}">'
        f'<path d="{path}"/></svg>'
    )
