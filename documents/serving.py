"""Handing a file to somebody who may have it."""

from django.http import FileResponse, Http404

SANDBOX = "default-src 'none'; sandbox"


def send(document) -> FileResponse:
    """The file as a download that a browser neither guesses at nor opens.

    The caller has found the document through its owner, within what the reader
    may see: there is no address that serves documents by their number.
    """
    try:
        file = document.file.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(
        file, as_attachment=True, filename=document.name, content_type=document.media_type
    )
    return guard(response)


def guard(response):
    """Add the headers of a file that is to be kept apart from the site."""
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
