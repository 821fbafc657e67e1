"""The lists of this app."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("news", "draft")
    PUBLISHED = "published", pgettext_lazy("news", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("news", "withdrawn")


TONES = {
    ArticleStatus.DRAFT: "neutral",
    ArticleStatus.PUBLISHED: "good",
    ArticleStatus.WITHDRAWN: "warn",
}

LARGE, SMALL = 1600, 640  # pixels of the longer side of a photo's two sizes
