"""Personal links: to the question after three months, and to confirm a firm's request."""

from core.links import opened, seal
from employers.models import FirmRequest, QuickStartOrder

WORK = "employers:work"
CONFIRM = "employers:confirm"


def token_of_order(order: QuickStartOrder) -> str:
    """The secret part of the link to the question about an order."""
    return seal(WORK, order.pk, f"{order.pk}:{order.nonce}")


def order_of(token: str) -> QuickStartOrder | None:
    """The order that `token` opens, or None. One query, no write."""
    rows = QuickStartOrder.objects.select_related("partnership__county", "employer")
    return opened(token, rows, token_of_order)


def token_of_request(asked: FirmRequest) -> str:
    """The secret part of the link that confirms a firm's request."""
    return seal(CONFIRM, asked.pk, f"{asked.pk}:{asked.nonce}")


def asked_by(token: str) -> FirmRequest | None:
    """The request that `token` opens, or None. One query, no write."""
    rows = FirmRequest.objects.select_related("partnership__county")
    return opened(token, rows, token_of_request)
