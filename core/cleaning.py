"""Text as people meant it: without the signs that come along unseen.

Word, web pages and other programs bring soft hyphens, marks of direction, bullets of private
fonts and the like. They are taken out where text comes in, so that searching, sorting,
letters and printed pages never meet them.
"""

import re
import unicodedata

# Signs that emoji are made of; between them U+200D joins, and after one U+FE0F gives colours.
EMOJI = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
# Marks of direction, hyphens and spaces of no width, signs for other programs.
INVISIBLE = re.compile(
    f"((?<={EMOJI})\ufe0f?\u200d(?={EMOJI})|(?<={EMOJI})\ufe0f)|"
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LINES = re.compile(" *[\t\n] *")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
# Windows' own signs, read as if they were control characters of ISO 8859.
WINDOWS = {n: bytes([n]).decode("cp1250", "ignore") for n in range(0x80, 0xA0)}
# What Word writes: hyphens of its own, bullets of Symbol and Wingdings.
WORD = {
    0x1E: "-",
    0x1F: "",
    0xF02D: "–",
    0xF0A7: "▪",
    0xF0B7: "•",
    0xF0D8: "•",
    0xF0E0: "→",
    0xF0FC: "✓",
    0xF076: "•",
    0xF06E: "▪",
    0xF0A8: "•",
    0xF06F: "•",
}
OTHERS = WINDOWS | WORD
STRANGE = re.compile(
    f"[^\n\t -~\xa1-\xac\xae-\u017f]|[{''.join(map(chr, WORD))}]"  # what plain Polish has not
)


def clean_text(text: str) -> str:
    """`text` without what nobody sees; its lines and its unbreakable spaces stay."""
    if not STRANGE.search(text):
        return text
    text = LINE_ENDS.sub("\n", text).translate(OTHERS)
    seen = INVISIBLE.sub(lambda found: found[1] or "", text)
    return unicodedata.normalize("NFC", seen)


def clean_cell(text: str) -> str:
    """`clean_text` of a cell of a table, where every space is an ordinary one."""
    return SPACES.sub(" ", clean_text(text)).strip()


def clean_line(text: str) -> str:
    """`clean_text` of a title or a name: one line, and every space an ordinary one."""
    return LINES.sub(" ", SPACES.sub(" ", clean_text(text)))
