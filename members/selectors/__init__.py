"""What pages read of the register, without changing it."""
