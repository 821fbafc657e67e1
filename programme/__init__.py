"""The programme beyond one county: its editions, its figures, its specialists."""
