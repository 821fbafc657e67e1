"""News and their photos."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.models import Searchable, Sourced, Stepped, Versioned, status_check
from core.validators import validate_plain
from counties.models import Partnership
from documents.models import Document
from meetings.models import Meeting
from members.models import HeldQuerySet, Partner
from news.choices import SMALL, TONES, ArticleStatus
from projects.models import Project

# After so many days a draft counts as forgotten.
PATIENCE = dt.timedelta(days=14)


class ArticleQuerySet(HeldQuerySet):
    def public(self):
        """The news that everyone may read, the latest first."""
        return self.filter(status=ArticleStatus.PUBLISHED).order_by("-published_on", "-pk")

    def seen(self):
        """What has an address for everyone: the published, and the notices of the withdrawn."""
        return self.filter(status__in=[ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN])

    def old_drafts(self):
        """The drafts that nobody has touched for a fortnight."""
        return self.filter(status=ArticleStatus.DRAFT, updated_at__lt=now() - PATIENCE)


class Article(Searchable, Stepped, Versioned, Sourced):
    """One piece of news of a partnership: a title, a lead, paragraphs, photos."""

    Status = ArticleStatus
    STEPS = {
        ArticleStatus.DRAFT: {ArticleStatus.PUBLISHED},
        ArticleStatus.PUBLISHED: {ArticleStatus.WITHDRAWN},
        ArticleStatus.WITHDRAWN: {ArticleStatus.PUBLISHED},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="articles")
    title = models.CharField(_("title"), max_length=200, validators=[validate_plain])
    lead = models.TextField(
        _("lead"),
        max_length=500,
        help_text=_("The most important in two sentences. Shown on lists too."),
    )
    body = models.TextField(
        _("text"),
        max_length=20_000,
        help_text=_(
            "An empty line begins a new paragraph. Addresses that begin with https:// become links."
        ),
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("note from the meeting"),
    )
    projects = models.ManyToManyField(
        Project, blank=True, related_name="articles", verbose_name=_("projects it tells of")
    )
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="articles", verbose_name=_("partners it tells of")
    )
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    published_on = models.DateField(_("day of publication"), null=True, editable=False)
    withdrawal = models.CharField(_("public notice"), max_length=300, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("news")
        indexes = [
            models.Index(fields=["partnership", "status"], name="news_listed"),
            models.Index(
                fields=["-published_on", "-id"],
                name="news_public",
                condition=Q(status=ArticleStatus.PUBLISHED),
            ),
        ]
        constraints = [
            status_check("article_status", ArticleStatus),
            models.CheckConstraint(
                condition=Q(status=ArticleStatus.DRAFT) | Q(published_on__isnull=False),
                name="published_article_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=ArticleStatus.WITHDRAWN) | ~Q(withdrawal=""),
                name="withdrawn_article_has_a_notice",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("news:detail", args=[self.pk])

    def search_text(self):
        return f"{self.title} {self.lead} {self.body}"

    @property
    def tone(self):
        return TONES[self.status]

    @property
    def is_public(self):
        return self.status == ArticleStatus.PUBLISHED


class Photo(models.Model):
    """A picture of an article in two sizes, with the words that stand in for it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos")
    picture = models.ForeignKey(Document, models.PROTECT, related_name="+")
    thumbnail = models.ForeignKey(Document, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    alternative = models.CharField(
        _("alternative text"),
        max_length=300,
        validators=[validate_plain],
        help_text=_(
            "What the photo shows, for people who do not see it. Do not name private persons."
        ),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(
        _("author or source"), max_length=150, blank=True, validators=[validate_plain]
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                condition=~Q(alternative=""), name="photo_has_an_alternative_text"
            )
        ]

    def __str__(self):
        return self.alternative

    @property
    def small_width(self):
        """The width of the thumbnail in pixels, by which a browser chooses a size."""
        return round(self.width * min(1, SMALL / max(self.width, self.height)))
