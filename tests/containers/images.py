"""Images under the names that the compose file asks for, made from Debian's packages alone."""

import shutil
from pathlib import Path

from tests.containers import machine
from tests.containers.engine import Engine, run

SOURCES = Path(__file__).parent / "images"
BASE = "localhost/debian:bookworm"
TAGS = {
    "python": "python:3.11-slim-bookworm",
    "postgres": "postgres:15",
    "redis": "redis:7",
    "caddy": "caddy:2",
    "mail": "axllent/mailpit:v1.27",
}


def base_system(engine: Engine) -> str:
    """Import a minimal Debian, unless the engine has it."""
    if engine.docker("images", "--quiet", BASE).strip():
        return "kept from the last walk"
    root = engine.work / "debian"
    archive = engine.work / "debian.tar"
    run("debootstrap", "--variant=minbase", machine.codename(), root, machine.mirror())
    run("tar", "--create", "--file", archive, "--directory", root, ".")
    shutil.rmtree(root)
    engine.docker("import", archive, BASE)
    archive.unlink()
    return ""


def stand_ins(engine: Engine) -> str:
    """Build what a registry would give, each as its own image."""
    for target, tag in TAGS.items():
        engine.docker("build", "--target", target, "--tag", tag, SOURCES)
    return ", ".join(TAGS.values())
