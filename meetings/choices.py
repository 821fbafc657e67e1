"""The programme's lists: kinds and forms of meetings, answers, channels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(models.TextChoices):
    PROMOTION = "promotion", _("promotional meeting in a commune")
    INAUGURATION = "inauguration", _("inaugural conference")
    WORKSHOP = "workshop", _("workshop")
    PLENARY = "plenary", _("plenary conference")
    GALA = "gala", _("closing conference, gala")
    YEARLY = "yearly", _("yearly summary")
    LEADERS = "leaders", _("meeting of the leader group")
    THEME_TEAM = "theme_team", _("meeting of a theme team")
    COUNCIL = "council", _("session of the County Labour Market Council")
    COUNCIL_EXTRA = "council_extra", _("extraordinary session of the County Labour Market Council")
    SIGNING = "signing", _("signing ceremony")
    CLUB = "club", _("information meeting of a club")
    ADJUSTMENT = "adjustment", _("meeting of an adjustment team")
    FORUM = "forum", _("regional forum")
    OTHER = "other", _("other meeting")


class MeetingForm(models.TextChoices):
    PERSON = "person", _("in person")
    REMOTE = "remote", _("remote")
    HYBRID = "hybrid", _("hybrid")


class Precision(models.TextChoices):
    """How exactly it is known when a meeting was; publications often give a day or a year."""

    HOURS = "hours", _("day and hours")
    DAY = "day", _("the day")
    MONTH = "month", _("the month")
    YEAR = "year", _("the year")


class Bound(models.TextChoices):
    """What a publication says before a number."""

    EXACT = "", pgettext_lazy("number", "exactly")
    ABOUT = "about", pgettext_lazy("number", "about")
    LEAST = "least", pgettext_lazy("number", "at least")


class MeetingStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("meeting", "draft")
    ANNOUNCED = "announced", pgettext_lazy("meeting", "announced")
    HELD = "held", pgettext_lazy("meeting", "held")
    MINUTED = "minuted", pgettext_lazy("meeting", "minutes ready")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


class Answer(models.TextChoices):
    NONE = "none", pgettext_lazy("answer", "no answer")
    YES = "yes", pgettext_lazy("answer", "yes")
    MAYBE = "maybe", pgettext_lazy("answer", "maybe")
    NO = "no", pgettext_lazy("answer", "no")
    SUBSTITUTE = "substitute", pgettext_lazy("answer", "a substitute comes")


class Channel(models.TextChoices):
    LINK = "link", _("personal link")
    PORTAL = "portal", _("portal, signed in")
    CALENDAR = "calendar", _("calendar reply")
    PHONE = "phone", _("telephone")
    LETTER = "letter", _("paper letter")
    PERSON = "person", pgettext_lazy("channel", "in person")
    STAFF = "staff", _("entered by the office")


class Presence(models.TextChoices):
    NONE = "none", _("not recorded")
    PRESENT = "present", pgettext_lazy("attendance", "present")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")


class Audience(models.TextChoices):
    SILENT = "silent", _("those who have not answered")
    ACCEPTED = "accepted", _("those who come, or send a substitute")
    MAYBE = "maybe", _("those who said maybe")
    DECLINED = "declined", _("those who declined")
    ATTENDED = "attended", _("those who came")


class RunStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("reminder", "waits for its hour")
    RUNNING = "running", pgettext_lazy("reminder", "being sent")
    DONE = "done", pgettext_lazy("reminder", "sent")
    MISSED = "missed", pgettext_lazy("reminder", "missed, not sent")
    CANCELLED = "cancelled", pgettext_lazy("reminder", "cancelled")


COMING = (Answer.YES, Answer.SUBSTITUTE)
