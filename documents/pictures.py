"""The sizes in which photos are kept."""

import io
from dataclasses import dataclass

from documents.checking import Checked
from documents.kinds import WEBP

QUALITY = 82


@dataclass(frozen=True)
class Sized:
    """A picture of one size: what to store, and how large it is on the page."""

    checked: Checked
    width: int
    height: int


def sized(checked: Checked, longest: int) -> Sized:
    """`checked` as WebP of at most `longest` pixels a side, with nothing but its pixels.

    `checked` comes from `documents.checking`, which has already decoded the picture
    in a process of its own, turned it upright and left the camera's data behind.
    """
    from PIL import Image  # noqa: PLC0415 - 0.1 s that only uploads need

    with Image.open(io.BytesIO(checked.content)) as picture:
        picture.draft("RGB", (longest, longest))  # lets a JPEG be decoded small at once
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        data = io.BytesIO()
        picture.save(data, WEBP.pillow, quality=QUALITY)
        name = checked.name.rpartition(".")[0] + WEBP.extensions[0]
        kept = Checked(name, WEBP, data.getvalue(), needs_text=True)
        return Sized(kept, *picture.size)
