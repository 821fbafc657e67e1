"""The kinds of files that may be uploaded."""

from dataclasses import dataclass

MAX_PIXELS = 40_000_000


@dataclass(frozen=True)
class Kind:
    """One kind: how it is called, how its names end, how Pillow calls it."""

    name: str
    media_type: str
    extensions: tuple[str, ...]
    pillow: str = ""


PDF = Kind("PDF", "application/pdf", (".pdf",))
PNG = Kind("PNG", "image/png", (".png",), "PNG")
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg"), "JPEG")
WEBP = Kind("WebP", "image/webp", (".webp",), "WEBP")

SCANS = (PDF, PNG, JPEG, WEBP)
IMAGES = (PNG, JPEG, WEBP)
