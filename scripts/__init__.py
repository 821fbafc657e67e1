"""Tools of the workshop; the portal itself does not need them, except to compile its messages."""
