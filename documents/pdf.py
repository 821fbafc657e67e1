"""Making PDF files that screen readers can read (produced as PDF/UA-1).

A PDF/UA must be able to show every sign of its text, and no font has them all. What ours lack
is printed as SUBSTITUTE, so that an emoji on one card never keeps a protocol from being made.
"""

import json
import logging
import re
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

from core.cleaning import clean_text
from documents.serving import guard

SUBSTITUTE = "□"
MOST_TRIES = 200
# Typst names the first sign that it cannot show, as itself or by its number.
REFUSED = re.compile(r'PDF/UA-1 error: the text[^`]*`"(.+?)"`', re.DOTALL)
NUMBERED = re.compile(r"\\u\{([0-9a-f]+)\}")
PROBE = b"""#set document(title: "probe")
#set text(font: "Libertinus Serif")
#json(bytes(sys.inputs.data)).join(" ")"""
BLOCKS = 0x2E80  # from here on a font has most of a block of 256 signs, or none of it
JOINERS = "\u200d\ufe0f"  # within an emoji of several signs
logger = logging.getLogger(__name__)
lacking: set[str] = set()  # signs that no font has, as far as this process has asked


def make(template: str, data: dict, language: str) -> bytes:
    """Set `template`, a path below the project such as "agreements/typst/sheet.typ".

    The template reads `data` with `json(bytes(sys.inputs.data))`: content is
    data, never markup. It must set a title; the language is `sys.inputs.language`.
    """
    source = str(settings.BASE_DIR / template)
    content = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    made = _tried(source, content, language)
    if isinstance(made, bytes):
        return made
    plain = _clean(json.loads(content))
    _learn(set(json.dumps(plain, ensure_ascii=False)))
    for _try in range(MOST_TRIES):
        made = _tried(source, json.dumps(_substituted(plain), ensure_ascii=False), language)
        if isinstance(made, bytes):
            logger.warning("%s: a sign that no font has is printed as %s.", template, SUBSTITUTE)
            return made
        lacking.update(made)
    raise RuntimeError(f"{template}: signs that no font has: {made!a}")


def _tried(source: Any, content: str, language: str) -> bytes | set[str]:
    """The PDF, or the signs for which Typst refused to make it."""
    import typst  # noqa: PLC0415 - 7 MB in every process, of which few ever make a PDF

    compiler = typst.Compiler(
        root=str(settings.BASE_DIR),
        ignore_system_fonts=True,
        font_paths=[],
    )
    try:
        made = compiler.compile(
            input=source,
            format="pdf",
            sys_inputs={"data": content, "language": language},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        found = REFUSED.search(str(error))
        named = NUMBERED.sub(lambda number: chr(int(number[1], 16)), found[1]) if found else ""
        signs = {sign for sign in named if not sign.isprintable() or not sign.isascii()}
        signs -= set(JOINERS)
        if not signs:
            raise
        return signs
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, never pages
    return made


def _learn(signs: set[str]) -> None:
    """Find out which of `signs` no font has, a whole block at once where blocks are whole."""
    asked = {sign for sign in signs if not sign.isascii()} - lacking - set(JOINERS)
    while asked:
        made = _tried(PROBE, json.dumps(sorted(asked)), "pl")
        if isinstance(made, bytes) or not made & asked:
            return
        for sign in made:
            block = ord(sign) >> 8
            lacking.update({a for a in asked if ord(a) >= BLOCKS and ord(a) >> 8 == block} | made)
        asked -= lacking


def _clean(value: Any) -> Any:
    return _walked(value, clean_text)


def _substituted(value: Any) -> Any:
    signs = "".join(map(re.escape, sorted(lacking)))
    strange = re.compile(f"[{signs}](?:[{JOINERS}]*[{signs}])*[{JOINERS}]*")
    return _walked(value, lambda text: strange.sub(SUBSTITUTE, text))


def _walked(value, change):
    """`value`, as JSON has it, with every text changed."""
    if isinstance(value, dict):
        return {key: _walked(part, change) for key, part in value.items()}
    if isinstance(value, list):
        return [_walked(part, change) for part in value]
    return change(value) if isinstance(value, str) else value


def answer(content: bytes, name: str) -> HttpResponse:
    """A made PDF as a download called `name`."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return guard(response)
