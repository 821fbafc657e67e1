"""A quicker search in this room: see `core.trigrams`."""

from django.db import migrations

from core import trigrams


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [trigrams.index("projects_project")]
