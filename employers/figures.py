"""What waits in this room, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, present
from employers.models import LayoffCase, QuickStartOrder

TITLE = gettext_lazy("Employers")


def public() -> list[Figure]:
    """The finished cases and orders that everyone may read about. Two queries."""
    stories = LayoffCase.objects.public().count() + QuickStartOrder.objects.public().count()
    return present([Figure(_("stories from employers"), stories, reverse("employers:index"))])


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do. Three queries."""
    cases = LayoffCase.objects.held_by(partnership)
    orders = QuickStartOrder.objects.held_by(partnership)
    to_cases, to_orders = reverse("employers:office_cases"), reverse("employers:office_orders")
    return present(
        [
            Figure(
                _("lay-off cases with an overdue step"),
                cases.overdue().count(),
                f"{to_cases}?waiting=overdue",
            ),
            Figure(
                _("new Quick Start requests"), orders.new().count(), f"{to_orders}?waiting=new"
            ),
            Figure(
                _("Quick Start: check after three months"),
                orders.to_check().count(),
                f"{to_orders}?waiting=to_check",
            ),
        ]
    )


def waiting_for(user) -> list[Figure]:
    """The orders of this person's firms for which the office soon asks who still works."""
    due = QuickStartOrder.objects.of_user(user).to_check().count()
    return present(
        [
            Figure(
                _("Quick Start: tell the office how many people still work"),
                due,
                reverse("employers:my_orders"),
            )
        ]
    )
