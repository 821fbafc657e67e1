"""What every page knows."""

from django.utils.translation import get_language

from counties.models import Partnership
from partnership import navigation


def shell(request):
    """Which of the three shells a page stands in, and the partnership it speaks for.

    `shell` is "office", "partner" or "public"; `partnership` is the office's own
    on office pages, else the only one of the installation, else None. `menu` is the
    shell's navigation and `section` the entry of it that this page lies below.
    """
    name = shell_of(request)
    menu = navigation.menu(name, request.path)
    return {
        "shell": name,
        "menu": menu,
        "section": next((item for item in menu if item.current), None),
        "partnership": getattr(request, "partnership", None) or only_partnership(),
        "language": get_language(),
    }


def shell_of(request):
    """The name of the shell; whoever may not come in stays in the public one."""
    path = request.path_info.removeprefix("/en")
    if path.startswith("/biuro/") and getattr(request, "service", None):
        return "office"
    if path.startswith("/moje/") and request.user.is_authenticated:
        return "partner"
    return "public"


def only_partnership():
    """The installation's partnership if there is just one, else None. One query."""
    found = list(Partnership.objects.select_related("county")[:2])
    return found[0] if len(found) == 1 else None
