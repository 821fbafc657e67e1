"""People and what they do for partners."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Stamped, ordered
from core.validators import WORDS_ONLY, validate_phone
from counties.models import Partnership
from members.choices import PartnerStatus
from members.models.held import HeldQuerySet


class PersonQuerySet(HeldQuerySet):
    def reachable(self):
        """The people who may be invited by e-mail."""
        return self.exclude(email="").filter(invitations_stopped_at__isnull=True)

    def no_longer_acting(self):
        """The people who had roles, all of which have ended."""
        held = Role.objects.filter(person=OuterRef("pk"))
        lasting = held.filter(Q(until__isnull=True) | Q(until__gte=localdate()))
        return self.filter(Exists(held), ~Exists(lasting))

    def acting_for(self, *, sectors=(), kinds=(), communes=(), statuses=(), partners=()):
        """The people with a role today at a partner with these properties.

        Each person comes once, also with two roles. `acts_for` tells the partner
        (its pk) for which they are meant: of those that fit, the one whose role
        was entered first. Empty means any; partners that left count only when
        `statuses` or `partners` ask for them.
        """
        wanted = Role.objects.today()
        wanted = wanted.filter(partner__sector__in=sectors) if sectors else wanted
        wanted = wanted.filter(partner__kind__in=kinds) if kinds else wanted
        wanted = wanted.filter(partner__commune__in=communes) if communes else wanted
        wanted = wanted.filter(partner__in=partners) if partners else wanted
        if statuses:
            wanted = wanted.filter(partner__status__in=statuses)
        elif not partners:
            wanted = wanted.exclude(partner__status=PartnerStatus.LEFT)
        first = wanted.filter(person=OuterRef("pk")).order_by("pk").values("partner")[:1]
        return self.filter(pk__in=wanted.values("person")).annotate(acts_for=Subquery(first))

    def with_current_roles(self):
        """Prefetches `current_roles`: the roles held today, with their partners."""
        roles = Role.objects.today().select_related("partner__commune")
        return self.prefetch_related(models.Prefetch("roles", roles, to_attr="current_roles"))


class Person(Searchable, Stamped):
    """Somebody who acts for partners. Business contact data only."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people"
    )
    first_name = models.CharField(_("first name"), max_length=100, validators=WORDS_ONLY)
    last_name = models.CharField(_("last name"), max_length=150, validators=WORDS_ONLY)
    honorific = models.CharField(
        _("form of address"), max_length=60, blank=True, validators=WORDS_ONLY
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, validators=[validate_phone]
    )
    language = models.CharField(
        _("language of letters"),
        max_length=2,
        default="pl",
        choices=[("pl", "polski"), ("en", "English")],
    )
    source = models.CharField(
        _("source of the data"),
        max_length=200,
        blank=True,
        help_text=_("Where the office has this person's data from; told in the first letter."),
    )
    notified_at = models.DateTimeField(_("told of the processing"), null=True, blank=True)
    invitations_stopped_at = models.DateTimeField(_("invitations stopped"), null=True, blank=True)
    # How often a link in a letter was used for that: the links of earlier letters have ended.
    stops = models.PositiveIntegerField(default=0, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["partnership", "sort"], name="people_listed"),
            models.Index(fields=["partnership", "email"], name="people_by_email"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user"],
                condition=Q(user__isnull=False),
                name="one_person_a_user",
                violation_error_message=_("This account belongs to another person already."),
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self):
        return reverse("members:office_person", args=[self.pk])

    def search_text(self):
        return f"{self.first_name} {self.last_name} {self.email} {self.phone}"

    def sort_text(self):
        return f"{self.last_name} {self.first_name}"


class RoleQuerySet(models.QuerySet):
    def on(self, day):
        """The roles held on `day`."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
        )

    def today(self):
        return self.on(localdate())


class Role(Stamped):
    """A person's function at a partner, from a day to a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    partner = models.ForeignKey("members.Partner", models.CASCADE, related_name="roles")
    function = models.CharField(_("function"), max_length=150, blank=True, validators=WORDS_ONLY)
    is_admin = models.BooleanField(_("administers the organisation's page"), default=False)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            ordered(
                "since",
                "until",
                "role_ends_after_it_begins",
                _("The last day is before the first one."),
            )
        ]

    def __str__(self):
        return f"{self.person} – {self.function or self.partner}"

    @property
    def has_ended(self):
        """Whether the last day of this role is over."""
        return self.until is not None and self.until < localdate()
