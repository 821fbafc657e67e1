"""Every button behind a personal link, pressed in a real browser by somebody who is signed in."""

from django.urls import get_resolver

from tests.access_matrix import ACCESS
from tests.conftest import client_of
from tests.test_access_matrix import names
from tests.world import World

BUTTONS = "main form[method=post] button[type=submit]"
SIGN_OUT = "header form[method=post] button[type=submit]"


def behind_links(world):
    """The addresses that have a secret in them, of every app."""
    for name in sorted(ACCESS):
        found = [address for whose, address in world.addresses(name) if whose == "own"]
        if any(address.startswith(("/z/", "/g/")) and len(address) > 6 for address in found):
            yield name, found[0]


def sign_in(page, portal, client):
    """Let the visitor's browser have the session of `client`."""
    cookie = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": portal.url}])


def press(page, address, selector, number):
    """Press one button and return the status of what it posts."""
    page.goto(address)
    button = page.locator(selector).nth(number)
    button.evaluate("button => button.form.noValidate = true")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        button.click()
    page.wait_for_load_state()
    return answer.value.status


def test_no_button_behind_a_personal_link_is_refused(live_portal, page, cast):
    assert set(ACCESS) == set(names(get_resolver().url_patterns))
    addresses = dict(behind_links(World(cast)))
    assert {"members:my_colleague", "members:my_team", "meetings:answer"} <= set(addresses)
    refused = []
    for name, path in addresses.items():
        address = live_portal.url + path
        sign_in(page, live_portal, client_of(cast.person))
        page.goto(address)
        count = page.locator(BUTTONS).count()
        refused += [
            f"{name}, button {number + 1} of {count}"
            for number in range(count)
            if press(page, address, BUTTONS, number) == 403
        ]
        if press(page, address, SIGN_OUT, 0) == 403:
            refused.append(f"{name}, signing out")
    assert refused == []
