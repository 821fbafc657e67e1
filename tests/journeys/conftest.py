"""The ways in which a story is walked, and the town in which it happens."""

import pytest

from tests.journeys import county, letters
from tests.journeys.drivers import Keyboard, Mouse
from tests.journeys.watch import Watch

WAYS = {"mouse": (Mouse, True), "keyboard": (Keyboard, True), "without script": (Mouse, False)}


@pytest.fixture(params=WAYS)
def way(request):
    """The name of a way to work the pages; every story is walked in all of them."""
    return request.param


@pytest.fixture
def town(live_portal, mailbox):
    """A county of our own on the real processes."""
    return county.found(live_portal.url, letters.from_sink(mailbox))


@pytest.fixture
def visit(open_page, way, town):
    """Let visitors come: `visit()` gives the hand of a new one.

    Whatever went wrong behind the back of any of them fails the test.
    """
    watch = Watch()
    kind, has_script = WAYS[way]

    def visit():
        page = open_page(java_script_enabled=has_script)
        watch.over(page)
        return kind(page, town.url, has_script)

    yield visit
    assert watch.complaints == []
