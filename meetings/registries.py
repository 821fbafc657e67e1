"""What upper apps add to a meeting's page without this app knowing them.

Each function that `add` registers gets the meeting and whether the page is public.
"""

from core.sections import Sections

_sections = Sections()
add = _sections.add
of = _sections.of
