"""Where the stories happen: whose portal, with which accounts, people and letters."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.mfa.totp.internal import auth as totp

PERIOD = 30  # seconds for which a code of the second factor is good


@dataclass(frozen=True)
class Account:
    """How somebody signs in; the office also shows a second factor."""

    email: str
    password: str
    secret: str = ""


@dataclass(frozen=True)
class Guest:
    """Somebody whom the office invites, as the register knows them."""

    name: str
    organisation: str
    email: str


@dataclass
class Town:
    """What a story may count on. The names are those in the register."""

    url: str
    office: Account
    # (address, how many, words of the subject): the letters to it, oldest first
    letters: Callable[..., list]
    parties: list[str]  # ten organisations
    guests: list[Guest]  # three people of the social sector
    commune: str
    word: str  # found among partners, agreements, meetings and projects
    meeting: str  # the title of a coming one
    clerk: Account | None = None  # serves at the office, without a second factor yet
    partner: Account | None = None  # does not exist yet; is invited to the coming meeting
    head: Account | None = None  # administers the page of the second of the organisations
    kept: dict = field(default_factory=dict)  # e-mail: cookies of a session


def code_of(secret):
    """What the authenticator app of an account shows at this moment."""
    present = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, present))


def enter(hand, account):
    """Sign in on the page for it."""
    hand.open("/konto/login/")
    hand.write("E-mail", account.email)
    hand.write("Hasło", account.password)
    hand.press("Zaloguj się")
    if account.secret:
        show_second_factor(hand, account.secret)


def show_second_factor(hand, secret):
    """Give the code of the moment; a code that somebody used already is no good twice."""
    used = code_of(secret)
    hand.write("Kod", used)
    hand.press("Zaloguj się")
    if hand.page.url.endswith("/2fa/authenticate/"):
        while code_of(secret) == used:
            time.sleep(PERIOD / 10)
        hand.write("Kod", code_of(secret))
        hand.press("Zaloguj się")


def at_office(visit, town):
    """A new visitor who is signed in at the office; stories of one portal share the session."""
    hand = visit()
    if cookies := town.kept.get(town.office.email):
        hand.page.context.add_cookies(cookies)
    else:
        enter(hand, town.office)
        town.kept[town.office.email] = hand.page.context.cookies()
    hand.open("/biuro/")
    hand.reads("Czeka na mnie")
    return hand
