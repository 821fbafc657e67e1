"""A quicker search in this room: see `core.trigrams`."""

from django.db import migrations

from core import trigrams


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [trigrams.index("meetings_meeting")]
