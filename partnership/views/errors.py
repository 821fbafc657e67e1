"""Pages for what went wrong."""

from django.shortcuts import render

from core.access import public


@public
def csrf_failure(request, reason=""):
    """The form was too old or came from elsewhere; say how to go on."""
    return render(request, "errors/csrf.html", status=403)
