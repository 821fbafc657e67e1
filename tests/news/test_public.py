"""What visitors read: the list, the page, the feed, the photos, the search."""

import datetime as dt
from xml.etree import ElementTree

import pytest
import time_machine
from django.urls import reverse

from members.choices import PartnerStatus
from news import actions
from tests.factories import PartnerFactory
from tests.news.factories import ArticleFactory, add_photo, held_meeting, read
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
INDEX, FEED, SEARCH = "/aktualnosci/", "/aktualnosci/kanal.atom", "/szukaj/?q=tajemnicza"
ATOM = "{http://www.w3.org/2005/Atom}"


def detail(article):
    return reverse("news:detail", args=[article.pk])


def test_a_draft_is_nowhere(client):
    draft = ArticleFactory(title="Tajemnicza wiadomość")
    photo = add_photo(draft)
    for address in (INDEX, f"{INDEX}?q=tajemnicza", f"{INDEX}?year=2026", FEED, SEARCH, "/"):
        page = client.get(address).content.decode().replace("q=tajemnicza", "")
        assert "Tajemnicza wiadomość" not in page, address
    addresses = [detail(draft)] + [
        reverse(f"news:{name}", args=[draft.pk, photo.pk]) for name in ("photo", "thumbnail")
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 3


def test_a_published_article_is_everywhere(client):
    article = ArticleFactory(title="Tajemnicza wiadomość", public=True)
    for address in (INDEX, f"{INDEX}?q=TAJEMNICZEJ", f"{INDEX}?year=2026", FEED, SEARCH, "/"):
        assert "Tajemnicza wiadomość" in client.get(address).content.decode(), address
    assert client.get(detail(article)).status_code == 200


def test_a_withdrawn_article_leaves_only_its_notice(client):
    article = ArticleFactory(title="Tajemnicza wiadomość", body="Dawna treść", public=True)
    photo = add_photo(article)
    actions.withdraw(article=article, notice="Wycofano na prośbę autora.", actor=None)
    response = client.get(detail(article))
    page = response.content.decode()
    assert response.status_code == 410
    assert "Wycofano na prośbę autora." in page
    assert "Dawna treść" not in page
    assert "Tajemnicza" not in page
    for address in (INDEX, FEED, SEARCH):
        page = client.get(address).content.decode().replace("q=tajemnicza", "")
        assert "Tajemnicza" not in page
    assert client.get(reverse("news:photo", args=[article.pk, photo.pk])).status_code == 404


def test_the_list_is_narrowed_by_year_and_offers_the_years_there_are(client):
    for year in (2018, 2024, 2024):
        ArticleFactory(public=True, published_on=dt.date(year, 5, 1))
    ArticleFactory()
    response = client.get(f"{INDEX}?year=2024")
    assert response.context["page"].paginator.count == 2
    choices = [value for value, _label in response.context["filter"].form.fields["year"].choices]
    assert choices == ["", "2024", "2018"]


def test_the_text_has_paragraphs_and_links_and_no_markup_of_the_author(client):
    article = ArticleFactory(
        public=True,
        body="Pierwszy akapit <script>alert(1)</script>.\n\nAdres: https://urzad.example/nowe",
    )
    page = client.get(detail(article)).content.decode()
    assert '<a href="https://urzad.example/nowe" rel="nofollow">' in page
    assert "<p>Pierwszy akapit &lt;script&gt;" in page
    assert "<script>alert" not in page


def test_a_page_names_only_what_is_public(client):
    article = ArticleFactory(public=True)
    shown = ProjectFactory(partnership=article.partnership, public=True, title="Projekt jawny")
    hidden = ProjectFactory(partnership=article.partnership, title="Projekt niejawny")
    member = PartnerFactory(partnership=article.partnership, name="Partner przyjęty")
    guest = PartnerFactory(
        partnership=article.partnership, name="Partner spoza", status=PartnerStatus.CONTACT
    )
    article.projects.set([shown, hidden])
    article.partners.set([member, guest])
    article.meeting = held_meeting(article.partnership, title="Narada zamknięta", is_public=False)
    article.save()
    page = client.get(detail(article)).content.decode()
    assert "Projekt jawny" in page
    assert "Partner przyjęty" in page
    for secret in ("Projekt niejawny", "Partner spoza", "Narada zamknięta"):
        assert secret not in page


def test_a_held_meeting_links_to_its_note_and_the_note_to_its_meeting(client):
    article = ArticleFactory(public=True, title="Notatka ze spotkania")
    meeting = held_meeting(article.partnership, title="Spotkanie w remizie")
    draft = ArticleFactory(partnership=article.partnership, title="Szkic", meeting=meeting)
    article.meeting = meeting
    article.save()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert f'<a href="{detail(article)}">Notatka ze spotkania</a>' in page
    assert draft.title not in page
    assert "Spotkanie w remizie" in client.get(detail(article)).content.decode()


def test_an_organisations_page_names_the_news_that_tell_of_it(client, cast):
    shown = ArticleFactory(partnership=cast.partnership, public=True, title="Jawna wiadomość")
    hidden = ArticleFactory(partnership=cast.partnership, title="Szkic wiadomości")
    for article in (shown, hidden):
        article.partners.add(cast.partner)
    page = client.get(cast.partner.get_absolute_url()).content.decode()
    assert f'<a href="{detail(shown)}">Jawna wiadomość</a>' in page
    assert hidden.title not in page


def test_photos_show_their_words_and_their_size(client):
    article = ArticleFactory(public=True)
    add_photo(article, alternative="Dwa kolory obok siebie", size=(900, 600))
    page = " ".join(client.get(detail(article)).content.decode().split())
    assert 'alt="Dwa kolory obok siebie"' in page
    assert 'width="900"' in page
    assert " 640w, " in page


def test_a_photo_is_cached_and_asked_for_again_by_its_fingerprint(client):
    article = ArticleFactory(public=True)
    photo = add_photo(article)
    address = reverse("news:photo", args=[article.pk, photo.pk])
    response = client.get(address)
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"] == "inline"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert read(response).startswith(b"RIFF")
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_photo_answers_only_below_its_own_article(client):
    one, other = ArticleFactory.create_batch(2, public=True)
    photo = add_photo(one)
    assert client.get(reverse("news:photo", args=[other.pk, photo.pk])).status_code == 404


@time_machine.travel("2026-05-20T10:00:00Z", tick=False)
def test_the_feed_is_atom_with_absolute_links_and_lasting_names(client):
    late = ArticleFactory(public=True, title="Późna & ważna", published_on=dt.date(2026, 5, 8))
    early = ArticleFactory(public=True, published_on=dt.date(2026, 5, 4))
    response = client.get(FEED)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert feed.find(f"{ATOM}{name}").text
    entries = feed.findall(f"{ATOM}entry")
    assert [e.find(f"{ATOM}title").text for e in entries] == ["Późna & ważna", early.title]
    first = entries[0]
    assert first.find(f"{ATOM}id").text == f"urn:uuid:{late.once}"
    assert first.find(f"{ATOM}link").get("href") == f"http://testserver{detail(late)}"
    assert first.find(f"{ATOM}published").text == "2026-05-07T22:00:00+00:00"
    assert first.find(f"{ATOM}author/{ATOM}name").text == late.partnership.office_name
    assert "<p>Pierwszy akapit próbny.</p>" in first.find(f"{ATOM}summary").text


def test_the_feed_costs_the_same_for_any_number(client, django_assert_num_queries):
    for count in (1, 3):
        ArticleFactory.create_batch(count, public=True)
        with django_assert_num_queries(1):
            client.get(FEED)


def test_pages_name_the_feed_in_their_head(client):
    article = ArticleFactory(public=True)
    for address in (INDEX, detail(article), "/"):
        head = " ".join(client.get(address).content.decode().split("</head>")[0].split())
        assert 'type="application/atom+xml" title="' in head
        assert f'href="{FEED}"' in head


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number(client, count, django_assert_num_queries):
    for article in ArticleFactory.create_batch(count, public=True):
        add_photo(article)
    with django_assert_num_queries(6):
        page = client.get(INDEX).context["page"]
    assert page.paginator.count == count


@pytest.mark.parametrize("count", [1, 4])
def test_a_page_costs_the_same_for_any_number(client, count, django_assert_num_queries):
    article = ArticleFactory(public=True)
    for _n in range(count):
        add_photo(article)
        article.projects.add(ProjectFactory(partnership=article.partnership, public=True))
        article.partners.add(PartnerFactory(partnership=article.partnership))
    with django_assert_num_queries(5):
        assert len(client.get(detail(article)).context["photos"]) == count


def test_the_home_page_shows_the_latest_three(client):
    articles = [
        ArticleFactory(public=True, published_on=dt.date(2026, 5, day)) for day in range(1, 6)
    ]
    shown = client.get("/").context["news"]
    assert list(shown) == [articles[4], articles[3], articles[2]]
