"""Personal links to the question after three months, for the firm that hired."""

from core.links import opened, seal
from employers.models import QuickStartOrder

WORK = "employers:work"


def token_of_order(order: QuickStartOrder) -> str:
    """The secret part of the link to the question about an order."""
    return seal(WORK, order.pk, f"{order.pk}:{order.nonce}")


def order_of(token: str) -> QuickStartOrder | None:
    """The order that `token` opens, or None. One query, no write."""
    rows = QuickStartOrder.objects.select_related("partnership__county", "employer")
    return opened(token, rows, token_of_order)
