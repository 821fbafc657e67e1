"""Where a project comes from, told by the rooms above without this room knowing them.

A room above registers a function when it starts (in its `AppConfig.ready`):

    @projects.chain.add
    def grown(project, *, public):
        return [{"label": _("Idea"), "items": [{"text": …, "url": …, "note": …}]}, …]

The function gets the project and whether the page is the public one (then it must
tell public things only). It returns the links before the project, the first one first.
"""

from collections.abc import Callable

from projects.models import Project

_tellers: list[Callable] = []


def add(teller: Callable) -> Callable:
    """Register `teller`; adding the same function twice keeps one."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def of(project: Project, *, public: bool) -> list[dict]:
    """The links of the chain that leads to `project`; those without items are left out."""
    links = (link for teller in _tellers for link in teller(project, public=public))
    return [link for link in links if link["items"]]
