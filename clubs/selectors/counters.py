"""What waits in this app, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubs.choices import ClubStatus
from clubs.models import Adviser, Club, Gift
from core.figures import Figure, present

TITLE = gettext_lazy("Clubs")


def public() -> list[Figure]:
    """The published clubs that are open. One query."""
    url = f"{reverse('clubs:index')}?status={ClubStatus.OPEN}"
    return [Figure(_("open clubs"), Club.objects.public().open().count(), url)]


def waiting(partnership) -> list[Figure]:
    """Clubs that are behind, trainings that end, givers not thanked yet. Three queries."""
    clubs = Club.objects.held_by(partnership).behind()
    advisers = Adviser.objects.held_by(partnership).ending()
    gifts = Gift.objects.held_by(partnership).to_thank()
    return present(
        [
            Figure(
                _("clubs with a month not logged"),
                clubs.count(),
                f"{reverse('clubs:office_index')}?waiting=months",
            ),
            Figure(
                _("advisers whose training ends or has ended"),
                advisers.count(),
                f"{reverse('clubs:office_advisers')}?training=ending",
            ),
            Figure(
                _("gifts not thanked for yet"),
                gifts.count(),
                f"{reverse('clubs:office_gifts')}?thanks=waiting",
            ),
        ]
    )


def waiting_for(user) -> list[Figure]:
    """The months that this person's clubs have not logged yet. A query, and one a club."""
    missing = sum(len(club.missing_months()) for club in Club.objects.of_user(user))
    return present(
        [Figure(_("months of your club not logged"), missing, reverse("clubs:my_index"))]
    )
