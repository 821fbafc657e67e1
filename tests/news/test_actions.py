"""Drafting, changing, publishing and withdrawing; photos and their order."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from PIL import Image

from core.errors import ChangedMeanwhileError
from core.models import WrongStepError
from documents.checking import RefusedError, check
from documents.kinds import IMAGES
from documents.models import Document
from journal.models import Entry
from news import actions
from news.choices import ArticleStatus
from news.models import Article, Photo
from tests.news.factories import GPS, ArticleFactory, add_photo, image

pytestmark = pytest.mark.django_db


def test_the_same_form_sent_twice_makes_one_article(cast):
    unsaved = ArticleFactory.build(partnership=cast.partnership)
    again = ArticleFactory.build(partnership=cast.partnership, once=unsaved.once)
    actions.draft(article=unsaved, actor=cast.officer)
    assert actions.draft(article=again, actor=cast.officer).pk == unsaved.pk
    assert Article.objects.count() == 1


def test_a_change_tells_the_journal_what_was_and_what_is(cast):
    article = ArticleFactory(partnership=cast.partnership, title="Stary tytuł")
    actions.change(
        article=article,
        version=1,
        fields={"title": "Nowy tytuł", "lead": article.lead},
        projects=[],
        partners=[cast.partner],
        actor=cast.officer,
    )
    entry = Entry.objects.get(verb="article changed")
    assert (entry.before, entry.after) == ({"title": "Stary tytuł"}, {"title": "Nowy tytuł"})
    assert list(article.partners.all()) == [cast.partner]


def test_of_two_who_save_the_same_version_the_second_is_told(cast):
    article = ArticleFactory(partnership=cast.partnership)
    words = {"projects": [], "partners": [], "actor": cast.officer, "article": article}
    actions.change(version=1, fields={"title": "Pierwszy"}, **words)
    with pytest.raises(ChangedMeanwhileError):
        actions.change(version=1, fields={"title": "Drugi"}, **words)
    article.refresh_from_db()
    assert article.title == "Pierwszy"


def test_an_article_is_published_withdrawn_with_a_notice_and_published_again(cast):
    article = ArticleFactory(partnership=cast.partnership)
    actions.publish(article=article, actor=cast.officer)
    assert article.published_on == localdate()
    with pytest.raises(actions.NotReadyError):
        actions.withdraw(article=article, notice=" ", actor=cast.officer)
    actions.withdraw(article=article, notice="Tekst był pomyłką.", actor=cast.officer)
    assert article.status == ArticleStatus.WITHDRAWN
    actions.publish(article=article, on=dt.date(2026, 2, 3), actor=cast.officer)
    article.refresh_from_db()
    assert (article.withdrawal, article.published_on) == ("", dt.date(2026, 2, 3))
    verbs = Entry.objects.filter(verb__startswith="article").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "article published",
        "article withdrawn",
        "article published",
    ]


def test_nothing_is_published_under_a_day_to_come_nor_twice(cast):
    article = ArticleFactory(partnership=cast.partnership)
    with pytest.raises(actions.NotReadyError):
        actions.publish(article=article, on=localdate() + dt.timedelta(days=1), actor=cast.officer)
    actions.publish(article=article, actor=cast.officer)
    with pytest.raises(WrongStepError):
        actions.publish(article=article, actor=cast.officer)


@pytest.mark.parametrize(
    "columns",
    [
        {"status": ArticleStatus.PUBLISHED, "published_on": None},
        {"status": ArticleStatus.WITHDRAWN, "published_on": dt.date(2026, 1, 1), "withdrawal": ""},
        {"status": "unknown"},
    ],
)
def test_the_database_refuses_what_no_action_writes(columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(**columns)


def test_a_photo_keeps_nothing_of_the_camera(cast):
    article = ArticleFactory(partnership=cast.partnership)
    upload = image(gps=True)
    with Image.open(upload) as taken:
        assert taken.getexif().get_ifd(GPS)
    photo = actions.add_photo(
        article=article,
        upload=check(upload, IMAGES),
        alternative="Opis próbny",
        actor=cast.officer,
    )
    for document in (photo.picture, photo.thumbnail):
        with document.file.open("rb") as file:
            content = file.read()
        assert b"Exif" not in content
        assert "Aparat próbny".encode() not in content
        with Image.open(io.BytesIO(content)) as kept:
            assert (kept.format, dict(kept.getexif())) == ("WEBP", {})


def test_a_photo_is_kept_in_two_sizes(cast):
    photo = add_photo(ArticleFactory(partnership=cast.partnership), size=(2000, 1000))
    sizes = []
    for document in (photo.picture, photo.thumbnail):
        with document.file.open("rb") as file, Image.open(file) as kept:
            sizes.append(kept.size)
    assert sizes == [(1600, 800), (640, 320)]
    assert (photo.width, photo.height, photo.small_width) == (1600, 800, 640)


def test_a_drawing_in_svg_that_is_called_png_is_refused():
    svg = image("rysunek.png")
    svg.file = io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    svg.size = len(svg.file.getvalue())
    with pytest.raises(RefusedError, match="png"):
        check(svg, IMAGES)


def test_a_photo_without_words_is_refused_by_the_action_and_by_the_database(cast):
    article = ArticleFactory(partnership=cast.partnership)
    with pytest.raises(actions.PhotoError):
        add_photo(article, alternative="  ")
    assert not Document.objects.exists()
    photo = add_photo(article)
    with pytest.raises(actions.PhotoError):
        actions.describe_photo(
            photo=photo, alternative="", caption="", credit="", actor=cast.officer
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.update(alternative="")


def test_photos_are_moved_one_place_and_no_farther_than_the_ends(cast):
    article = ArticleFactory(partnership=cast.partnership)
    first, second, third = (add_photo(article, alternative=f"Obraz {n}") for n in "123")

    def order():
        return list(article.photos.values_list("pk", flat=True))

    actions.move_photo(photo=third, places=-1, actor=cast.officer)
    assert order() == [first.pk, third.pk, second.pk]
    actions.move_photo(photo=first, places=-1, actor=cast.officer)
    assert order() == [first.pk, third.pk, second.pk]
    actions.move_photo(photo=first, places=1, actor=cast.officer)
    assert order() == [third.pk, first.pk, second.pk]


def test_a_removed_photo_leaves_no_file_behind(cast):
    photo = add_photo(ArticleFactory(partnership=cast.partnership))
    actions.remove_photo(photo=photo, actor=cast.officer)
    assert not Document.objects.exists()
    assert Entry.objects.filter(verb="photo removed").exists()


def test_an_article_takes_no_more_photos_than_the_limit(cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PHOTOS", 1)
    article = ArticleFactory(partnership=cast.partnership)
    add_photo(article)
    with pytest.raises(actions.PhotoError, match="1"):
        add_photo(article)
