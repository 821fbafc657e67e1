"""Sample data: the demo county, and real cases from publications."""
