"""A quicker search in this room: see `core.trigrams`."""

from django.db import migrations

from core import trigrams


class Migration(migrations.Migration):
    dependencies = [("members", "0002_colleagueinvitation")]
    operations = [trigrams.index("members_partner"), trigrams.index("members_person")]
