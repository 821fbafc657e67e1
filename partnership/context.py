"""What every page knows."""

from django.utils.translation import get_language

from counties.models import Partnership


def shell(request):
    """Which of the three shells a page stands in, and the partnership it speaks for.

    `shell` is "office", "partner" or "public"; `partnership` is the office's own
    on office pages, else the only one of the installation, else None.
    """
    path = request.path_info.removeprefix("/en")
    name = "office" if path.startswith("/biuro/") else "partner" if path.startswith("/moje/") else "public"
    return {
        "shell": name,
        "partnership": getattr(request, "partnership", None) or only_partnership(),
        "language": get_language(),
    }


def only_partnership():
    """The installation's partnership if there is just one, else None. One query."""
    found = list(Partnership.objects.select_related("county")[:2])
    return found[0] if len(found) == 1 else None
