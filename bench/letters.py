"""How many letters a second one worker hands over with every guarantee on.

Run by `make bench`, or alone: `python -m bench.letters [count]`. Uses a private
PostgreSQL that writes to disk as a real one does, and a real SMTP server in a
process of its own. The bar stands in the table: 150 letters a second. Beside it stands
what a bare batch reaches that sends the same messages and remembers nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BAR = 150
COUNT = 1000


def main(count: int = COUNT) -> int:
    """Measure, print one line, and return 0 if the bar holds."""
    from tests.servers import postgres
    from tests.servers.redis import Redis

    # The tests' server does not wait for the disk; this one does.
    postgres.QUICK = ["max_connections=50"]
    with tempfile.TemporaryDirectory(prefix="portal-bench-", dir="/tmp") as folder:
        database, broker = postgres.Postgres().start(), Redis().start()
        sink = subprocess.Popen([sys.executable, "-m", "tests.fault.sink", folder])
        try:
            os.environ.update(
                DATABASE_URL=database.url,
                REDIS_URL=broker.url(),
                DATA_DIR=folder,
                MAIL_URL=f"smtp://127.0.0.1:{_port(Path(folder))}",
                BULK_RATE="0",
                LOG_LEVEL="WARNING",
            )
            bare, rate, taken = measure(count, Path(folder))
        finally:
            sink.kill()
            sink.wait()
            broker.stop()
            database.stop()
    well = rate >= BAR and taken == count
    print(
        f"letters: {taken} of {count} taken, {rate:.0f}/s, a bare batch {bare:.0f}/s, "
        f"bar {BAR}/s: {'ok' if well else 'BROKEN'}"
    )
    return 0 if well else 1


def measure(count: int, folder: Path) -> tuple[float, float, int]:
    """Send `count` invitations of ordinary size; (bare letters/s, our letters/s, ours taken)."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    django.setup()
    from django.core.management import call_command
    from django.utils.timezone import now

    from outbox import actions, delivery, mime
    from outbox.models import Letter
    from outbox.session import new_session
    from tests.factories import PartnershipFactory

    call_command("migrate", verbosity=0)
    partnership = PartnershipFactory()
    batch = actions.open_batch(
        partnership=partnership,
        about="bench",
        title="Próba",
        total=count,
        released_by=None,
        not_before=now(),
    )
    actions.queue(
        [
            actions.letter(
                once=f"bench:{number}",
                kind="invitation",
                lane=Letter.Lane.BULK,
                batch=batch,
                partnership=partnership,
                to_email=f"osoba{number}@firma.example",
                to_name=f"Próbna Osoba {number}",
                subject="Zaproszenie na spotkanie Partnerstwa",
                text="Zażółć gęślą jaźń, przyjdź na spotkanie.\n" * 40,
                html="<p>Zażółć gęślą jaźń, przyjdź na spotkanie.</p>\n" * 60,
                calendar="BEGIN:VCALENDAR\r\n" + "X-LINE:zażółć\r\n" * 40 + "END:VCALENDAR\r\n",
                calendar_method="REQUEST",
            )
            for number in range(count)
        ]
    )
    letters = list(Letter.objects.select_related("partnership"))
    begun = time.perf_counter()
    session = new_session()
    session.open()
    for letter in letters:
        session.send("bare@portal.example", letter.to_email, mime.build(letter))
    session.close()
    bare = count / (time.perf_counter() - begun)
    actions.start(batch)
    begun, worked = time.perf_counter(), time.process_time()
    while delivery.run(Letter.Lane.BULK):
        pass
    seconds = time.perf_counter() - begun
    print(
        f"the worker's own work: {1000 * (time.process_time() - worked) / count:.2f} ms a letter"
    )
    time.sleep(0.2)
    return bare, count / seconds, len((folder / "taken.txt").read_text().splitlines()) - count


def _port(folder):
    for _ in range(100):
        if (folder / "port").exists() and (text := (folder / "port").read_text()):
            return int(text)
        time.sleep(0.1)
    raise RuntimeError("the mail server did not start")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
