"""What pages read of workshops, without changing it."""
