"""What apps above add to a meeting's page without this app knowing them.

Each function that `add` registers gets the meeting and whether the page is public.
"""

from core.registry import SectionRegistry

_sections = SectionRegistry()
add = _sections.add
of = _sections.of
