"""Who did what to which object, before and after: append-only and hash-chained."""
