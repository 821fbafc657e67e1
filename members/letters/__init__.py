"""Letters about joining, profiles and invitations, and to the office itself."""
