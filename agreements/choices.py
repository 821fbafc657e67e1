"""The words of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgreementStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("agreement", "draft")
    CONSULTATION = "consultation", pgettext_lazy("agreement", "in consultation")
    SIGNING = "signing", pgettext_lazy("agreement", "being signed")
    IN_FORCE = "in_force", pgettext_lazy("agreement", "in force")
    EXPIRED = "expired", pgettext_lazy("agreement", "expired")
    TERMINATED = "terminated", pgettext_lazy("agreement", "terminated")
    RECORD = "record", pgettext_lazy("agreement", "known from a publication")


class Level(models.TextChoices):
    COMMUNE = "commune", pgettext_lazy("level", "commune")
    COUNTY = "county", pgettext_lazy("level", "county")
    INTER_COUNTY = "inter_county", pgettext_lazy("level", "inter-county")
    VOIVODESHIP_COUNTY = "voivodeship_county", pgettext_lazy("level", "voivodeship and county")


class PartnershipType(models.TextChoices):
    THREE_SECTOR = "local_three_sector", _("local, of three sectors")
    PUBLIC_PRIVATE = "public_private", _("public and private")
    PROJECT = "project", _("for one project")
    BRANCH = "branch", _("of one branch")


class EffectRule(models.TextChoices):
    ALL = "all", _("when everybody has signed")
    DATE = "date", _("on a set day, once everybody has signed")
    COUNT = "count", _("when a set number has signed")
    COORDINATOR = "coordinator", _("when the coordinator says so")


class How(models.TextChoices):
    FOUNDING = "founding", _("founding party")
    ACCESSION = "accession", _("joined later")


class SignatoryStatus(models.TextChoices):
    EXPECTED = "expected", pgettext_lazy("signatory", "expected")
    ASKED = "asked", pgettext_lazy("signatory", "asked to sign")
    SIGNED = "signed", pgettext_lazy("signatory", "signed")
    REFUSED = "refused", pgettext_lazy("signatory", "refused")
    REPLACED = "replaced", pgettext_lazy("signatory", "replaced")


class Method(models.TextChoices):
    PAPER = "paper", _("on paper")
    QUALIFIED = "qualified", _("qualified electronic signature")
    TRUSTED = "trusted", _("trusted signature")
    PERSONAL = "personal", _("personal signature")
    RESOLUTION = "resolution", _("by resolution")


class Verdict(models.TextChoices):
    TAKEN = "taken", pgettext_lazy("remark", "taken over")
    PARTLY = "partly", pgettext_lazy("remark", "taken over in part")
    DECLINED = "declined", pgettext_lazy("remark", "not taken over")


class AccessionStatus(models.TextChoices):
    FILED = "filed", pgettext_lazy("accession", "waiting for the office")
    EFFECTIVE = "effective", pgettext_lazy("accession", "accepted")
    REFUSED = "refused", pgettext_lazy("accession", "refused")
