"""The programme's lists for clubs: states, kinds of help, groups, gifts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClubStatus(models.TextChoices):
    """RECORDED is a club that a publication names and whose present state nobody told."""

    RECORDED = "recorded", pgettext_lazy("club", "known from a publication")
    OPEN = "open", pgettext_lazy("club", "open")
    SUSPENDED = "suspended", pgettext_lazy("club", "suspended")
    CLOSED = "closed", pgettext_lazy("club", "closed")


TONES = {
    ClubStatus.RECORDED: "neutral",
    ClubStatus.OPEN: "good",
    ClubStatus.SUSPENDED: "warn",
    ClubStatus.CLOSED: "neutral",
}


class Weekday(models.IntegerChoices):
    """As `date.isoweekday` counts them."""

    MONDAY = 1, pgettext_lazy("weekday", "Monday")
    TUESDAY = 2, pgettext_lazy("weekday", "Tuesday")
    WEDNESDAY = 3, pgettext_lazy("weekday", "Wednesday")
    THURSDAY = 4, pgettext_lazy("weekday", "Thursday")
    FRIDAY = 5, pgettext_lazy("weekday", "Friday")
    SATURDAY = 6, pgettext_lazy("weekday", "Saturday")
    SUNDAY = 7, pgettext_lazy("weekday", "Sunday")


class Support(models.TextChoices):
    """The kinds of help that a club counts."""

    INFORMATION = "information", _("information about jobs")
    APPLICATIONS = "applications", _("help with applications")
    TALK = "talk", _("individual talk")
    SELF_HELP = "self_help", _("self-help group meeting")
    REFERRAL = "referral", _("referral to an institution")
    COURSE = "course", _("course or training")
    RETRAINING = "retraining", _("help to retrain")
    MATERIAL = "material", _("meal or material help")


class Group(models.TextChoices):
    """The support groups inside a club; ALL counts what was not given in a group."""

    ALL = "all", pgettext_lazy("support group", "outside groups")
    WOMEN = "women", pgettext_lazy("support group", "women")
    MEN = "men", pgettext_lazy("support group", "men")
    YOUTH = "youth", pgettext_lazy("support group", "youth")


GROUPS = [Group.WOMEN, Group.MEN, Group.YOUTH]


class GiftKind(models.TextChoices):
    FURNITURE = "furniture", _("furniture")
    COMPUTERS = "computers", _("computers")
    TELEPHONE = "telephone", pgettext_lazy("gift", "telephone")
    INTERNET = "internet", _("internet connection")
    PREMISES = "premises", _("premises")
    PRINTING = "printing", _("printing")
    FOOD = "food", _("food")
    OTHER = "other", pgettext_lazy("gift", "other")


class Thanks(models.TextChoices):
    """How a giver was thanked."""

    PAPER = "paper", pgettext_lazy("thanks", "letter on paper")
    EMAIL = "email", pgettext_lazy("thanks", "e-mail")


class SponsorResult(models.TextChoices):
    WRITTEN = "written", pgettext_lazy("sponsor project", "written")
    SUBMITTED = "submitted", pgettext_lazy("sponsor project", "submitted")
    SPONSORED = "sponsored", pgettext_lazy("sponsor project", "sponsored")
    REFUSED = "refused", pgettext_lazy("sponsor project", "refused")


class FactKind(models.TextChoices):
    """What publications tell of a club's beginnings."""

    KIND = "kind", _("kind of club")
    COUNTY = "county", _("county")
    VOIVODESHIP = "voivodeship", _("voivodeship")
    INITIATOR = "initiator", _("who began it")
    FIRST_MEETING = "first_meeting", _("people at the first meeting")
    PARTNERS = "partners", _("partners of the club")
    SUPPORT = "support", _("help that it gave")
    GROUPS = "groups", _("groups")
    MONEY = "money", _("money")
    GIFTS = "gifts", _("gifts in kind")
    GIVER = "giver", _("giver")
