"""Templates for new agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Stamped
from core.validators import validate_plain
from counties.models import Partnership
from members.models import HeldQuerySet


class AgreementTemplate(Stamped):
    """Ready text for new agreements of one office."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="agreement_templates"
    )
    title = models.CharField(_("title"), max_length=300, validators=[validate_plain])
    main_goal = models.TextField(_("main goal"), blank=True, max_length=2000)
    goals = models.TextField(
        _("specific goals"), blank=True, max_length=6000, help_text=_("One a line.")
    )
    principles = models.TextField(
        _("principles"), blank=True, max_length=4000, help_text=_("One a line.")
    )
    text = models.TextField(_("text"), max_length=100_000)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("template of an agreement")
        verbose_name_plural = _("templates of agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "title"],
                name="one_template_a_title",
                violation_error_message=_("There is a template with this title already."),
            )
        ]

    def __str__(self):
        return self.title
