"""What pages read of agreements, without changing it."""
