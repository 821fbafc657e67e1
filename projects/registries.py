"""Where a project comes from, told by the apps above without this app knowing them.

Each function that `add` registers gets the project and whether the page is public; it
returns the links before the project, the first one first: {"label": …, "items": […]}.
"""

from core.registry import SectionRegistry

_links = SectionRegistry()
add = _links.add
of = _links.of
