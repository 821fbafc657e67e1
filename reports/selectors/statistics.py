"""The statistics of all apps, in the order in which people read them."""

import agreements.selectors.statistics
import clubs.selectors.statistics
import employers.selectors.statistics
import meetings.selectors.statistics
import members.selectors.statistics
import news.selectors.statistics
import projects.selectors.statistics
import workshops.selectors.statistics
from core.charts import Chart, Scope, Statistics

APPS: list[Statistics] = [
    members.selectors.statistics.STATISTICS,
    agreements.selectors.statistics.STATISTICS,
    meetings.selectors.statistics.STATISTICS,
    workshops.selectors.statistics.STATISTICS,
    projects.selectors.statistics.STATISTICS,
    clubs.selectors.statistics.STATISTICS,
    employers.selectors.statistics.STATISTICS,
    news.selectors.statistics.STATISTICS,
]


def chapters(scope: Scope) -> list[tuple[Statistics, list[Chart]]]:
    """Each app with its charts that have something to show; apps without any are left out."""
    found = [(app, [c for c in app.charts(scope) if not c.is_empty]) for app in APPS]
    return [(app, charts) for app, charts in found if charts]


def behind(key: str):
    """The function that lists the summands called `key`, or None."""
    return next((app.behind[key] for app in APPS if key in app.behind), None)
