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
        ("meetings:index", _("Calendar"), "calendar-days"),
        ("projects:index", _("Projects"), "sprout"),
        ("news:index", _("News"), "newspaper"),
    ],
    "partner": [
        ("mine", pgettext_lazy("menu", "Waiting for me"), "inbox"),
        ("members:my_organisations", _("My organisations"), "building-2"),
        ("meetings:my_index", _("Invitations"), "mail-open"),
        ("agreements:my_index", _("Agreements"), "file-pen-line"),
        ("projects:my_index", _("Projects"), "sprout"),
        ("members:my_data", _("My data"), "user-round"),
    ],
    "office": [
        ("office", pgettext_lazy("menu", "Waiting for me"), "inbox"),
        ("members:office_partners", _("Partners"), "handshake"),
        ("members:office_people", _("People"), "users"),
        ("agreements:office_index", _("Agreements"), "file-pen-line"),
        ("meetings:office_index", _("Meetings"), "calendar-days"),
        ("projects:office_index", _("Projects"), "sprout"),
        ("news:office_index", _("News"), "newspaper"),
        ("outbox:office_index", _("Letters"), "send"),
        ("journal:office_index", _("Journal"), "scroll-text"),
    ],
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

    @property
    def crumbs(self):
        """The way to this section: the shell's first page, then the section."""
        name, label = FIRST[self.shell]
        return [(reverse(name), label), (self.url, self.label)]


def menu(shell, path):
    """The entries of `shell`; the one that `path` lies below is current."""
    found = [(reverse(name), label, icon) for name, label, icon in MENUS[shell]]
    firsts = {reverse("office"), reverse("mine")}  # nothing lies below a shell's first page
    above = [
        url for url, *_rest in found if path == url or (path.startswith(url) and url not in firsts)
    ]
    here = max(above, key=len, default=None)
    return [Item(shell, url, str(label), icon, url == here) for url, label, icon in found]
