"""What the three shells offer: menus as data, in the order in which they are read."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# shell -> (name of the page, words, icon)
MENUS = {
    "public": [
        ("members:index", _("Partners"), "handshake"),
        ("agreements:index", _("Agreements"), "file-pen-line"),
        ("workshops:index", _("Workshops"), "lightbulb"),
        ("meetings:index", _("Calendar"), "calendar-days"),
        ("projects:index", _("Projects"), "sprout"),
        ("clubs:index", _("Clubs"), "heart-handshake"),
        ("employers:index", _("Employers"), "briefcase"),
        ("news:index", _("News"), "newspaper"),
        ("statistics", _("Statistics"), "chart-column"),
        ("programme:index", _("Programme"), "landmark"),
    ],
    "partner": [
        ("mine", pgettext_lazy("menu", "Waiting for me"), "inbox"),
        ("members:my_organisations", _("My organisations"), "building-2"),
        ("meetings:my_index", _("Invitations"), "mail-open"),
        ("agreements:my_index", _("Agreements"), "file-pen-line"),
        ("workshops:my_index", _("Workshops"), "lightbulb"),
        ("projects:my_index", _("Projects"), "sprout"),
        ("clubs:my_index", _("My club"), "heart-handshake"),
        ("employers:my_orders", _("Quick Start"), "rocket"),
        ("members:my_data", _("My data"), "user-round"),
    ],
    "office": [
        ("office", pgettext_lazy("menu", "Waiting for me"), "inbox"),
        ("members:office_partners", _("Partners"), "handshake"),
        ("members:office_people", _("People"), "users"),
        ("agreements:office_index", _("Agreements"), "file-pen-line"),
        ("exports:office_index", _("My exports"), "download"),
        ("meetings:office_index", _("Meetings"), "calendar-days"),
        ("workshops:office_index", _("Workshops"), "lightbulb"),
        ("projects:office_index", _("Projects"), "sprout"),
        ("clubs:office_index", _("Clubs"), "heart-handshake"),
        ("employers:office_cases", _("Lay-offs"), "life-buoy"),
        ("employers:office_orders", _("Quick Start"), "rocket"),
        ("programme:office_specialists", _("Specialists"), "award"),
        ("programme:office_editions", _("Editions of workshops"), "landmark"),
        ("news:office_index", _("News"), "newspaper"),
        ("office_statistics", _("Statistics"), "chart-column"),
        ("office_reports", _("Annual reports"), "file-text"),
        ("outbox:office_index", _("Letters"), "send"),
        ("journal:office_index", _("Journal"), "scroll-text"),
    ],
}

# What the public shell offers only where several partnerships share the portal.
COUNTIES = ("counties", _("Counties"), "map")

REGISTER, WORK = pgettext_lazy("menu", "Register"), pgettext_lazy("menu", "Work")
NEWS, POST = pgettext_lazy("menu", "News and figures"), pgettext_lazy("menu", "Post and journal")
# The office's menu is long: under which heading the pages of an app stand.
GROUPS = {
    "members": REGISTER,
    "agreements": REGISTER,
    "exports": REGISTER,
    "meetings": WORK,
    "workshops": WORK,
    "projects": WORK,
    "clubs": WORK,
    "employers": WORK,
    "programme": WORK,
    "news": NEWS,
    "office_statistics": NEWS,
    "office_reports": NEWS,
    "outbox": POST,
    "journal": POST,
}

FIRST = {
    "public": ("home", _("Home")),
    "partner": ("mine", _("My pages")),
    "office": ("office", _("Office")),
}


@dataclass(frozen=True)
class Item:
    """One entry of the menu of `shell`."""

    shell: str
    url: str
    label: str
    icon: str
    current: bool = False
    group: str = ""

    @property
    def crumbs(self):
        """The way to this section: the shell's first page, then the section."""
        name, label = FIRST[self.shell]
        return [(reverse(name), label), (self.url, self.label)]


def menu(shell, path, several=False):
    """The entries of `shell`; the one that `path` lies below is current.

    With `several` partnerships the public shell offers their list as well.
    """
    offered = MENUS[shell] + ([COUNTIES] if several and shell == "public" else [])
    found = [(reverse(name), label, icon) for name, label, icon in offered]
    firsts = {reverse("office"), reverse("mine")}  # nothing lies below a shell's first page
    above = [
        url for url, *_rest in found if path == url or (path.startswith(url) and url not in firsts)
    ]
    here = max(above, key=len, default=None)
    groups = [_group(name) if shell == "office" else "" for name, _label, _icon in offered]
    return [
        Item(shell, url, str(label), icon, url == here, group)
        for (url, label, icon), group in zip(found, groups, strict=True)
    ]


def _group(name):
    return str(GROUPS.get(name.partition(":")[0], ""))
