"""The statistics of all rooms, in the order in which people read them."""

import agreements.selectors.statistics
import clubs.selectors.statistics
import employers.selectors.statistics
import meetings.selectors.statistics
import members.selectors.statistics
import news.selectors.statistics
import projects.selectors.statistics
import workshops.selectors.statistics
from core.charts import Chart, Scope, Statistics

ROOMS: list[Statistics] = [
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
    """Each room with its charts that have something to show; rooms without any are left out."""
    found = [(room, [c for c in room.charts(scope) if not c.is_empty]) for room in ROOMS]
    return [(room, charts) for room, charts in found if charts]


def behind(key: str):
    """The function that lists the summands called `key`, or None."""
    return next((room.behind[key] for room in ROOMS if key in room.behind), None)
