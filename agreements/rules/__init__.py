"""Texts of agreements: no database, no clock."""
