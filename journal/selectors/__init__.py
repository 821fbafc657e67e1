"""What pages read of the journal."""
