"""What apps above add to an organisation's pages without this app knowing them.

Each function that `add` registers gets the partner and whether the page is public.
`add_own` is for the organisation's own page below `/moje/`: it is never public, and what
it links to must open for people who act for the organisation.
"""

from core.registry import SectionRegistry

_sections, _own = SectionRegistry(), SectionRegistry()
add = _sections.add
of = _sections.of
add_own = _own.add


def of_own(partner) -> list[dict]:
    """The sections of the organisation's own page."""
    return _own.of(partner, public=False)
