"""How allauth behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by e-mail; letters go through the outbox."""


class MFAAdapter(DefaultMFAAdapter):
    """The second factor."""
