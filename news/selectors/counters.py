"""What waits about news."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, present
from news.models import Article
from news.selectors.unwritten import unwritten

TITLE = gettext_lazy("News")


def public() -> list[Figure]:
    """Nothing: news are read, not counted."""
    return []


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do. Two queries."""
    drafts = Article.objects.held_by(partnership).old_drafts()
    index = reverse("news:office_index")
    return present(
        [
            Figure(
                _("held meetings without a note"),
                unwritten(partnership).count(),
                reverse("news:office_meetings"),
            ),
            Figure(
                _("drafts untouched for 14 days"), drafts.count(), f"{index}?waiting=old_drafts"
            ),
        ]
    )


def waiting_for(user) -> list[Figure]:
    """Nothing: only the office writes."""
    return []
