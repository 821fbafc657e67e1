"""The roof: settings, addresses, and all that needs more than one room."""

from partnership.celery import app as celery_app

__all__ = ["celery_app"]
