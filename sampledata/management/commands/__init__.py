"""Commands of the sample data."""
