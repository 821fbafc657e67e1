"""What every page knows."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from counties.models import Partnership
from partnership import navigation


def shell(request):
    """Which of the three shells a page stands in, and the partnership it speaks for.

    `shell` is "office", "partner" or "public"; `partnership` is the office's own
    on office pages, else the only one of the installation, else None; `office` is
    the one whose office runs the portal, None where there are several or none.
    `menu` is the shell's navigation and `section` the entry of it that this page
    lies below; `is_demo` says whether this is the try-out.
    """
    name = shell_of(request)
    own = getattr(request, "partnership", None)
    land = Land(own, None if own.is_record else own) if own else the_land()
    several = getattr(request, "several", land.partnership is None)
    menu = navigation.menu(name, request.path, several=several)
    return {
        "shell": name,
        "menu": menu,
        "section": next((item for item in menu if item.current), None),
        "partnership": land.partnership,
        "office": land.office,
        "language": get_language(),
        "is_demo": settings.DEMO,
    }


def shell_of(request):
    """The name of the shell; whoever may not come in stays in the public one."""
    path = request.path_info.removeprefix("/en")
    if path.startswith("/biuro/") and getattr(request, "service", None):
        return "office"
    if path.startswith("/moje/") and request.user.is_authenticated:
        return "partner"
    return "public"


@dataclass(frozen=True)
class Land:
    """The only partnership of the installation and the only office, each None if not one."""

    partnership: Partnership | None
    office: Partnership | None


def the_land() -> Land:
    """Who the public pages speak for. One query.

    Partnerships of record have no office: beside them the only office still answers
    for the portal, though not for what they did.
    """
    found = list(Partnership.objects.select_related("county").order_by("is_record", "pk")[:2])
    offices = [partnership for partnership in found if not partnership.is_record]
    return Land(
        partnership=found[0] if len(found) == 1 else None,
        office=offices[0] if len(offices) == 1 else None,
    )
