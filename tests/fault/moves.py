"""A meeting moves while its letters are held, dropped, changed and on their way.

Part of `make fault`: real PostgreSQL, Redis, mail server, workers and clock, whose
workers are killed meanwhile. At the end nobody may have got a letter that the office held
or dropped, everybody else must know the last date, and nobody may have got two letters
about the same one.

    python -m tests.fault.moves [--people 300] [--moves 3] [--embedded]
"""

import argparse
import datetime as dt
import os
import random
import sys
import time
from collections import Counter

from tests.fault.__main__ import MINUTES, WORKERS, Site, wait_for

RATE = 60  # letters a second, so that the moves come while letters are on their way
DECIDED = 8  # so many people of each kind of decision before the first letter goes


def invite(count):
    """A meeting with `count` people whose invitations are written and due."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils.timezone import now

    from meetings.actions.invite import add
    from outbox.models import Batch, Letter
    from tests.factories import PartnershipFactory, PersonFactory
    from tests.meetings.factories import MeetingFactory, released

    call_command("migrate", verbosity=0)
    office = PartnershipFactory()
    people = PersonFactory.create_batch(count, partnership=office)
    meeting = MeetingFactory(partnership=office)
    add(meeting=meeting, actor=None, people=[person.pk for person in people])
    released(meeting)
    Batch.objects.update(not_before=now())
    Letter.objects.update(not_before=now())
    meeting.refresh_from_db()
    return meeting


def decide(meeting, kind, count):
    """Hold, drop or change `count` letters that still wait; return whose they are."""
    from core.errors import TooLateError
    from outbox import actions
    from outbox.models import Letter

    done = set()
    for letter in Letter.objects.filter(status="queued", decision="").order_by("?")[:count]:
        try:
            if kind == "drop":
                actions.cancel(letter=letter, actor=None)
            else:
                actions.hold(letter=letter, actor=None)
            if kind == "edit":
                actions.edit(letter=letter, actor=None, subject="Inaczej", text="Słowa urzędu")
                letter.refresh_from_db()
                actions.release(letter=letter, actor=None)
        except TooLateError:
            continue  # a worker was quicker
        done.add(letter.to_email)
    return done


def move(meeting):
    """Put the meeting off by a day."""
    from meetings.actions.plan import change

    meeting.refresh_from_db()
    day = dt.timedelta(days=1)
    moment = {"starts_at": meeting.starts_at + day, "ends_at": meeting.ends_at + day}
    change(meeting=meeting, actor=None, changes=moment)


def trouble(site, meeting, moves, draw):
    """Move again and again while letters go; kill a worker and decide in between."""
    for number in range(moves):
        gone = len(site.taken())
        wait_for(lambda gone=gone: len(site.taken()) >= gone + 20, 30)
        time.sleep(draw.random() / 4)
        move(meeting)
        decide(meeting, draw.choice(["hold", "edit"]), 3)
        site.kill(WORKERS[number % 2])
        if number == 0:
            site.flush()


def all_settled():
    from meetings.models import Invitation
    from outbox.models import Letter

    written = not Invitation.objects.waiting_letters().exists()
    return written and not Letter.objects.waiting().exists()


def judge(site, meeting, decided, kills):
    """Print the table; return whether every promise held."""
    from meetings.models import Invitation
    from outbox.models import Letter

    meeting.refresh_from_db()
    by_id = {letter.message_id: letter for letter in Letter.objects.all()}
    taken = Counter(message_id for _, message_id in site.taken())
    arrived = Counter(by_id[message_id].to_email for message_id in taken)
    unwanted = [
        message_id for message_id in taken if by_id[message_id].status in {"held", "cancelled"}
    ]
    latest = {one.to_email: one for one in sorted(by_id.values(), key=lambda one: one.pk)}
    last = f"SEQUENCE:{meeting.sequence}\r\n"
    outdated = [
        email
        for email in Invitation.objects.values_list("email", flat=True)
        if email not in decided["drop"]
        and not (latest[email].status in {"sent", "held"} and last in latest[email].calendar)
    ]
    twice = sum(taken.values()) - len(taken)
    rows = [
        ("people", len(latest), True),
        ("moves", meeting.sequence, True),
        ("letters that arrived", sum(taken.values()), True),
        ("dropped before the first, and told", *none(arrived[e] for e in decided["drop"])),
        ("held before the first, and told", *none(arrived[e] for e in decided["hold"])),
        (
            "held before the first, no longer on hold",
            *none(latest[e].status != "held" for e in decided["hold"]),
        ),
        ("arrived though held or taken back", len(unwanted), not unwanted),
        ("without the last date", len(outdated), not outdated),
        (f"duplicates (bound {kills})", twice, twice <= kills),
        ("still waiting", Letter.objects.waiting().count(), all_settled()),
    ]
    for name, value, well in rows:
        print(f"{name:<42} {value!s:>8}  {'ok' if well else 'BROKEN'}")
    return all(well for *_, well in rows)


def none(faults):
    """How many of `faults` there are, and whether that is none."""
    count = sum(map(bool, faults))
    return count, not count


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--moves", type=int, default=3)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--embedded", action="store_true", help="SQLite instead of PostgreSQL")
    wish = parser.parse_args()
    os.environ["BULK_GRACE"] = "0"
    site = Site(wish.embedded, lease=12)
    os.environ["BULK_RATE"] = str(RATE)
    draw = random.Random(wish.seed)
    try:
        meeting = invite(wish.people)
        decided = {kind: decide(meeting, kind, DECIDED) for kind in ("drop", "hold", "edit")}
        site.start(*WORKERS, "beat")
        trouble(site, meeting, wish.moves, draw)
        wait_for(all_settled, 3 * MINUTES)
        well = judge(site, meeting, decided, kills=wish.moves)
        if not well:
            for process in site.running.values():
                print(f"--- {process.name}\n{process.words()}")
    finally:
        site.stop()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
