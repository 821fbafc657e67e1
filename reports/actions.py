"""Verbs of this app."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core.charts import Number
from counties.models import Partnership
from documents.actions import store
from documents.checking import Checked
from documents.kinds import PDF
from journal.actions import record
from reports import pdf
from reports.models import ReportSnapshot, ReportStatus, seal

# The language of the report that is sent and kept.
LANGUAGE = "pl"


@transaction.atomic
def freeze(
    *,
    partnership: Partnership,
    year: int,
    chapters: list[tuple[str, object, list[Number]]],
    introduction: str = "",
    closing: str = "",
    actor: User | None,
) -> ReportSnapshot:
    """Store the numbers of `year` as the next edition of its report, sealed, with a PDF.

    `chapters` are (key, title, numbers), collected in this transaction. `introduction` and
    `closing` are the office's own words before and after them, plain text in paragraphs.
    """
    # Two clicks at once make two editions, one after the other.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    earlier = ReportSnapshot.objects.held_by(partnership).filter(year=year)
    edition = (earlier.aggregate(last=Max("edition"))["last"] or 0) + 1
    content = {
        "partnership": partnership.name,
        "office": partnership.office_name,
        "year": year,
        "edition": edition,
        "prepared_at": now().replace(microsecond=0).isoformat(),
        "introduction": introduction,
        "closing": closing,
        "chapters": [
            {"key": key, "title": _words(title), "numbers": [_frozen(n) for n in numbers]}
            for key, title, numbers in chapters
        ],
    }
    report = ReportSnapshot(
        partnership=partnership,
        year=year,
        edition=edition,
        status=ReportStatus.READY,
        content=content,
        sha256=seal(content),
        prepared_by=actor,
    )
    report.document = _print(report, actor)
    report.save()
    after = {"year": year, "edition": edition, "sha256": report.sha256}
    record(verb="report prepared", row=report, actor=actor, after=after)
    return report


@transaction.atomic
def publish(*, report: ReportSnapshot, actor: User | None) -> None:
    """Let everyone read and download the report."""
    report.become(ReportStatus.PUBLISHED)
    record(verb="report published", row=report, actor=actor)


@transaction.atomic
def withdraw(*, report: ReportSnapshot, actor: User | None) -> None:
    """Take the report off the public pages; the office keeps it."""
    report.become(ReportStatus.WITHDRAWN)
    record(verb="report withdrawn", row=report, actor=actor)


def _words(lazy):
    """What a lazy text says in every language of the portal."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(lazy)
    return found


def _frozen(number):
    value = number.value
    kept = value if value is None or isinstance(value, int) else str(value)
    return {"key": number.key, "label": _words(number.label), "value": kept, "unit": number.unit}


def _print(report, actor):
    with override(LANGUAGE):
        name = _("report-%(year)s-%(edition)s.pdf") % vars(report)
        made = pdf.make(report, LANGUAGE)
    checked = Checked(name, PDF, made, needs_text=False)
    return store(partnership=report.partnership, upload=checked, uploaded_by=actor)
