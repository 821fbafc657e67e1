"""The six stories of the portal, told in Chromium on its real processes."""

import pytest

STORIES = ["register", "agreement", "meeting", "project", "partner", "public"]
pytest.register_assert_rewrite(*(f"{__name__}.{name}" for name in [*STORIES, "hands", "letters"]))
