"""What pages read of the programme, without changing it."""
