"""The journal's entries and the heads of its chains."""

import datetime as dt
import hmac
import json

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from counties.models import Partnership
from journal.registries import verb_name
from journal.rules.labels import changes


class EntryQuerySet(models.QuerySet):
    def held_by(self, partnership):
        """What the office of `partnership` may read."""
        return self.filter(partnership=partnership)

    def about(self, *names: str):
        """The entries about the rows of these names, the newest first."""
        return self.filter(about__in=names)


class Chain(models.Model):
    """The last hash of one partnership's journal; its row is the lock of the chain."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, null=True)
    last_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("chain of the journal")
        verbose_name_plural = _("chains of the journal")
        constraints = [
            # NULLs are all different to a database: without this, two chains could
            # begin at the same time for what belongs to no partnership.
            models.UniqueConstraint(
                Coalesce(models.F("partnership"), models.Value(0)), name="one_chain_each"
            )
        ]

    def __str__(self):
        return str(self.partnership_id)


class Entry(models.Model):
    """One thing that somebody did. Never changed, never deleted."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(pgettext_lazy("journal", "time"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        verbose_name=pgettext_lazy("journal", "who"),
    )
    actor_name = models.CharField(pgettext_lazy("journal", "who"), max_length=200, blank=True)
    ip = models.GenericIPAddressField(null=True)
    verb = models.CharField(pgettext_lazy("journal", "what"), max_length=60)
    about = models.CharField(pgettext_lazy("journal", "object"), max_length=80, db_index=True)
    about_name = models.CharField(pgettext_lazy("journal", "object"), max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["partnership", "-id"], name="journal_listed")]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.verb} {self.about_name}"

    @property
    def words(self):
        """What was done, in the reader's language."""
        return verb_name(self.verb)

    @property
    def changes(self):
        """(field in words, before, after) for everything that changed."""
        return changes(self.about, self.before, self.after)

    def sealed(self) -> str:
        """The keyed hash (HMAC-SHA-256) of this entry's content and of the hash before it.

        Whoever can write to the database but does not know `JOURNAL_KEY` cannot make one.
        """
        content = [
            self.partnership_id,
            self.at.astimezone(dt.UTC).isoformat(),
            self.actor_id,
            self.actor_name,
            self.ip,
            self.verb,
            self.about,
            self.about_name,
            self.before,
            self.after,
            self.reason,
            self.previous_hash,
        ]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hmac.digest(settings.JOURNAL_KEY.encode(), text.encode(), "sha256").hex()
