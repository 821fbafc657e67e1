"""A narrowed list is found again: its address goes along with the pages below it.

A row lies below its list (`/biuro/spotkania/` and `/biuro/spotkania/5/zmiana/`). A list that
was narrowed, or turned to another page, hands its address on to its rows in `?list=`; the
links, tabs, breadcrumbs and redirects of the pages below pass it on and lead back to it. It
stands in the address, as the filters do, so that two tabs, a bookmark and a browser without
scripts or cookies each keep their own.

What stands in the address is anybody's word. It only ever replaces an address of the same
path, so it never leads anywhere else than where the portal leads by itself.
"""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme

LIST = "list"
DEEPEST = 3  # lists below lists
LONGEST = 1500  # characters; a longer address is not handed on


def mark(request) -> None:
    """Say that this page is a list, whose rows lead back to it."""
    request.is_list = True


def trail(request) -> list[str]:
    """The narrowed lists above this page, the nearest first, each as its path and query.

    Of a list itself, its own address comes first.
    """
    if getattr(request, "list_trail", None) is None:
        request.list_trail = [*_own(request), *_above(request)]
    return request.list_trail


def with_list(request, address: str) -> str:
    """`address` so that it leads back to the narrowed list that lies above it.

    The address of such a list itself becomes the narrowed one. Any other address, and one
    that says already how its list is to be narrowed, stays as it is.
    """
    path, asks, query = address.partition("?")
    path = path.partition("#")[0]
    if LIST in QueryDict(query):
        return address
    for listed in trail(request):
        start = listed.partition("?")[0]
        if path == start:
            return address if asks else listed
        if path.startswith(start) or _belongs(request.path, start, path):
            return _handed(address, listed)
    return address


def of_row(request, address: str) -> str:
    """`address` of a row of this list that does not lie below the list."""
    own = _own(request)
    return _handed(address, own[0]) if own else address


def _belongs(here, start, path):
    """Whether `path` goes with the row `here`, which does not lie below its list at `start`."""
    if here.startswith(start):
        return False
    return path.startswith(here) or (here.startswith(path) and not start.startswith(path))


def _handed(address, listed):
    address, sharp, anchor = address.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode({LIST: listed})}{sharp}{anchor}"


def translated(address: str, language: str) -> str:
    """`address` of a page, and of the lists that it hands on, in another language."""
    path, asks, query = translate_url(address, language).partition("?")
    data = QueryDict(query, mutable=True)
    if listed := data.get(LIST):
        data[LIST] = translated(listed, language)
        query = data.urlencode()
    return f"{path}{asks}{query}"


def _own(request):
    """A list's own address, where it is narrowed."""
    if not getattr(request, "is_list", False):
        return []
    asked = [(name, value) for name, values in request.GET.lists() for value in values if value]
    if all(name == LIST for name, _value in asked):
        return []
    return _short([f"{request.path}?{urlencode(asked)}"])


def _above(request):
    found, listed = [], request.GET.get(LIST, "")
    while listed and len(found) < DEEPEST:
        path, _asks, query = listed.partition("?")
        if not (path.endswith("/") and url_has_allowed_host_and_scheme(listed, None)):
            break
        found.append(listed)
        listed = QueryDict(query).get(LIST, "")
    return _short(found)


def _short(addresses):
    return [address for address in addresses if len(address) <= LONGEST]
