"""What pages read of meetings, without changing it."""
