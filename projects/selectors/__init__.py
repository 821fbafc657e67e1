"""What pages read of projects, without changing it."""
