"""`make run`: one command, on SQLite and the private broker, without anything else."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from tests.servers.portal import ROOT, EmbeddedPortal, answers

pytestmark = pytest.mark.xdist_group("run")
RUN = [sys.executable, ROOT / "run.py"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A data folder that is ready: tables, style sheets, and no demo."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    portal = EmbeddedPortal(DEMO="0", DATA_DIR=str(folder))
    prepare = [sys.executable, ROOT / "manage.py", "prepare"]
    subprocess.run(prepare, env=portal.process.env, check=True, capture_output=True)
    portal.stop()
    return folder


@pytest.fixture(scope="module")
def portal(prepared):
    """A portal without the demo, which these tests do not need."""
    portal = EmbeddedPortal(DEMO="0")
    shutil.copytree(prepared, portal.data_dir)
    try:
        yield portal.start()
    finally:
        portal.stop()


def children(portal):
    """The processes that run.py keeps, by what their command line says."""
    words = {"web": "granian", "worker": "celery --pool", "bulk": "bulk --pool", "beat": "beat"}
    words["broker"] = "broker.sock"
    lines = {}
    for process in psutil.Process(portal.process.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):  # dead, and not yet buried
            lines[process] = " ".join(process.cmdline())
    return {
        name: process
        for process, line in lines.items()
        for name, word in words.items()
        if word in line
    }


def eventually(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_all_five_processes_run(portal):
    eventually(lambda: set(children(portal)) == {"broker", "web", "worker", "bulk", "beat"})


def test_a_child_that_dies_is_started_again(portal):
    old = children(portal)["worker"]
    old.kill()
    eventually(lambda: children(portal).get("worker", old) != old)


def test_a_second_portal_on_the_same_folder_is_refused_in_words(portal):
    env = {**os.environ, "DATA_DIR": str(portal.data_dir), "PORT": "1"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        env["PORT"] = str(free.getsockname()[1])
    done = subprocess.run(RUN, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert "A portal already runs on" in done.stderr


def test_a_taken_port_is_refused_in_words(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        env = {**os.environ, "DATA_DIR": str(tmp_path), "PORT": port}
        done = subprocess.run(RUN, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_when_it_ends_everything_ends(how, prepared):
    """And a folder whose name is too long for a socket is no obstacle."""
    portal = EmbeddedPortal(DEMO="0")
    portal.data_dir = portal.folder / ("very-" * 30 + "long")
    portal.process.env["DATA_DIR"] = str(portal.data_dir)
    shutil.copytree(prepared, portal.data_dir)
    try:
        portal.start()
        eventually(lambda: len(children(portal)) == 5)
        whole = psutil.Process(portal.process.pid).children(recursive=True)
        os.kill(portal.process.pid, how)
        _, alive = psutil.wait_procs(whole, timeout=20)
        assert alive == []
        assert not answers(portal.url)
    finally:
        portal.stop()
