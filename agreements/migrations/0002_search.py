"""A quicker search in this room: see `core.trigrams`."""

from django.db import migrations

from core import trigrams


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [trigrams.index("agreements_agreement")]
