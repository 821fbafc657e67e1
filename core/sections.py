"""What upper rooms add to a page of a lower room without that room knowing them."""

from collections.abc import Callable


class Sections:
    """The functions that upper rooms registered for one kind of page.

    A room above registers a function when it starts (in its `AppConfig.ready`):

        @members.sections.add
        def signed(partner, *, public):
            return {"title": _("Signatory of"), "items": [{"text": …, "url": …, "note": …}]}

    The function gets the page's row and whether the page is the public one (then it
    must return public things only). It returns None or a section without items when
    there is nothing to say. `members/sections.html` draws what `of` gives.
    """

    def __init__(self):
        self._sections: list[Callable] = []

    def add(self, section: Callable) -> Callable:
        """Register `section`; adding the same function twice keeps one."""
        if section not in self._sections:
            self._sections.append(section)
        return section

    def of(self, row, *, public: bool) -> list[dict]:
        """The sections about `row` that have something to say, in order of registration."""
        found = (section(row, public=public) for section in self._sections)
        return [section for section in found if section and section["items"]]
