"""Every check that needs no running portal: `make check`.

Runs all of them, as many at a time as there are cores, then says which failed. Names of checks may be given.
"""

import os
import re
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
LONGEST_FILE = 400
SHOWN = 60  # lines of a failed check
COUNTED = (".py", ".html", ".css", ".js")

# What an installation for real would set, so that Django's deployment check can speak.
PRODUCTION = {
    "SITE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "SECRET_KEY": "check-only-8h3k2l9d7f6s5a4q1w0e9r8t7y6u5i4o3p2-not-a-secret-anywhere",
    "MAIL_URL": "smtp://mail.example:25",
    "DATABASE_URL": "postgres://portal@db.example/portal",
    "REDIS_URL": "redis://broker.example:6379/0",
}

# Text of people is escaped by the templates. These few put together markup of our own out of
# parts that are escaped one by one; a word of a person never becomes safe by being told so.
ESCAPING = {
    "core/forms.py",
    "core/templatetags/ui.py",
    "counties/country.py",
    "members/forms/register.py",
    "projects/filters.py",
    "workshops/views/stages.py",
}
UNESCAPED_IN_TEMPLATES = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off|hx-on\b")
UNESCAPED_IN_CODE = re.compile(
    r"\b(mark_safe|format_html(_join)?|SafeString|SafeData|safestring)\b"
)

KEPT_FROM_FORMATTER = re.compile(r"#\s*fmt:\s*(skip|off)")

SCHEMA = ["check-jsonschema", "--builtin-schema", "vendor.compose-spec"]

CHECKS = {
    "types": ["mypy", "--no-error-summary", "{packages}"],  # the longest begins first
    "lint": ["ruff", "check", "--quiet", "."],
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "template lint": ["djlint", "--quiet", "--lint", "templates"],
    "template format": ["djlint", "--check", "templates"],
    "template idiom": ["djade", "--check", "--target-version", "5.2", "{templates}"],
    "layers": ["lint-imports", "--no-logo"],
    "dependencies": ["deptry", ".", "--no-ansi"],
    "dependencies of tests": [
        "deptry",
        ".",
        "--no-ansi",
        "--extend-exclude",
        "^$",
        "--ignore",
        "DEP002,DEP004",
    ],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "messages": ["python", "-m", "scripts.messages", "--check"],
    "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "compose file": [*SCHEMA, "docker-compose.yml"],
    "image": ["hadolint", "Dockerfile"],
    "lock": ["../../.boot/bin/uv", "lock", "--check", "--quiet"],
}
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "root_packages"
]
ENV = {"deployment": PRODUCTION, "migrations": {"DATABASE_URL": "", "REDIS_URL": ""}}


def tracked():
    """The files of the repository, new ones included, as paths."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def too_long():
    """Sentences about files with more than `LONGEST_FILE` lines; migrations are not counted."""
    found = []
    for path in tracked():
        if path.suffix in COUNTED and "migrations" not in path.parts:
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST_FILE:
                found.append(
                    f"{path.relative_to(ROOT)} has {lines} lines, {LONGEST_FILE} at most."
                )
    return found


def unescaped():
    """Sentences about text that reaches a page unescaped, outside of the listed few."""
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".html":
            words = UNESCAPED_IN_TEMPLATES
        elif path.suffix == ".py" and name.split("/")[0] in PACKAGES and name not in ESCAPING:
            words = UNESCAPED_IN_CODE
        else:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if words.search(line):
                found.append(f"{name}:{number} prints text unescaped.")
    return found


def unformatted():
    """Sentences about code that is kept from the formatter."""
    found = []
    for path in tracked():
        if path.suffix == ".py":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if KEPT_FROM_FORMATTER.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number} is not formatted.")
    return found


def run(name, command):
    """Run one check; return what it printed when it failed, else an empty string."""
    words = []
    for word in command:
        if word == "{templates}":
            words += [str(path) for path in tracked() if path.suffix == ".html"]
        elif word == "{packages}":
            words += PACKAGES
        else:
            words.append(word)
    program = BIN / words[0]
    if not program.exists():
        return f"{words[0]} is not installed."
    env = {**os.environ, "PYTHONWARNINGS": "", **ENV.get(name, {})}
    done = subprocess.run(
        [program, *words[1:]], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr) or "failed without a word" if done.returncode else ""


def timed(name):
    """(name, what the check printed when it failed, seconds)."""
    begun = time.monotonic()
    words = run(name, CHECKS[name]) if name in CHECKS else "\n".join(OWN[name]())
    return name, words, time.monotonic() - begun


OWN = {"file length": too_long, "escaping": unescaped, "formatter obeyed": unformatted}


def main():
    asked = sys.argv[1:]
    names = [name for name in [*CHECKS, *OWN] if not asked or name in asked]
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, words, seconds in pool.map(timed, names):
            print(f"{'FAILED' if words else 'ok':8}{name} ({seconds:.1f} s)", flush=True)
            if words:
                lines = words.splitlines()
                print("\n".join(lines[:SHOWN]), flush=True)
                if len(lines) > SHOWN:
                    print(f"… {len(lines) - SHOWN} more lines", flush=True)
                failed.append(name)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
