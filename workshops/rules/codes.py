"""Voting codes: twelve signs that a phone can type, kept only as a keyed hash.

Sixty bits live as long as the vote is open, and one place may guess three hundred
times an hour: that is ages away from meeting one of a thousand codes. The codes of a
batch are reckoned from its seed and the key of this installation, so that the sheet can
be printed again, and so that the database alone tells no code.
"""

from django.utils.crypto import salted_hmac

# Of a table's code: letters and digits that nobody mixes up on paper or by ear.
TABLE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
TABLE_LENGTH = 6
# Crockford's signs: no I, L, O, U, so that nothing is misread; what people type for them is understood.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
MISREAD = str.maketrans("OIL", "011")


def derived(seed: str, number: int) -> list[str]:
    """The `number` codes that grow out of a seed: the same ones each time."""
    return [_code(seed, place) for place in range(number)]


def _code(seed, place):
    made = salted_hmac("workshops:voting-codes:v1", f"{seed}:{place}", algorithm="sha256")
    return "".join(SIGNS[byte % len(SIGNS)] for byte in made.digest()[:LENGTH])


def plain(text: str) -> str:
    """What people typed, without dashes and spaces, in the signs of a code."""
    return "".join(c for c in text.upper().translate(MISREAD) if c in SIGNS)


def of_table(text: str) -> str:
    """The code on the sign of a table that somebody typed; empty if it cannot be one."""
    typed = "".join(c for c in text.lower() if c.isalnum())
    return typed if len(typed) == TABLE_LENGTH and set(typed) <= set(TABLE_SIGNS) else ""


def shown(code: str) -> str:
    """A code in groups of four, as it stands on paper."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def digest(text: str) -> str:
    """What is kept of a code: without the key of this installation it tells nothing."""
    return salted_hmac("workshops:voting-code:v1", plain(text), algorithm="sha256").hexdigest()
