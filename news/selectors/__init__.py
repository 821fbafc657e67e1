"""What pages read of news, without changing it."""
