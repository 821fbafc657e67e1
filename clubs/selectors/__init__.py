"""What pages read of clubs, without changing it."""
