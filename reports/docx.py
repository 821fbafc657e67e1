"""The report as a DOCX, for an office that goes on writing.

Costs every process that imports it 8 MB.
"""

import datetime as dt
import io

import docx
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports import pdf
from reports.models import ReportSnapshot

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make(report: ReportSnapshot, language: str) -> bytes:
    """The frozen report with real headings and tables, in `language`, which must be active."""
    paper = docx.Document()
    _name(paper, report, language)
    paper.add_heading(pdf.title(report), 1)
    paper.add_paragraph(report.content["partnership"])
    for name, value in pdf.facts(report):
        paper.add_paragraph(f"{name}: {value}")
    _say(paper, _("Introduction"), report.introduction)
    for title, rows in pdf.read(report, language):
        paper.add_heading(title, 2)
        _count(paper, rows)
    _say(paper, _("Closing remark"), report.closing)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _name(paper, report, language):
    """What the file says of itself; without its language a screen reader guesses."""
    about = paper.core_properties
    about.title, about.author = pdf.title(report), report.content["office"]
    about.language, about.comments = language, ""
    about.created = about.modified = dt.datetime.fromisoformat(report.content["prepared_at"])
    paper.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), language)


def _say(paper, title, words):
    if words:
        paper.add_heading(title, 2)
        for paragraph in pdf.paragraphs(words):
            paper.add_paragraph(paragraph)


def _count(paper, rows):
    """A table of two columns; its first row is a heading and repeats on every page."""
    if not rows:
        paper.add_paragraph(_("Nothing to report."))
        return
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    for texts in [pdf.head(), *([row["label"], pdf.shown(row)] for row in rows)]:
        label, number = table.add_row().cells
        label.text, number.text = texts
        number.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in first.cells:
        cell.paragraphs[0].runs[0].bold = True
