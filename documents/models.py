"""Stored files."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Stamped
from core.validators import validate_plain
from counties.models import Partnership
from documents.storage import private_store


def private_path(document, filename):
    """A random place in the store; the name that people gave stays in the row."""
    return f"{document.partnership_id}/{uuid.uuid4().hex}"


class Document(Stamped):
    """One file. Its bytes are never rewritten: a changed file is a new row."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="documents")
    file = models.FileField(upload_to=private_path, storage=private_store)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, db_index=True)
    text = models.TextField(
        _("text version"),
        blank=True,
        help_text=_("What the file says, for people who cannot read a scan."),
    )
    needs_text = models.BooleanField(
        _("picture only"),
        default=False,
        help_text=_("A picture of a page: a reader program finds no text in it."),
    )
    signatures = models.PositiveSmallIntegerField(
        _("electronic signatures found"),
        default=0,
        help_text=_("How many were seen in the PDF. They were not checked."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.name

    @property
    def can_be_read(self) -> bool:
        """Whether everybody can read it: it has text, or a text version beside it."""
        return not self.needs_text or bool(self.text.strip())


class Picture(Stamped):
    """A stored photo with the words for those who do not see it, and who agreed to it.

    An app's own kind of photo says what it hangs on.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alternative = models.CharField(
        _("what the photo shows"),
        max_length=300,
        validators=[validate_plain],
        help_text=_("Read out to people who do not see it. One or two sentences."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("author"), max_length=150, blank=True)
    permission = models.CharField(
        _("who agreed to the photo being shown"),
        max_length=300,
        blank=True,
        help_text=_("The author and whoever can be recognised. For the office only."),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.alternative
