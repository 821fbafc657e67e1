"""Settings, addresses, and the pages that need more than one app."""

from partnership.celery import app as celery_app

__all__ = ["celery_app"]
