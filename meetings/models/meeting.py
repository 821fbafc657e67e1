"""Meetings and what they will talk about."""

import copy
import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Stepped, status_check
from core.times import WARSAW
from core.validators import validate_plain
from counties.models import Partnership, Territory
from meetings.choices import Bound, MeetingForm, MeetingKind, MeetingStatus, Precision
from members.models import HeldQuerySet, Partner


def new_uid() -> str:
    """A name for a calendar entry that no other calendar in the world uses."""
    return f"{uuid.uuid4()}@{settings.MAIL_DOMAIN}"


class MeetingQuerySet(HeldQuerySet):
    def public(self):
        """The meetings that everyone may read about: those shown, once announced."""
        return self.filter(is_public=True, announced_at__isnull=False)

    def with_day(self):
        """The meetings of which at least the day is known, as calendars need."""
        return self.filter(precision__in=[Precision.HOURS, Precision.DAY])

    def upcoming(self):
        """The meetings that are not over yet, the next one first."""
        return self.filter(ends_at__gte=now()).order_by("starts_at", "pk")

    def past(self):
        """The meetings that are over, the latest one first."""
        return self.filter(ends_at__lt=now()).order_by("-starts_at", "-pk")

    def took_place(self):
        """The meetings that were held, with or without minutes."""
        return self.filter(status__in=[MeetingStatus.HELD, MeetingStatus.MINUTED])

    def without_attendance(self):
        """The meetings that are over and of which nobody wrote down who came."""
        return self.past().filter(status=MeetingStatus.ANNOUNCED)


