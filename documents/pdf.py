"""Making PDF files that screen readers can read (produced as PDF/UA-1)."""

import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

from documents.serving import guard


def make(template: str, data: dict, language: str) -> bytes:
    """Set `template`, a path below the project such as "agreements/typst/sheet.typ".

    The template reads `data` with `json(bytes(sys.inputs.data))`: content is
    data, never markup. It must set a title; the language is `sys.inputs.language`.
    """
    import typst  # noqa: PLC0415 - 7 MB in every process, of which few ever make a PDF

    compiler = typst.Compiler(
        root=str(settings.BASE_DIR),
        ignore_system_fonts=True,
        font_paths=[],
    )
    made = compiler.compile(
        input=str(settings.BASE_DIR / template),
        format="pdf",
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder), "language": language},
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, never pages
    return made


def answer(content: bytes, name: str) -> HttpResponse:
    """A made PDF as a download called `name`."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return guard(response)
