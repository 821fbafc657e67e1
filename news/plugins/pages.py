"""What pages of meetings and of organisations say about notes and photos."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings import registries as of_meetings
from meetings.choices import MeetingStatus
from members import registries as of_partners
from news.models import Article

HELD = {MeetingStatus.HELD, MeetingStatus.MINUTED}


@of_meetings.add
def notes(meeting, *, public):
    """The articles about a meeting; the office is offered to write one once it was held."""
    if meeting.status not in HELD:
        return []
    items = _items(Article.objects.filter(meeting=meeting), public=public)
    if not public:
        url = f"{reverse('news:office_add')}?spotkanie={meeting.pk}"
        items.append({"text": _("Write a note from this meeting"), "url": url})
    return [{"title": _("Note and photos"), "items": items}]


@of_partners.add
def told(partner, *, public):
    """The articles that tell of an organisation."""
    items = _items(Article.objects.filter(partners=partner), public=public)
    return [{"title": _("News"), "items": items}]


def _items(articles, *, public):
    """The articles with their days, or for the office with their states."""
    if public:
        return [
            {
                "text": article.title,
                "url": article.get_absolute_url(),
                "note": date_format(article.published_on, "j E Y"),
            }
            for article in articles.public().defer("body", "search")
        ]
    return [
        {
            "text": article.title,
            "url": reverse("news:office_detail", args=[article.pk]),
            "note": article.get_status_display(),
        }
        for article in articles.defer("body", "search")
    ]
