"""What people did in the outbox, for those who keep a journal of it."""

from django.dispatch import Signal

# Arguments: verb, row, actor, before, after (dicts of columns), reason.
# Sent inside the transaction of the change.
office_acted = Signal()
