"""The office writes: forms keep their content, photos come with words, destructive steps ask."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import now

from documents.models import Document
from journal.models import Entry
from news.choices import ArticleStatus
from news.models import Article
from news.selectors import counters
from tests.conftest import client_of
from tests.news.factories import ArticleFactory, add_photo, held_meeting, image, read

pytestmark = pytest.mark.django_db
INDEX = "/biuro/aktualnosci/"
WORDS = {"title": "Targi pracy", "lead": "Zapowiedź targów.", "body": "Pierwszy.\n\nDrugi."}


def address(name, article, photo=None):
    args = [article.pk] if photo is None else [article.pk, photo.pk]
    return reverse(f"news:office_{name}", args=args)


@pytest.fixture
def article(cast):
    return ArticleFactory(partnership=cast.partnership)


def test_an_article_is_written_and_stands_as_a_draft(office, cast):
    response = office.post(f"{INDEX}nowa/", WORDS)
    article = Article.objects.get()
    assert response.url == address("detail", article)
    assert (article.status, article.partnership) == (ArticleStatus.DRAFT, cast.partnership)


def test_a_preview_shows_the_page_and_saves_nothing(office, cast):
    words = {**WORDS, "partners": [cast.partner.pk], "preview": "1"}
    page = office.post(f"{INDEX}nowa/", words).content.decode()
    assert "<p>Drugi.</p>" in page
    assert cast.partner.name in page.split("<form", 2)[1]
    assert 'value="Targi pracy"' in page
    assert not Article.objects.exists()


def test_a_preview_of_a_change_leaves_the_article_as_it_is(office, article):
    page = office.post(address("edit", article), {**WORDS, "version": 1, "preview": "1"})
    assert "<p>Drugi.</p>" in page.content.decode()
    article.refresh_from_db()
    assert article.title != WORDS["title"]


def test_a_held_meeting_offers_to_write_its_note(office, cast):
    meeting = held_meeting(cast.partnership, title="Spotkanie w remizie")
    page = office.get(reverse("meetings:office_detail", args=[meeting.pk])).content.decode()
    link = f"{INDEX}nowa/?spotkanie={meeting.pk}"
    assert link in page
    form = office.get(link).context["form"]
    assert (form["title"].value(), form["meeting"].value()) == (meeting.title, meeting.pk)
    office.post(link, {**WORDS, "meeting": meeting.pk})
    assert Article.objects.get().meeting == meeting


def test_a_meeting_that_lies_ahead_or_elsewhere_gets_no_note(office, cast):
    other = held_meeting(cast.foreign)
    ahead = held_meeting(cast.partnership, title="Jeszcze nie")
    type(ahead).objects.filter(pk=ahead.pk).update(status="announced")
    for meeting in (other, ahead):
        assert office.get(f"{INDEX}nowa/?spotkanie={meeting.pk}").status_code == 404
    page = office.get(reverse("meetings:office_detail", args=[ahead.pk])).content.decode()
    assert "?spotkanie=" not in page


def test_the_form_offers_only_what_the_office_holds(office, cast):
    mine, theirs = held_meeting(cast.partnership), held_meeting(cast.foreign)
    response = office.post(f"{INDEX}nowa/", {**WORDS, "meeting": theirs.pk})
    assert response.context["form"].errors["meeting"]
    assert list(response.context["form"].fields["meeting"].queryset) == [mine]


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(office, article):
    Article.objects.filter(pk=article.pk).update(version=2, title="Tytuł kogoś innego")
    response = office.post(address("edit", article), {**WORDS, "version": 1})
    page = response.content.decode()
    assert "Tytuł kogoś innego" in page
    assert 'value="Targi pracy"' in page
    office.post(
        address("edit", article), {**WORDS, "version": response.context["form"].data["version"]}
    )
    article.refresh_from_db()
    assert article.title == "Targi pracy"


def test_publishing_asks_and_shows_what_visitors_will_read(office, article):
    page = office.get(address("publish", article)).content.decode()
    assert "<p>Drugi akapit próbny.</p>" in page
    article.refresh_from_db()
    assert article.status == ArticleStatus.DRAFT
    office.post(address("publish", article), {"published_on": "2026-02-01"})
    article.refresh_from_db()
    assert (article.status, article.published_on) == (ArticleStatus.PUBLISHED, dt.date(2026, 2, 1))


def test_a_day_to_come_is_refused_in_words(office, article):
    tomorrow = (now() + dt.timedelta(days=2)).date().isoformat()
    form = office.post(address("publish", article), {"published_on": tomorrow}).context["form"]
    assert form.errors["published_on"]
    assert form["published_on"].value() == tomorrow


def test_withdrawing_needs_a_notice(office, cast):
    article = ArticleFactory(partnership=cast.partnership, public=True)
    response = office.post(address("withdraw", article), {"notice": ""})
    assert response.context["form"].errors["notice"]
    office.post(address("withdraw", article), {"notice": "Pomyłka."})
    article.refresh_from_db()
    assert (article.status, article.withdrawal) == (ArticleStatus.WITHDRAWN, "Pomyłka.")


def test_steps_that_came_too_late_are_refused_in_words(office, article, cast):
    response = office.post(address("withdraw", article), {"notice": "Pomyłka."})
    assert response.context["form"].non_field_errors()
    shown = ArticleFactory(partnership=cast.partnership, public=True)
    response = office.post(address("publish", shown), {"published_on": "2026-02-01"})
    assert response.context["form"].non_field_errors()


def test_a_photo_without_alternative_text_is_refused_and_the_form_kept(office, article):
    words = {"upload": image(), "alternative": "", "caption": "Podpis próbny", "may_publish": "on"}
    response = office.post(address("photos", article), words)
    assert response.context["form"].errors["alternative"]
    assert "jeszcze raz" in response.context["form"].errors["upload"][0], "the file is not kept"
    assert 'value="Podpis próbny"' in response.content.decode()
    assert not article.photos.exists()
    assert not Document.objects.exists()


def test_an_auditor_sees_the_photos_and_no_form(cast, article):
    page = client_of(cast.auditor).get(address("photos", article))
    assert page.status_code == 200
    assert "Dodaj zdjęcie" not in page.content.decode()


def test_a_file_name_is_no_alternative_text(office, article):
    words = {"upload": image(), "alternative": "IMG_2031.JPG", "may_publish": "on"}
    response = office.post(address("photos", article), words)
    assert response.context["form"].errors["alternative"]
    assert not article.photos.exists()


def test_a_photo_that_may_not_be_published_is_not_taken(office, article):
    words = {"upload": image(), "alternative": "Ludzie przy stole"}
    response = office.post(address("photos", article), words)
    assert response.context["form"].errors["may_publish"]


def test_an_svg_called_png_is_refused_in_words_and_the_form_kept(office, article):
    svg = image("rysunek.png")
    svg.file.seek(0)
    svg.file.truncate()
    svg.file.write(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>')
    svg.file.seek(0)
    svg.size = 64
    words = {"upload": svg, "alternative": "Rysunek próbny", "may_publish": "on"}
    response = office.post(address("photos", article), words)
    assert response.context["form"].errors["upload"]
    assert "Rysunek próbny" in response.content.decode()
    assert not Document.objects.exists()


def test_photos_are_added_moved_described_and_removed_with_buttons_only(office, article):
    for number in (1, 2):
        words = {"upload": image(), "alternative": f"Obraz {number}", "may_publish": "on"}
        assert office.post(address("photos", article), words).status_code == 302
    first, second = article.photos.all()
    office.post(address("photo_earlier", article, second))
    assert list(article.photos.all()) == [second, first]
    office.post(address("photo_later", article, second))
    assert list(article.photos.all()) == [first, second]
    office.post(address("photo", article, first), {"alternative": "Nowy opis"})
    first.refresh_from_db()
    assert first.alternative == "Nowy opis"
    office.get(address("photo_remove", article, first))
    assert article.photos.count() == 2
    office.post(address("photo_remove", article, first))
    assert list(article.photos.all()) == [second]
    assert Entry.objects.filter(verb="photo removed").count() == 1


def test_the_photos_of_a_draft_are_for_its_office_only(office, article, cast):
    photo = add_photo(article)
    response = office.get(address("photo_file", article, photo))
    assert response["Cache-Control"] == "no-store, private"
    assert read(response).startswith(b"RIFF")
    stranger = client_of(cast.foreign_officer)
    assert stranger.get(address("photo_file", article, photo)).status_code == 404


def test_what_waits_equals_the_lists_behind_it(office, cast):
    with time_machine.travel(now() - dt.timedelta(days=15)):
        ArticleFactory(partnership=cast.partnership)
        ArticleFactory(partnership=cast.partnership, public=True)
        ArticleFactory(partnership=cast.foreign)
    ArticleFactory(partnership=cast.partnership)
    told = held_meeting(cast.partnership)
    ArticleFactory(partnership=cast.partnership, meeting=told)
    held_meeting(cast.partnership)
    held_meeting(cast.partnership)
    held_meeting(cast.partnership, is_public=False)
    held_meeting(cast.foreign)
    waiting = counters.waiting(cast.partnership)
    assert [figure.count for figure in waiting] == [2, 1]
    for figure in waiting:
        assert office.get(figure.url).context["page"].paginator.count == figure.count


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("path", [INDEX, f"{INDEX}spotkania/"])
def test_lists_cost_the_same_for_any_number(office, cast, count, path, django_assert_num_queries):
    for _n in range(count):
        ArticleFactory(partnership=cast.partnership, meeting=held_meeting(cast.partnership))
        held_meeting(cast.partnership)
    with django_assert_num_queries(7 if path == INDEX else 6):
        page = office.get(path).context["page"]
    assert page.paginator.count == count
