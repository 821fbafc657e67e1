"""Projects and what hangs on them."""

from projects.models.project import Project, ProjectQuerySet
from projects.models.rows import (
    FundingLine,
    Indicator,
    JobEntry,
    Milestone,
    ProjectPartner,
    Reading,
    StatusNote,
)
from projects.models.shelf import Shelf

__all__ = [
    "FundingLine",
    "Indicator",
    "JobEntry",
    "Milestone",
    "Project",
    "ProjectPartner",
    "ProjectQuerySet",
    "Reading",
    "Shelf",
    "StatusNote",
]
