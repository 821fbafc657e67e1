"""The app's lists: states, sides of a team, steps of a case, who pays."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseStatus(models.TextChoices):
    NOTIFIED = "notified", pgettext_lazy("lay-off case", "notified")
    TEAM_FORMED = "team_formed", pgettext_lazy("lay-off case", "team formed")
    HELP = "help", pgettext_lazy("lay-off case", "help under way")
    CLOSED = "closed", pgettext_lazy("lay-off case", "closed")
    CANCELLED = "cancelled", pgettext_lazy("lay-off case", "cancelled")


OPEN_CASES = [CaseStatus.NOTIFIED, CaseStatus.TEAM_FORMED, CaseStatus.HELP]
CASE_TONES = {
    CaseStatus.NOTIFIED: "warn",
    CaseStatus.TEAM_FORMED: "info",
    CaseStatus.HELP: "info",
    CaseStatus.CLOSED: "good",
    CaseStatus.CANCELLED: "neutral",
}


class Financing(models.TextChoices):
    """Who pays for the help: the three ways of art. 217 of the 2025 Act."""

    EMPLOYER = "employer", _("the employer")
    PUBLIC = "public", _("the employer and public bodies")
    AGREEMENT = "agreement", _("an agreement of organisations with the employer taking part")


class Side(models.TextChoices):
    MANAGEMENT = "management", _("management")
    WORKERS = "workers", _("workers")
    CHAIR = "chair", _("neutral chair")
    ADVISER = "adviser", pgettext_lazy("adjustment team", "advisers")


class StepKind(models.TextChoices):
    CONTACT = "contact", _("first contact with the employer")
    INFORMATION = "information", _("information meeting at the firm")
    TEAM = "team", _("adjustment team formed")
    SURVEY = "survey", _("survey of needs")
    PROGRAMME = "programme", _("programme of help agreed")
    REVIEW = "review", _("review halfway")
    CLOSING = "closing", _("closing and outcome")


class OrderStatus(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("order", "requested")
    ANALYSED = "analysed", pgettext_lazy("order", "job analysed")
    PLANNED = "planned", pgettext_lazy("order", "training planned")
    TRAINING = "training", pgettext_lazy("order", "in training")
    EXAMINED = "examined", pgettext_lazy("order", "examined")
    HIRED = "hired", pgettext_lazy("order", "hired")
    CHECKED = "checked", pgettext_lazy("order", "checked after three months")
    WITHDRAWN = "withdrawn", pgettext_lazy("order", "withdrawn")


class AskingStatus(models.TextChoices):
    """How far the request of a firm outside the register is."""

    SENT = "sent", pgettext_lazy("request", "not confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("request", "waits for the office")
    TAKEN = "taken", pgettext_lazy("request", "taken up")
    DECLINED = "declined", pgettext_lazy("request", "declined")


ASKING_TONES = {
    AskingStatus.SENT: "neutral",
    AskingStatus.CONFIRMED: "warn",
    AskingStatus.TAKEN: "good",
    AskingStatus.DECLINED: "neutral",
}

OPEN_ORDERS = [s for s in OrderStatus if s not in {OrderStatus.CHECKED, OrderStatus.WITHDRAWN}]
ORDER_TONES = {
    OrderStatus.REQUESTED: "warn",
    OrderStatus.ANALYSED: "info",
    OrderStatus.PLANNED: "info",
    OrderStatus.TRAINING: "info",
    OrderStatus.EXAMINED: "info",
    OrderStatus.HIRED: "good",
    OrderStatus.CHECKED: "good",
    OrderStatus.WITHDRAWN: "neutral",
}


class RecordKind(models.TextChoices):
    """What the programme's sources tell of work with employers."""

    TEAM = "team", _("adjustment team")
    FIRM = "firm", _("Quick Start firm")
    PLAN = "plan", _("Quick Start plan")
    LAYOFF = "layoff", _("announced lay-off")
