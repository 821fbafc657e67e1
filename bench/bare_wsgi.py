"""The bare views behind the same web server; DJANGO_SETTINGS_MODULE says bench.bare."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
