"""Projects and what hangs on them."""

from projects.models.checks import JobCheck
from projects.models.photos import Photo
from projects.models.project import Project, ProjectQuerySet
from projects.models.reports import Filing, ProgressReport
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
    "Filing",
    "FundingLine",
    "Indicator",
    "JobCheck",
    "JobEntry",
    "Milestone",
    "Photo",
    "ProgressReport",
    "Project",
    "ProjectPartner",
    "ProjectQuerySet",
    "Reading",
    "Shelf",
    "StatusNote",
]
