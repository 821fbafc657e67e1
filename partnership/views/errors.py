"""Pages for what went wrong: what happened, and how to go on."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from core.access import public


@public
def bad_request(request, exception=None):
    """400: the request could not be understood; 413 when it was merely too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(
        request,
        400,
        _("We could not understand this request"),
        _("The address or the form was incomplete or damaged."),
        [
            _("Go back and try again."),
            _("If you followed a link, check that all of it was copied."),
        ],
    )


@public
def forbidden(request, exception=None):
    """403: this person may look here, and not do this."""
    return page(
        request,
        403,
        _("You may not do this"),
        _("Your account has no right to this step. Nothing was changed."),
        [
            _("An auditor reads everything and changes nothing."),
            _("If you need this right, ask the office."),
        ],
    )


@public
def not_found(request, exception=None):
    """404: there is no such page, or it is not for this person; we do not say which."""
    return page(
        request,
        404,
        _("There is no such page"),
        _("The address may be wrong, the page may have moved, or it is not meant for you."),
        [
            _("Check the address, most of all its end."),
            _("If you have an account, sign in and open the page again."),
        ],
    )


@public
def not_allowed(request):
    """405: the page exists, and is not asked for in this way; so after a sign-in in between."""
    return page(
        request,
        405,
        _("This step cannot be done in this way"),
        _("The page was asked for in a way it does not answer."),
        [_("Go back and use the button on the page.")],
    )


@public
def too_large(request):
    """413: more was sent than we take."""
    return page(
        request,
        413,
        _("This file is too large"),
        _("We take files of up to 20 MB. Nothing was saved."),
        [
            _("Make the file smaller, for instance scan in black and white."),
            _("Or send it in parts."),
        ],
    )


@public
def too_many(request, exception=None):
    """429: too many attempts in a short time."""
    return page(
        request,
        429,
        _("Too many attempts"),
        _("For safety we have stopped for a while. Your account is not blocked."),
        [_("Wait five minutes and try again."), _("If you forgot your password, set a new one.")],
    )


@public
def csrf_failure(request, reason=""):
    """403: the form was too old or came from elsewhere; say how to go on."""
    return page(
        request,
        403,
        _("The form has expired"),
        _("It was open for too long, or you have signed in or out in another window."),
        [
            _("Go back, reload the page and send the form again."),
            _("Let your browser accept cookies from this portal."),
        ],
    )


@public
def server_error(request):
    """500: our fault. Needs neither the database nor a context processor."""
    words = {
        "title": _("Something went wrong on our side"),
        "text": _("The error has been noted. What you entered before is safe."),
    }
    return HttpResponse(get_template("errors/500.html").render(words), status=500)


def page(request, status, title, text, advice=()):
    """The page for `status`: a title, what happened, and lines of advice."""
    context = {"title": title, "text": text, "advice": advice}
    return render(request, "errors/page.html", context, status=status)
