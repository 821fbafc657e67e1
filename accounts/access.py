"""Limits on asking, and what a session has proved."""

from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal import ratelimit


def limited(action: str, rates: str):
    """Let a view be asked for only so often; beyond that it answers 429.

    `rates` in allauth's words: "60/m/user", "10/h/ip", several with a comma. The
    counts of one `action` are shared by all views and workers that name it.
    """

    def decorator(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if within(request, action, rates):
                return view(request, *args, **kwargs)
            return ratelimit.respond_429(request)

        return wrapper

    return decorator


def within(request, action: str, rates: str) -> bool:
    """Count this request as one more `action` and say whether `rates` still allow it."""
    rule = {"action": action, "config": {action: rates}, "limit_get": True}
    return bool(ratelimit.consume(request, app="accounts", **rule))


def address_of(request) -> str:
    """The network address a request comes from, as far as the proxy tells."""
    return ratelimit.get_ip(request)


def has_second_factor_proof(request) -> bool:
    """Say whether a second factor was given in this session."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
