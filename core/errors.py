"""Refusals that every room shares."""

from django.core.exceptions import PermissionDenied


class ReadOnlyError(PermissionDenied):
    """This person may read everything here and change nothing."""
