"""The gallery of a project."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Stamped
from core.validators import validate_plain
from documents.models import Document


class PhotoQuerySet(models.QuerySet):
    def public(self):
        """The photos that everyone may see: marked so, of a project that everyone may read."""
        return self.filter(
            public=True, project__published_at__isnull=False, project__withdrawn_at__isnull=True
        )


class Photo(Stamped):
    """One photo with the words for those who do not see it."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="photos")
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
    public = models.BooleanField(_("show on the public page"), default=False)
    permission = models.CharField(
        _("who agreed to the photo being shown"),
        max_length=300,
        blank=True,
        help_text=_("The author and whoever can be recognised. For the office only."),
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                condition=~Q(alternative=""),
                name="every_photo_is_described",
                violation_error_message=_("Describe what the photo shows."),
            ),
            models.CheckConstraint(
                condition=Q(public=False) | ~Q(permission=""),
                name="a_public_photo_has_a_permission",
                violation_error_message=_("Say who agreed to the photo being shown."),
            ),
        ]

    def __str__(self):
        return self.alternative
