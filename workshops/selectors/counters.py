"""What waits in this app, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, present
from workshops.models import Card, Cycle, Group, Proposal
from workshops.selectors.waiting import KINDS

TITLE = gettext_lazy("Workshops")


def public() -> list[Figure]:
    """The published cycles. One query."""
    url = reverse("workshops:index")
    return [Figure(_("cycles of workshops"), Cycle.objects.public().count(), url)]


def waiting(partnership) -> list[Figure]:
    """Cards, sheets, choices, votes and stages that wait for the office.

    Five queries, and four more when a stage may be next.
    """
    cards = Card.objects.held_by(partnership).waiting()
    url = reverse("workshops:office_waiting")
    choice = reverse("workshops:office_choice_waiting")
    return present(
        [
            Figure(_("cards that wait for the recorder"), cards.count(), url),
            *(
                Figure(str(kind.label), kind.count(partnership), f"{choice}?czeka={key}")
                for key, kind in KINDS.items()
            ),
        ]
    )


def waiting_for(user) -> list[Figure]:
    """Cards of the groups that this person records, and sheets to complete. Two queries."""
    groups = Group.objects.recorded_by(user).values("pk")
    cards = Card.objects.waiting().filter(group__in=groups)
    sheets = Proposal.objects.led_by(user).incomplete().completable()
    url = reverse("workshops:my_index")
    return present(
        [
            Figure(_("cards that wait for you, the recorder"), cards.count(), url),
            Figure(
                _("sheets of proposals to complete"),
                sheets.count(),
                reverse("workshops:my_proposals") + "?czeka=braki",
            ),
        ]
    )
