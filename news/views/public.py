"""What everyone may read."""

from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from core.access import public
from core.pages import listing
from documents.serving import send
from members.choices import PartnerStatus
from news.feeds import NewsFeed
from news.filters import PublicFilter
from news.models import Article, Photo
from projects.models import Project

PAGE_SIZE = 12
FEED_AGE = 900  # seconds
PHOTO_AGE = 3600  # so long may a withdrawn photo still stand in somebody's browser


@public
@require_safe
@gzip_page
def index(request):
    rows = Article.objects.public().defer("body", "search").select_related("partnership")
    rows = rows.prefetch_related("photos")
    return listing(request, "news/index.html", PublicFilter(request.GET, rows), size=PAGE_SIZE)


@public
@require_safe
@gzip_page
def detail(request, pk):
    article = get_object_or_404(
        Article.objects.seen().select_related("partnership", "meeting"), pk=pk
    )
    if not article.is_public:
        return render(request, "news/withdrawn.html", {"article": article}, status=410)
    return render(request, "news/detail.html", page_of(article))


@public
@require_safe
def feed(request):
    response = NewsFeed()(request)
    response["Cache-Control"] = f"public, max-age={FEED_AGE}"
    return response


@public
@require_safe
def photo(request, pk, photo):
    return cached(shown(request, find_photo(pk, photo).picture))


@public
@require_safe
def thumbnail(request, pk, photo):
    return cached(shown(request, find_photo(pk, photo).thumbnail))


def find_photo(article, pk):
    """A photo of a published article, or 404."""
    photos = Photo.objects.filter(article__in=Article.objects.public().order_by())
    return get_object_or_404(photos.select_related("picture", "thumbnail"), article=article, pk=pk)


def cached(response):
    """Let everyone keep a public photo for a while."""
    response["Cache-Control"] = f"public, max-age={PHOTO_AGE}"
    return response


def shown(request, document):
    """A picture for the page; a browser that has it already is told so."""
    etag = quote_etag(document.sha256)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = send(document)
        response["Content-Disposition"] = "inline"
    response["ETag"] = etag
    return response


def page_of(article, projects=None, partners=None):
    """Everything that the public page, and so its preview, shows of an article.

    `projects` and `partners` stand in for those of an article that is not stored yet.
    """
    meeting = article.meeting
    if meeting and not (meeting.is_public and meeting.announced_at):
        meeting = None
    told = projects if projects is not None else article.projects.all()
    with_ = partners if partners is not None else article.partners.all()
    return {
        "article": article,
        "meeting": meeting,
        "photos": list(article.photos.all()) if article.pk else [],
        "projects": list(told.filter(pk__in=Project.objects.public())),
        "partners": list(with_.filter(status=PartnerStatus.ADMITTED)),
    }
