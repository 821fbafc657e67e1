"""What may be done in this app, one verb a function."""
