"""Guards that stand before every page."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponseBadRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirectBase

from core import lists
from core.parameters import as_number

MOST_FILES = 4  # of one form
METHODS = ["GET", "HEAD", "OPTIONS", "POST"]


def refuse_nul(get_response):
    """Answer 400 to an address with a NUL byte, before any app sees it.

    Form fields are cleaned by the forms, with a message beside the field.
    """

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("Bad request: NUL byte.", content_type="text/plain")
        return get_response(request)

    return middleware


class RefuseFloods:
    """Answer 413 to more than a page can want, before anything of it is read.

    Files are taken from people who are signed in, and on the few pages that say so
    (`core.access.takes_files`). Stands above all that reads a form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        size = as_number(request.META.get("CONTENT_LENGTH")) or 0
        if size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return
        may = getattr(view, "takes_files", False) or request.user.is_authenticated
        if not may or size > MOST_FILES * settings.UPLOAD_LIMIT:
            raise RequestDataTooBig


def refuse_methods(get_response):
    """Answer 405 to every method that no page of the portal uses."""

    def middleware(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return middleware


def security_headers(get_response):
    """Isolate the site, and keep what a signed-in person sees out of every cache."""

    def middleware(request):
        response = get_response(request)
        headers = response.headers
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        headers.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        )
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            headers["Cache-Control"] = "no-store, private"
        elif response.status_code == HTTPStatus.GONE:
            # Browsers keep a 410 for ever; what was withdrawn may be published again.
            headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


def keep_lists(get_response):
    """Lead back to the narrowed list after something was saved (`core.lists`)."""

    def middleware(request):
        response = get_response(request)
        if isinstance(response, HttpResponseRedirectBase):
            response.headers["Location"] = lists.with_list(request, response.headers["Location"])
        return response

    return middleware
