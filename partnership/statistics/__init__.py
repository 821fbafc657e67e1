"""The statistics of all rooms, in the order in which people read them."""

import agreements.statistics
import clubs.statistics
import employers.statistics
import meetings.statistics
import members.statistics
import news.statistics
import projects.statistics
import workshops.statistics
from core.charts import Chart, Scope, Statistics

ROOMS: list[Statistics] = [
    members.statistics.STATISTICS,
    agreements.statistics.STATISTICS,
    meetings.statistics.STATISTICS,
    workshops.statistics.STATISTICS,
    projects.statistics.STATISTICS,
    clubs.statistics.STATISTICS,
    employers.statistics.STATISTICS,
    news.statistics.STATISTICS,
]


def chapters(scope: Scope) -> list[tuple[Statistics, list[Chart]]]:
    """Each room with its charts that have something to show; rooms without any are left out."""
    found = [(room, [c for c in room.charts(scope) if not c.is_empty]) for room in ROOMS]
    return [(room, charts) for room, charts in found if charts]


def behind(key: str):
    """The function that lists the summands called `key`, or None."""
    return next((room.behind[key] for room in ROOMS if key in room.behind), None)
