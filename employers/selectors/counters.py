"""What waits in this app, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, counted, present
from employers.models import FirmRequest, LayoffCase, QuickStartOrder
from employers.selectors.stories import Stories

TITLE = gettext_lazy("Employers")


def public() -> list[Figure]:
    """The finished cases and orders that everyone may read about. One query."""
    return present(
        [
            Figure(
                _("stories from employers"),
                len(Stories()),
                f"{reverse('employers:index')}#results",
            )
        ]
    )


def waiting(partnership) -> list[Figure]:
    """What the office of `partnership` has to do. One query."""
    cases = LayoffCase.objects.held_by(partnership)
    orders = QuickStartOrder.objects.held_by(partnership)
    to_cases, to_orders = reverse("employers:office_cases"), reverse("employers:office_orders")
    return counted(
        (
            _("lay-off cases with an overdue step"),
            cases.overdue(),
            f"{to_cases}?waiting=overdue",
        ),
        (_("new Quick Start requests"), orders.new(), f"{to_orders}?waiting=new"),
        (
            _("Quick Start: requests of firms outside the register"),
            FirmRequest.objects.held_by(partnership).waiting(),
            f"{reverse('employers:office_firm_requests')}?status=confirmed",
        ),
        (
            _("Quick Start: check after three months"),
            orders.to_check(),
            f"{to_orders}?waiting=to_check",
        ),
    )


def waiting_for(user) -> list[Figure]:
    """The orders of this person's firms for which the office asks how many still work."""
    due = QuickStartOrder.objects.of_user(user).to_answer().count()
    return present(
        [
            Figure(
                _("Quick Start: tell the office how many people still work"),
                due,
                reverse("employers:my_orders"),
            )
        ]
    )
