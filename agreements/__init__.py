"""Agreements, who signed them, and who is a party on any day."""
