"""Pages: beside their bare twins, at two sizes, over a real web server on PostgreSQL."""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from tests.servers.portal import ROOT, free_port
from tests.servers.postgres import Postgres
from tests.servers.process import Process, remove, short_folder

ROUNDS = 60
WARM = 10
# 2.5 s where a bare Django needs 1.1 s: machines differ, the ratio does not.
COLD = 2.5 / 1.1
# 20,000 rows a second where a bare view writes 100,000, and 5,000 where it writes 10,500.
DOWNLOADS = {"csv": 100_000 / 20_000, "xlsx": 10_500 / 5_000}
SEARCH = "/szukaj/?q=scie%C5%BCka+le%C5%9Bna"
# At both sizes more is found than a page holds: a shorter page would not be the same work.
LIST, FILTERED = "/projekty/", "/projekty/?theme=tourism&theme=care&theme=digital&q=wsp%C3%B3lna"
MEGABYTE = 1024 * 1024


@dataclass
class Site:
    """One size of the portal with its servers, ours and the bare one."""

    size: str
    facts: dict
    ours: Process
    bare: Process

    @property
    def pages(self):
        """What is measured: name, our path, the bare one's, the bar of their ratio."""
        detail = f"/projekty/{self.facts['pk']}/"
        return [
            ("list", LIST, LIST, 2.0),
            ("filtered list", FILTERED, FILTERED, 2.0),
            ("detail", detail, detail, 2.0),
            ("search", SEARCH, LIST, 1.5),
        ]


def run(report, national=False):
    """Measure every page bar at county size, and with `national` at both and their ratio."""
    with standing(report, "COUNTY") as county:
        measure(report, county)
        if national:
            with standing(report, "NATIONAL") as whole:
                measure(report, whole)
                downloads(report, whole)
                growth(report, county, whole)


@contextmanager
def standing(report, size):
    """Seed one size and serve it, ours beside bare; count queries and time the cold starts."""
    report.tell(f"{size.lower()}:")
    database, folder = Postgres().start(), short_folder("bench")
    env = {
        **os.environ,
        "DATABASE_URL": database.url,
        "DATA_DIR": str(folder),
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "partnership.settings",
        "SECRET_KEY": "for-the-bench-only-0123456789-0123456789-0123456789",
    }
    servers = []
    try:
        begun = time.perf_counter()
        facts = json.loads(
            _python(env, f"from bench.prepare import main; main({size!r})").splitlines()[-1]
        )
        report.add(f"{size}: seed", time.perf_counter() - begun, 600, "s")
        for page, bar in [("list", 8), ("filtered", 8), ("detail", 10), ("search", 10)]:
            report.add(f"{size}: queries, {page}", facts["queries"][page], bar)
        servers = _serve(report, size, env, folder)
        yield Site(size, facts, *servers)
    finally:
        for server in servers:
            server.stop()
        database.stop()
        remove(folder)


def _serve(report, size, env, folder):
    ways = [
        ("partnership.wsgi:application", env),
        ("bench.bare_wsgi:application", {**env, "DJANGO_SETTINGS_MODULE": "bench.bare"}),
    ]
    tries = [[], []]
    # In turns, for the machine changes its speed; the first start pays for cold files.
    for turn in range(4):
        servers = [start(surroundings, folder, way, LIST) for way, surroundings in ways]
        for kept, (_server, seconds) in zip(tries, servers, strict=True):
            kept.append(seconds)
        if turn < 3:
            for server, _seconds in servers:
                server.stop()
    cold, bare_cold = (min(seconds[1:]) for seconds in tries)
    report.add(
        f"{size}: cold start to the first page ÷ bare",
        cold / bare_cold,
        COLD,
        note=f"{cold:.1f} / {bare_cold:.1f} s",
    )
    return [server for server, _seconds in servers]


def measure(report, site):
    """Every page beside its bare twin, and the weight of a first visit."""
    for name, here, there, bar in site.pages:
        mine, theirs = together(site.ours.port, here, site.bare.port, there)
        report.add(
            f"{site.size}: {name} ÷ bare", mine / theirs, bar, note=f"{mine:.1f} / {theirs:.1f} ms"
        )
    weigh(report, site.size, site.ours.port, LIST)


