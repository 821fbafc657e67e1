"""Letters under fire: `make fault`.

Real PostgreSQL, Redis, mail server, workers and clock. The workers are killed,
Redis is emptied, the mail server refuses, hangs and hangs up, all at moments drawn
from a seed. At the end every letter must have arrived or have failed for the
reason that was chosen for it, and letters that came twice must be few and carry
the same Message-ID (TRUST R1).

    python -m tests.fault [--letters 5000] [--kills 20] [--flushes 3] [--embedded] [--calm]
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.servers.process import Process, remove, short_folder

ROOT = Path(__file__).resolve().parents[2]
WORKERS = ("worker", "bulk")
# What the mail server does for a while, and for how many seconds.
MOODS = [("later", 1.5), ("closed", 2), ("hang", 3), ("cut", 1.5)]
GONE_EACH = 100  # one address in so many does not exist
MINUTES = 60


class Site:
    """Servers and processes of one run, in a folder of its own."""

    def __init__(self, embedded, lease):
        from tests.servers.postgres import Postgres
        from tests.servers.redis import Redis

        self.folder = short_folder("fault")
        self.broker = Redis().start()
        self.database = None if embedded else Postgres().start()
        self.sink = subprocess.Popen(
            [sys.executable, "-m", "tests.fault.sink", str(self.folder)], cwd=ROOT
        )
        os.environ.update(
            DATABASE_URL=self.database.url if self.database else "",
            REDIS_URL=self.broker.url(),
            DATA_DIR=str(self.folder),
            MAIL_URL=f"smtp://127.0.0.1:{self._sink_port()}",
            MAIL_TIMEOUT="2",
            MAIL_LEASE=str(lease),
            BULK_RATE="0",
            LOG_LEVEL="WARNING",
            DJANGO_SETTINGS_MODULE="partnership.settings",
        )
        self.running = {}

    def start(self, *verbs):
        for verb in verbs:
            command = [ROOT / "scripts/start", verb]
            process = Process(command, self.folder, verb, {**os.environ}, cwd=ROOT)
            self.running[verb] = process.start()

    def kill(self, verb):
        """SIGKILL to a whole worker, and a new one at once."""
        process = self.running.pop(verb)
        process.send(signal.SIGKILL)
        process.stop()
        self.start(verb)

    def flush(self):
        import redis

        client = redis.from_url(self.broker.url())
        client.flushall()
        client.close()

    def mood(self, name):
        (self.folder / "mood").write_text(name)

    def taken(self):
        """(address, Message-ID) of everything the mail server has said 250 to."""
        path = self.folder / "taken.txt"
        return [line.split(" ", 1) for line in path.read_text().splitlines()]

    def stop(self):
        for process in self.running.values():
            process.stop()
        self.sink.kill()
        self.sink.wait()
        self.broker.stop()
        if self.database:
            self.database.stop()
        remove(self.folder)

    def _sink_port(self):
        for _ in range(200):
            port = self.folder / "port"
            if port.exists() and port.read_text():
                return port.read_text()
            time.sleep(0.05)
        raise RuntimeError("the mail server did not start")


def write_letters(count):
    """Queue a batch of `count`, every fifth of them a single letter."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils.timezone import now

    from outbox import actions
    from outbox.models import Letter
    from tests.factories import PartnershipFactory

    call_command("migrate", verbosity=0)
    office = PartnershipFactory()
    batch = actions.open_batch(
        partnership=office,
        about="fault",
        title="Próba",
        total=count,
        released_by=None,
        not_before=now(),
    )
    letters = []
    for number in range(count):
        single = number % 5 == 0
        name = "gone" if number % GONE_EACH == 7 else "osoba"
        letters.append(
            actions.letter(
                once=f"fault:{number}",
                kind="fault",
                lane=Letter.Lane.TRANSACTIONAL if single else Letter.Lane.BULK,
                batch=None if single else batch,
                partnership=office,
                to_email=f"{name}{number}@firma.example",
                subject="Zaproszenie próbne",
                text="Zażółć gęślą jaźń.\n" * 20,
                html="<p>Zażółć gęślą jaźń.</p>\n" * 20,
            )
        )
    actions.queue(letters)
    actions.start(batch)


