"""The demo's annual report: that of the last year, frozen and published."""

from django.utils.timezone import localdate

from reports import actions
from reports.selectors.annual import collect


def publish(partnership, actor) -> None:
    """Freeze the report of last year as the office would in January, and let everyone read it."""
    year = localdate().year - 1
    report = actions.freeze(
        partnership=partnership,
        year=year,
        chapters=collect(partnership, year),
        actor=actor,
        introduction="Sprawozdanie próbne: liczby pochodzą z danych przykładowych tego portalu.",
    )
    actions.publish(report=report, actor=actor)
