"""Arithmetic of projects: no database, no clock."""
