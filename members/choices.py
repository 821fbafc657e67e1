"""The programme's lists: sectors and kinds of partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    PUBLIC = "public", _("public")
    BUSINESS = "business", _("business")
    SOCIAL = "social", _("social")
    RESIDENTS = "residents", _("residents")


class PartnerKind(models.TextChoices):
    COUNTY = "county", _("county government")
    COMMUNE = "commune", _("commune or town")
    VOIVODESHIP = "voivodeship", _("voivodeship government")
    COUNTY_LABOUR_OFFICE = "county_labour_office", _("county labour office")
    VOIVODESHIP_LABOUR_OFFICE = "voivodeship_labour_office", _("voivodeship labour office")
    LABOUR_INSTITUTION = "labour_institution", _("other labour market institution")
    LABOUR_COUNCIL = "labour_council", _("county labour market council")
    SCHOOL = "school", _("school")
    UNIVERSITY = "university", _("university")
    TRAINING = "training", _("training institution")
    WELFARE = "welfare", _("social welfare centre")
    FAMILY_CENTRE = "family_centre", _("county family help centre")
    INFORMATION_CENTRE = "information_centre", _("commune information centre")
    INSURANCE_TAX = "insurance_tax", _("social insurance or tax office")
    BANK = "bank", _("bank or loan fund")
    AGENCY = "agency", _("development agency")
    CHAMBER = "chamber", _("chamber of commerce")
    GUILD = "guild", _("guild of crafts")
    EMPLOYERS = "employers", _("employers' organisation")
    EMPLOYER = "employer", _("employer")
    FARMERS = "farmers", _("farmers' organisation")
    UNION = "union", _("trade union")
    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    COOPERATIVE = "cooperative", _("social cooperative or social economy entity")
    ACTION_GROUP = "action_group", _("local action group")
    PARISH = "parish", _("parish or church organisation")
    CULTURE = "culture", _("culture, sport or health institution")
    VILLAGE = "village", _("village head or village council")
    YOUTH = "youth", _("youth group")
    MEDIA = "media", _("media")


class PartnerStatus(models.TextChoices):
    CONTACT = "contact", _("contact")
    APPLIED = "applied", _("applied")
    ADMITTED = "admitted", _("admitted")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("left")


class JoinStatus(models.TextChoices):
    ASKED = "asked", _("waiting for approval")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded", _("waiting for its columns")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("waiting for confirmation")
    RUNNING = "running", _("being imported")
    DONE = "done", _("imported")
    DROPPED = "dropped", _("dropped")


class Verdict(models.TextChoices):
    GOOD = "good", _("will be added")
    DUPLICATE = "duplicate", _("duplicate")
    FAULTY = "faulty", _("faulty")
    DONE = "done", _("added")


class InvitationStatus(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
