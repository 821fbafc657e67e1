"""The addresses of statistics and reports: what they may be asked for, what each answers."""

from reports import actions
from tests.access_rows import OFFICE_PAGE, OFFICE_STEP, OPEN_PAGE, ROW_PAGE, ROW_STEP
from tests.reports.factories import ReportFactory

TABLE = {
    OPEN_PAGE: ["- statistics statistics_behind report report_pdf report_docx report_json"],
    OFFICE_PAGE: ["- office_statistics office_statistics_behind office_reports"],
    OFFICE_STEP: ["- office_report_prepare"],
    ROW_PAGE: ["- office_report office_report_pdf office_report_docx office_report_json"],
    ROW_STEP: ["- office_report_publish office_report_withdraw"],
}


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    shown, kept = ReportFactory.create_batch(2, partnership=cast.partnership)
    actions.publish(report=shown, actor=cast.officer)
    shown_names = ["report", "report_pdf", "report_docx", "report_json", "office_report_withdraw"]
    kept_names = ["", "_pdf", "_docx", "_json", "_publish"]
    return {
        **{name: {"key": "jobs"} for name in ("statistics_behind", "office_statistics_behind")},
        **{name: {"pk": shown.pk} for name in shown_names},
        **{f"office_report{name}": {"pk": kept.pk} for name in kept_names},
    }
