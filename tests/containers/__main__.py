"""Start the compose file for real and walk through an installation's life: `make containers`.

On Debian, as root; needs no registry of images. It takes about ten minutes and 4 GB of disk, and
leaves nothing behind but Debian's packages; with `--keep` the images stay for the next walk.
"""

import argparse
import shutil
import signal
import sys
import time
from pathlib import Path

from tests.containers import images, machine, steps
from tests.containers.engine import Engine
from tests.containers.installation import Site


class Table:
    """The steps with their seconds, printed as they are done."""

    def __init__(self):
        self.begun = time.monotonic()

    def step(self, name: str, work) -> None:
        print(f"  {name:<16}", end="", flush=True)
        begun = time.monotonic()
        words = work()
        print(f"{time.monotonic() - begun:7.1f} s  {words or ''}", flush=True)

    def end(self) -> None:
        print(f"  {'all':<16}{time.monotonic() - self.begun:7.1f} s")


def walk(work: Path, table: Table, *, keep: bool) -> None:
    """Do all steps; whatever happens, put the machine back."""
    table.step("packages", lambda: ", ".join(machine.install()) or "there already")
    engine = Engine(work)
    site = Site(engine)
    try:
        table.step("engine", engine.start)
        steps.clean(site)  # of a walk that was broken off
        table.step("base system", lambda: images.base_system(engine))
        table.step("base images", lambda: images.stand_ins(engine))
        for step in steps.STEPS:
            table.step(step.__name__.replace("_", " "), lambda step=step: step(site))
    except Exception:
        if engine.daemon is not None and (site.folder / ".env").exists():
            print(site.compose("ps", "--all", check=False), file=sys.stderr)
            print(site.compose("logs", "--tail", "30", check=False), file=sys.stderr)
        raise
    finally:
        if engine.daemon is not None:
            steps.clean(site)
        engine.clean(keep=keep)
    table.end()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make containers", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="leave the images for the next walk")
    parser.add_argument("--work", type=Path, default=Path("/var/tmp/portal-containers"))
    options = parser.parse_args()
    # Told to end, it cleans up as after Ctrl+C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Told to end."))
    options.work.mkdir(parents=True, exist_ok=True)
    machine.refuse(options.work)
    try:
        walk(options.work, Table(), keep=options.keep)
    except Exception as error:  # noqa: BLE001 - the last step says in words what went wrong
        print(f"\n{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
    if not options.keep:
        shutil.rmtree(options.work, ignore_errors=True)


if __name__ == "__main__":
    main()
