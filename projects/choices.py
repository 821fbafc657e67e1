"""The programme's lists for projects: states, principles, themes, money, work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("project", "proposed")
    ACCEPTED = "accepted", pgettext_lazy("project", "accepted")
    PREPARING = "preparing", pgettext_lazy("project", "in preparation")
    UNDER_WAY = "under_way", pgettext_lazy("project", "under way")
    COMPLETED = "completed", pgettext_lazy("project", "completed")
    STOPPED = "stopped", pgettext_lazy("project", "stopped")


class State(models.TextChoices):
    """What a list says of a project: its status, or that nobody knows what came of it."""

    PROPOSED = ProjectStatus.PROPOSED.value, ProjectStatus.PROPOSED.label
    ACCEPTED = ProjectStatus.ACCEPTED.value, ProjectStatus.ACCEPTED.label
    PREPARING = ProjectStatus.PREPARING.value, ProjectStatus.PREPARING.label
    UNDER_WAY = ProjectStatus.UNDER_WAY.value, ProjectStatus.UNDER_WAY.label
    COMPLETED = ProjectStatus.COMPLETED.value, ProjectStatus.COMPLETED.label
    STOPPED = ProjectStatus.STOPPED.value, ProjectStatus.STOPPED.label
    OVER = "over", _("the period is over, no information")
    UNHEARD = "unheard", _("no further information")


TONES = {
    ProjectStatus.PROPOSED: "neutral",
    ProjectStatus.ACCEPTED: "info",
    ProjectStatus.PREPARING: "info",
    ProjectStatus.UNDER_WAY: "info",
    ProjectStatus.COMPLETED: "good",
    ProjectStatus.STOPPED: "warn",
}


class Principle(models.TextChoices):
    """The four principles of local economic renewal."""

    LEAKS = "leaks", _("plug the leaks")
    EXISTING = "existing", _("support existing firms")
    NEW = "new", _("encourage new firms")
    OUTSIDE = "outside", _("attract needed firms from outside")


class Theme(models.TextChoices):
    ENTERPRISE = "enterprise", _("enterprise")
    PRODUCTS = "products", _("local products")
    TOURISM = "tourism", _("tourism and recreation")
    EDUCATION = "education", _("education and skills")
    CARE = "care", _("care and families")
    SOCIAL_ECONOMY = "social_economy", _("social economy")
    DIGITAL = "digital", _("digital services")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")
    CULTURE = "culture", _("culture and heritage")
    ENVIRONMENT = "environment", _("environment and energy")
    OTHER = "other", _("other")


class PartnerRole(models.TextChoices):
    CONTRACTOR = "contractor", _("carries out a part")
    FUNDER = "funder", _("gives money")
    IN_KIND = "in_kind", _("gives premises, things or work")
    EXPERT = "expert", _("advises")
    PROMOTER = "promoter", _("spreads the word")


class Source(models.TextChoices):
    """Where the money comes from."""

    PRIVATE = "private", _("private money")
    COUNTY = "county", _("county or commune budget")
    VOIVODESHIP = "voivodeship", _("voivodeship budget")
    LABOUR_FUND = "labour_fund", _("Labour Fund")
    EU = "eu", _("European Union funds")
    LEADER = "leader", _("LEADER, local action group")
    OWES = "owes", _("social economy support centre")
    SPONSOR = "sponsor", _("sponsor in kind")
    VOLUNTARY = "voluntary", _("voluntary work")
    OTHER = "other", _("other source")


class FundingStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("money", "planned")
    SECURED = "secured", pgettext_lazy("money", "secured")


class JobKind(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("jobs", "planned")
    CREATED = "created", pgettext_lazy("jobs", "created")
    SAFEGUARDED = "safeguarded", pgettext_lazy("jobs", "safeguarded")


class Contract(models.TextChoices):
    OPEN_ENDED = "open_ended", _("employment, open-ended")
    FIXED_TERM = "fixed_term", _("employment, fixed term")
    CIVIL = "civil", _("civil-law contract")
    SELF = "self", _("self-employment")
    MIXED = "mixed", _("various contracts")


class NoteKind(models.TextChoices):
    """What a note on a project's public page tells of."""

    STATUS = "status", _("change of status")
    END = "end", _("end put off")
    MILESTONE = "milestone", _("milestone put off")
    REPORT = "report", _("progress report")


class Way(models.TextChoices):
    """How an answer of the leader reached the office."""

    LINK = "link", _("by the link in a letter")
    PAGE = "page", _("on the partner's page")
    OFFICE = "office", _("entered by the office")


class ReportStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("report", "planned")
    ASKED = "asked", pgettext_lazy("report", "asked for")
    FILED = "filed", pgettext_lazy("report", "filed")
    RETURNED = "returned", pgettext_lazy("report", "returned")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")


REPORT_TONES = {
    ReportStatus.ASKED: "info",
    ReportStatus.FILED: "info",
    ReportStatus.RETURNED: "warn",
    ReportStatus.ACCEPTED: "good",
}


class Decision(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("filing", "accepted")
    RETURNED = "returned", pgettext_lazy("filing", "returned")


class CheckStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("check of jobs", "waiting for its day")
    ASKED = "asked", pgettext_lazy("check of jobs", "asked")
    ANSWERED = "answered", pgettext_lazy("check of jobs", "answered")
    PASSED = "passed", pgettext_lazy("check of jobs", "passed over")
