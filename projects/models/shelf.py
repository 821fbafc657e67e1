"""By what lists of projects know that they are out of date."""

from django.db import models

from counties.models import Partnership


class Shelf(models.Model):
    """A number that changes with everything that lists of projects may show.

    One row a partnership, so that two offices never wait for each other. What a
    process has counted stays valid while the sum of all shelves is the same.
    """

    partnership = models.OneToOneField(Partnership, models.CASCADE, primary_key=True)
    stand = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.partnership_id}: {self.stand}"