def trouble(site, draw, letters, kills, flushes, calm):
    """Do every harm once the mail server has taken the number of letters drawn for it."""
    events = [("kill", WORKERS[n % 3 != 0]) for n in range(kills)]
    events += [("flush", None)] * flushes
    events += [] if calm else [("mood", mood) for mood in MOODS]
    points = sorted(draw.randint(letters // 50, letters * 17 // 20) for _ in events)
    draw.shuffle(events)
    for point, (what, detail) in zip(points, events, strict=True):
        wait_for(lambda point=point: len(site.taken()) >= point, 60)
        time.sleep(draw.random() / 10)
        if what == "kill":
            site.kill(detail)
        elif what == "flush":
            site.flush()
        else:
            name, seconds = detail
            site.mood(name)
            time.sleep(seconds)
            site.mood("ok")


def wait_for(ready, seconds):
    """Wait until `ready()`; False when the time is over."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def all_settled():
    from outbox.models import Letter

    return not Letter.objects.waiting().exists()


def judge(site, letters, kills, seconds):
    """Print the table; return whether every promise held."""
    from outbox.models import Batch, Letter

    taken = site.taken()
    arrived = Counter(address for address, _ in taken)
    ids = {}
    for address, message_id in taken:
        ids.setdefault(address, set()).add(message_id)
    wanted = {
        address: message_id
        for address, message_id in Letter.objects.values_list("to_email", "message_id")
        if not address.startswith("gone")
    }
    failed = set(Letter.objects.filter(status="failed").values_list("to_email", flat=True))
    chosen = {f"gone{n}@firma.example" for n in range(letters) if n % GONE_EACH == 7}
    twice = sum(arrived.values()) - len(arrived)
    lost = set(wanted) - set(arrived)
    claimed = set(Letter.objects.filter(status="sent").values_list("to_email", flat=True))
    rows = [
        ("letters", letters, True),
        ("lost", len(lost), not lost),
        ("shown as sent and not arrived", len(claimed - set(arrived)), claimed <= set(arrived)),
        (f"duplicates (bound {kills})", twice, twice <= kills),
        (
            "letters under another Message-ID",
            sum(ids[a] != {wanted.get(a)} for a in ids),
            all(ids[a] == {wanted.get(a)} for a in ids),
        ),
        (f"failed (chosen {len(chosen)})", len(failed), failed == chosen),
        ("still waiting", Letter.objects.waiting().count(), all_settled()),
        ("batch", Batch.objects.get().status, Batch.objects.get().status == "done"),
        ("seconds", round(seconds), True),
    ]
    for name, value, well in rows:
        print(f"{name:<34} {value!s:>8}  {'ok' if well else 'BROKEN'}")
    return all(well for *_, well in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--letters", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--flushes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=2)
    # Long beside a hand-over (MAIL_TIMEOUT), short beside the run: waiting proves nothing.
    parser.add_argument("--lease", type=int, default=12)
    parser.add_argument("--calm", action="store_true", help="a mail server in good mood")
    parser.add_argument("--embedded", action="store_true", help="SQLite instead of PostgreSQL")
    wish = parser.parse_args()
    begun = time.monotonic()
    site = Site(wish.embedded, wish.lease)
    try:
        write_letters(wish.letters)
        site.start(*WORKERS, "beat")
        draw = random.Random(wish.seed)
        trouble(site, draw, wish.letters, wish.kills, wish.flushes, wish.calm)
        wait_for(all_settled, 4 * MINUTES)
        wait_for(lambda: _batch_is_done(), 40)
        well = judge(site, wish.letters, wish.kills, time.monotonic() - begun)
        if not well:
            for process in site.running.values():
                print(f"--- {process.name}\n{process.words()}")
    finally:
        site.stop()
    return 0 if well else 1


def _batch_is_done():
    from outbox.models import Batch

    return Batch.objects.filter(status="done").exists()


if __name__ == "__main__":
    sys.exit(main())
