"""What an uploaded file really is, and whether it may stay."""

import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from core.errors import RuleError
from documents import sandbox
from documents.kinds import PDF, SCANS, Kind

NAME_LENGTH = 150
HTML = re.compile(rb"<(!doctype|html|script|svg|body|iframe)", re.IGNORECASE)

REASONS = {
    "encrypted": _("The file is locked with a password. Save it without one and try again."),
    "broken": _("The file is damaged or is not what its name says."),
    "too heavy": _("The file is too complicated to be checked safely."),
    "pixels": _("The picture has more than 40 million pixels. Make it smaller and try again."),
    "frames": _("The picture moves. Send a single picture."),
}
ACTIVE = {
    "script": _("a script"),
    "program start": _("a command that starts a program"),
    "form program": _("a form that is a program (XFA)"),
    "embedded file": _("another file inside it"),
    "media program": _("a media player"),
    "sending of data": _("a button that sends data elsewhere"),
    "reading of data": _("a command that reads other files"),
    "action by itself": _("a command that is carried out by itself"),
    "other document": _("a link to a file elsewhere"),
}


class RefusedError(RuleError):
    """This file may not be kept; the message says why, in the reader's language."""


@dataclass
class Checked:
    """A file that passed: its bytes as they will be stored, and what is known of them."""

    name: str
    kind: Kind
    content: bytes
    needs_text: bool
    signatures: int = 0


def check(upload, kinds: tuple[Kind, ...] = SCANS) -> Checked:
    """Check an uploaded file and return what to store. Raises `RefusedError`.

    The end of the name, the first bytes and a parser must agree on one of
    `kinds`. A PDF keeps its bytes, because rewriting breaks its signatures; a
    picture is written anew, so that nothing but its pixels stays.
    """
    name = clean_name(upload.name or "")
    if not upload.size:
        raise RefusedError(_("The file is empty."))
    if upload.size > settings.UPLOAD_LIMIT:
        raise RefusedError(
            _("The file has %(size)s. At most %(limit)s are allowed.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
        )
    upload.seek(0)
    content = upload.read()
    kind = kind_of(name, content, kinds)
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        return _inspected(name, kind, content, Path(folder))


def kind_of(name: str, content: bytes, kinds: tuple[Kind, ...]) -> Kind:
    """The one kind on which the name and the first bytes agree. Raises `RefusedError`."""
    ending = PurePosixPath(name).suffix.lower()
    kind = next((kind for kind in kinds if ending in kind.extensions), None)
    if kind is None:
        raise RefusedError(
            _("Files that end in “%(ending)s” are not accepted. Send one of: %(kinds)s.")
            % {"ending": ending or "–", "kinds": ", ".join(kind.name for kind in kinds)}
        )
    try:
        seen = {match.mime_type for match in puremagic.magic_string(content[:4096])}
    except puremagic.PureError:
        seen = set()
    if kind.media_type not in seen:
        raise RefusedError(
            _("The file is called %(ending)s, but inside it is something else.")
            % {"ending": ending}
        )
    return kind


def _inspected(name, kind, content, folder):
    source, clean = folder / "source", folder / "clean"
    source.write_bytes(content)
    if kind is PDF:
        _refuse_double(content)
        found = sandbox.inspect("pdf", source)
    else:
        found = sandbox.inspect("image", source, clean)
    _refuse(found)
    if kind is PDF:
        return Checked(name, kind, content, found["needs_text"], found["signatures"])
    if found["format"] != kind.pillow:
        raise RefusedError(REASONS["broken"])
    return Checked(name, kind, clean.read_bytes(), needs_text=True)


def _refuse_double(content):
    """A file that is a PDF and at the same time a page or an archive is refused."""
    rest = content[content.rfind(b"%%EOF") + 5 :] if b"%%EOF" in content else b""
    double = not content.startswith(b"%PDF-") or HTML.search(content[:1024])
    if double or len(rest.strip(b"\0\r\n\t ")) > 256 or b"PK\x05\x06" in rest or HTML.search(rest):
        raise RefusedError(_("The file is a PDF and something else at the same time."))


def _refuse(found):
    code = found.get("refused")
    if code is None:
        return
    if code.startswith("active:"):
        raise RefusedError(
            _("The PDF contains %(what)s, which could harm readers. Print it to a new PDF.")
            % {"what": ACTIVE[code.removeprefix("active:")]}
        )
    raise RefusedError(REASONS[code])


def clean_name(name: str) -> str:
    """`name` as it may be shown: no folders, no invisible or direction-turning characters."""
    last = re.split(r"[/\\]|%2f|%5c", unicodedata.normalize("NFC", name), flags=re.IGNORECASE)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    shown = " ".join(shown.split()).strip(". ")
    ending = PurePosixPath(shown).suffix[:10]
    stem = shown[: len(shown) - len(ending)] if ending else shown
    return f"{stem[: NAME_LENGTH - len(ending)]}{ending}" or "plik"
