"""What the walk takes from a bare Debian machine: packages, its mirror, room on the disk."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = {"dockerd": "docker.io", "iptables": "iptables", "debootstrap": "debootstrap"}
PLUGINS = ["docker-compose", "docker-buildx"]
VISITOR = "fd5a:9c1e:47b3::1"  # outside the network of deploy/ipv6.yml
NEXT_DEBIAN = "trixie"  # Debian 12 has no Compose v2; these programs need no newer libc
POLICY = Path("/usr/sbin/policy-rc.d")
ROOM = 5  # GB
PORTS = (80, 443, 8025)


def refuse(work: Path) -> None:
    """Leave with a sentence where the walk cannot be done."""
    if os.getuid() != 0:
        sys.exit("Starting an engine needs root.")
    if shutil.which("apt-get") is None:
        sys.exit("This walk knows Debian only.")
    if Path("/sys/class/net/docker0").exists():
        sys.exit("There is a docker0 already: another engine runs on this machine.")
    free = shutil.disk_usage(work).free / 1e9
    if free < ROOM:
        sys.exit(f"{work} has {free:.1f} GB left, {ROOM} are needed.")
    for port in set(PORTS) & listening():
        sys.exit(f"Port {port} is taken.")


def listening() -> set[int]:
    """The TCP ports on which something listens."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            if state == "0A":
                found.add(int(local.rpartition(":")[2], 16))
    return found


def install() -> list[str]:
    """Install the missing packages without starting a service; return their names."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        apt("update")
        with no_services():
            apt("install", "--yes", "--no-install-recommends", *missing)
    return missing


@contextmanager
def no_services():
    """While this lasts, a new package does not start its service."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


def plugins(work: Path) -> Path:
    """Unpack Compose v2 and buildx; return the folder that DOCKER_CONFIG should name."""
    config = work / "docker-config"
    if (config / "cli-plugins" / "docker-compose").exists():
        return config
    own = work / "apt"
    for folder in ("lists/partial", "cache/archives/partial", "unpacked"):
        (own / folder).mkdir(parents=True, exist_ok=True)
    source = own / "next.list"
    source.write_text(f"deb {mirror()} {NEXT_DEBIAN} main\n")
    options = [
        f"Dir::State::Lists={own}/lists",
        f"Dir::Cache={own}/cache",
        f"Dir::Etc::SourceList={source}",
        "Dir::Etc::SourceParts=/dev/null",
        "APT::Sandbox::User=root",
    ]
    words = [word for option in options for word in ("-o", option)]
    apt(*words, "update", cwd=own)
    apt(*words, "download", *PLUGINS, cwd=own)
    for package in own.glob("*.deb"):
        subprocess.run(["dpkg-deb", "--extract", package, own / "unpacked"], check=True)
    shutil.copytree(own / "unpacked/usr/libexec/docker/cli-plugins", config / "cli-plugins")
    shutil.rmtree(own)
    return config


def mirror() -> str:
    """The address of the Debian mirror that this machine itself uses."""
    form = "$(CODENAME) $(COMPONENT) $(REPO_URI)"
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", form, "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for line in listed.splitlines():
        name, component, address = line.split(maxsplit=2)
        if (name, component) == (codename(), "main"):
            return address
    sys.exit("The machine's apt knows no mirror of Debian.")


def codename() -> str:
    """The name of this Debian, for example bookworm."""
    lines = Path("/etc/os-release").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)["VERSION_CODENAME"]


@contextmanager
def ipv6_address():
    """An address of this machine, for the time of the block, that is not the loopback's."""
    words = [f"{VISITOR}/128", "dev", "lo"]
    subprocess.run(["ip", "-6", "address", "replace", *words], check=True)
    try:
        yield VISITOR
    finally:
        subprocess.run(["ip", "-6", "address", "delete", *words], check=False)


def certificates() -> Path:
    """The bundle of certificate authorities that this machine trusts."""
    return Path(os.environ.get("SSL_CERT_FILE") or "/etc/ssl/certs/ca-certificates.crt")


def apt(*words, cwd=None):
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(
        ["apt-get", "-qq", *words], env=env, cwd=cwd, check=True, stdout=subprocess.DEVNULL
    )
