"""Looks into one uploaded file. Runs alone in a limited process, never in the portal's own.

    python -I inspector.py pdf|image <file> [<place for the rewritten image>]

Prints one JSON object: what it found, or `{"refused": <code>}`. Knows neither
Django nor the database; `sandbox.py` starts it and reads the answer.
"""

import json
import re
import resource
import sys

import pikepdf
from PIL import Image, ImageOps

MEMORY = 768 * 1024 * 1024
SECONDS = 10
MAX_PIXELS = 40_000_000
DEPTH = 60

# What a file may carry out by itself, by the key or the action's name.
ACTIVE_KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/XFA": "form program",
    "/EmbeddedFiles": "embedded file",
    "/EF": "embedded file",
    "/RichMedia": "media program",
    "/AA": "action by itself",
}
ACTIVE_ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "program start",
    "/SubmitForm": "sending of data",
    "/ImportData": "reading of data",
    "/RichMediaExecute": "media program",
    "/Rendition": "media program",
    "/Movie": "media program",
    "/Sound": "media program",
    "/GoToR": "other document",
    "/GoToE": "other document",
    "/Thread": "other document",
}
# What else an action can be. One that has another in its tow acts further by itself.
ACTIONS = {
    "/GoTo",
    "/URI",
    "/Named",
    "/Hide",
    "/SetOCGState",
    "/ResetForm",
    "/Trans",
    "/GoTo3DView",
    *ACTIVE_ACTIONS,
}
# An address that a reader may follow; a folder of a network would be given a password.
HARMLESS = re.compile(r"\s*(https?:|mailto:|tel:|[^:\\/]*$|#|/[^/\\]|[\w.-]+/)", re.IGNORECASE)
ACTIVE_TYPES = {"/EmbeddedFile": "embedded file", "/RichMedia": "media program"}


class RefusedError(Exception):
    """The file may not be kept; the argument is the code of the reason."""


def limit():
    """Cap the memory, the seconds and the files of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def look_into_pdf(path):
    """What a PDF holds: its pages, its signatures, whether it has text."""
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise RefusedError("encrypted") from error
    except pikepdf.PdfError as error:
        raise RefusedError("broken") from error
    with pdf:
        if pdf.is_encrypted:
            raise RefusedError("encrypted")
        signatures = 0
        for item in pdf.objects:
            signatures += walk(item, 0)
        opening = pdf.Root.get("/OpenAction")
        # It may lead to a page of the document itself, and to nothing else.
        if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
            raise RefusedError("active:action by itself")
        pages = len(pdf.pages)
        if not pages:
            raise RefusedError("broken")
        text = any(has_font(page.obj, 0) for page in pdf.pages)
    return {"pages": pages, "signatures": signatures, "needs_text": not text}


def walk(item, depth):
    """Count signatures below `item`, which is one indirect object; refuse active content."""
    if depth > DEPTH:
        raise RefusedError("broken")
    if isinstance(item, pikepdf.Array):
        return sum(walk(child, depth + 1) for child in item if not indirect(child))
    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    if not isinstance(item, pikepdf.Dictionary):
        return 0
    for key, child in item.items():
        if key in ACTIVE_KEYS:
            raise RefusedError(f"active:{ACTIVE_KEYS[key]}")
        if key == "/S" and str(child) in ACTIVE_ACTIONS:
            raise RefusedError(f"active:{ACTIVE_ACTIONS[str(child)]}")
        if key == "/Next" and str(item.get("/S")) in ACTIONS:
            raise RefusedError("active:action by itself")
        if key == "/URI" and not HARMLESS.match(as_text(child)):
            raise RefusedError("active:other document")
        if key in ("/Type", "/Subtype") and str(child) in ACTIVE_TYPES:
            raise RefusedError(f"active:{ACTIVE_TYPES[str(child)]}")
    below = sum(walk(child, depth + 1) for child in item.values() if not indirect(child))
    return below + (1 if "/ByteRange" in item and "/Contents" in item else 0)


def as_text(child):
    return str(child) if isinstance(child, pikepdf.String) else ""


def indirect(child):
    return getattr(child, "is_indirect", False)


def has_font(holder, depth):
    """Whether a page or a form inside it uses a font, so that it holds text."""
    resources = holder.get("/Resources")
    if resources is None or depth > 3:
        return False
    if resources.get("/Font"):
        return True
    forms = (resources.get("/XObject") or {}).values()
    return any(has_font(form, depth + 1) for form in forms if form.get("/Subtype") == "/Form")


def rewrite_image(path, place):
    """Decode a picture and write it anew, upright and without anything but its pixels."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as picture:
            kind, (width, height) = picture.format, picture.size
            if width * height > MAX_PIXELS:
                raise RefusedError("pixels")
            if getattr(picture, "n_frames", 1) > 1:
                raise RefusedError("frames")
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            clean = upright if upright.mode in ("RGB", "RGBA", "L") else upright.convert("RGB")
            clean.info = {}
            clean.save(place, kind, **({"quality": 90} if kind != "PNG" else {}))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError("pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise RefusedError("broken") from error
    return {"format": kind, "needs_text": True}


def main(kind, path, place=None):
    limit()
    try:
        answer = look_into_pdf(path) if kind == "pdf" else rewrite_image(path, place)
    except RefusedError as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": "too heavy"}
    except Exception as error:  # noqa: BLE001 - whatever a parser trips over, the file is refused
        answer = {"refused": "broken", "error": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
