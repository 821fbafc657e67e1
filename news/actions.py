"""Verbs of this app."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.errors import RuleError
from documents.actions import store
from documents.checking import Checked
from documents.pictures import sized
from journal.actions import assign, record
from members.models import Partner
from news.choices import LARGE, SMALL, ArticleStatus
from news.models import Article, Photo
from projects.models import Project

MOST_PHOTOS = 30


class NotReadyError(RuleError):
    """The article cannot be published like this, or not withdrawn."""


class PhotoError(RuleError):
    """The photo cannot be added or moved."""


@transaction.atomic
def draft(
    *,
    article: Article,
    projects: Iterable[Project] = (),
    partners: Iterable[Partner] = (),
    actor,
) -> Article:
    """Store a new article as a draft. One with the same `once` is stored once."""
    article.status = ArticleStatus.DRAFT
    there = Article.objects.filter(partnership=article.partnership, once=article.once).first()
    if there is not None:
        return there
    article.save()
    article.projects.set(projects)
    article.partners.set(partners)
    record(verb="article drafted", row=article, actor=actor, after={"title": article.title})
    return article


@transaction.atomic
def change(
    *,
    article: Article,
    version: int,
    fields: dict,
    projects: Iterable[Project],
    partners: Iterable[Partner],
    actor,
) -> None:
    """Set columns of an article as of `version`, and what it tells of.

    Raises `ChangedMeanwhileError` when someone saved after `version`.
    """
    article.claim(version)
    stored = Article.objects.get(pk=article.pk)
    changes = assign(stored, fields)
    stored.save()
    stored.projects.set(projects)
    stored.partners.set(partners)
    record(verb="article changed", row=stored, actor=actor, **changes)


@transaction.atomic
def publish(*, article: Article, on: dt.date | None = None, actor) -> None:
    """Show an article to everyone, dated `on` (today when not given).

    Raises `NotReadyError` for a day to come, `WrongStepError` when it is published.
    """
    on = on or localdate()
    if on > localdate():
        raise NotReadyError(_("The day of publication lies ahead."))
    article.become(
        ArticleStatus.PUBLISHED, published_on=on, withdrawal="", version=F("version") + 1
    )
    article.refresh_from_db(fields=["version"])
    record(verb="article published", row=article, actor=actor, after={"published_on": on})


@transaction.atomic
def withdraw(*, article: Article, notice: str, actor) -> None:
    """Take the page and its photos away; whoever comes to its address reads only `notice`.

    Raises `NotReadyError` without words, `WrongStepError` when it is not published.
    """
    if not notice.strip():
        raise NotReadyError(_("Write what visitors will read instead."))
    article.become(ArticleStatus.WITHDRAWN, withdrawal=notice.strip(), version=F("version") + 1)
    article.refresh_from_db(fields=["version"])
    record(verb="article withdrawn", row=article, actor=actor, reason=article.withdrawal)


@transaction.atomic
def add_photo(
    *,
    article: Article,
    upload: Checked,
    alternative: str,
    caption: str = "",
    credit: str = "",
    actor,
) -> Photo:
    """Keep a checked picture in two sizes as the last photo of an article.

    Raises `PhotoError` without an alternative text or when there are enough photos.
    """
    _held(article)
    if not alternative.strip():
        raise PhotoError(_("Describe what the photo shows."))
    there = article.photos.aggregate(last=Max("position", default=0))["last"]
    if article.photos.count() >= MOST_PHOTOS:
        raise PhotoError(_("An article has at most %(most)d photos.") % {"most": MOST_PHOTOS})
    large, small = sized(upload, LARGE), sized(upload, SMALL)
    picture, thumbnail = (
        store(partnership=article.partnership, upload=size.checked, uploaded_by=actor)
        for size in (large, small)
    )
    photo = Photo.objects.create(
        article=article,
        picture=picture,
        thumbnail=thumbnail,
        width=large.width,
        height=large.height,
        alternative=alternative.strip(),
        caption=caption,
        credit=credit,
        position=there + 1,
    )
    record(
        verb="photo added",
        row=article,
        actor=actor,
        after={"photo": photo.pk, "alternative": photo.alternative},
    )
    return photo


@transaction.atomic
def describe_photo(*, photo: Photo, alternative: str, caption: str, credit: str, actor) -> None:
    """Set the words of a photo. Raises `PhotoError` without an alternative text."""
    _held(photo.article)
    if not alternative.strip():
        raise PhotoError(_("Describe what the photo shows."))
    words = {"alternative": alternative.strip(), "caption": caption, "credit": credit}
    stored = Photo.objects.get(pk=photo.pk)
    before = {name: getattr(stored, name) for name in words}
    Photo.objects.filter(pk=photo.pk).update(**words)
    record(verb="photo changed", row=photo.article, actor=actor, before=before, after=words)


@transaction.atomic
def move_photo(*, photo: Photo, places: int, actor) -> None:
    """Move a photo by `places` in its article: -1 is one place nearer to the beginning."""
    _held(photo.article)
    words = dict(photo.article.photos.values_list("pk", "alternative"))
    order = list(words)
    here = order.index(photo.pk)
    order.insert(max(0, here + places), order.pop(here))
    for position, pk in enumerate(order, 1):
        Photo.objects.filter(pk=pk).update(position=position)
    record(
        verb="photos reordered",
        row=photo.article,
        actor=actor,
        before={"photo": list(words.values())},
        after={"photo": [words[pk] for pk in order]},
    )


@transaction.atomic
def remove_photo(*, photo: Photo, actor) -> None:
    """Take a photo away for good. Its files go with the next sweep of the store."""
    _held(photo.article)
    pk, words = photo.pk, photo.alternative
    files = [photo.picture, photo.thumbnail]
    photo.delete()
    for file in files:
        file.delete()
    record(
        verb="photo removed",
        row=photo.article,
        actor=actor,
        before={"photo": pk, "alternative": words},
    )


def _held(article):
    """Lock the article, so that of two people who move its photos one waits."""
    Article.objects.select_for_update().get(pk=article.pk)
