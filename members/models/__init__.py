"""Partners and their people."""

from members.models.held import HeldQuerySet
from members.models.imports import ImportRow, ImportRun, import_path
from members.models.joining import (
    Application,
    ColleagueInvitation,
    InvitationQuerySet,
    JoinRequest,
    TeamInvitation,
)
from members.models.partners import Partner, PartnerQuerySet
from members.models.people import Person, PersonQuerySet, Role, RoleQuerySet

__all__ = [
    "Application",
    "ColleagueInvitation",
    "HeldQuerySet",
    "ImportRow",
    "ImportRun",
    "InvitationQuerySet",
    "JoinRequest",
    "Partner",
    "PartnerQuerySet",
    "Person",
    "PersonQuerySet",
    "Role",
    "RoleQuerySet",
    "TeamInvitation",
    "import_path",
]
