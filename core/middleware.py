"""Guards that stand before every page."""

from django.http import HttpResponseBadRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseRedirectBase

from core import lists

METHODS = ["GET", "HEAD", "OPTIONS", "POST"]


def refuse_nul(get_response):
    """Answer 400 to an address with a NUL byte, before any room sees it.

    Form fields are cleaned by the forms, with a message beside the field.
    """

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("Bad request: NUL byte.", content_type="text/plain")
        return get_response(request)

    return middleware


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