def growth(report, county, whole):
    """What a page costs in the whole country beside one county, asked for in turns."""
    bars = {"list": 1.3, "filtered list": 1.3, "detail": 1.1, "search": 2.0}
    for (name, small, *_bare), (_name, large, *_rest) in zip(
        county.pages, whole.pages, strict=True
    ):
        one, all_of_them = together(county.ours.port, small, whole.ours.port, large)
        report.add(
            f"{name}, national ÷ county",
            all_of_them / one,
            bars[name],
            note=f"{all_of_them:.1f} / {one:.1f} ms",
        )


def start(env, folder, application, path):
    """Serve `application`; (process, seconds to the first page)."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        port,
        "--workers",
        1,
        "--blocking-threads",
        4,
        "--no-ws",
        application,
    ]
    begun = time.perf_counter()
    process = Process(command, folder, f"web-{port}", {**env, "PORT": str(port)}, cwd=ROOT)
    process.start()
    process.port = port
    process.wait_until(lambda: _answers(port, path), seconds=60)
    return process, time.perf_counter() - begun


def together(port, path, bare_port, bare_path):
    """The median times of two pages in milliseconds, asked for in turns."""
    times = ([], [])
    lines = [http.client.HTTPConnection("127.0.0.1", p) for p in (port, bare_port)]
    for turn in range(WARM + ROUNDS):
        for line, where, kept in zip(lines, (path, bare_path), times, strict=True):
            begun = time.perf_counter()
            fetch(line, where)
            if turn >= WARM:
                kept.append((time.perf_counter() - begun) * 1000)
    return tuple(statistics.median(kept) for kept in times)


def fetch(line, path, **headers):
    """The body of a page that must be there."""
    line.request("GET", path, headers={"Host": "127.0.0.1", **headers})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status, body[:300])
    return body


def downloads(report, site):
    """Whole downloads beside bare ones of the same rows and columns, and what they leave."""
    before = _memory(site.ours)
    for kind, bar in DOWNLOADS.items():
        path = f"/projekty/pobierz/{kind}/"
        mine, theirs = (_seconds(server, path) for server in (site.ours, site.bare))
        rows = site.facts["projects"]
        report.add(
            f"{site.size}: {kind.upper()} download ÷ bare",
            mine / theirs,
            bar,
            note=f"{rows / mine:,.0f} / {rows / theirs:,.0f} rows/s of {site.facts['columns']} cells",
        )
    report.add(
        f"{site.size}: growth by the downloads", (_memory(site.ours) - before) / MEGABYTE, 60, "MB"
    )


def _seconds(server, path):
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    begun = time.perf_counter()
    fetch(line, path)
    return time.perf_counter() - begun


def weigh(report, size, port, path):
    """All bytes of a first visit, the JavaScript in them, and the number of requests."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    packed = {"Accept-Encoding": "gzip, br"}
    page = fetch(line, path, **packed)
    text = fetch(line, path).decode()
    files = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', text))
    weights = {name: len(fetch(line, name, **packed)) for name in files}
    scripts = sum(weight for name, weight in weights.items() if name.endswith(".js"))
    report.add(f"{size}: first visit", (len(page) + sum(weights.values())) / 1000, 70, "kB")
    report.add(f"{size}: JavaScript", scripts / 1000, 20, "kB")
    report.add(f"{size}: requests", 1 + len(files), 8)


def _family(process):
    program = psutil.Process(process.pid)
    return [program, *program.children(recursive=True)]


def _memory(process):
    """The proportional memory of a process and its children."""
    return sum(p.memory_full_info().pss for p in _family(process))


def _answers(port, path):
    try:
        fetch(http.client.HTTPConnection("127.0.0.1", port), path)
    except (OSError, http.client.HTTPException):
        return False
    return True


def _python(env, code):
    """What a Django process of its own prints."""
    command = [sys.executable, "-c", f"import django; django.setup(); {code}"]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout
