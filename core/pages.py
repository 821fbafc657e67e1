"""One helper each for pages, parts of pages, and lists."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from core import lists
from core.errors import ChangedMeanwhileError, RuleError
from core.forms import renew_version

PAGE_SIZE = 25


def page_or_part(request, template, part, context, status=200):
    """Render `template` for a browser, or only its partial `part` when htmx asks.

    Both have the same address, so caches are told to keep them apart: else "back" would
    show the part alone. When htmx restores a page of its history it wants the whole.
    """
    asked = request.htmx and not (request.htmx.boosted or request.htmx.history_restore_request)
    response = render(request, f"{template}#{part}" if asked else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def paged(request, rows, size=PAGE_SIZE):
    """The page of `rows` that `?page=` asks for, the nearest one where there is none such.

    The rows lead back to this list as it is narrowed now (`core.lists`).
    """
    lists.mark(request)
    return Paginator(rows, size).get_page(request.GET.get("page"))


def listing(request, template, filterset, context=None, size=PAGE_SIZE):
    """Render a filtered list, one page of `size` rows.

    The template gets `filter` (the FilterSet), `page` (a Page of rows, with
    `page.paginator.count`), `active_filters` and what `context` adds. When htmx
    asks, only the partial `results` is rendered. A filter that does not validate
    gives no rows and its errors in words. For the rest see `paged`.
    """
    rows = filterset.qs if filterset.is_valid() else filterset.queryset.none()
    page = paged(request, rows, size)
    known = {
        name: value
        for name, value in filterset.data.items()
        if name in filterset.form.fields and value
    }
    context = {"filter": filterset, "page": page, "active_filters": known, **(context or {})}
    return page_or_part(request, template, "results", context)


def run_action(request, done, action, *, form=None, **kwargs) -> bool:
    """Call `action` for this person and say `done`; where a rule refuses, say why.

    The refusal stands on `form` if there is one, which then may be sent again: it has the
    present version of its row. Returns whether it was done.
    """
    try:
        action(actor=request.user, **kwargs)
    except RuleError as error:
        if form is None:
            messages.error(request, str(error))
        else:
            _refuse(form, error)
        return False
    messages.success(request, done)
    return True


def _refuse(form, error):
    form.add_error(None, str(error))
    if isinstance(error, ChangedMeanwhileError):
        form.instance.refresh_from_db(fields=["version"])
        renew_version(form, form.instance)


def next_page(request, default):
    """The page to go on to: `next` from the form where it is on this host, else `default`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    # Anything but a path from the root would be taken for the name of an address.
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return default
