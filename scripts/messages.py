"""The translations: `python -m scripts.messages [--check | --compile]`.

Without a flag, extracts the message ids (needs xgettext) into
`locale/pl/LC_MESSAGES/django.po` and compiles it. With `--check`, changes nothing
and fails when the file is not what the sources give, or when a message is
untranslated or marked fuzzy. With `--compile`, only writes what Django reads.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale" / "pl" / "LC_MESSAGES" / "django.po"
NOT_OURS = [".venv/*", ".boot/*", ".data/*", "tests/*", "bench/*", "scripts/*"]
# A fixed header: extracting the same sources twice leaves no diff.
HEADER = {
    "Project-Id-Version": "partnership",
    "POT-Creation-Date": "2026-11-20 12:00+0100",
    "PO-Revision-Date": "2026-11-20 12:00+0100",
    "Last-Translator": "",
    "Language-Team": "pl",
    "Language": "pl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def compile_all():
    """Write the .mo beside every .po that is newer. Needs no gettext tools."""
    for source in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def extract():
    """Bring the .po file up to the sources."""
    ignore = [word for pattern in NOT_OURS for word in ("-i", pattern)]
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "-l",
        "pl",
        "-v0",
        "--add-location=file",
        "--no-wrap",
        "--no-obsolete",
        *ignore,
    ]
    PO.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(command, cwd=ROOT, check=True)
    tidy(PO)


def tidy(path):
    """Give the file its fixed header, and empty what was only guessed."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr = ""
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    catalogue.header = ""
    catalogue.metadata = {"Plural-Forms": catalogue.metadata["Plural-Forms"], **HEADER}
    catalogue.metadata_is_fuzzy = []
    catalogue.save()


def complaints():
    """What is wrong with the translations, as a list of sentences."""
    if not PO.exists():
        return ["There is no translation yet: run `make messages`."]
    before = PO.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as kept:
        shutil.copy2(PO, kept)
        try:
            extract()
            after = PO.read_text(encoding="utf-8")
        finally:
            shutil.copy2(Path(kept) / PO.name, PO)
    found = [] if after == before else ["The sources have changed: run `make messages`."]
    left = [entry for entry in polib.pofile(str(PO)) if entry.fuzzy or not entry.translated()]
    return found + [f"Not translated: {entry.msgid!r}" for entry in left]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        found = complaints()
        print("\n".join(found) or "The translations are complete.")
        sys.exit(bool(found))
    if not asked.compile:
        extract()
    compile_all()


if __name__ == "__main__":
    main()
