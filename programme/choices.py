"""The lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Roll(models.TextChoices):
    """Who printed a list of counties; the values are the names of its part of a file."""

    NETWORK = "programme_counties_partners_network", _("Partners Network, Kraków")
    MAZOVIA = "programme_counties_mazovia_wup", _("Voivodeship Labour Office in Warsaw")


class EditionState(models.TextChoices):
    DONE = "done", pgettext_lazy("edition", "completed")
    UNDER_WAY = "under_way", pgettext_lazy("edition", "under way")


class Subject(models.TextChoices):
    """What a figure of the programme counts."""

    WORKSHOPS = "workshops", _("counties that held the workshops")
    IN_PROGRESS = "in_progress", _("further counties where workshops were under way")
    PROJECTS = "projects", _("economic projects worked out at the workshops")
    CLUBS = "clubs", _("Peer Support Clubs")
    CLUB_VOIVODESHIPS = "club_voivodeships", _("voivodeships with these clubs")
    COUNSELLORS = "counsellors", _("peer counsellors in these clubs")
    SUPPORTED = "supported", _("people whom the clubs supported")
    SPONSOR_PROJECTS = "sponsor_projects", _("projects of the clubs for sponsors")
    SPECIALISTS_IN = "specialists_in", _("counties and communes where trained specialists work")


class Precision(models.TextChoices):
    """How exact a number is meant."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    OVER = "over", _("more than")


class SpecialistKind(models.TextChoices):
    REGIONAL = "regional", _("regional Local Partnership specialist")
    COUNTY = "county", _("county Local Partnership specialist")
    TRAINER = "trainer", _("workshop trainer")


class Validity(models.TextChoices):
    """What the office looks for among certificates."""

    ENDING = "ending", _("ends within 90 days or has ended")
    VALID = "valid", _("valid")
    EXPIRED = "expired", _("has ended")
