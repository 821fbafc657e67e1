"""The gallery of a project."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.models import Picture


class PhotoQuerySet(models.QuerySet):
    def public(self):
        """The photos that everyone may see: marked so, of a project that everyone may read."""
        return self.filter(
            public=True, project__published_at__isnull=False, project__withdrawn_at__isnull=True
        )


class Photo(Picture):
    """One photo of a project, shown to everyone or kept by the office."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="photos")
    public = models.BooleanField(_("show on the public page"), default=False)

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
