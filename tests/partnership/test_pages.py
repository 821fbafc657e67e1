"""Every page, in both languages, wide and narrow, light and dark, judged by axe.

Which addresses are pages is told by the resolver and `tests/partnership/pages.py`: a new
address that nobody opens as a page fails until it stands there with its reason.
"""

import html
import re

import pytest
from django.urls import get_resolver, reverse

from tests.partnership.pages import LETTERS, NOT_PAGES, SHARED, Visitors, groups, more_pages, names
from tests.servers.browser import WCAG
from tests.world import World

pytestmark = pytest.mark.a11y
ADDRESSES = set(names(get_resolver().url_patterns))
GROUPS = groups(ADDRESSES)
# Dark differs from light in its colours only: every rule is asked at both widths, and
# those about colour in all four states.
COLOUR = ["cat.color"]
STATES = [
    (1280, "light", WCAG),
    (1280, "dark", COLOUR),
    (360, "dark", COLOUR),
    (360, "light", WCAG),
]
TWO_STATES = [(1280, "dark", COLOUR), (360, "light", WCAG)]
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
ONE_H1 = "document.querySelectorAll('h1').length == 1"
BROKEN = "Failed to load resource: the server responded with a status of "
LISTS = [
    "agreements:index",
    "agreements:office_index",
    "clubs:index",
    "clubs:office_index",
    "journal:office_index",
    "meetings:index",
    "meetings:office_index",
    "members:index",
    "members:office_partners",
    "members:office_people",
    "outbox:office_index",
    "projects:index",
    "projects:office_index",
]
ASKING = "main form[method=post]:has([required])"
# A form that goes to another page than its own comes back with a message above the page.
SAYS_WHY = ".error-summary, .messages .notice.bad"
SEND_EMPTY = """form => {
    for (const field of form.elements) {
        if (field.required) { field.value = ''; field.checked = false; }
    }
    form.noValidate = true;
    form.requestSubmit(form.querySelector('button:not([type=button])'));
}"""
FIND_NOTHING = (
    "form => { form.querySelector('[type=text], [type=search]').value = 'zzqq'; form.submit(); }"
)


@pytest.fixture
def visitors(cast):
    return Visitors(World(cast))


@pytest.fixture
def visit(visitors, live_server, open_page):
    """Go somewhere as somebody: `visit(role, path)`. The console must stay silent."""
    pages, complaints = {}, []

    def hear(message):
        # Chromium notes the status of a page that says 404 or 503; nothing else may go missing.
        is_page = message.text.startswith(BROKEN) and "/static/" not in message.location["url"]
        if message.type == "error" and not is_page:
            complaints.append(f"{message.location['url']}: {message.text}")

    def visit(role, path):
        if role not in pages:
            pages[role] = open_page()
            pages[role].set_default_timeout(30_000)
            pages[role].context.add_cookies(visitors.cookies(role, live_server.url))
            pages[role].on("console", hear)
        answer = pages[role].goto(live_server.url + path, wait_until="load")
        if "sandbox" in answer.headers.get("content-security-policy", ""):
            # Where no script may run, axe would wait for ever: judge a copy of the letter,
            # inside the landmark that a mail program puts around it.
            letter = re.sub(
                r"(<body[^>]*>)(.*)(</body>)",
                r"\1<main>\2</main>\3",
                answer.text(),
                flags=re.DOTALL,
            )
            pages[role].goto("about:blank")
            pages[role].set_content(letter)
        return pages[role]

    yield visit
    assert not complaints


@pytest.fixture
def judge(axe, shot):
    """What is wrong with a page, in words: `judge(page, name)`."""

    def judge(page, name, states=STATES):
        wrong = [] if page.evaluate(ONE_H1) else [f"{page.url} has not one h1"]
        for state in states:
            wrong += wrong_in(page, name.replace(":", "-"), *state)
        return wrong

    def wrong_in(page, name, width, scheme, rules):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if scheme == "light":
            shot(page, f"{name}-{width}")
        wrong = [f"{page.url} is wider than {width} px"] if page.evaluate(TOO_WIDE) else []
        try:
            axe(page, tags=rules)
        except AssertionError as error:
            wrong.append(f"{width} px, {scheme}: {error}")
        return wrong

    return judge


@pytest.mark.parametrize("group", GROUPS, ids=[group[0] for group in GROUPS])
def test_no_page_and_no_form_that_comes_back_bars_anybody(group, visitors, visit, judge):
    wrong = []
    for name in group:
        role = visitors.who_opens(name)
        wrong += judge(visit(role, visitors.address(name, "en")), f"{name}-en")
        page = visit(role, visitors.address(name))
        wrong += judge(page, name)
        if page.locator(ASKING).count():
            form = page.locator(ASKING).first
            with answered(page, form):
                form.evaluate(SEND_EMPTY)
            page.wait_for_load_state("networkidle")  # htmx draws after the answer
            if not page.locator(SAYS_WHY).count():
                wrong.append(f"{name} takes an empty form without a word")
            wrong += judge(page, f"{name}-error", TWO_STATES)
    assert not wrong, "\n".join(wrong)


def answered(page, form):
    """Waits for the answer to a form: a new page, or a part of this one where htmx sends it."""
    if form.get_attribute("hx-post") is None:
        return page.expect_navigation()
    return page.expect_response(lambda response: response.request.method == "POST")


def test_no_list_that_finds_nothing_bars_anybody(visitors, visit, judge):
    wrong = []
    for name in LISTS:
        page = visit("officer", reverse(name))
        with page.expect_navigation():
            page.locator("main form.filter-form").evaluate(FIND_NOTHING)
        if not page.locator(".empty").count():
            wrong.append(f"{name} does not say that it found nothing")
        wrong += judge(page, f"{name}-nothing", TWO_STATES)
    assert not wrong, "\n".join(wrong)


def test_no_page_in_another_state_bars_anybody(visitors, visit, judge):
    wrong = []
    for number, (role, path) in enumerate(more_pages(visitors)):
        for language in ["", "/en"]:
            page = visit(role, language + path)
            wrong += judge(page, f"more-{number}-{role}{language[1:]}", TWO_STATES)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_page_has_a_title_and_a_language_of_its_own(language, visitors):
    homes, wrong = {}, []
    for name in sorted(ADDRESSES - set(NOT_PAGES) - LETTERS):
        role = visitors.who_opens(name)
        text = visitors.clients[role].get(visitors.address(name, language)).text
        title = html.unescape(re.search(r"<title>\s*(.*?)\s*</title>", text, re.DOTALL)[1])
        homes.setdefault(title, set()).add(name)
        if not re.search(rf'<html[^>]* lang="{language}"', text):
            wrong.append(f"{name} does not say that it is in {language}")
        if " – " not in title and name != "home":
            wrong.append(f"{name} is only called {title}")
    wrong += [
        f"{title!r} is the title of {', '.join(sorted(shared))}"
        for title, shared in homes.items()
        if len(shared) > 1 and not any(shared <= allowed for allowed in SHARED)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_no_page_opens_for_nobody_as_one(visitors):
    assert set(NOT_PAGES) <= ADDRESSES
    assert [name for name in NOT_PAGES if visitors.role_at(name)] == []


@pytest.mark.parametrize("name", ["home", "members:index", "meetings:answer", "office"])
def test_a_page_works_four_times_as_large_and_in_colours_of_the_visitor(
    name, visitors, visit, judge
):
    page = visit(visitors.who_opens(name), visitors.address(name))
    page.emulate_media(forced_colors="active")
    assert judge(page, f"{name}-large", [(320, "light", WCAG)]) == []
