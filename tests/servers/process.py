"""Processes that cannot outlive the tests, however the tests end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psutil

# The shell starts the program, tells its id, and reads from a pipe that only the
# tests hold open. When they close it or die, the program is asked to end; what is
# left of its process group 15 seconds later is killed.
GUARD = """
log=$1; how=$2; shift 2
"$@" >>"$log" 2>&1 </dev/null &
program=$!
echo $program
read -r _
kill -"$how" $program 2>/dev/null
( sleep 15; kill -KILL 0 ) &
wait $program 2>/dev/null
kill -KILL 0
"""


class StartError(RuntimeError):
    """A server did not come up. The message ends with its log."""


class Process:
    """A program in a process group of its own, with a log, that ends with the tests."""

    def __init__(self, command, folder, name, env=None, stop="TERM", user=None, cwd=None):
        self.command = [str(part) for part in command]
        self.name, self.env, self.how, self.user = name, env, stop, user
        self.log = Path(folder) / f"{name}.log"
        self.cwd = cwd or folder
        self.guard = None

    def start(self):
        self.guard = subprocess.Popen(
            ["/bin/sh", "-c", GUARD, "guard", str(self.log), self.how, *self.command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.env,
            cwd=self.cwd,
            start_new_session=True,
            **(self.user or {}),
        )
        self.pid = int(self.guard.stdout.readline())
        return self

    def is_alive(self):
        """Whether the program still runs; one that has ended but is not buried does not."""
        try:
            return psutil.Process(self.pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    def wait_until(self, ready, seconds=15):
        """Wait until `ready()` is true; raise `StartError` when it does not come."""
        end = time.monotonic() + seconds
        while not ready():
            if not self.is_alive() or time.monotonic() > end:
                raise StartError(f"{self.name} did not start.\n{self.words()}")
            time.sleep(0.02)

    def words(self):
        """The end of the log."""
        return self.log.read_text(errors="replace")[-4000:] if self.log.exists() else ""

    def send(self, number):
        """Send a signal to the program and everything it started, but not to its guard."""
        children = []
        if self.is_alive():
            program = psutil.Process(self.pid)
            children = [program, *program.children(recursive=True)]
        for process in children:
            process.send_signal(number)

    def kill(self):
        """End it at once, as a power cut would."""
        self.send(signal.SIGKILL)
        self.stop()

    def stop(self):
        """Ask it to end, and wait."""
        if self.guard is None:
            return
        self.guard.stdin.close()
        self.guard.stdout.close()
        self.guard.wait()
        self.guard = None


def lesser_user():
    """Arguments of Popen under which a program does not run as root; {} when we are not root."""
    if os.getuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def short_folder(name, user=None):
    """A new folder in /tmp: the path of a unix socket must be short."""
    folder = Path(tempfile.mkdtemp(prefix=f"portal-{name}-", dir="/tmp"))
    if user:
        os.chown(folder, user["user"], user["group"])
    return folder


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)
