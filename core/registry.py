"""Where apps register what they add to the pages of an app below, which need not know them."""

from collections.abc import Callable


class Registry:
    """Functions of other apps, to be called without knowing them."""

    def __init__(self):
        self._functions: list[Callable] = []

    def add(self, function: Callable) -> Callable:
        """Register `function`; adding the same one twice keeps one."""
        if function not in self._functions:
            self._functions.append(function)
        return function

    def collect(self, *args, **kwargs) -> list:
        """Return what each function gives for these arguments, one after another in one list."""
        return [one for function in self._functions for one in function(*args, **kwargs)]


class SectionRegistry(Registry):
    """The functions that apps registered for one kind of page.

    An app above registers a function in its `plugins`:

        @members.registries.add
        def signed(partner, *, public):
            return [{"title": _("Signatory of"), "items": [{"text": …, "url": …, "note": …}]}]

    The function gets the page's row and whether the page is the public one (then it
    must tell public things only). It returns sections; `members/sections.html` shows
    what `of` gives.
    """

    def of(self, row, *, public: bool) -> list[dict]:
        """Return the sections about `row` that have items, in the order of registration."""
        return [section for section in self.collect(row, public=public) if section["items"]]
