"""Polish text: folding for search and an alphabet for sorting."""

import re
import unicodedata

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
# Digits sort before letters, every letter gets two characters of its own rank.
RANKS = {
    letter: f"{chr(97 + rank // 26)}{chr(97 + rank % 26)}" for rank, letter in enumerate(ALPHABET)
}
EDGES = re.compile(r"^\W+|\W+$")
SHORTEST = 3
# Endings of Polish nouns and adjectives, folded, the longest first.
ENDINGS = [
    "owie",
    "iami",
    "ach",
    "ami",
    "ego",
    "emu",
    "ich",
    "imi",
    "owi",
    "ych",
    "ymi",
    "ej",
    "em",
    "ia",
    "ie",
    "im",
    "iu",
    "om",
    "ow",
    "ym",
    "a",
    "e",
    "i",
    "o",
    "u",
    "y",
]


def fold(text: str) -> str:
    """Reduce `text` to lower-case letters without marks, so that zolnierz finds żołnierz."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    seen = (c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).split())


def parts(words: str) -> list[str]:
    """What a folded text must hold to be found by `words`: the stem of each, eight at most.

    Quotation marks and commas around a word are left out: people type others than stand in
    the text.
    """
    return [stem(EDGES.sub("", word) or word) for word in fold(words).split()[:8]]


def stem(word: str) -> str:
    """The beginning that the forms of a folded Polish word share: kluby, klubow, klub.

    Cuts one common ending off words of four letters and more and keeps at least three.
    Crude on purpose: it must never hide a hit, and may show one too many.
    """
    if not word.isalpha():
        return word
    ending = next((end for end in ENDINGS if word.endswith(end)), "")
    return word[: max(SHORTEST, len(word) - len(ending))]


def sort_key(text: str) -> str:
    """A key that sorts by the Polish alphabet under plain byte order.

    Letters outside the Polish alphabet sort as their unmarked form.
    """
    lower = unicodedata.normalize("NFC", text.lower())
    known = (c if c in RANKS else (fold(c) or " ") for c in lower)
    return "".join(RANKS.get(c, c) for c in known if c.isalnum() or c.isspace())
