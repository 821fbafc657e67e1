"""What upper rooms add to an organisation's page without this room knowing them.

A room above registers a function when it starts (in its `AppConfig.ready`):

    @members.sections.add
    def signed(partner, *, public):
        return {"title": _("Signatory of"), "items": [{"text": …, "url": …, "note": …}]}

The function gets the partner and whether the page is the public one (then it
must return public things only). It returns None or a section without items when
there is nothing to say.
"""

from collections.abc import Callable

from members.models import Partner

_sections: list[Callable] = []


def add(section: Callable) -> Callable:
    """Register `section`; adding the same function twice keeps one."""
    if section not in _sections:
        _sections.append(section)
    return section


def of(partner: Partner, *, public: bool) -> list[dict]:
    """The sections about `partner` that have something to say, in order of registration."""
    found = (section(partner, public=public) for section in _sections)
    return [section for section in found if section and section["items"]]
