"""Limits on asking, and what a session has proved."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.decorators import rate_limit

IPV6_PREFIX = 64  # the addresses that one subscriber has


def limited(action: str, rates: str):
    """Let a view be asked for only so often; beyond that it answers 429.

    `rates` in allauth's words: "60/m/user", "10/h/ip", several with a comma. The
    counts of one `action` are shared by all views and workers that name it.
    """
    action = f"portal:{action}"  # allauth counts its own under plain names
    return rate_limit(action=action, config={action: rates}, limit_get=True)


def address_of(request) -> str:
    """The network address a request comes from, as far as the proxy tells; of IPv6 the /64."""
    text = get_adapter().get_client_ip(request)
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, IPV6_PREFIX), strict=False).network_address)
    return text


def has_second_factor_proof(request) -> bool:
    """Say whether a second factor was given in this session."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
