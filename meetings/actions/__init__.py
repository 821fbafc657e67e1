"""What may be done in this room, one verb a function."""