class Meeting(Searchable, Stepped):
    """One meeting of a partnership: when, where, about what.

    `sequence` counts the changes of date, hour or place that people were told of
    (RFC 5545, 3.8.7.4); `uid` stays the same for the meeting's whole life.
    """

    Status = MeetingStatus
    STEPS = {
        MeetingStatus.DRAFT: {
            MeetingStatus.ANNOUNCED,
            MeetingStatus.HELD,
            MeetingStatus.CANCELLED,
        },
        MeetingStatus.ANNOUNCED: {MeetingStatus.HELD, MeetingStatus.CANCELLED},
        MeetingStatus.HELD: {MeetingStatus.MINUTED},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="meetings")
    title = models.CharField(_("title"), max_length=200, validators=[validate_plain])
    kind = models.CharField(_("kind of meeting"), max_length=20, choices=MeetingKind)
    form = models.CharField(
        _("form"), max_length=10, choices=MeetingForm, default=MeetingForm.PERSON
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    precision = models.CharField(
        _("known of its date"),
        max_length=5,
        choices=Precision,
        default=Precision.HOURS,
        editable=False,
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        validators=[validate_plain],
        help_text=_("The building and the room, for example: town hall, room 12."),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    commune = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("commune"),
    )
    map_url = models.URLField(_("link to a map"), blank=True)
    online_url = models.URLField(_("link for joining online"), blank=True, max_length=500)
    host = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_meetings",
        verbose_name=_("host"),
    )
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    contact = models.CharField(
        _("contact for questions"),
        max_length=200,
        blank=True,
        help_text=_("A function, a telephone number, an e-mail address."),
    )
    description = models.TextField(_("what it is about"), blank=True, max_length=4000)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Leave empty when there is room for all.")
    )
    is_public = models.BooleanField(_("show in the public calendar"), default=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    uid = models.CharField(max_length=120, unique=True, default=new_uid, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, editable=False)
    cancel_reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    attendance_total = models.PositiveIntegerField(
        _("people who came, without names"), null=True, blank=True
    )
    attendance_bound = models.CharField(
        max_length=5, choices=Bound, blank=True, default=Bound.EXACT, editable=False
    )
    attendance_note = models.CharField(
        _("source of this number"),
        max_length=200,
        blank=True,
        help_text=_("For example: about 200, by the press note."),
    )
    invited_total = models.PositiveIntegerField(
        _("invitations sent, as published"), null=True, blank=True, editable=False
    )
    invited_bound = models.CharField(
        max_length=5, choices=Bound, blank=True, default=Bound.EXACT, editable=False
    )
    source_note = models.CharField(
        _("source of these data"), max_length=500, blank=True, editable=False
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(fields=["partnership", "starts_at"], name="meetings_listed"),
            models.Index(
                fields=["starts_at"],
                condition=Q(is_public=True, announced_at__isnull=False),
                name="meetings_public",
            ),
        ]
        constraints = [
            status_check("meeting_status", MeetingStatus),
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="meeting_precision"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("The meeting ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:detail", args=[self.pk])

    def search_text(self):
        return f"{self.title} {self.place} {self.address} {self.organiser}"

    def sort_text(self):
        return self.title

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    @property
    def answers_open(self) -> bool:
        """Answers are taken while the meeting is announced and not over."""
        return self.status == MeetingStatus.ANNOUNCED and not self.is_over

    @property
    def may_change(self) -> bool:
        """Date, place and words change until minutes were made of them, or all was cancelled."""
        return self.status in {MeetingStatus.DRAFT, MeetingStatus.ANNOUNCED, MeetingStatus.HELD}

    @property
    def takes_recipients(self) -> bool:
        """People are put on the list until it is closed."""
        return self.status in {MeetingStatus.DRAFT, MeetingStatus.ANNOUNCED}

    @property
    def keeps_attendance(self) -> bool:
        """Who came is written down from the first day on, until minutes were made of it."""
        open_to = {MeetingStatus.DRAFT, MeetingStatus.ANNOUNCED, MeetingStatus.HELD}
        return self.status in open_to and self.has_begun

    @property
    def has_begun(self) -> bool:
        """Whether its first day has come: people are ticked at the entrance before it begins."""
        return self.local_start.date() <= localdate(timezone=WARSAW)

    @property
    def local_start(self) -> dt.datetime:
        return self.starts_at.astimezone(WARSAW)

    @property
    def local_end(self) -> dt.datetime:
        return self.ends_at.astimezone(WARSAW)

    @property
    def one_day(self) -> bool:
        return self.local_start.date() == self.local_end.date()

    @property
    def has_hours(self) -> bool:
        """Whether day and hours are known, as an invitation needs."""
        return self.precision == Precision.HOURS

    @property
    def has_day(self) -> bool:
        """Whether at least the day is known, as calendars need."""
        return self.precision in {Precision.HOURS, Precision.DAY}

    @property
    def when_machine(self) -> str:
        """The beginning as a program reads it, as exactly as it is known."""
        return self._machine(self.local_start)

    @property
    def end_machine(self) -> str:
        """The end in the same way."""
        return self._machine(self.local_end)

    def _machine(self, moment):
        form = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
        return moment.isoformat() if self.has_hours else moment.strftime(form[self.precision])

    @property
    def when(self) -> str:
        """Date with the weekday in words, and the hours, in the present language.

        Only the day, the days, the month or the year where no more is known.
        """
        start, end = self.local_start, self.local_end
        if self.precision == Precision.YEAR:
            return str(start.year)
        if self.precision == Precision.MONTH:
            return _in_words(start, "F Y")
        if self.precision == Precision.DAY:
            first, last = _in_words(start), _in_words(end)
            return first if self.one_day else f"{first} – {last}"
        if self.one_day:
            return f"{_in_words(start)}, {start:%H:%M}–{end:%H:%M}"
        return f"{_in_words(start)}, {start:%H:%M} – {_in_words(end)}, {end:%H:%M}"

    def with_changes(self, changes: dict) -> "Meeting":
        """A copy, never to be saved, in which the columns named in `changes` differ."""
        changed = copy.copy(self)
        for name, value in changes.items():
            setattr(changed, name, value)
        return changed

    @property
    def day_in_words(self) -> str:
        """The first day, short as in a list; only the month or the year where no more is known."""
        return date_format(self.local_start, "j E Y") if self.has_day else self.when

    @property
    def when_short(self) -> str:
        """The first day and its hour, as a table of the office needs it."""
        return f"{self.day_in_words}, {self.local_start:%H:%M}" if self.has_hours else self.when

    @property
    def where(self) -> str:
        """Place and address in one line; the link for a remote meeting."""
        if self.form == MeetingForm.REMOTE:
            return self.online_url
        return ", ".join(filter(None, [self.place, self.address]))

    @property
    def invited_in_words(self) -> str:
        """How many invitations were sent, as published: "at least 1000"."""
        return _bounded(self.invited_total, self.invited_bound)

    @property
    def came_in_words(self) -> str:
        """How many people came, as published: "about 130"."""
        return _bounded(self.attendance_total, self.attendance_bound)

    @property
    def organised_by(self) -> str:
        return self.organiser or self.partnership.office_name

    @property
    def about_contact(self) -> str:
        """Whom to ask: what the meeting says, else the office."""
        office = self.partnership
        return self.contact or ", ".join(filter(None, [office.office_phone, office.office_email]))


def _bounded(number, bound):
    if number is None:
        return ""
    words = {Bound.ABOUT: _("about %(number)s"), Bound.LEAST: _("at least %(number)s")}
    shown = number_format(number, use_l10n=True, force_grouping=True)
    return words[bound] % {"number": shown} if bound in words else shown


def _in_words(moment, form="l, j E Y"):
    """Polish writes weekdays and months with a small letter, Django with a capital one."""
    words = date_format(moment, form)
    return words[0].lower() + words[1:] if get_language() == "pl" else words


class AgendaItem(models.Model):
    """One point of the agenda."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("number"), default=0)
    title = models.CharField(_("point"), max_length=300, validators=[validate_plain])
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    presenter = models.CharField(
        _("who presents"), max_length=200, blank=True, validators=[validate_plain]
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("agenda")

    def __str__(self):
        return self.title
