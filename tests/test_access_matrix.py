"""Every address, for every role, for one's own and others' things.

`tests/access_matrix.py` says what each address answers; an address of the resolver that is not
in it fails here. Two partnerships stand in the world, so nothing may cross.
"""

import re
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access_matrix import ACCESS, HIDDEN, ROLES, foreign
from tests.conftest import client_of
from tests.world import World

GROUPS = 14
# The number asked for, and the tokens of forms.
VARYING = re.compile(rb"/\d+/|[A-Za-z0-9]{64}|(?<=value=\")[0-9a-f]{32}(?=\")")
WORDS = {403: "3", 404: "4", 405: "5"}


def names(patterns, prefix=""):
    """Every named address of the resolver, with its namespace."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_address_has_a_name_and_a_line_in_the_table():
    assert set(names(get_resolver().url_patterns)) == set(ACCESS)


class Visitors:
    """The cast. What one of them does is undone before the next one asks."""

    def __init__(self, cast):
        self.clients = {
            role: client_of(getattr(cast, role, None), raise_request_exception=False)
            for role in ROLES
        }
        self.cookies = {role: client.cookies.output() for role, client in self.clients.items()}

    def knock(self, role, method, address, sent=None):
        """The response that `role` gets; `sent` goes along in the address or the form."""
        client = self.clients[role]
        client.cookies = SimpleCookie(self.cookies[role].replace("Set-Cookie: ", ""))
        mark = transaction.savepoint()
        if sent is None:
            response = client.generic(method, address)
        else:
            response = getattr(client, method.lower())(address, sent)
        for close in response._resource_closers:
            close()
        transaction.savepoint_rollback(mark)
        return response


def letter_for(response):
    """One letter for what an address answered, as the table writes it."""
    if response.status_code in {301, 302, 303}:
        if response["Location"].startswith(reverse("account_login")):
            return "L"
        return "M" if response["Location"].startswith(reverse("mfa_index")) else "i"
    if response.status_code < 400 or response.status_code in {400, 409, 410, 422, 429, 503}:
        return "i"
    return WORDS.get(response.status_code, f"({response.status_code})")


@pytest.mark.parametrize("group", range(GROUPS))
def test_doors(group, cast):
    world, visitors, wrong = World(cast), Visitors(cast), []
    for name in sorted(ACCESS)[group::GROUPS]:
        for whose, address in world.addresses(name):
            for method, row in zip(("GET", "POST"), ACCESS[name], strict=True):
                expected = foreign(name, row) if whose == "foreign" else row
                got = "".join(letter_for(visitors.knock(role, method, address)) for role in ROLES)
                if got != expected:
                    wrong.append(f"{method} {name}, {whose}: {got}, not {expected}")
            seen = visitors.knock("officer", "HEAD", address).status_code
            # Forms take no HEAD; a page with a rate limit may have had enough of it.
            if seen not in {405, 429, visitors.knock("officer", "GET", address).status_code}:
                wrong.append(f"HEAD {name}, {whose}: {seen}")
    assert wrong == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_methods_that_no_page_uses_are_refused_everywhere(method, cast):
    world, visitors = World(cast), Visitors(cast)
    answers = {
        visitors.knock("coordinator", method, address).status_code
        for name in ACCESS
        for _whose, address in world.addresses(name)
    }
    assert answers == {405}


@pytest.mark.parametrize("office", [True, False])
def test_what_is_not_yours_looks_like_what_is_not_there(office, cast):
    """The same body, so that nobody learns that it exists."""
    world, visitors, told = World(cast), Visitors(cast), []
    role = "officer" if office else "admin"
    for name in (n for n in sorted(HIDDEN) if ("office" in n) is office):
        address = dict(world.addresses(name))["foreign"]
        missing = re.sub(r"/\d+/", "/987654321/", address, count=1)
        bodies = [
            VARYING.sub(b"", visitors.knock(role, "GET", where).content)
            for where in (address, missing)
        ]
        if bodies[0] != bodies[1]:
            told.append(name)
    assert told == []
