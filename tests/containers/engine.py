"""A container engine of our own, which leaves nothing behind on the machine."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.containers import machine

DOCKER = "/usr/bin/docker"
FORWARD = Path("/proc/sys/net/ipv4/ip_forward")
RUNC = """#!/usr/bin/python3
# Steps of a build see the certificates of this machine; no layer keeps them.
import json, os, pathlib, sys
words = sys.argv[1:]
bundle = next((words[i + 1] for i, word in enumerate(words) if word == "--bundle"), "")
if "/buildkit/" in bundle:
    path = pathlib.Path(bundle, "config.json")
    config = json.loads(path.read_text())
    there = "/run/certificates.crt"
    config["mounts"].append({{"destination": there, "type": "bind", "source": {bundle!r},
                             "options": ["bind", "ro"]}})
    config["process"].setdefault("env", []).extend(
        name + "=" + there for name in ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE"))
    path.write_text(json.dumps(config))
os.execv({runc!r}, ["runc", *words])
"""


class Engine:
    """`dockerd` with all of its state below one folder."""

    def __init__(self, work: Path):
        self.work, self.socket = work, work / "docker.sock"
        self.env = {
            **os.environ,
            "DOCKER_HOST": f"unix://{self.socket}",
            "DOCKER_CONFIG": str(machine.plugins(work)),
            "DOCKER_BUILDKIT": "1",
        }
        self.daemon = None
        self.tables = {}

    def start(self) -> None:
        """Start the daemon and wait until it answers."""
        for program in ("iptables", "ip6tables"):
            self.tables.setdefault(program, _output(f"{program}-save"))
        self.forwarded = FORWARD.read_text()
        path = f"{self._wrapper()}:/usr/sbin:/usr/bin:/sbin:/bin"
        command = [
            "dockerd",
            "--host",
            f"unix://{self.socket}",
            "--data-root",
            self.work / "data",
            "--exec-root",
            self.work / "exec",
            "--pidfile",
            self.work / "dockerd.pid",
            "--exec-opt",
            "native.cgroupdriver=cgroupfs",
            "--experimental",
            "--ip6tables",
        ]
        with (self.work / "dockerd.log").open("ab") as log:
            self.daemon = subprocess.Popen(
                command,
                env={**os.environ, "PATH": path},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + 120
        while subprocess.run([DOCKER, "info"], env=self.env, capture_output=True).returncode:
            if self.daemon.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The engine does not start; see {self.work}/dockerd.log")
            time.sleep(0.5)

    def stop(self) -> None:
        """End the daemon by its own process id; the containers end with it."""
        if self.daemon is not None:
            self.daemon.terminate()
            self.daemon.wait(120)
            self.daemon = None

    def clean(self, *, keep: bool = False) -> None:
        """End the engine and put the machine back; `keep` leaves images for the next walk."""
        if self.daemon is not None:
            running = self.docker("ps", "--all", "--quiet").split()
            if running:
                self.docker("rm", "--force", "--volumes", *running)
            self.docker("network", "prune", "--force")
            self.docker("volume", "prune", "--force")
        self.stop()
        subprocess.run(["ip", "link", "delete", "docker0"], capture_output=True)
        for program, rules in self.tables.items():
            _put_back(program, rules)
        if self.tables:
            FORWARD.write_text(self.forwarded)
        if not keep:
            for mounted in reversed(_mounts_below(self.work)):
                subprocess.run(["umount", "--lazy", mounted], check=False)
            shutil.rmtree(self.work)

    def docker(self, *words, **options) -> str:
        """Run `docker …`; return what it printed. Raises with its words when it fails."""
        return run(DOCKER, *words, env=self.env, **options)

    def _wrapper(self):
        """A folder with a `runc` that lends the machine's certificates to steps of a build."""
        folder = self.work / "bin"
        folder.mkdir(exist_ok=True)
        real = shutil.which("runc", path="/usr/sbin:/usr/bin")
        wrapper = folder / "runc"
        wrapper.write_text(RUNC.format(bundle=str(machine.certificates()), runc=real))
        wrapper.chmod(0o755)
        return folder


class StepError(RuntimeError):
    """A program failed; the message ends with what it said."""


def run(*command, env=None, cwd=None, stdin=None, seconds=1800, check=True) -> str:
    """Run a program; return its output. Raises `StepError` when it fails or takes too long."""
    command = [str(word) for word in command]
    done = subprocess.run(
        command, env=env, cwd=cwd, input=stdin, capture_output=True, timeout=seconds, check=False
    )
    said = done.stdout.decode(errors="replace")
    if check and done.returncode:
        words = said + done.stderr.decode(errors="replace")
        raise StepError(f"{' '.join(command)}: {done.returncode}\n{words[-4000:]}")
    return said


def facts(text: str) -> list[dict]:
    """JSON that is printed one object a line."""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _output(program):
    return subprocess.run([program], capture_output=True, text=True, check=False).stdout


def _put_back(program, rules):
    """Remove the engine's chains; where there were no rules at all, `restore` alone would not."""
    for table in ("filter", "nat"):
        for flag in ("--flush", "--delete-chain"):
            subprocess.run([program, "--table", table, flag], capture_output=True, check=False)
    for chain in ("INPUT", "FORWARD", "OUTPUT"):
        subprocess.run([program, "--policy", chain, "ACCEPT"], capture_output=True, check=False)
    subprocess.run([f"{program}-restore"], input=rules, text=True, check=False)


def _mounts_below(folder):
    lines = Path("/proc/mounts").read_text().splitlines()
    return [path for line in lines if (path := line.split()[1]).startswith(f"{folder}/")]
