"""Polish text: folding for search and an alphabet for sorting."""

import unicodedata

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
# Digits sort before letters, every letter gets two characters of its own rank.
RANKS = {
    letter: f"{chr(97 + rank // 26)}{chr(97 + rank % 26)}" for rank, letter in enumerate(ALPHABET)
}
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
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def stem(word: str) -> str:
    """The beginning that the forms of a folded Polish word share: zolnierzy, zolnierz.

    Cuts one common ending off words of six letters and more and keeps at least five.
    Crude on purpose: it must never hide a hit, and may show one too many.
    """
    if len(word) < 6 or not word.isalpha():
        return word
    ending = next((end for end in ENDINGS if word.endswith(end)), "")
    return word[: max(5, len(word) - len(ending))]


def sort_key(text: str) -> str:
    """A key that sorts by the Polish alphabet under plain byte order.

    Letters outside the Polish alphabet sort as their unmarked form.
    """
    lower = unicodedata.normalize("NFC", text.lower())
    known = (c if c in RANKS else (fold(c) or " ") for c in lower)
    return "".join(RANKS.get(c, c) for c in known if c.isalnum() or c.isspace())
