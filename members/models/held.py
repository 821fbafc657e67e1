"""What rows of one partnership have in common."""

from core.models import SearchQuerySet


class HeldQuerySet(SearchQuerySet):
    """Rows that belong to one partnership each."""

    def held_by(self, partnership):
        """What the office of `partnership` holds. Give it `request.partnership`."""
        return self.filter(partnership=partnership)
