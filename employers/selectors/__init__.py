"""What pages read of work with employers, without changing it."""
