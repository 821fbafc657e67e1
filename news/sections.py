"""What a meeting's page says about notes and photos from it."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings import sections
from meetings.choices import MeetingStatus
from news.models import Article

HELD = {MeetingStatus.HELD, MeetingStatus.MINUTED}


@sections.add
def notes(meeting, *, public):
    """The articles about a meeting; the office is offered to write one once it was held."""
    if meeting.status not in HELD:
        return None
    articles = Article.objects.filter(meeting=meeting)
    items = (
        [_published(article) for article in articles.public()]
        if public
        else [_of_office(article) for article in articles]
    )
    if not public:
        url = f"{reverse('news:office_add')}?spotkanie={meeting.pk}"
        items.append({"text": _("Write a note from this meeting"), "url": url})
    return {"title": _("Note and photos"), "items": items}


def _published(article):
    return {
        "text": article.title,
        "url": article.get_absolute_url(),
        "note": date_format(article.published_on, "j E Y"),
    }


def _of_office(article):
    return {
        "text": article.title,
        "url": reverse("news:office_detail", args=[article.pk]),
        "note": article.get_status_display(),
    }
