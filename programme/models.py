"""The programme's past, and the people who are certified to run it."""

import datetime as dt
import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Stamped
from core.text import fold
from core.validators import validate_plain
from counties.models import Partnership, Territory
from members.models import HeldQuerySet
from programme.choices import EditionState, Precision, Roll, SpecialistKind, Subject

# So long before its end a certificate is worth a warning.
NOTICE = dt.timedelta(days=90)
# So long before its end the office gets a letter.
LETTER = dt.timedelta(days=30)
PERIOD = r"^(19|20)[0-9]{2}(/(19|20)[0-9]{2})?$"
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


class EditionList(Stamped):
    """One printed list of counties, with what its publisher said about the list as a whole."""

    roll = models.CharField(_("list"), max_length=60, choices=Roll, unique=True)
    as_of = models.CharField(_("as of"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    cycle = models.JSONField(_("how the workshops ran"), default=dict)
    source = models.TextField(_("source"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("list of editions")
        verbose_name_plural = _("lists of editions")

    def __str__(self):
        return self.get_roll_display()


class Edition(models.Model):
    """Workshops of the programme in one place, as a list names them.

    `label` is what was printed. `territory` is the county that we took it for, and
    empty where the label could mean several or none.
    """

    printed_in = models.ForeignKey(EditionList, models.CASCADE, related_name="editions")
    position = models.PositiveSmallIntegerField(_("position"))
    period = models.CharField(_("period"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EditionState, blank=True)
    label = models.CharField(_("as printed"), max_length=150)
    territory = models.ForeignKey(
        Territory,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("county (matched by us)"),
    )

    class Meta:
        ordering = ["printed_in", "position"]
        verbose_name = _("edition of workshops")
        verbose_name_plural = _("editions of workshops")
        constraints = [
            models.UniqueConstraint(
                fields=["printed_in", "position"], name="one_edition_a_position"
            )
        ]

    def __str__(self):
        return self.label

    @property
    def bare(self):
        """The label without what stands in brackets."""
        return IN_BRACKETS.sub("", self.label)

    @property
    def place(self):
        """What two editions in the same place share: the county, else the bare label."""
        return self.territory_id or fold(self.bare)

    @property
    def when(self):
        """The period, else the state."""
        return self.period or self.get_state_display()


class OwnEdition(Stamped):
    """Workshops of the programme in one county as its own office tells of them.

    `cycle` is the name of a cycle held on the portal (`journal.rules.references.about`), if the
    edition is one.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="own_editions")
    period = models.CharField(
        _("period"),
        max_length=20,
        validators=[
            RegexValidator(PERIOD, _("Write a year or two, for example 2018 or 2003/2004."))
        ],
        help_text=_("A year or two, for example 2018 or 2003/2004."),
    )
    place = models.CharField(
        _("where"),
        max_length=150,
        validators=[validate_plain],
        help_text=_("The county or the town, as the papers say."),
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_("For everyone to read: what came of it. No names of people."),
    )
    source = models.CharField(
        _("source"), max_length=300, help_text=_("The papers or the page that say so.")
    )
    cycle = models.CharField(max_length=80, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["period", "pk"]
        verbose_name = _("edition told by the office")
        verbose_name_plural = _("editions told by the office")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "period", "place"],
                name="one_own_edition_each",
                violation_error_message=_("You have entered this edition already."),
            ),
            models.UniqueConstraint(
                fields=["cycle"],
                condition=~Q(cycle=""),
                name="one_own_edition_a_cycle",
                violation_error_message=_("Another edition leads to this cycle already."),
            ),
        ]

    def __str__(self):
        return f"{self.place}, {self.period}"

    def get_absolute_url(self):
        return reverse("programme:office_edition", args=[self.pk])


class ProgrammeFigure(models.Model):
    """A number that somebody published about the whole programme on a day.

    `key` and either `words` or `value` are what the record says; `value` and
    `precision` are also read out of `words` where a number stands in them.
    """

    group = models.PositiveSmallIntegerField(_("record"))
    position = models.PositiveSmallIntegerField(_("position"))
    as_of = models.CharField(_("as of"), max_length=100, blank=True)
    key = models.CharField(max_length=60)
    subject = models.CharField(_("what is counted"), max_length=20, choices=Subject)
    value = models.PositiveIntegerField(_("number"), null=True)
    words = models.CharField(_("in words"), max_length=200, blank=True)
    precision = models.CharField(
        _("how exact"), max_length=8, choices=Precision, default=Precision.EXACT
    )
    source = models.TextField(_("source"))

    class Meta:
        ordering = ["group", "position"]
        verbose_name = _("figure of the programme")
        verbose_name_plural = _("figures of the programme")
        constraints = [
            models.UniqueConstraint(fields=["group", "position"], name="one_figure_a_position"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(words=""), name="figure_says_something"
            ),
        ]

    def __str__(self):
        return f"{self.get_subject_display()}: {self.words or self.value}"


class SpecialistQuerySet(HeldQuerySet):
    def public(self):
        """Those who agreed to be named and whose certificate has not ended."""
        return self.valid().filter(consent_on__isnull=False)

    def valid(self):
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=localdate()))

    def expired(self):
        return self.filter(valid_until__lt=localdate())

    def ending(self):
        """The certificates that end soon, and those that have ended."""
        return self.filter(valid_until__lte=localdate() + NOTICE)

    def about_to_end(self):
        """Those of which the office is to be reminded by letter: not ended yet, but soon."""
        return self.valid().filter(valid_until__lte=localdate() + LETTER)


class Specialist(Searchable, Stamped):
    """Somebody certified to run the programme: known to the office, named only with consent."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="specialists")
    kind = models.CharField(_("kind"), max_length=10, choices=SpecialistKind)
    name = models.CharField(
        _("first name and surname"), max_length=150, validators=[validate_plain]
    )
    function = models.CharField(
        _("function"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("What the person does and where, for example: adviser at a labour office."),
    )
    certificate = models.CharField(_("certificate"), max_length=200)
    issued_by = models.CharField(_("issued by"), max_length=200)
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("Leave empty when the certificate has no end."),
    )
    counties = models.ManyToManyField(
        Territory, blank=True, related_name="specialists", verbose_name=_("counties of work")
    )
    consent_on = models.DateField(
        _("agreed to be named on"),
        null=True,
        blank=True,
        help_text=_("Without this day the public list does not name the person."),
    )

    objects = SpecialistQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("specialist")
        verbose_name_plural = _("specialists")
        indexes = [models.Index(fields=["partnership", "sort"], name="specialists_listed")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programme:office_specialist", args=[self.pk])

    def search_text(self):
        return f"{self.name} {self.function} {self.certificate} {self.issued_by}"

    @property
    def is_expired(self):
        return self.valid_until is not None and self.valid_until < localdate()

    @property
    def is_ending(self):
        """The certificate ends soon but has not ended."""
        if self.valid_until is None or self.is_expired:
            return False
        return self.valid_until <= localdate() + NOTICE
