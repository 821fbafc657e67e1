"""This room's addresses: what they may be asked for, and what each answers."""

TABLE = {}


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    return {}
