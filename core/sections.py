"""What upper apps add to a page of a lower app without that app knowing them."""

from collections.abc import Callable


class Tellers:
    """Functions that upper apps registered, to be asked without knowing them."""

    def __init__(self):
        self._tellers: list[Callable] = []

    def add(self, teller: Callable) -> Callable:
        """Register `teller`; adding the same function twice keeps one."""
        if teller not in self._tellers:
            self._tellers.append(teller)
        return teller

    def told(self, *args, **words) -> list:
        """What each of them gives for these arguments, one after another in one list."""
        return [one for teller in self._tellers for one in teller(*args, **words)]


class Sections(Tellers):
    """The functions that upper apps registered for one kind of page.

    An app above registers a function when it starts (in its `AppConfig.ready`):

        @members.registries.add
        def signed(partner, *, public):
            return [{"title": _("Signatory of"), "items": [{"text": …, "url": …, "note": …}]}]

    The function gets the page's row and whether the page is the public one (then it
    must tell public things only). It returns sections; `members/sections.html` draws
    what `of` gives.
    """

    def of(self, row, *, public: bool) -> list[dict]:
        """The sections about `row` that have something to say, in order of registration."""
        return [section for section in self.told(row, public=public) if section["items"]]
