"""Chromium, driven by Playwright, and axe, which judges what it shows."""

import os
from pathlib import Path

import axe_playwright_python
import pytest

from tests.servers.machine import program

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
})"""
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    # Imported here: it costs half a second, and most runs open no page.
    from playwright.sync_api import sync_playwright

    chromium = program("chromium")
    wrapped = Path("/usr/lib/chromium/chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=str(wrapped if wrapped.exists() else chromium), args=QUIET
        )
        yield found
        found.close()


@pytest.fixture
def open_page(browser):
    """Make pages: `open_page(width=360, java_script_enabled=False, color_scheme="dark")`.

    Every page belongs to a visitor of its own. A script error or something that
    the content security policy refused fails the test.
    """
    contexts, complaints = [], []

    def hear(message):
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_page(width=1280, height=900, **options):
        contexts.append(
            browser.new_context(
                viewport={"width": width, "height": height},
                **{"locale": "pl-PL", "timezone_id": "Europe/Warsaw", **options},
            )
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", hear)
        # A page asks before typed words are lost; whoever tests goes on.
        page.on(
            "dialog",
            lambda asked: asked.accept() if asked.type == "beforeunload" else asked.dismiss(),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page(open_page):
    """A new visitor's page, 1280 px wide."""
    return open_page()


@pytest.fixture
def no_script_page(open_page):
    """The same with JavaScript switched off."""
    return open_page(java_script_enabled=False)


@pytest.fixture
def axe():
    """Assert that a page breaks no rule of WCAG 2.2 AA and no best practice.

    `axe(page)` raises with the rule, its help and the places; `axe(page, but=["id"])`
    leaves rules out, each of which wants a reason beside it; `axe(page, tags=["cat.color"])`
    asks for some rules only.
    """

    def axe(page, but=(), tags=WCAG):
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text())
        found = page.evaluate(RUN_AXE, tags)["violations"]
        words = [
            f"{rule['id']}: {rule['help']}\n    {node['html'][:300]}"
            for rule in found
            if rule["id"] not in but
            for node in rule["nodes"]
        ]
        assert not words, "\n".join([page.url, *words])

    return axe


@pytest.fixture
def shot(request):
    """Save a picture of a page into the folder SHOTS when that is set: `shot(page, "name")`."""

    def shot(page, name):
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return shot
