"""Tallies, codes and ready sets: no database, no clock."""
