"""Whether the time of an answer tells who has an account.

Run by `make bench`, or alone: `python -m bench.sign_in [pairs]`. Signing up, asking for a new
password and logging in with a wrong one, each for addresses with and without an account, in
turns, over a real web server on a private PostgreSQL and Redis. The medians of the two may
differ by less than the bar.
"""

import http.client
import os
import random
import re
import statistics
import sys
import tempfile
import time
from urllib.parse import urlencode

from bench.report import Report

BAR = 15  # milliseconds
PAIRS = 200
WARM = 5
PASSWORD = "wrzosowisko-za-lasem-71"
NAMES = {"first_name": "Próbna", "last_name": "Osoba"}
# What is done: its address, and the form for an e-mail.
ACTS = {
    "sign-up": (
        "/konto/signup/",
        lambda email: {**NAMES, "email": email, "password1": PASSWORD, "password2": PASSWORD},
    ),
    "new password": ("/konto/password/reset/", lambda email: {"email": email}),
    "wrong password": (
        "/konto/login/",
        lambda email: {"login": email, "password": "zupelnie-inne-haslo-5"},
    ),
}


def run(report, pairs=PAIRS):
    """Seed accounts, serve the portal, and add one line an act to `report`."""
    from bench.pages import start
    from tests.servers.postgres import Postgres
    from tests.servers.redis import Redis

    with tempfile.TemporaryDirectory(prefix="portal-bench-", dir="/tmp") as folder:
        database, broker, server = Postgres().start(), Redis().start(), None
        try:
            # Behind a proxy that is believed, every request comes from a place of its own.
            os.environ.update(
                DATABASE_URL=database.url,
                REDIS_URL=broker.url(),
                DATA_DIR=folder,
                TRUSTED_PROXY_COUNT="1",
                LOG_LEVEL="ERROR",
                DJANGO_SETTINGS_MODULE="partnership.settings",
            )
            seed(len(ACTS) * (WARM + pairs))
            server, _seconds = start(dict(os.environ), folder, "partnership.wsgi:application", "/")
            numbers = iter(range(len(ACTS) * (WARM + pairs)))
            for act in ACTS:
                known, unknown = measure(server.port, act, numbers, pairs)
                report.add(
                    f"{act}: with or without an account, difference",
                    abs(known - unknown),
                    BAR,
                    "ms",
                    note=f"{known:.1f} / {unknown:.1f} ms",
                )
        finally:
            if server:
                server.stop()
            broker.stop()
            database.stop()


def seed(count):
    """Make `count` accounts that have confirmed their address."""
    import django

    django.setup()
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from accounts.models import User
    from tests.factories import PartnershipFactory

    call_command("migrate", verbosity=0)
    call_command("build_assets", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    PartnershipFactory()
    password = make_password("haslo-ktorego-nikt-nie-zna-8")
    users = User.objects.bulk_create(
        [User(email=known_email(number), password=password, **NAMES) for number in range(count)]
    )
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users]
    )


def known_email(number):
    return f"znana{number}@poczta.example"


def measure(port, act, numbers, pairs):
    """The median times of `act` in milliseconds: with an account, and without one."""
    path, form = ACTS[act]
    line = http.client.HTTPConnection("127.0.0.1", port)
    cookie, token = opened(line, path)
    times = {True: [], False: []}
    for turn in range(WARM + pairs):
        number = next(numbers)
        for known in random.sample([True, False], 2):
            email = known_email(number) if known else f"obca{number}@poczta.example"
            body = urlencode({**form(email), "csrfmiddlewaretoken": token})
            taken, status = posted(line, path, body, cookie)
            assert status == (200 if act == "wrong password" else 302), (act, email, status)
            if turn >= WARM:
                times[known].append(taken * 1000)
    return statistics.median(times[True]), statistics.median(times[False])


def opened(line, path):
    """Cookie and token of a form."""
    line.request("GET", path)
    page = line.getresponse()
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.read())[1]
    return page.headers["Set-Cookie"].partition(";")[0], token.decode()


def posted(line, path, body, cookie):
    """Seconds until the answer to a form is read, and its status; from a new place every time."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookie,
        "X-Forwarded-For": ".".join(str(random.randrange(1, 255)) for _ in range(4)),
    }
    begun = time.perf_counter()
    line.request("POST", path, body, headers)
    answer = line.getresponse()
    answer.read()
    return time.perf_counter() - begun, answer.status


if __name__ == "__main__":
    own_report = Report()
    run(own_report, *map(int, sys.argv[1:]))
    sys.exit(len(own_report.broken))
