"""Base classes for rows."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.errors import ChangedMeanwhileError, TooLateError
from core.text import fold, parts, sort_key


class WrongStepError(TooLateError):
    """The row is not, or no longer, in a state from which this step leads on."""


class Stamped(models.Model):
    """A row that knows when it was made and last changed."""

    created_at = models.DateTimeField(_("created"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    class Meta:
        abstract = True


class Stepped(Stamped):
    """A row whose `status` moves only along the arrows listed in `STEPS`.

    A subclass gives `Status` (a TextChoices), `STEPS` and a CHECK constraint
    made by `status_check`.
    """

    STEPS: dict[str, set[str]] = {}
    status = models.CharField(_("status"), max_length=20, editable=False)

    class Meta:
        abstract = True

    def get_status_display(self) -> str:
        """The present status in the reader's words."""
        return self.Status(self.status).label

    def can_become(self, status: str) -> bool:
        """Say whether an arrow leads from the present status to `status`."""
        return status in self.STEPS.get(self.status, set())

    def become(self, status: str, **also) -> None:
        """Take one step and save it, together with the columns in `also`.

        The UPDATE names the status we started from, so of two people who
        click at the same moment exactly one succeeds; the other gets
        `WrongStepError`.
        """
        if not self.can_become(status):
            raise WrongStepError
        changes = {"status": status, "updated_at": now(), **also}
        mine = type(self)._base_manager.filter(pk=self.pk, status=self.status)
        if not mine.update(**changes):
            raise WrongStepError
        for name, value in changes.items():
            setattr(self, name, value)


class Versioned(Stamped):
    """A row that counts its changes, so that nobody overwrites what they have not read.

    A form carries the `version` that it showed.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, version: int) -> None:
        """Take the next version, which also holds the row until the commit.

        Raises `ChangedMeanwhileError` when somebody saved after `version`.
        """
        mine = type(self)._base_manager.filter(pk=self.pk, version=version)
        if not mine.update(version=version + 1, updated_at=now()):
            raise ChangedMeanwhileError


class Sourced(models.Model):
    """A row that may be known from a publication, which its public page then names."""

    source_note = models.CharField(
        _("source of these data"),
        max_length=300,
        blank=True,
        help_text=_("Shown on the public page when the data come from a publication."),
    )

    class Meta:
        abstract = True


def status_check(name: str, statuses) -> models.CheckConstraint:
    """A CHECK constraint called `name` that lets only `statuses` (TextChoices) in."""
    return models.CheckConstraint(condition=models.Q(status__in=statuses.values), name=name)


def ordered(first: str, last: str, name: str, message) -> models.CheckConstraint:
    """A CHECK constraint called `name`: `first` is at most `last` where both are known.

    They are days, years or numbers; `message` tells people so.
    """
    unknown = models.Q(**{f"{first}__isnull": True}) | models.Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(
        condition=unknown | models.Q(**{f"{last}__gte": models.F(first)}),
        name=name,
        violation_error_message=message,
    )


class Searchable(models.Model):
    """A row that is found and sorted in Polish on every database.

    SQLite folds only ASCII and PostgreSQL sorts by its own locale, so both keys
    are columns, filled in `save()` from `search_text()` and `sort_text()`.
    Bulk writers call `fill_keys()` themselves.
    """

    search = models.TextField(editable=False, default="")
    sort = models.CharField(max_length=400, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        self.fill_keys()
        if update_fields is not None:
            update_fields = {*update_fields, "search", "sort"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def search_text(self) -> str:
        """The words under which this row is found."""
        return str(self)

    def sort_text(self) -> str:
        """The words by which lists of such rows are sorted."""
        return str(self)

    def fill_keys(self) -> None:
        """Compute both keys from the row's present content."""
        self.search = fold(self.search_text())
        self.sort = sort_key(self.sort_text())[:400]


class SearchQuerySet(models.QuerySet):
    """For `Searchable` models."""

    def found_by(self, words: str):
        """The rows in which every word of `words` occurs, Polish letters and endings or not."""
        found = self
        for part in parts(words):
            found = found.filter(search__contains=part)
        return found
