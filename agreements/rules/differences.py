"""Two texts side by side."""

import difflib


def compare(old: str, new: str) -> list[tuple[str, str]]:
    """The lines of both texts as ("same" | "gone" | "new", line), in reading order."""
    names = {" ": "same", "-": "gone", "+": "new"}
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    return [(names[line[0]], line[2:]) for line in lines if line[0] in names]
