"""Peer Support Clubs: places, advisers, months in counts, gifts."""
