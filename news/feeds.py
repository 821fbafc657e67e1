"""The feed of the published news."""

import datetime as dt

from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from core.times import at_wall
from news.models import Article

LENGTH = 30
MIDNIGHT = dt.time(0)


class NewsFeed(Feed):
    """The latest published news as Atom, with their whole text."""

    feed_type = Atom1Feed
    language = "pl"
    title = _("News of the local partnership")
    subtitle = _("What the partners did and what comes next.")

    def link(self):
        return reverse("news:index")

    def items(self):
        return Article.objects.public().select_related("partnership").defer("search")[:LENGTH]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return render_to_string("news/feed_item.html", {"article": item})

    def item_guid(self, item):
        """One name, whatever the language of the portal or its host."""
        return item.once.urn

    def item_pubdate(self, item):
        return at_wall(item.published_on, MIDNIGHT)

    def item_updateddate(self, item):
        return max(item.updated_at, self.item_pubdate(item))

    def item_author_name(self, item):
        return item.partnership.office_name
